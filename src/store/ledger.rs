//! The table `tokens`, what was issued, and what is asked about a token that was presented.

use rusqlite::OptionalExtension;
use serde_json::json;

use super::{StoreError, Tx, View, error::is_taken, row::json_set};
use crate::{clock::Timestamp, keys::KeyId, users::User};

/// What the ledger keeps of a token: never the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedToken {
    /// The claim `jti`; a token without one can be recorded but not revoked.
    pub jti: Option<String>,
    /// The claim `sub`.
    pub sub: String,
    /// The key that signed it.
    pub kid: Option<KeyId>,
    /// The claim `aud`.
    pub aud: Vec<String>,
    /// The claim `iat`.
    pub iat: Timestamp,
    /// The claim `exp`; `None` for a token without end.
    pub exp: Option<Timestamp>,
    /// What the operator calls it.
    pub label: Option<String>,
}

/// A token that must be refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// Since when.
    pub at: Timestamp,
    /// Why, in the operator's words.
    pub reason: Option<String>,
}

/// What the user file knows about the bearer of a token. The judgement is the reader's: [`User::subject`] says whether the user may
/// act, [`User::has_ended`] whether its tokens of that age have ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The user whose name is the subject; `None` if there is none.
    pub user: Option<User>,
    /// Whether this one token was revoked.
    pub revoked: Option<Revocation>,
}

impl View {
    /// What is known about a token of that `sub` and `jti`. The subject is compared as it stands: a server looks it up so.
    ///
    /// # Errors
    /// Those of reading.
    pub fn standing(&self, sub: Option<&str>, jti: Option<&str>) -> Result<Standing, StoreError> {
        Ok(Standing {
            user: sub.map(|sub| self.user_called(sub)).transpose()?.flatten(),
            revoked: jti.map(|jti| self.revocation(jti)).transpose()?.flatten(),
        })
    }

    /// Whether the token of that `jti` was revoked.
    ///
    /// # Errors
    /// Those of reading.
    pub fn revocation(&self, jti: &str) -> Result<Option<Revocation>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT revoked_at, reason FROM revocations WHERE jti = ?")?;
        let found =
            statement.query_row([jti], |row| Ok(Revocation { at: Timestamp::from_unix(row.get(0)?), reason: row.get(1)? }));
        Ok(found.optional()?)
    }
}

impl Tx<'_> {
    /// Enters a token into the ledger.
    ///
    /// # Errors
    /// [`StoreError::JtiTaken`]; those of writing.
    pub fn record_token(&mut self, token: &IssuedToken) -> Result<(), StoreError> {
        let sql = "INSERT INTO tokens (jti, sub, kid, aud, iat, exp, label) VALUES (?, ?, ?, ?, ?, ?, ?)";
        let added = self.db.prepare_cached(sql)?.execute((
            &token.jti,
            &token.sub,
            token.kid.as_ref().map(KeyId::as_str),
            json_set(token.aud.iter().map(String::as_str)),
            token.iat.unix(),
            token.exp.map(Timestamp::unix),
            &token.label,
        ));
        added.map_err(|error| match (error, &token.jti) {
            (error, Some(jti)) if is_taken(&error, "tokens.jti") => StoreError::JtiTaken(jti.clone()),
            (error, _) => error.into(),
        })?;
        let detail = [
            ("sub", json!(token.sub)),
            ("kid", json!(token.kid.as_ref().map(KeyId::as_str))),
            ("exp", json!(token.exp.map(Timestamp::unix))),
            ("label", json!(token.label)),
        ];
        let detail = detail.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
        self.audit_row("token.issue", token.jti.as_deref().unwrap_or("none"), detail)
    }
}
