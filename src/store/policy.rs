//! The password policy, a row of the table `meta`.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{StoreError, Tx, View};
use crate::password::{BreachList, Params, Policy, Scheme};

/// The value in the file: `{"scheme":"argon2id","params":"m=19456,t=2,p=1","min_length":8}`.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    scheme: String,
    params: String,
    min_length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    breach_list: Option<PathBuf>,
}

const KEY: &str = "password_policy";

impl View {
    /// The policy for passwords and hashes; the library's default until one is set.
    ///
    /// # Errors
    /// Those of reading.
    pub fn policy(&self) -> Result<Policy, StoreError> {
        let bad = |source| StoreError::BadSetting { key: KEY, source };
        let Some(text) = self.setting(KEY)? else { return Ok(Policy::default()) };
        let stored: Stored = serde_json::from_str(&text).map_err(|error| bad(error.into()))?;
        let scheme: Scheme = stored.scheme.parse().map_err(|error| bad(Box::from(error)))?;
        let params = Params::parse(scheme, &stored.params).map_err(|error| bad(error.into()))?;
        Ok(Policy { params, min_length: stored.min_length, breach_list: stored.breach_list.map(BreachList::new) })
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
        let stored = Stored {
            scheme: policy.params.scheme().name().to_owned(),
            params: policy.params.to_string(),
            min_length: policy.min_length,
            breach_list: policy.breach_list.as_ref().map(BreachList::folder).map(Path::to_owned),
        };
        let value = serde_json::to_value(stored).map_err(|error| StoreError::BadSetting { key: KEY, source: error.into() })?;
        self.set_setting(KEY, &value.to_string())?;
        self.audit_row("policy.set", "password", [("to".to_owned(), Value::clone(&value))].into_iter().collect())?;
        Ok(true)
    }
}
