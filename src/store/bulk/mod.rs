//! Users in bulk: what the rows of a file make of the users that are there. A batch is one transaction with one audit row.

mod alike;
mod batch;
mod disk;
mod entry;
mod passwords;
mod seen;
mod tally;

use rand_core::CryptoRng;
use rusqlite::{CachedStatement, OptionalExtension, Row as DbRow};

pub use self::tally::Tally;
use self::{
    alike::{BEHIND, FIND, is_alike, text},
    batch::{Batch, Taken},
    entry::Entry,
    seen::{Bits, Names},
};
use super::{
    Actor, Store, StoreError, Tx, View,
    users::{INSERT_USER, bind_user},
};
use crate::{
    clock::Timestamp,
    exchange::{Credential, Fault, Place, Record, Row},
    password::{BreachError, Policy},
    users::{UserId, UserIds},
};

/// What becomes of a row whose user is there already and differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnConflict {
    /// The row is refused.
    Fail,
    /// The user stays as it is.
    Skip,
    /// The user is brought to what the row says.
    Update,
}

/// How rows are taken.
#[derive(Clone, Debug)]
pub struct ImportRules {
    /// What becomes of a row whose user is there already and differs.
    pub on_conflict: OnConflict,
    /// Whether a new user whose hash or password cannot be used is taken without it and has to choose one. Else the row is refused.
    pub reset_weak: bool,
    /// Whether the first row that is refused ends the import, with nothing of its batch written.
    pub stop: bool,
    /// Whether nothing is written at all.
    pub check: bool,
    /// What new passwords have to be, and what hashes are weak.
    pub policy: Policy,
}

/// A row that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// Where it begins.
    pub place: Place,
    /// The name that it gives, as far as it could be read.
    pub name: Option<String>,
    /// Why.
    pub fault: Fault,
}

/// Why a batch was not taken; nothing of it was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The user file failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The list of breached passwords failed.
    #[error(transparent)]
    Breach(#[from] BreachError),
    /// A row was refused, and the rules say to stop.
    #[error("a row is refused: {}", .0.fault)]
    Stopped(Box<Reject>),
    /// Somebody asked to stop.
    #[error("interrupted")]
    Interrupted,
}

/// An import under way: what has to be known from one batch to the next.
#[derive(Debug)]
pub struct Import {
    rules: ImportRules,
    /// The numbers of the users that rows were about, so that a name is taken once: a bit a user.
    touched: Bits,
    /// Under `check`, where nothing is written and so has no number: the names of users that would be made.
    named: Names,
    /// Whether the last user was new, and the next one may well be.
    expects_new: bool,
    /// The number of the last user, if it was to the byte as its row says.
    alike: Option<i64>,
}

/// Rows that are looked at before somebody is asked whether to stop.
const AT_ONCE: usize = 512;

impl Import {
    /// An import by these rules.
    #[must_use]
    pub fn new(rules: ImportRules) -> Self {
        Self { rules, touched: Bits::default(), named: Names::default(), expects_new: true, alike: None }
    }

    /// Takes a batch: all of it, or nothing. Says what became of its rows, and which were refused, in file order.
    ///
    /// # Errors
    /// [`ImportError`]. `interrupted` is asked from time to time.
    pub fn take(
        &mut self,
        store: &mut Store,
        rows: &[Row],
        actor: &Actor,
        now: Timestamp,
        rng: &mut impl CryptoRng,
        interrupted: &dyn Fn() -> bool,
    ) -> Result<(Tally, Vec<Reject>), ImportError> {
        // Neighbours in the index are written together. The sort is stable: of two rows of a name the first one counts.
        let mut order: Vec<_> = rows.iter().map(Entry::new).collect();
        order.sort_by(Entry::cmp_names);
        let mut batch = Batch::default();
        if self.rules.check {
            store.read(|view| {
                let mut find = view.db.prepare_cached(FIND).map_err(StoreError::from)?;
                self.rows(view, &order, &mut batch, interrupted, |import, record| import.look(view, &mut find, record, now))
            })?;
        } else {
            store.transaction(actor, now, |tx| {
                self.write(tx, &order, &mut batch, rng, interrupted)?;
                tx.import_row(&batch)
            })?;
        }
        batch.rejects.sort_by_key(|reject| reject.place);
        Ok((batch.tally, batch.rejects))
    }

    fn write(
        &mut self,
        tx: &mut Tx<'_>,
        order: &[Entry<'_>],
        batch: &mut Batch,
        rng: &mut impl CryptoRng,
        interrupted: &dyn Fn() -> bool,
    ) -> Result<(), ImportError> {
        let now = tx.now();
        let view = tx.view;
        let mut find = view.db.prepare_cached(FIND).map_err(StoreError::from)?;
        let mut insert = view.db.prepare_cached(INSERT_USER).map_err(StoreError::from)?;
        let mut ids = UserIds::new(rng);
        self.rows(view, order, batch, interrupted, |import, record| {
            if import.expects_new
                && let Some(verdict) = import.create(view, &mut insert, record, now, ids.draw())?
            {
                return Ok(verdict);
            }
            let found = import.look(view, &mut find, record, now)?;
            import.expects_new = matches!(found, Taken::Created);
            match found {
                Taken::Created => {
                    let made = import.create(view, &mut insert, record, now, ids.draw())?;
                    // The look-up was in the same transaction, so only a password can be in the way: one that was left as it is
                    // for a user who has gone since.
                    Ok(made.ok_or_else(|| StoreError::UserGone(record.username.clone()))?)
                }
                Taken::Updated(mut user, fields) => match record.apply(&mut user, now) {
                    Ok(()) => {
                        tx.replace_user(&mut user)?;
                        Ok(Taken::Updated(user, fields))
                    }
                    Err(fault) => Ok(Taken::Refused(fault)),
                },
                other => Ok(other),
            }
        })
    }

    /// Goes through the rows and counts.
    fn rows(
        &mut self,
        view: &View,
        order: &[Entry<'_>],
        batch: &mut Batch,
        interrupted: &dyn Fn() -> bool,
        mut take: impl FnMut(&mut Self, &Record) -> Result<Taken, ImportError>,
    ) -> Result<(), ImportError> {
        /// How many users are looked up before neighbours are tried again that were none.
        const LONELY: u8 = 64;
        let mut behind = view.db.prepare_cached(BEHIND).map_err(StoreError::from)?;
        let mut rest = order;
        let mut asked = None;
        let mut lonely: u8 = 0;
        while let Some((Entry { row, .. }, tail)) = rest.split_first() {
            let now = rest.len() / AT_ONCE;
            if asked.replace(now) != Some(now) && interrupted() {
                return Err(ImportError::Interrupted);
            }
            rest = tail;
            let taken = match &row.record {
                Err(refused) => Taken::Refused(refused.fault.clone()),
                Ok(record) => match &record.credential {
                    Credential::Unusable(fault) if !self.resets(fault) => Taken::Refused(fault.clone()),
                    _ => take(self, record)?,
                },
            };
            batch.count(row, taken, &self.rules);
            let Some(number) = self.alike.take() else { continue };
            if let Some(left) = lonely.checked_sub(1) {
                lonely = left;
                continue;
            }
            let count = self.neighbours(&mut behind, number, rest, batch)?;
            rest = rest.get(count..).unwrap_or_default();
            lonely = if count == 0 { LONELY } else { 0 };
        }
        // Where the first row of the file that is refused ends the import, all were looked at, to find which it is.
        if self.rules.stop
            && let Some(first) = batch.rejects.iter().min_by_key(|reject| reject.place)
        {
            return Err(ImportError::Stopped(Box::new(first.clone())));
        }
        Ok(())
    }

    /// Counts the entries that are as the users say who stand behind a number in the table, and says how many there were. What was
    /// written together stands together: the same file once more need not look its users up in the index, which is much slower.
    fn neighbours(
        &mut self,
        behind: &mut CachedStatement<'_>,
        number: i64,
        entries: &[Entry<'_>],
        batch: &mut Batch,
    ) -> Result<usize, ImportError> {
        let mut users = behind.query([number]).map_err(StoreError::from)?;
        let mut count: usize = 0;
        for Entry { row, .. } in entries.iter().take(AT_ONCE) {
            let (Ok(record), Some(user)) = (&row.record, users.next().map_err(StoreError::from)?) else { break };
            let mut is_next = || {
                Ok::<_, rusqlite::Error>(
                    user.get_ref(14)? == text(record.username.as_str())
                        && is_alike(user, record)?
                        && self.touched.insert(user.get(0)?),
                )
            };
            if !is_next().map_err(StoreError::from)? {
                break;
            }
            batch.count(row, Taken::Unchanged, &self.rules);
            count = count.saturating_add(1);
        }
        Ok(count)
    }

    /// Whether a user whose password is unusable for that reason is taken without. A hash that is damaged may be a sign of more.
    fn resets(&self, fault: &Fault) -> bool {
        self.rules.reset_weak && !matches!(fault, Fault::Hash(_))
    }

    /// Makes the user; nothing where there is one of that name, or where the record makes none.
    fn create(
        &mut self,
        view: &View,
        insert: &mut CachedStatement<'_>,
        record: &Record,
        now: Timestamp,
        id: UserId,
    ) -> Result<Option<Taken>, ImportError> {
        // Where the record makes no user, the look-up says why.
        let Ok(user) = record.user(id, now) else { return Ok(None) };
        if matches!(record.credential, Credential::Plain(_)) || bind_user(insert, &user).map_err(StoreError::from)? == 0 {
            return Ok(None);
        }
        self.touched.insert(view.db.last_insert_rowid());
        Ok(Some(Taken::Created))
    }

    /// What becomes of a row, by what is there.
    fn look(
        &mut self,
        view: &View,
        find: &mut CachedStatement<'_>,
        record: &Record,
        now: Timestamp,
    ) -> Result<Taken, ImportError> {
        let name = record.username.as_str();
        let alike = |row: &DbRow<'_>| Ok((row.get::<_, i64>(0)?, is_alike(row, record)?));
        let found = find.query_row([name], alike).optional().map_err(StoreError::from)?;
        let Some((number, alike)) = found else { return Ok(self.look_new(record, now)) };
        if !self.touched.insert(number) {
            return Ok(Taken::Refused(Fault::Duplicate(record.username.clone())));
        }
        if alike {
            self.alike = Some(number);
            return Ok(Taken::Unchanged);
        }
        let user = view.user_called(name)?.ok_or_else(|| StoreError::UserGone(record.username.clone()))?;
        let fields = match record.differences(&user) {
            Ok(fields) if fields.is_empty() => return Ok(Taken::Unchanged),
            Ok(fields) => fields,
            Err(_) if self.rules.on_conflict == OnConflict::Skip => return Ok(Taken::Skipped),
            Err(fault) => return Ok(Taken::Refused(fault)),
        };
        Ok(match self.rules.on_conflict {
            OnConflict::Skip => Taken::Skipped,
            OnConflict::Fail => Taken::Refused(Fault::Differs { name: record.username.clone(), fields }),
            OnConflict::Update => match record.apply(&mut user.clone(), now) {
                Ok(()) => Taken::Updated(Box::new(user), fields),
                Err(fault) => Taken::Refused(fault),
            },
        })
    }

    /// What becomes of a row whose user is not there.
    fn look_new(&mut self, record: &Record, now: Timestamp) -> Taken {
        // The identifier is of no matter to the question.
        let any = UserId::nil();
        match record.user(any, now) {
            Err(fault) => Taken::Refused(fault),
            Ok(_) if self.rules.check && !self.named.insert(record.username.as_str()) => {
                Taken::Refused(Fault::Duplicate(record.username.clone()))
            }
            Ok(_) => Taken::Created,
        }
    }
}
