//! The table `revocations`: what must be refused although it verifies, and when it may be forgotten.

use rusqlite::OptionalExtension;
use serde_json::{Map, json};

use super::{StoreError, Tx, View};
use crate::{clock::Timestamp, keys::KeyId, users::Username};

/// Tokens of the ledger that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded<'a> {
    /// Those with that claim `sub`, to the byte.
    Of(&'a str),
    /// Those with that label.
    Labelled(&'a str),
    /// Those that the key of that name signed.
    SignedBy(&'a KeyId),
}

impl<'a> Recorded<'a> {
    /// The column that they share, and its value.
    fn column(self) -> (&'static str, &'a str) {
        match self {
            Self::Of(sub) => ("sub", sub),
            Self::Labelled(label) => ("label", label),
            Self::SignedBy(kid) => ("kid", kid.as_str()),
        }
    }
}

/// How many tokens of the ledger have neither expired nor been revoked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// All of them.
    pub tokens: u64,
    /// Those without `jti`, which cannot be revoked one by one.
    pub without_jti: u64,
}

/// How much was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Rows of the ledger.
    pub tokens: u64,
    /// Revocations.
    pub revocations: u64,
}

/// When the last token that a key signed expires, as far as the ledger knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LastExpiry {
    /// None of them is valid any more.
    None,
    /// Then.
    At(Timestamp),
    /// One of them has no end.
    Never,
}

/// What keeps a row of the ledger from being live, beside its expiry.
const NOT_REVOKED: &str = "NOT EXISTS (SELECT 1 FROM revocations WHERE revocations.jti = tokens.jti)";

impl View {
    /// Whether there are such tokens in the ledger, valid or not.
    ///
    /// # Errors
    /// Those of reading.
    pub fn has_recorded(&self, which: Recorded<'_>) -> Result<bool, StoreError> {
        let (column, value) = which.column();
        let sql = format!("SELECT EXISTS (SELECT 1 FROM tokens WHERE {column} = ?)");
        Ok(self.db.prepare_cached(&sql)?.query_row([value], |row| row.get(0))?)
    }

    /// How many of them have neither expired by then nor been revoked.
    ///
    /// # Errors
    /// Those of reading.
    pub fn live(&self, which: Recorded<'_>, now: Timestamp) -> Result<Live, StoreError> {
        let (column, value) = which.column();
        let sql = format!(
            "SELECT count(*), count(*) - count(jti) FROM tokens
            WHERE {column} = ? AND (exp IS NULL OR exp > ?) AND {NOT_REVOKED}"
        );
        let found = self.db.prepare_cached(&sql)?.query_row((value, now.unix()), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (tokens, without_jti): (i64, i64) = found;
        Ok(Live { tokens: tokens.unsigned_abs(), without_jti: without_jti.unsigned_abs() })
    }
}

impl Tx<'_> {
    /// Revokes the token of that `jti`, known to the ledger or not: says whether it was not revoked before. `exp` is when the token
    /// ends anyway, if that is known.
    ///
    /// # Errors
    /// Those of writing.
    pub fn revoke_token(&mut self, jti: &str, exp: Option<Timestamp>, reason: Option<&str>) -> Result<bool, StoreError> {
        let sql = "INSERT INTO revocations (jti, revoked_at, exp, reason)
            VALUES (?1, ?2, coalesce(?3, (SELECT exp FROM tokens WHERE jti = ?1)), ?4) ON CONFLICT DO NOTHING";
        let parameters = (jti, self.now.unix(), exp.map(Timestamp::unix), reason);
        let added = self.db.prepare_cached(sql)?.execute(parameters)? > 0;
        if added {
            let detail = [("reason".to_owned(), json!(reason))].into_iter().collect();
            self.audit_row("token.revoke", jti, detail)?;
        }
        Ok(added)
    }

    /// Revokes those of the tokens that have a `jti` and have not expired: says how many were not revoked before.
    ///
    /// # Errors
    /// Those of writing.
    pub fn revoke_recorded(&mut self, which: Recorded<'_>, reason: Option<&str>) -> Result<u64, StoreError> {
        let (column, value) = which.column();
        let sql = format!(
            "INSERT INTO revocations (jti, revoked_at, exp, reason)
            SELECT jti, ?2, exp, ?3 FROM tokens WHERE {column} = ?1 AND jti IS NOT NULL AND (exp IS NULL OR exp > ?2)
            ON CONFLICT DO NOTHING"
        );
        let revoked = self.db.prepare_cached(&sql)?.execute((value, self.now.unix(), reason))?;
        if revoked > 0 {
            let detail = [("by", json!(column)), ("tokens", json!(revoked)), ("reason", json!(reason))];
            self.audit_row("token.revoke", value, detail.map(|(name, value)| (name.to_owned(), value)).into_iter().collect())?;
        }
        Ok(count(revoked))
    }

    /// Revokes the recorded tokens of a user that were issued at that instant or later and have not expired.
    pub(super) fn revoke_since(&mut self, name: &Username, since: Timestamp) -> Result<(), StoreError> {
        let sql = "INSERT INTO revocations (jti, revoked_at, exp, reason)
            SELECT jti, ?3, exp, 'the user''s tokens were ended' FROM tokens
            WHERE sub = ?1 AND iat >= ?2 AND jti IS NOT NULL AND (exp IS NULL OR exp > ?3)
            ON CONFLICT DO NOTHING";
        self.db.prepare_cached(sql)?.execute((name.as_str(), since.unix(), self.now.unix()))?;
        Ok(())
    }

    /// Forgets tokens that expired before that instant, and their revocations: at most `limit` of each, so that others need not wait
    /// long. What has no end is never forgotten.
    ///
    /// # Errors
    /// Those of writing.
    pub fn prune(&mut self, before: Timestamp, limit: u32) -> Result<Pruned, StoreError> {
        let tokens = "DELETE FROM tokens WHERE id IN (SELECT id FROM tokens WHERE exp < ? LIMIT ?)";
        let revocations = "DELETE FROM revocations WHERE jti IN (SELECT jti FROM revocations WHERE exp < ? LIMIT ?)";
        let delete = |sql| Ok::<_, StoreError>(count(self.db.prepare_cached(sql)?.execute((before.unix(), limit))?));
        let pruned = Pruned { tokens: delete(tokens)?, revocations: delete(revocations)? };
        if pruned != Pruned::default() {
            let detail = [("tokens", json!(pruned.tokens)), ("revocations", json!(pruned.revocations))];
            let detail: Map<_, _> = detail.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
            self.audit_row("token.prune", &before.to_string(), detail)?;
        }
        Ok(pruned)
    }

    /// When the last valid token of a key expires.
    pub(super) fn last_expiry(&self, kid: &KeyId) -> Result<LastExpiry, StoreError> {
        // A NULL comes last in descending order, so it is asked for by itself.
        let endless = format!("SELECT EXISTS (SELECT 1 FROM tokens WHERE kid = ? AND exp IS NULL AND {NOT_REVOKED})");
        if self.db.prepare_cached(&endless)?.query_row([kid.as_str()], |row| row.get(0))? {
            return Ok(LastExpiry::Never);
        }
        let last = format!("SELECT exp FROM tokens WHERE kid = ? AND exp > ? AND {NOT_REVOKED} ORDER BY exp DESC LIMIT 1");
        let last = self.db.prepare_cached(&last)?.query_row((kid.as_str(), self.now.unix()), |row| row.get(0)).optional()?;
        Ok(last.map_or(LastExpiry::None, |last| LastExpiry::At(Timestamp::from_unix(last))))
    }
}

/// A number of rows.
fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}
