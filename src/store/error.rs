//! What can be wrong with a user file, or with what is asked of it.

use std::{error::Error, path::PathBuf};

use rusqlite::ErrorCode;

use crate::{
    keys::{KeyId, SealError},
    users::Username,
};

/// Why the user file could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no file of that name.
    #[error("there is no user file at {}", path.display())]
    Missing {
        /// The resolved path.
        path: PathBuf,
    },
    /// Others may write it, so what it says of users cannot be trusted.
    #[error("{} can be written by others (mode {mode:04o})", path.display())]
    Unsafe {
        /// The resolved path.
        path: PathBuf,
        /// The permission bits.
        mode: u32,
    },
    /// Something else than a user file.
    #[error("{} is not a user file", path.display())]
    Foreign {
        /// The resolved path.
        path: PathBuf,
    },
    /// Made by a later version.
    #[error("{} has version {found}, and only versions up to {known} are understood", path.display())]
    Newer {
        /// The resolved path.
        path: PathBuf,
        /// The file's version.
        found: i64,
        /// The last one that is understood.
        known: i64,
    },
    /// Made by an earlier version.
    #[error("{} has version {found}, older than version {known}", path.display())]
    Older {
        /// The resolved path.
        path: PathBuf,
        /// The file's version.
        found: i64,
        /// The one that is needed.
        known: i64,
    },
    /// The operating system says no.
    #[error("{} cannot be {action}", path.display())]
    Io {
        /// The resolved path.
        path: PathBuf,
        /// What was tried: `opened`, `created` …
        action: &'static str,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Another process kept it locked for too long.
    #[error("the user file is locked by another process")]
    Locked,
    /// It may not be written.
    #[error("the user file cannot be written")]
    ReadOnly,
    /// The disk is full.
    #[error("there is no space left for the user file")]
    Full,
    /// The pages of the file make no sense.
    #[error("the user file is damaged")]
    Corrupt(#[source] Box<dyn Error + Send + Sync>),
    /// A row holds what no user, key … can be.
    #[error("{table}.{column} in row {row} is wrong")]
    BadRow {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's `id`.
        row: i64,
        /// Why.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// A setting of the file makes no sense.
    #[error("the setting {key} of the user file is wrong")]
    BadSetting {
        /// Its name in the table `meta`.
        key: &'static str,
        /// Why.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// There is a user of that name.
    #[error("the user {0} exists already")]
    UsernameTaken(Username),
    /// There is a key of that name.
    #[error("the key {0} exists already")]
    KidTaken(KeyId),
    /// A key that lies open in a file whose keys are sealed.
    #[error("the keys of the user file are sealed, and the key {0} lies open")]
    KeyLiesOpen(KeyId),
    /// A key cannot be sealed or opened.
    #[error("the key {kid} cannot be sealed or opened")]
    Seal {
        /// Its name.
        kid: KeyId,
        /// Why.
        #[source]
        source: SealError,
    },
    /// A token of that `jti` was recorded before.
    #[error("a token with that jti was recorded before")]
    JtiTaken(String),
    /// A user that should be changed is not there any more.
    #[error("the user {0} is gone")]
    UserGone(Username),
    /// A plan was applied without the hash or key that it needs.
    #[error("there is no hash or key for `{0}` to apply the plan with")]
    Unsupplied(String),
    /// Anything else that SQLite reports.
    #[error("the user file failed")]
    Database(#[source] Box<dyn Error + Send + Sync>),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            // `FileLockingProtocolFailed` is what SQLite calls losing the race for the write-ahead log too often.
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => Self::Locked,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Corrupt(error.into()),
            _ => Self::Database(error.into()),
        }
    }
}

/// Whether a statement failed because of that unique column or index.
pub(super) fn is_taken(error: &rusqlite::Error, column: &str) -> bool {
    let rusqlite::Error::SqliteFailure(failure, Some(message)) = error else { return false };
    failure.code == ErrorCode::ConstraintViolation && message.strip_prefix("UNIQUE constraint failed: ") == Some(column)
}
