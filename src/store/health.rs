//! How a user file fares: counts, and whether SQLite finds it whole.

use rusqlite::params_from_iter;

use super::{StoreError, View, schema};
use crate::{clock::Timestamp, keys::KeyState};

/// What a user file holds, counted at an instant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// The version of its tables.
    pub version: i64,
    /// The size of the database in bytes, without the write-ahead log.
    pub bytes: u64,
    /// People who may act.
    pub people: u64,
    /// Service accounts that may act.
    pub services: u64,
    /// Users, of either kind, who are switched off.
    pub disabled: u64,
    /// Users, of either kind, whose time is up.
    pub expired: u64,
    /// Users who are locked for now, after wrong passwords.
    pub locked: u64,
    /// Keys by state, in the order of a key's life.
    pub keys: Vec<KeyCount>,
    /// Recorded tokens that are neither past their end nor revoked.
    pub active_tokens: u64,
    /// Recorded tokens.
    pub tokens: u64,
    /// Revocations.
    pub revocations: u64,
    /// Rows of the audit.
    pub audit: u64,
}

/// The keys in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyCount {
    /// The state.
    pub state: KeyState,
    /// How many keys are in it.
    pub count: u64,
}

impl View {
    /// Counts what the file holds.
    ///
    /// # Errors
    /// Those of reading.
    pub fn stats(&self, now: Timestamp) -> Result<Stats, StoreError> {
        const ACTS: &str = "disabled = 0 AND (expires_at IS NULL OR expires_at > ?)";
        let users = |condition: &str| self.count(&format!("SELECT count(*) FROM users WHERE {condition}"), Some(now));
        let rows = |table: &str| self.count(&format!("SELECT count(*) FROM {table}"), None);
        let state = |state: KeyState| -> Result<KeyCount, StoreError> {
            let count = self.count(&format!("SELECT count(*) FROM keys WHERE state = '{}'", state.name()), None)?;
            Ok(KeyCount { state, count })
        };
        let pragma = |name: &str| -> Result<u64, StoreError> {
            let number: i64 = self.db.pragma_query_value(None, name, |row| row.get(0))?;
            Ok(u64::try_from(number).unwrap_or(0))
        };
        Ok(Stats {
            version: schema::known(),
            bytes: pragma("page_count")?.saturating_mul(pragma("page_size")?),
            people: users(&format!("service = 0 AND {ACTS}"))?,
            services: users(&format!("service = 1 AND {ACTS}"))?,
            disabled: self.count("SELECT count(*) FROM users WHERE disabled = 1", None)?,
            expired: users("disabled = 0 AND expires_at <= ?")?,
            locked: users("locked_until > ?")?,
            keys: KeyState::ALL.into_iter().map(state).collect::<Result<_, _>>()?,
            active_tokens: self.count(
                "SELECT count(*) FROM tokens WHERE (exp IS NULL OR exp > ?)
                AND NOT EXISTS (SELECT 1 FROM revocations WHERE revocations.jti = tokens.jti)",
                Some(now),
            )?,
            tokens: rows("tokens")?,
            revocations: rows("revocations")?,
            audit: rows("audit")?,
        })
    }

    fn count(&self, sql: &str, now: Option<Timestamp>) -> Result<u64, StoreError> {
        let number: i64 = self.db.query_row(sql, params_from_iter(now.map(Timestamp::unix)), |row| row.get(0))?;
        Ok(u64::try_from(number).unwrap_or(0))
    }

    /// What SQLite finds wrong with the file, at most a hundred findings; nothing where it is whole.
    ///
    /// # Errors
    /// Those of reading.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let mut findings = Vec::new();
        self.db.pragma_query(None, "integrity_check", |row| {
            findings.push(row.get::<_, String>(0)?);
            Ok(())
        })?;
        self.db.pragma_query(None, "foreign_key_check", |row| {
            findings.push(format!("a row of {} refers to nothing", row.get::<_, String>(0)?));
            Ok(())
        })?;
        findings.retain(|finding| finding != "ok");
        Ok(findings)
    }

    /// The instant of the newest change, which a right clock is not before.
    ///
    /// # Errors
    /// Those of reading.
    pub fn newest_change(&self) -> Result<Option<Timestamp>, StoreError> {
        let at: Option<i64> = self.db.query_row("SELECT max(at) FROM audit", [], |row| row.get(0))?;
        Ok(at.map(Timestamp::from_unix))
    }
}
