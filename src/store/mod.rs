//! The SQLite user file: users, keys, the ledger of tokens, and who changed what.
//!
//! [`Store::read`] gives a [`View`] of one consistent state, [`Store::transaction`] a [`Tx`] whose every change writes its audit
//! row. Rows are read as if a stranger wrote them. The tables are documented in `migrations/`; servers may read them.

mod audit;
mod error;
mod file;
mod keys;
mod ledger;
mod login;
mod row;
mod schema;
mod users;

use std::{
    ops::Deref,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, TransactionBehavior};
use serde_json::{Map, Value};

pub use audit::{Actor, Chain, Entry};
pub use error::StoreError;
pub use ledger::{IssuedToken, Revocation, Standing};
pub use login::{Login, LoginError, Outcome};
pub use users::{UserChange, UserFilter};

use crate::clock::Timestamp;

/// An open user file.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    db: Connection,
}

impl Store {
    /// Makes the user file, readable and writable by its owner alone, or opens the one that is there: says whether it was made.
    ///
    /// # Errors
    /// Those of [`Store::open`]; [`StoreError::Io`] if the folder is missing or cannot be written.
    pub fn create(path: &Path) -> Result<(Self, bool), StoreError> {
        let made = file::create(path)?;
        Ok((Self::open(path)?, made))
    }

    /// Opens a user file.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Unsafe`], [`StoreError::Foreign`], [`StoreError::Newer`], [`StoreError::Older`],
    /// [`StoreError::Io`]; [`StoreError::Locked`] after ten seconds of waiting.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { path: path.to_owned(), db: file::open(path)? })
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks at one state of the file, whatever others write meanwhile.
    ///
    /// # Errors
    /// Those of reading, and the closure's.
    pub fn read<T, E: From<StoreError>>(&mut self, look: impl FnOnce(&View<'_>) -> Result<T, E>) -> Result<T, E> {
        let snapshot = self.db.transaction_with_behavior(TransactionBehavior::Deferred).map_err(StoreError::from)?;
        look(&View { db: &snapshot })
    }

    /// Changes the file: all that the closure does, with its audit rows, or nothing. Others wait meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Locked`] after ten seconds of waiting, the other failures of writing, and the closure's.
    pub fn transaction<T, E: From<StoreError>>(
        &mut self,
        actor: &Actor,
        now: Timestamp,
        change: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        // A deferred transaction that turns to writing fails at once when another wrote meanwhile, so it is immediate.
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let answer = change(&mut Tx { view: View { db: &tx }, actor, now })?;
        tx.commit().map_err(StoreError::from)?;
        Ok(answer)
    }
}

/// One state of the user file.
pub struct View<'a> {
    db: &'a Connection,
}

/// A change of the user file that has not been committed. It shows the state so far, as a [`View`].
pub struct Tx<'a> {
    view: View<'a>,
    actor: &'a Actor,
    now: Timestamp,
}

impl<'a> Deref for Tx<'a> {
    type Target = View<'a>;

    fn deref(&self) -> &View<'a> {
        &self.view
    }
}

impl Tx<'_> {
    /// The instant of the change.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Writes the audit row of a change. Every method that changes anything ends with it.
    fn audit_row(&self, action: &str, target: &str, detail: &Map<String, Value>) -> Result<(), StoreError> {
        audit::append(self.db, self.now, self.actor, action, target, detail)
    }
}
