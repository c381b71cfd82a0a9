//! The SQLite user file: users, keys, the ledger of tokens, and who changed what.
//!
//! [`Store::read`] gives a [`View`] of one consistent state, [`Store::transaction`] a [`Tx`] whose every change writes its audit
//! row. Rows are read as if a stranger wrote them. The tables are documented in `migrations/`; servers may read them.

mod audit;
mod bulk;
mod census;
mod client;
mod error;
mod file;
mod grant;
mod health;
mod keys;
mod ledger;
mod listing;
mod login;
mod meta;
mod policy;
mod prefix;
mod refresh;
mod revocations;
mod row;
mod schema;
mod seal;
#[cfg(feature = "seed")]
mod seed;
mod similar;
mod users;
mod verifier;

use std::{
    ops::Deref,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde_json::{Map, Value};

pub use audit::{Actor, AuditFilter, Chain, Entry};
pub use bulk::{Import, ImportError, ImportRules, OnConflict, Reject, Tally};
pub use census::{Below, Census, HashGroup};
pub use error::StoreError;
pub use grant::{GrantError, Granted, Wanted};
pub use health::{KeyCount, Stats};
pub use ledger::{IssuedToken, Revocation, Standing};
pub use listing::{ListedToken, Position, TokenFilter, TokenState};
pub use login::{Compared, Login, LoginError, Outcome};
pub use refresh::{Renewed, Return, Rotation, login_label};
pub use revocations::{Live, Pruned, Recorded};
pub use users::{UserChange, UserFilter};
pub use verifier::{Session, Verifier};

use crate::{clock::Timestamp, keys::Passphrase};

/// An open user file.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    view: View,
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

    /// Makes the user file with what the closure puts into it, unless there is a file of that name: `None` then. The file appears
    /// whole, with its contents, or not at all.
    ///
    /// # Errors
    /// [`StoreError::Io`] if the folder is missing or cannot be written; those of writing, and the closure's.
    pub fn create_with<T, E: From<StoreError>>(
        path: &Path,
        actor: &Actor,
        now: Timestamp,
        fill: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Option<T>, E> {
        file::create_with(path, |draft| {
            let mut store = Self::open(draft)?;
            let answer = store.transaction(actor, now, fill)?;
            store.view.db.close().map_err(|(_, error)| StoreError::from(error))?;
            Ok(answer)
        })
    }

    /// Opens a user file.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Unsafe`], [`StoreError::Foreign`], [`StoreError::Newer`], [`StoreError::Older`],
    /// [`StoreError::Io`]; [`StoreError::Locked`] after ten seconds of waiting.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { path: path.to_owned(), view: View { db: file::open(path, file::PATIENCE)?, passphrase: None } })
    }

    /// Opens a user file to look something up at once: where others keep it locked, reading fails instead of waiting.
    ///
    /// # Errors
    /// Those of [`Store::open`].
    pub fn glance(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { path: path.to_owned(), view: View { db: file::open(path, Duration::ZERO)?, passphrase: None } })
    }

    /// Brings a user file of an earlier version to the present one: says from which, or `None` where it was there already. A copy
    /// of the file as it was is made at `backup` first.
    ///
    /// # Errors
    /// Those of [`Store::open`] but [`StoreError::Older`]; those of [`Store::backup`].
    pub fn migrate(path: &Path, backup: &Path) -> Result<Option<i64>, StoreError> {
        file::migrate(path, backup)
    }

    /// Copies the file as it is at this instant, while others go on writing. The copy is readable by its owner alone and appears
    /// whole or not at all. `goes_on` is told from time to time how many of how many pages are copied; if it answers no, the copy is
    /// given up, and so is the answer.
    ///
    /// # Errors
    /// [`StoreError::Io`] where there is a file of that name already, or where it cannot be made; those of reading.
    pub fn backup(&self, target: &Path, goes_on: impl FnMut(u64, u64) -> bool) -> Result<bool, StoreError> {
        file::copy(&self.view.db, target, goes_on)
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
    pub fn read<T, E: From<StoreError>>(&mut self, look: impl FnOnce(&View) -> Result<T, E>) -> Result<T, E> {
        let snapshot = begin(&self.view.db, TransactionBehavior::Deferred)?;
        let answer = look(&self.view);
        drop(snapshot);
        answer
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
        let transaction = begin(&self.view.db, TransactionBehavior::Immediate)?;
        let answer = change(&mut Tx { view: &self.view, actor, now, reason: None })?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(answer)
    }
}

/// Begins a transaction, which ends with what is returned. The store is borrowed mutably meanwhile, so there is one at a time.
fn begin(db: &Connection, behavior: TransactionBehavior) -> Result<Transaction<'_>, StoreError> {
    Ok(Transaction::new_unchecked(db, behavior)?)
}

/// One state of the user file.
#[derive(Debug)]
pub struct View {
    db: Connection,
    /// What sealed keys are opened with.
    passphrase: Option<Passphrase>,
}

impl View {
    /// A number that differs from one look to the next where another process has changed the file in between. It means nothing to
    /// another [`Store`].
    ///
    /// # Errors
    /// Those of reading.
    pub fn version(&self) -> Result<i64, StoreError> {
        Ok(self.db.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
    }
}

/// A change of the user file that has not been committed. It shows the state so far, as a [`View`].
pub struct Tx<'a> {
    view: &'a View,
    actor: &'a Actor,
    now: Timestamp,
    reason: Option<String>,
}

impl Deref for Tx<'_> {
    type Target = View;

    fn deref(&self) -> &View {
        self.view
    }
}

impl Tx<'_> {
    /// The instant of the change.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Says why the changes that follow are made, in the operator's words; the audit keeps it.
    pub fn give_reason(&mut self, reason: Option<&str>) {
        self.reason = reason.map(str::to_owned);
    }

    /// Writes the audit row of a change. Every method that changes anything ends with it.
    fn audit_row(&self, action: &str, target: &str, mut detail: Map<String, Value>) -> Result<(), StoreError> {
        if let Some(reason) = &self.reason {
            detail.insert("reason".to_owned(), reason.as_str().into());
        }
        audit::append(&self.db, self.now, self.actor, action, target, &detail)
    }
}
