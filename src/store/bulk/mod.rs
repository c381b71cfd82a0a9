//! Users in bulk: what the rows of a file make of the users that are there. A batch is one transaction with one audit row.

mod alike;
mod seen;
mod tally;

use std::{cmp::Ordering, fs, io::ErrorKind};

use rand_core::CryptoRng;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rusqlite::{CachedStatement, OptionalExtension, Row as DbRow};
use serde_json::{Map, Value, json};

pub use self::tally::Tally;
use self::{
    alike::{BEHIND, FIND, is_alike, text},
    seen::{Bits, Names},
};
use super::{
    Actor, Store, StoreError, Tx, View,
    users::{INSERT_USER, bind_user},
};
use crate::{
    clock::Timestamp,
    exchange::{Credential, Fault, Place, Record, Row},
    password::{BreachError, Hasher, Policy, Verdict, hash_all},
    secret::Password,
    users::{User, UserId, UserIds, Username},
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

    /// Turns the passwords of the rows into hashes, on every core and without a lock on the file; says how many were computed. A
    /// password that its user has already stays: that is found out by verifying it, which costs as much as a new hash.
    ///
    /// # Errors
    /// [`ImportError::Store`], [`ImportError::Breach`].
    pub fn settle_passwords(&self, store: &mut Store, rows: &mut [Row], rng: &mut impl CryptoRng) -> Result<u64, ImportError> {
        let mut plain: Vec<&mut Record> = rows
            .iter_mut()
            .filter_map(|row| row.record.as_mut().ok().map(Box::as_mut))
            .filter(|record| matches!(record.credential, Credential::Plain(_)))
            .collect();
        if plain.is_empty() {
            return Ok(0);
        }
        let present =
            store.read(|view| plain.iter().map(|record| view.user(&record.username)).collect::<Result<Vec<_>, StoreError>>())?;
        let jobs: Vec<_> = plain.iter().map(|record| &**record).zip(&present).collect();
        let settled: Vec<_> =
            jobs.par_iter().map_init(Hasher::new, |hasher, (record, user)| self.settle(hasher, record, user.as_ref())).collect();
        let mut passwords: Vec<Password> = Vec::new();
        let mut waiting = Vec::new();
        for (index, (record, settled)) in plain.iter_mut().zip(settled).enumerate() {
            match settled? {
                Settled::As(credential) => record.credential = credential,
                Settled::ToHash => {
                    if let Credential::Plain(password) = &record.credential {
                        passwords.push(password.clone());
                        waiting.push(index);
                    }
                }
                Settled::Stays => {}
            }
        }
        let hashes = hash_all(&passwords, &self.rules.policy.params, rng);
        let count = u64::try_from(hashes.len()).unwrap_or(u64::MAX);
        for (index, hash) in waiting.into_iter().zip(hashes) {
            if let Some(record) = plain.get_mut(index) {
                record.credential = match hash {
                    Ok(hash) => Credential::Hash(hash),
                    Err(error) => Credential::Unusable(Fault::Unhashable(error)),
                };
            }
        }
        Ok(count)
    }

    /// What a password comes to, given the user of that name.
    fn settle(&self, hasher: &mut Hasher, record: &Record, user: Option<&User>) -> Result<Settled, BreachError> {
        let Credential::Plain(password) = &record.credential else { return Ok(Settled::Stays) };
        if let Some(user) = user {
            if self.rules.on_conflict == OnConflict::Skip {
                return Ok(Settled::As(Credential::Unsaid));
            }
            let same = user.password().is_some_and(|hash| hasher.verify(password, hash) == Ok(Verdict::Match));
            if same {
                return Ok(Settled::As(Credential::Unsaid));
            }
            // It makes the user differ, whatever its hash.
            if self.rules.on_conflict == OnConflict::Fail || user.is_service() {
                return Ok(Settled::Stays);
            }
        }
        let policy = &self.rules.policy;
        let weakness = match policy.check(password, Some(record.username.as_str())) {
            Ok(()) => policy.breach(password)?,
            Err(weakness) => Some(weakness),
        };
        Ok(match weakness {
            Some(weakness) => Settled::As(Credential::Unusable(Fault::Weak(weakness))),
            None if self.rules.check => Settled::Stays,
            None => Settled::ToHash,
        })
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
        let mut batch = Batch { tally: Tally::default(), rejects: Vec::new(), written: None };
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

/// What a password comes to.
enum Settled {
    As(Credential),
    ToHash,
    Stays,
}

/// What became of a row.
enum Taken {
    Created,
    Updated(Box<User>, Vec<&'static str>),
    Unchanged,
    Skipped,
    Refused(Fault),
}

/// A batch as far as it was taken.
struct Batch {
    tally: Tally,
    rejects: Vec<Reject>,
    /// The first and the last name that were written.
    written: Option<(Username, Username)>,
}

impl Batch {
    fn count(&mut self, row: &Row, taken: Taken, rules: &ImportRules) {
        let tally = &mut self.tally;
        let sum = match taken {
            Taken::Refused(fault) => {
                let name = match &row.record {
                    Ok(record) => Some(record.username.to_string()),
                    Err(refused) => refused.name.clone(),
                };
                self.rejects.push(Reject { place: row.place, name, fault });
                tally.rejected = tally.rejected.saturating_add(1);
                return;
            }
            Taken::Created => &mut tally.created,
            Taken::Updated(..) => &mut tally.updated,
            Taken::Unchanged => &mut tally.unchanged,
            Taken::Skipped => {
                tally.skipped = tally.skipped.saturating_add(1);
                &mut tally.unchanged
            }
        };
        *sum = sum.saturating_add(1);
        let Ok(record) = &row.record else { return };
        if let (Taken::Created, Credential::Unusable(fault)) = (&taken, &record.credential) {
            tally.reset(fault.to_string(), 1);
        }
        if let Taken::Updated(_, fields) = &taken {
            for field in fields {
                let count = tally.fields.entry(field).or_default();
                *count = count.saturating_add(1);
            }
        }
        if matches!(taken, Taken::Created | Taken::Updated(..)) {
            // The rows come sorted by name.
            match &mut self.written {
                Some((_, last)) => last.clone_from(&record.username),
                None => self.written = Some((record.username.clone(), record.username.clone())),
            }
        }
        tally.accept(record, &rules.policy);
    }
}

/// A row of a batch in the order of names.
struct Entry<'r> {
    /// The first bytes of the name, by which nearly all are told apart without a look at what is far away in memory.
    first: u128,
    name: Option<&'r str>,
    row: &'r Row,
}

impl<'r> Entry<'r> {
    fn new(row: &'r Row) -> Self {
        let name = row.record.as_ref().ok().map(|record| record.username.as_str());
        let mut first = [0; 16];
        first.iter_mut().zip(name.unwrap_or_default().bytes()).for_each(|(to, byte)| *to = byte);
        Self { first: u128::from_be_bytes(first), name, row }
    }

    fn cmp_names(&self, other: &Self) -> Ordering {
        self.first.cmp(&other.first).then_with(|| self.name.cmp(&other.name))
    }
}

impl Store {
    /// Prepares for many batches. It makes room in memory, 64 MiB, for all pages that a batch touches and for the index of two million
    /// users, which batches in any order would else read from the file over and over. And it no longer waits for the disk at each
    /// commit: until [`Store::settle_bulk`], a power failure may take the last batches back, each of them whole.
    ///
    /// # Errors
    /// Those of reading.
    pub fn prepare_bulk(&mut self) -> Result<(), StoreError> {
        /// KiB, which SQLite wants negative.
        const CACHE: i64 = -65_536;
        /// Pages, 64 MiB: neighbours in the index that several batches write go to the file once.
        const CHECKPOINT: i64 = 16_384;
        self.view.db.pragma_update(None, "cache_size", CACHE)?;
        self.view.db.pragma_update(None, "synchronous", "normal")?;
        Ok(self.view.db.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?)
    }

    /// Waits until all that was committed is on the disk, and does so at each commit again.
    ///
    /// # Errors
    /// Those of writing; [`StoreError::Io`].
    pub fn settle_bulk(&mut self) -> Result<(), StoreError> {
        self.view.db.pragma_update(None, "synchronous", "full")?;
        // What is in the file itself was waited for when it was copied there.
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        match fs::File::open(&log).and_then(|log| log.sync_all()) {
            Err(source) if source.kind() != ErrorKind::NotFound => {
                Err(StoreError::Io { path: log.into(), action: "written to the disk", source })
            }
            _ => Ok(()),
        }
    }
}

impl Tx<'_> {
    /// The audit row of a batch that wrote anything.
    fn import_row(&self, batch: &Batch) -> Result<(), ImportError> {
        let Some((first, last)) = &batch.written else { return Ok(()) };
        let tally = &batch.tally;
        let mut detail = Map::new();
        for (name, count) in
            [("created", tally.created), ("updated", tally.updated), ("unchanged", tally.unchanged), ("rejected", tally.rejected)]
        {
            detail.insert(name.to_owned(), count.into());
        }
        if !tally.fields.is_empty() {
            let fields = tally.fields.iter().map(|(name, count)| ((*name).to_owned(), (*count).into()));
            detail.insert("fields".to_owned(), Value::Object(fields.collect()));
        }
        detail.insert("last".to_owned(), json!(last.as_str()));
        Ok(self.audit_row("user.import", first.as_str(), detail)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_texts_do() {
        let row =
            |name: &str| Row { place: Place { line: 1, offset: 0 }, record: Ok(Box::new(Record::new(name.parse().unwrap()))) };
        let rows = ["b", "a", "seventeen-letters2", "seventeen-letters1", "seventeen-letter", "ab", "ü"].map(row);
        let mut order: Vec<_> = rows.iter().map(Entry::new).collect();
        order.sort_by(Entry::cmp_names);
        let names: Vec<_> = order.iter().filter_map(|entry| entry.name).collect();
        assert_eq!(names, ["a", "ab", "b", "seventeen-letter", "seventeen-letters1", "seventeen-letters2", "ü"]);
    }
}
