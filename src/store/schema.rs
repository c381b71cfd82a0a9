//! The versions of the user file: `application_id` says that it is one, `user_version` which.

use rusqlite::Connection;

/// "auth" in ASCII: the `application_id` of a user file.
const APPLICATION_ID: i64 = 0x6175_7468;

/// One script a version; the first makes version 1.
const MIGRATIONS: &[(i64, &str)] = &[(1, include_str!("migrations/0001.sql"))];

/// What a database says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// There is nothing in it at all.
    Blank,
    /// It belongs to another program.
    Foreign,
    /// It is a user file, but of that other version.
    Other(i64),
    /// It is a user file as this library knows it.
    Current,
}

/// The version that this library reads and writes.
pub(super) fn known() -> i64 {
    MIGRATIONS.last().map_or(0, |(version, _)| *version)
}

/// Asks a database whose it is.
pub(super) fn version(db: &Connection) -> rusqlite::Result<Version> {
    let application: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if application == APPLICATION_ID {
        return Ok(if version == known() { Version::Current } else { Version::Other(version) });
    }
    let empty: bool = db.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))?;
    Ok(if application == 0 && version == 0 && empty { Version::Blank } else { Version::Foreign })
}

/// Brings a database of version `from` (0 for a blank one) to the present version. The caller holds the transaction.
pub(super) fn migrate(db: &Connection, from: i64) -> rusqlite::Result<()> {
    for (version, script) in MIGRATIONS.iter().filter(|(version, _)| *version > from) {
        db.execute_batch(script)?;
        db.pragma_update(None, "user_version", version)?;
    }
    db.pragma_update(None, "application_id", APPLICATION_ID)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_database_becomes_a_user_file() {
        let db = Connection::open_in_memory().unwrap();
        assert_eq!(version(&db).unwrap(), Version::Blank);
        migrate(&db, 0).unwrap();
        assert_eq!(version(&db).unwrap(), Version::Current);
        db.pragma_update(None, "user_version", known() + 1).unwrap();
        assert_eq!(version(&db).unwrap(), Version::Other(known() + 1));
    }

    #[test]
    fn a_database_with_tables_of_others_is_foreign() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE users (name TEXT)").unwrap();
        assert_eq!(version(&db).unwrap(), Version::Foreign);
    }

    #[test]
    fn versions_ascend_by_one() {
        assert!(MIGRATIONS.iter().map(|(version, _)| *version).eq(1..=known()));
    }
}
