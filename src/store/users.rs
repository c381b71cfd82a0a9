//! The table `users`.

use rusqlite::{Row, Statement, params};
use serde_json::{Map, Value, json};

use super::{
    StoreError, Tx, View,
    row::{Oddity, Record, json_set},
    similar,
};
use crate::{
    clock::{Lifetime, Timestamp},
    password::{PasswordHash, Policy},
    secret::SecretDigest,
    users::{Audience, Email, Facts, FullName, Kind, Role, Scope, Status, User, Username, UsernameError},
};

/// What kind of change an audit row of `update_user` tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the command's leaves")]
#[non_exhaustive]
pub enum UserChange {
    Set,
    Passwd,
    Secret,
    Enable,
    Disable,
    Unlock,
    /// A wrong password, or the first good one after wrong ones.
    Login,
    /// The same password under stronger parameters.
    Rehash,
    /// The end of all tokens issued before.
    EndTokens,
}

impl UserChange {
    /// The `action` of the audit row.
    #[must_use]
    pub const fn action(self) -> &'static str {
        match self {
            Self::Set => "user.set",
            Self::Passwd => "user.passwd",
            Self::Secret => "user.secret",
            Self::Enable => "user.enable",
            Self::Disable => "user.disable",
            Self::Unlock => "user.unlock",
            Self::Login => "user.login",
            Self::Rehash => "user.rehash",
            Self::EndTokens => "user.end-tokens",
        }
    }
}

/// Which users to list; what is `None` or false does not restrict.
#[derive(Clone, Debug, Default)]
pub struct UserFilter {
    /// Service accounts, or people.
    pub service: Option<bool>,
    /// Disabled, or enabled.
    pub disabled: Option<bool>,
    /// Those who have the role.
    pub role: Option<Role>,
    /// Those who have the scope.
    pub scope: Option<Scope>,
    /// Those whose password hash is weaker than the policy.
    pub needs_rehash: Option<Policy>,
    /// Those with the text in username, email or full name; the case of ASCII letters does not matter.
    pub search: Option<String>,
    /// Those whose name sorts after it.
    pub after: Option<Username>,
    /// No more than that many.
    pub limit: Option<u32>,
}

impl View {
    /// The user of that name.
    ///
    /// # Errors
    /// Those of reading.
    pub fn user(&self, name: &Username) -> Result<Option<User>, StoreError> {
        self.user_called(name.as_str())
    }

    /// The user whose name is that text to the byte: a server looks the subject of a token up so.
    ///
    /// # Errors
    /// Those of reading.
    pub fn user_called(&self, name: &str) -> Result<Option<User>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT * FROM users WHERE username = ?")?;
        let mut rows = statement.query([name])?;
        rows.next()?.map(read_user).transpose()
    }

    /// The users that pass the filter, by name: all at once, so the filter should have a limit.
    ///
    /// # Errors
    /// Those of reading.
    pub fn page(&self, filter: &UserFilter) -> Result<Vec<User>, StoreError> {
        let mut page = Vec::new();
        self.users(filter, |user| {
            page.push(user);
            Ok::<_, StoreError>(())
        })?;
        Ok(page)
    }

    /// Hands over the users that pass the filter, by name, until the closure fails.
    ///
    /// # Errors
    /// Those of reading, and the closure's.
    pub fn users<E: From<StoreError>>(&self, filter: &UserFilter, mut each: impl FnMut(User) -> Result<(), E>) -> Result<(), E> {
        // A set that is no JSON array passes, so that reading the row reports it.
        const LIST: &str = "SELECT * FROM users WHERE username > ?1
            AND (?2 IS NULL OR service = ?2) AND (?3 IS NULL OR disabled = ?3)
            AND (?4 IS NULL OR NOT json_valid(roles) OR EXISTS (SELECT 1 FROM json_each(roles) WHERE value = ?4))
            AND (?5 IS NULL OR NOT json_valid(scopes) OR EXISTS (SELECT 1 FROM json_each(scopes) WHERE value = ?5))
            AND (?6 IS NULL OR instr(username, ?6) OR instr(lower(email), ?6) OR instr(lower(full_name), ?6))
            ORDER BY username";
        let mut left = filter.limit.unwrap_or(u32::MAX);
        let mut statement = self.db.prepare_cached(LIST).map_err(StoreError::from)?;
        let mut rows = statement
            .query(params![
                filter.after.as_ref().map_or("", Username::as_str),
                filter.service,
                filter.disabled,
                filter.role.as_ref().map(Role::as_str),
                filter.scope.as_ref().map(Scope::as_str),
                filter.search.as_ref().map(|text| text.to_ascii_lowercase()),
            ])
            .map_err(StoreError::from)?;
        while left > 0 {
            let Some(row) = rows.next().map_err(StoreError::from)? else { break };
            let user = read_user(row)?;
            let stale = |policy: &Policy| user.password().is_some_and(|hash| policy.needs_rehash(hash));
            if filter.needs_rehash.as_ref().is_none_or(stale) {
                left = left.saturating_sub(1);
                each(user)?;
            }
        }
        Ok(())
    }

    /// The names that a mistyped one may have meant, the nearest first, at most three.
    ///
    /// # Errors
    /// Those of reading.
    pub fn similar_usernames(&self, name: &str) -> Result<Vec<String>, StoreError> {
        similar::nearest(&self.db, "SELECT username FROM users LIMIT ?", name)
    }
}

impl Tx<'_> {
    /// Adds a user.
    ///
    /// # Errors
    /// [`StoreError::UsernameTaken`]; those of writing.
    pub fn insert_user(&mut self, user: &User) -> Result<(), StoreError> {
        let mut statement = self.db.prepare_cached(INSERT_USER)?;
        if bind_user(&mut statement, user)? == 0 {
            return Err(StoreError::UsernameTaken(user.username().clone()));
        }
        self.audit_row("user.create", user.username().as_str(), difference(None, user))
    }

    /// Writes a changed user, if it differs from the stored one: says whether it did, and notes the time in it.
    ///
    /// When the change ends the user's tokens, those in the ledger that are as young as the change are revoked one by one: seconds
    /// cannot tell them from tokens issued right after it.
    ///
    /// # Errors
    /// [`StoreError::UserGone`]; those of writing.
    pub fn update_user(&mut self, user: &mut User, change: UserChange) -> Result<bool, StoreError> {
        let stored = self.user(user.username())?.filter(|stored| stored.facts().id == user.facts().id);
        let stored = stored.ok_or_else(|| StoreError::UserGone(user.username().clone()))?;
        let detail = difference(Some(&stored), user);
        if detail.is_empty() {
            return Ok(false);
        }
        self.replace_user(user)?;
        self.audit_row(change.action(), user.username().as_str(), detail)?;
        Ok(true)
    }

    /// Writes a user that is there, whose tokens end if a change ended them. The audit row is the caller's.
    pub(super) fn replace_user(&mut self, user: &mut User) -> Result<(), StoreError> {
        if user.ends_tokens()
            && let Some(ended) = user.facts().tokens_valid_after
        {
            self.revoke_since(user.username(), ended)?;
            self.forget_refresh(user.username())?;
        }
        user.touch(self.now);
        let mut statement = self.db.prepare_cached(UPDATE_USER)?;
        bind_user(&mut statement, user)?;
        Ok(())
    }

    /// Replaces a password hash, unless somebody replaced it meanwhile: says whether it did.
    ///
    /// # Errors
    /// Those of writing.
    pub fn rehash_user(&mut self, name: &Username, old: &PasswordHash, new: &PasswordHash) -> Result<bool, StoreError> {
        let sql = "UPDATE users SET hashed_password = ?, updated_at = ? WHERE username = ? AND hashed_password = ?";
        let parameters = (new.as_str(), self.now.unix(), name.as_str(), old.as_str());
        let replaced = self.db.prepare_cached(sql)?.execute(parameters)? > 0;
        if replaced {
            let detail = Map::from_iter([("password".to_owned(), json!({ "from": costs(old), "to": costs(new) }))]);
            self.audit_row(UserChange::Rehash.action(), name.as_str(), detail)?;
        }
        Ok(replaced)
    }

    /// Removes a user: says whether there was one. Its recorded tokens are revoked, so that they are not those of whoever is given
    /// the name later.
    ///
    /// # Errors
    /// Those of writing.
    pub fn delete_user(&mut self, name: &Username) -> Result<bool, StoreError> {
        let removed = self.db.prepare_cached("DELETE FROM users WHERE username = ?")?.execute([name.as_str()])? > 0;
        if removed {
            self.revoke_since(name, Timestamp::from_unix(i64::MIN))?;
            self.forget_refresh(name)?;
            self.audit_row("user.delete", name.as_str(), Map::new())?;
        }
        Ok(removed)
    }
}

/// Adds a user, or nothing where the name is taken. The values are those of [`bind_user`].
pub(super) const INSERT_USER: &str = "INSERT INTO users (username, uuid, email, full_name, disabled, disabled_reason,
    hashed_password, must_change, service, max_ttl, audiences, client_secret, roles, scopes, expires_at, tokens_valid_after,
    failed_logins, locked_until, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (username) DO NOTHING";

/// Replaces the user of that name. The values are those of [`bind_user`].
const UPDATE_USER: &str = "UPDATE users SET uuid = ?2, email = ?3, full_name = ?4, disabled = ?5, disabled_reason = ?6,
    hashed_password = ?7, must_change = ?8, service = ?9, max_ttl = ?10, audiences = ?11, client_secret = ?12, roles = ?13,
    scopes = ?14, expires_at = ?15, tokens_valid_after = ?16, failed_logins = ?17, locked_until = ?18, created_at = ?19,
    updated_at = ?20 WHERE username = ?1";

/// Runs one of the two statements with the user's columns, the name first; says how many rows it wrote.
pub(super) fn bind_user(statement: &mut Statement<'_>, user: &User) -> rusqlite::Result<usize> {
    let facts = user.facts();
    let reason = match &facts.status {
        Status::Disabled { reason } => reason.as_deref(),
        Status::Enabled => None,
    };
    statement.execute(params![
        facts.username.as_str(),
        facts.id.to_string(),
        facts.email.as_ref().map(Email::as_str),
        facts.full_name.as_ref().map(FullName::as_str),
        user.is_disabled(),
        reason,
        user.password().map(PasswordHash::as_str),
        user.must_change(),
        user.is_service(),
        user.max_ttl().map(|limit| i64::try_from(limit.as_secs()).unwrap_or(i64::MAX)),
        json_set(user.audiences().into_iter().flatten().map(Audience::as_str)),
        user.client_secret().map(|digest| &digest.as_bytes()[..]),
        json_set(facts.roles.iter().map(Role::as_str)),
        json_set(facts.scopes.iter().map(Scope::as_str)),
        facts.expires_at.map(Timestamp::unix),
        facts.tokens_valid_after.map(Timestamp::unix),
        facts.failed_logins,
        facts.locked_until.map(Timestamp::unix),
        facts.created_at.unix(),
        facts.updated_at.unix(),
    ])
}

pub(super) fn read_user(row: &Row<'_>) -> Result<User, StoreError> {
    let record = Record::new("users", row)?;
    let name: String = record.get("username")?;
    let reason: Option<String> = record.get("disabled_reason")?;
    let status = match (record.flag("disabled")?, reason) {
        (true, reason) => Status::Disabled { reason },
        (false, None) => Status::Enabled,
        (false, Some(_)) => return Err(record.bad("disabled_reason", Oddity::Contradiction)),
    };
    Ok(User::from(Facts {
        id: record.parse("uuid")?,
        username: Username::from_normalised(&name).map_err(|error: UsernameError| record.bad("username", error))?,
        email: record.parse_some("email")?,
        full_name: record.parse_some("full_name")?,
        status,
        kind: read_kind(&record)?,
        roles: record.set("roles")?,
        scopes: record.set("scopes")?,
        expires_at: record.some_time("expires_at")?,
        tokens_valid_after: record.some_time("tokens_valid_after")?,
        failed_logins: record.count("failed_logins")?,
        locked_until: record.some_time("locked_until")?,
        created_at: record.time("created_at")?,
        updated_at: record.time("updated_at")?,
    }))
}

fn read_kind(record: &Record<'_>) -> Result<Kind, StoreError> {
    let contradiction = |column| Err(record.bad(column, Oddity::Contradiction));
    let (password, must_change) = (record.parse_some("hashed_password")?, record.flag("must_change")?);
    let (max_ttl, audiences) = (record.some_length("max_ttl")?, record.set("audiences")?);
    let secret = record.get::<Option<[u8; 32]>>("client_secret")?.map(SecretDigest::from_bytes);
    match record.flag("service")? {
        true if password.is_some() => contradiction("hashed_password"),
        true if must_change => contradiction("must_change"),
        true => Ok(Kind::Service { max_ttl, audiences, secret }),
        false if max_ttl.is_some() => contradiction("max_ttl"),
        false if !audiences.is_empty() => contradiction("audiences"),
        false if secret.is_some() => contradiction("client_secret"),
        false => Ok(Kind::Human { password, must_change }),
    }
}

/// The fields that a change touches, with the values before and after; of a new user the values that are not empty.
fn difference(before: Option<&User>, after: &User) -> Map<String, Value> {
    let empty = |value: &Value| matches!(value, Value::Null | Value::Bool(false)) || *value == json!([]) || *value == json!(0);
    let new = summary(after);
    let Some(before) = before else { return new.into_iter().filter(|(_, value)| !empty(value)).collect() };
    let mut fields: Map<String, Value> = summary(before)
        .into_iter()
        .zip(new)
        .filter(|((_, from), (_, to))| from != to)
        .map(|((field, from), (_, to))| (field, json!({ "from": from, "to": to })))
        .collect();
    if before.password() != after.password() && !fields.contains_key("password") {
        fields.insert("password".to_owned(), json!("changed"));
    }
    if before.client_secret() != after.client_secret() {
        fields.insert("client_secret".to_owned(), json!(if after.client_secret().is_some() { "drawn" } else { "removed" }));
    }
    if after.ends_tokens() && !fields.contains_key("tokens_valid_after") {
        fields.insert("tokens".to_owned(), json!("ended"));
    }
    fields
}

fn summary(user: &User) -> Map<String, Value> {
    let facts = user.facts();
    let reason = match &facts.status {
        Status::Disabled { reason } => reason.as_deref(),
        Status::Enabled => None,
    };
    let fields = json!({
        "email": facts.email.as_ref().map(Email::as_str),
        "full_name": facts.full_name.as_ref().map(FullName::as_str),
        "disabled": user.is_disabled(),
        "disabled_reason": reason,
        "password": user.password().map(costs),
        "must_change": user.must_change(),
        "service": user.is_service(),
        "max_ttl": user.max_ttl().map(Lifetime::as_secs),
        "audiences": user.audiences().into_iter().flatten().map(Audience::as_str).collect::<Vec<_>>(),
        "roles": facts.roles.iter().map(Role::as_str).collect::<Vec<_>>(),
        "scopes": facts.scopes.iter().map(Scope::as_str).collect::<Vec<_>>(),
        "expires_at": facts.expires_at.map(Timestamp::unix),
        "tokens_valid_after": facts.tokens_valid_after.map(Timestamp::unix),
        "failed_logins": facts.failed_logins,
        "locked_until": facts.locked_until.map(Timestamp::unix),
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// Scheme and costs of a hash, which is all of it that may be shown.
fn costs(hash: &PasswordHash) -> String {
    format!("{} {}", hash.params().scheme().name(), hash.params())
}
