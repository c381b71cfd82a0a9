//! Refresh tokens (RFC 6749 section 6): a random secret each, of which the file keeps the SHA-256. One is used once and replaced by
//! the next of its family. A second use means that somebody has a copy, so the whole family ends (RFC 9700 section 4.14.2).

use rand_core::CryptoRng;
use rusqlite::OptionalExtension;
use serde_json::json;

use super::{Recorded, StoreError, Tx, row::json_set};
use crate::{
    clock::{Lifetime, Timestamp},
    secret::{SecretBytes, SecretDigest},
    users::{Scope, User, Username},
};

/// What came of presenting a refresh token.
#[must_use]
#[derive(Debug)]
pub enum Rotation {
    /// It was good, and is used up.
    Renewed(Box<Renewed>),
    /// It was used before: its family has ended, with the access tokens that came of it.
    Reused,
    /// It is none, has ended or expired, is another client's, or its user may not act.
    Refused,
}

/// What came of giving a refresh token back.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Return {
    /// Its login has ended.
    Taken,
    /// It is none, or has ended.
    Unknown,
    /// It is another client's, and counts on.
    Refused,
}

/// The successor of a refresh token.
#[derive(Debug)]
pub struct Renewed {
    /// The user.
    pub name: Username,
    /// The scopes of the login that the user still has.
    pub scopes: Vec<Scope>,
    /// What the ledger calls the tokens of the login.
    pub label: String,
    /// The next refresh token.
    pub token: SecretBytes,
}

/// The tokens that come of one login.
struct Family {
    id: String,
    user: String,
    name: String,
    client: Option<String>,
    scopes: String,
    began_at: i64,
    exp: i64,
    used: bool,
}

/// What the ledger calls the tokens of a login.
#[must_use]
pub fn login_label(family: &str) -> String {
    format!("login:{family}")
}

impl Tx<'_> {
    /// Gives the first refresh token of a login. The lifetime is that of the login: renewing does not prolong it. Where a client
    /// authenticated for the login, the tokens are that client's alone. What has expired is forgotten.
    ///
    /// # Errors
    /// Those of writing.
    pub fn begin_refresh(
        &mut self,
        family: &str,
        (user, client): (&User, Option<&Username>),
        scopes: &[String],
        lifetime: Lifetime,
        rng: &mut impl CryptoRng,
    ) -> Result<SecretBytes, StoreError> {
        self.db.prepare_cached("DELETE FROM refresh_tokens WHERE exp <= ?")?.execute([self.now.unix()])?;
        let exp = self.now.plus(lifetime).unix();
        self.add_refresh(
            &Family {
                id: family.to_owned(),
                user: user.facts().id.to_string(),
                name: user.username().to_string(),
                client: client.map(Username::to_string),
                scopes: json_set(scopes.iter().map(String::as_str)),
                began_at: self.now.unix(),
                exp,
                used: false,
            },
            rng,
        )
    }

    /// Takes a refresh token and gives the next of its family. RFC 6749 section 6: "The authorization server MUST […] ensure that
    /// the refresh token was issued to the authenticated client".
    ///
    /// # Errors
    /// Those of reading and writing. The caller commits whatever the outcome is: the end of a family is a change too.
    pub fn rotate_refresh(
        &mut self,
        token: &SecretBytes,
        client: Option<&Username>,
        rng: &mut impl CryptoRng,
    ) -> Result<Rotation, StoreError> {
        let hash = SecretDigest::of(token);
        let Some(family) = self.family(hash)? else { return Ok(Rotation::Refused) };
        if family.client.as_deref() != client.map(Username::as_str) {
            return Ok(Rotation::Refused);
        }
        if family.used {
            self.end_family(&family, "a refresh token was used twice")?;
            return Ok(Rotation::Reused);
        }
        let Some(user) = self.user_called(&family.name)?.filter(|user| user.facts().id.to_string() == family.user) else {
            return Ok(Rotation::Refused);
        };
        let began_at = Timestamp::from_unix(family.began_at);
        if self.now.unix() >= family.exp || user.subject(self.now).is_err() || user.has_ended(Some(began_at)) {
            return Ok(Rotation::Refused);
        }
        self.db
            .prepare_cached("UPDATE refresh_tokens SET used_at = ? WHERE hash = ?")?
            .execute((self.now.unix(), &hash.as_bytes()[..]))?;
        let granted: Vec<String> = serde_json::from_str(&family.scopes)
            .map_err(|error| StoreError::BadSetting { key: "refresh_tokens.scopes", source: error.into() })?;
        let held = user.facts().scopes.iter().filter(|scope| granted.iter().any(|granted| granted == scope.as_str()));
        Ok(Rotation::Renewed(Box::new(Renewed {
            name: user.username().clone(),
            scopes: held.cloned().collect(),
            label: login_label(&family.id),
            token: self.add_refresh(&family, rng)?,
        })))
    }

    /// Ends the login that a refresh token came of, with its access tokens. One that is bound to a client is taken from that client
    /// alone (RFC 7009 section 2.1), any other from whoever holds it.
    ///
    /// # Errors
    /// Those of reading and writing.
    pub fn revoke_refresh(&mut self, token: &SecretBytes, client: Option<&Username>) -> Result<Return, StoreError> {
        let Some(family) = self.family(SecretDigest::of(token))? else { return Ok(Return::Unknown) };
        if family.client.is_some() && family.client.as_deref() != client.map(Username::as_str) {
            return Ok(Return::Refused);
        }
        self.end_family(&family, "the client revoked the login")?;
        Ok(Return::Taken)
    }

    /// Forgets the refresh tokens of a user whose tokens end. Seconds could not tell those of a login just before from those of one
    /// just after.
    pub(super) fn forget_refresh(&self, name: &Username) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM refresh_tokens WHERE username = ?")?.execute([name.as_str()])?;
        Ok(())
    }

    fn end_family(&mut self, family: &Family, reason: &str) -> Result<(), StoreError> {
        let ended = self.db.prepare_cached("DELETE FROM refresh_tokens WHERE family = ?")?.execute([&family.id])?;
        self.revoke_recorded(Recorded::Labelled(&login_label(&family.id)), Some(reason))?;
        let detail = [("family", json!(family.id)), ("tokens", json!(ended)), ("reason", json!(reason))];
        let detail = detail.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
        self.audit_row("refresh.end", &family.name, detail)
    }

    fn family(&self, hash: SecretDigest) -> Result<Option<Family>, StoreError> {
        let sql = "SELECT family, user, username, client, scopes, began_at, exp, used_at IS NOT NULL FROM refresh_tokens
            WHERE hash = ?";
        let found = self.db.prepare_cached(sql)?.query_row([&hash.as_bytes()[..]], |row| {
            Ok(Family {
                id: row.get(0)?,
                user: row.get(1)?,
                name: row.get(2)?,
                client: row.get(3)?,
                scopes: row.get(4)?,
                began_at: row.get(5)?,
                exp: row.get(6)?,
                used: row.get(7)?,
            })
        });
        Ok(found.optional()?)
    }

    fn add_refresh(&self, family: &Family, rng: &mut impl CryptoRng) -> Result<SecretBytes, StoreError> {
        let token = SecretBytes::draw(rng);
        let sql = "INSERT INTO refresh_tokens (hash, family, user, username, client, scopes, began_at, exp)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        self.db.prepare_cached(sql)?.execute((
            &SecretDigest::of(&token).as_bytes()[..],
            &family.id,
            &family.user,
            &family.name,
            &family.client,
            &family.scopes,
            family.began_at,
            family.exp,
        ))?;
        Ok(token)
    }
}
