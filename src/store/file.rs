//! The file on the disk: made with mode 0600 before its first byte, and looked at before it is opened.

use std::{
    fs, io,
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use rusqlite::{
    Connection, OpenFlags, TransactionBehavior,
    backup::{Backup, StepResult},
    config::DbConfig,
};

use super::{
    StoreError,
    schema::{self, Version},
};

/// How long a process waits for another that is writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Permission bits that let somebody else write.
const WRITABLE_BY_OTHERS: u32 = 0o022;

/// Makes a user file, unless there is a file of that name: says whether it did. The file appears whole or not at all.
pub(super) fn create(path: &Path) -> Result<bool, StoreError> {
    create_with(path, |_| Ok(())).map(|made| made.is_some())
}

/// The same with what `fill` does to the file before it has its name; it closes what it opens.
pub(super) fn create_with<T, E: From<StoreError>>(path: &Path, fill: impl FnOnce(&Path) -> Result<T, E>) -> Result<Option<T>, E> {
    if path.try_exists().map_err(io_error(path, "opened"))? {
        return Ok(None);
    }
    let draft = blank(path)?;
    let answer = fill(&draft.0)?;
    match fs::hard_link(&draft.0, path) {
        Ok(()) => Ok(Some(answer)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(None),
        Err(error) => Err(io_error(path, "created")(error).into()),
    }
}

/// A user file without contents, beside the one wanted.
fn blank(path: &Path) -> Result<Draft, StoreError> {
    let draft = Draft::new(path)?;
    let mut db = connect(&draft.0, PATIENCE)?;
    db.pragma_update(None, "journal_mode", "wal")?;
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    schema::migrate(&tx, 0)?;
    tx.commit()?;
    // Closing writes the log back, so that the one file is all there is.
    db.close().map_err(|(_, error)| error)?;
    Ok(draft)
}

/// Copies a database to a file that is not there yet. The file appears whole or not at all: `goes_on` is told how many of how many
/// pages are copied, and its no ends the copy, which the answer says.
pub(super) fn copy(db: &Connection, target: &Path, mut goes_on: impl FnMut(u64, u64) -> bool) -> Result<bool, StoreError> {
    let draft = Draft::new(target)?;
    let mut to = Connection::open_with_flags(&draft.0, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let backup = Backup::new(db, &mut to)?;
    while step(&backup)? {
        let progress = backup.progress();
        let count = |pages: std::ffi::c_int| u64::try_from(pages).unwrap_or_default();
        let all = count(progress.pagecount);
        if !goes_on(all.saturating_sub(count(progress.remaining)), all) {
            return Ok(false);
        }
    }
    drop(backup);
    to.close().map_err(|(_, error)| error)?;
    fs::File::open(&draft.0).and_then(|file| file.sync_all()).map_err(io_error(target, "written"))?;
    fs::hard_link(&draft.0, target).map_err(io_error(target, "created"))?;
    Ok(true)
}

/// Copies some pages; whether there are more.
fn step(backup: &Backup<'_, '_>) -> Result<bool, StoreError> {
    match backup.step(PAGES)? {
        StepResult::Done => return Ok(false),
        StepResult::Busy | StepResult::Locked => std::thread::sleep(BREATH),
        _ => {}
    }
    Ok(true)
}

/// Brings a user file to the present version, after a copy of it was made.
pub(super) fn migrate(path: &Path, backup: &Path) -> Result<Option<i64>, StoreError> {
    let (mut db, version) = look(path, PATIENCE)?;
    let known = schema::known();
    match version {
        Version::Current => return Ok(None),
        Version::Blank | Version::Foreign => return Err(StoreError::Foreign { path: path.to_owned() }),
        Version::Other(found) if found > known => return Err(StoreError::Newer { path: path.to_owned(), found, known }),
        Version::Other(_) => {}
    }
    copy(&db, backup, |_, _| true)?;
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been quicker.
    let Version::Other(found) = schema::version(&tx)? else { return Ok(None) };
    schema::migrate(&tx, found)?;
    tx.commit()?;
    Ok(Some(found))
}

/// Pages that are copied at a time; others may write in between.
const PAGES: std::ffi::c_int = 4_096;

/// How long a copy waits where another process has locked the file.
const BREATH: Duration = Duration::from_millis(10);

/// Opens a user file that is safe and of the present version; it waits so long for others, here and later.
pub(super) fn open(path: &Path, patience: Duration) -> Result<Connection, StoreError> {
    let (db, version) = look(path, patience)?;
    let known = schema::known();
    match version {
        Version::Current => Ok(db),
        Version::Blank | Version::Foreign => Err(StoreError::Foreign { path: path.to_owned() }),
        Version::Other(found) if found > known => Err(StoreError::Newer { path: path.to_owned(), found, known }),
        Version::Other(found) => Err(StoreError::Older { path: path.to_owned(), found, known }),
    }
}

/// Opens a database that is safe, and asks whose it is.
fn look(path: &Path, patience: Duration) -> Result<(Connection, Version), StoreError> {
    inspect(path)?;
    let db = connect(path, patience)?;
    match schema::version(&db) {
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            Err(StoreError::Foreign { path: path.to_owned() })
        }
        answer => Ok((db, answer?)),
    }
}

/// Refuses what is missing, no regular file, or open to others' writing.
fn inspect(path: &Path) -> Result<(), StoreError> {
    let found = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(StoreError::Missing { path: path.to_owned() }),
        answer => answer.map_err(io_error(path, "opened"))?,
    };
    if !found.is_file() {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    if found.mode() & WRITABLE_BY_OTHERS != 0 {
        return Err(StoreError::Unsafe { path: path.to_owned(), mode: found.mode() & 0o7777 });
    }
    Ok(())
}

fn connect(path: &Path, patience: Duration) -> Result<Connection, StoreError> {
    // The file is there; why it does not open is not found out by opening it again, since closing it would drop the locks that
    // another connection of this process holds.
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| io_error(path, "opened")(io::Error::other(error)))?;
    db.busy_timeout(patience)?;
    db.pragma_update(None, "foreign_keys", true)?;
    // What is deleted or replaced, keys and hashes among it, is overwritten.
    db.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    // The file may come from a stranger: its schema gets no functions with side effects.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    Ok(db)
}

/// A file beside the one wanted, removed when it goes out of scope.
struct Draft(PathBuf);

impl Draft {
    fn new(path: &Path) -> Result<Self, StoreError> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}-{}.new", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
        let draft = path.with_file_name(name);
        fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft).map_err(io_error(path, "created"))?;
        Ok(Self(draft))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // What is left behind on failure is an empty file or a copy without secrets; there is nobody to tell.
        fs::remove_file(&self.0).ok();
    }
}

fn io_error(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> StoreError {
    move |source| StoreError::Io { path: path.to_owned(), action, source }
}
