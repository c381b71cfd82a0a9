//! The password policy, a row of the table `meta`.

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{StoreError, Tx, View};
use crate::password::{Params, Policy, Scheme};

/// The value in the file: `{"scheme":"argon2id","params":"m=19456,t=2,p=1","min_length":8}`.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    scheme: String,
    params: String,
    min_length: usize,
}

const KEY: &str = "password_policy";

impl View {
    /// The policy for passwords and hashes; the library's default until one is set.
    ///
    /// # Errors
    /// Those of reading.
    pub fn policy(&self) -> Result<Policy, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT value FROM meta WHERE key = ?")?;
        let text: Option<String> = statement.query_row([KEY], |row| row.get(0)).optional()?;
        let bad = |source| StoreError::BadSetting { key: KEY, source };
        let Some(text) = text else { return Ok(Policy::default()) };
        let stored: Stored = serde_json::from_str(&text).map_err(|error| bad(error.into()))?;
        let scheme: Scheme = stored.scheme.parse().map_err(|error| bad(Box::from(error)))?;
        let params = Params::parse(scheme, &stored.params).map_err(|error| bad(error.into()))?;
        Ok(Policy { params, min_length: stored.min_length })
    }
}

impl Tx<'_> {
    /// Sets the policy for passwords and hashes: says whether it is another one than before.
    ///
    /// # Errors
    /// Those of writing.
    pub fn set_policy(&mut self, policy: &Policy) -> Result<bool, StoreError> {
        if self.policy()? == *policy {
            return Ok(false);
        }
        let scheme = policy.params.scheme().name();
        let value = json!({ "scheme": scheme, "params": policy.params.to_string(), "min_length": policy.min_length });
        let sql = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        self.db.prepare_cached(sql)?.execute((KEY, value.to_string()))?;
        let detail = [("to".to_owned(), value)].into_iter().collect();
        self.audit_row("policy.set", "password", detail)?;
        Ok(true)
    }
}
