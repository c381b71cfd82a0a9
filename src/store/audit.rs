//! Who changed what: a chain of rows, each with the hash of the one before.
//!
//! The hash is SHA-256 over the netstrings (`LENGTH:BYTES,`, an absent value is `-`) of seq, at, actor, `sudo_user`, action,
//! target, detail and prev, numbers in decimal. Changing, removing or inserting a row breaks the chain behind it; rows missing at
//! the end show by SQLite's own count of the numbers that it gave out.

use std::fmt::Write;

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{StoreError, View, row::Record};
use crate::clock::Timestamp;

/// Who makes a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The user of the operating system, or the name of a server.
    pub user: String,
    /// Who became that user by sudo.
    pub sudo_user: Option<String>,
}

/// A row of the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number; they ascend by one.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What: `user.create`, `key.activate` …
    pub action: String,
    /// To whom: a username, kid, jti, label …
    pub target: String,
    /// More about it; never a secret.
    pub detail: Map<String, Value>,
}

/// What the chain says of itself.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// Every row is there, as it was written.
    Intact {
        /// How many there are.
        rows: i64,
    },
    /// The row was changed, or one before it was removed or inserted.
    BrokenAt {
        /// Its number.
        seq: i64,
    },
    /// Rows at the end are missing.
    CutAfter {
        /// The last number there is.
        seq: i64,
        /// The last number there was.
        last: i64,
    },
}

/// Which rows of the audit to show; what is `None` does not restrict.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// Those whose action is this, or begins with it and a dot: `user` is also `user.create`.
    pub action: Option<String>,
    /// Those about this username, kid or jti.
    pub target: Option<String>,
    /// Those of this user of the operating system, or of whoever became it by sudo.
    pub actor: Option<String>,
    /// Those at this instant or later.
    pub since: Option<Timestamp>,
    /// Those before this instant.
    pub until: Option<Timestamp>,
    /// Those with a higher number.
    pub after: Option<i64>,
    /// The newest so many.
    pub last: Option<u32>,
}

const FIRST: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Adds a row; the caller holds the transaction.
pub(super) fn append(
    db: &Connection,
    at: Timestamp,
    actor: &Actor,
    action: &str,
    target: &str,
    detail: &Map<String, Value>,
) -> Result<(), StoreError> {
    let last = db
        .prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    let (before, prev) = last.unwrap_or_else(|| (0, FIRST.to_owned()));
    let seq = before.max(highest(db)?).saturating_add(1);
    let detail = serde_json::to_string(detail).map_err(|error| StoreError::Database(error.into()))?;
    let hash = digest(seq, at.unix(), actor, [action, target, &detail, &prev]);
    db.prepare_cached("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute((
        seq,
        at.unix(),
        &actor.user,
        &actor.sudo_user,
        action,
        target,
        detail,
        prev,
        hash,
    ))?;
    Ok(())
}

/// The highest number that was ever given out.
fn highest(db: &Connection) -> Result<i64, StoreError> {
    let found =
        db.prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")?.query_row([], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(0))
}

fn digest(seq: i64, at: i64, actor: &Actor, rest: [&str; 4]) -> String {
    let (seq, at) = (seq.to_string(), at.to_string());
    let head = [Some(seq.as_str()), Some(&at), Some(&actor.user), actor.sudo_user.as_deref()];
    let mut hash = Sha256::new();
    for field in head.into_iter().chain(rest.map(Some)) {
        match field {
            Some(text) => hash.update(format!("{}:{text},", text.len())),
            None => hash.update("-"),
        }
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a `String` cannot fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}

impl View {
    /// Hands over the rows that pass the filter, in order, until the closure fails.
    ///
    /// # Errors
    /// Those of reading, and the closure's.
    pub fn audit<E: From<StoreError>>(
        &self,
        filter: &AuditFilter,
        mut each: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        rows(&self.db, filter, |entry, _, _| each(entry))
    }

    /// The number of the newest row that ever was; 0 before the first change.
    ///
    /// # Errors
    /// Those of reading.
    pub fn generation(&self) -> Result<i64, StoreError> {
        highest(&self.db)
    }

    /// Recomputes the whole chain.
    ///
    /// # Errors
    /// Those of reading.
    pub fn verify_audit(&self) -> Result<Chain, StoreError> {
        let mut expected = (1, FIRST.to_owned());
        let mut broken = None;
        rows(&self.db, &AuditFilter::default(), |entry, text, links| {
            let rest = [entry.action.as_str(), &entry.target, text, &links.prev];
            let good = (entry.seq, &links.prev) == (expected.0, &expected.1)
                && links.hash == digest(entry.seq, entry.at.unix(), &entry.actor, rest);
            if !good && broken.is_none() {
                broken = Some(entry.seq);
            }
            expected = (entry.seq.saturating_add(1), links.hash);
            Ok::<_, StoreError>(())
        })?;
        if let Some(seq) = broken {
            return Ok(Chain::BrokenAt { seq });
        }
        let (rows, last) = (expected.0.saturating_sub(1), highest(&self.db)?);
        Ok(if rows < last { Chain::CutAfter { seq: rows, last } } else { Chain::Intact { rows } })
    }
}

struct Links {
    prev: String,
    hash: String,
}

/// The condition of a filter; `?7` is the lowest number.
const PASSES: &str = "seq >= ?7 AND seq > ?1
    AND (?2 IS NULL OR action = ?2 OR substr(action, 1, length(?2) + 1) = ?2 || '.')
    AND (?3 IS NULL OR target = ?3) AND (?4 IS NULL OR actor = ?4 OR sudo_user = ?4)
    AND (?5 IS NULL OR at >= ?5) AND (?6 IS NULL OR at < ?6)";

fn rows<E: From<StoreError>>(
    db: &Connection,
    filter: &AuditFilter,
    mut each: impl FnMut(Entry, &str, Links) -> Result<(), E>,
) -> Result<(), E> {
    let values = |lowest: i64| {
        let AuditFilter { action, target, actor, since, until, after, last: _ } = filter;
        let (since, until) = (since.map(Timestamp::unix), until.map(Timestamp::unix));
        (after.unwrap_or(0), action, target, actor, since, until, lowest)
    };
    let mut lowest = 0;
    if let Some(count) = filter.last {
        let sql = format!("SELECT min(seq) FROM (SELECT seq FROM audit WHERE {PASSES} ORDER BY seq DESC LIMIT {count})");
        let first: Option<i64> = db
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.query_row(values(0), |row| row.get(0)))
            .map_err(StoreError::from)?;
        // Where none passes, none is shown.
        lowest = first.unwrap_or(i64::MAX);
    }
    let sql = format!("SELECT seq AS id, * FROM audit WHERE {PASSES} ORDER BY seq");
    let mut statement = db.prepare_cached(&sql).map_err(StoreError::from)?;
    let mut rows = statement.query(values(lowest)).map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        let record = Record::new("audit", row)?;
        let detail: String = record.get("detail")?;
        let entry = Entry {
            seq: record.get("seq")?,
            at: record.time("at")?,
            actor: Actor { user: record.get("actor")?, sudo_user: record.get("sudo_user")? },
            action: record.get("action")?,
            target: record.get("target")?,
            detail: serde_json::from_str(&detail).map_err(|error| record.bad("detail", error))?,
        };
        each(entry, &detail, Links { prev: record.get("prev")?, hash: record.get("hash")? })?;
    }
    Ok(())
}
