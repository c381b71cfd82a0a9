//! What hashes a user file holds.

use std::collections::BTreeMap;

use super::{StoreError, View};
use crate::password::{PasswordHash, Policy};

/// The hashes of a user file, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// People; service accounts have no passwords.
    pub people: u64,
    /// People without a password.
    pub passwordless: u64,
    /// Hashes of one scheme and cost, the most first.
    pub groups: Vec<HashGroup>,
    /// Names of people whose hash is weaker than the policy or cannot be read, in order, as many as were asked for.
    pub below: Vec<Below>,
}

/// Hashes of one scheme and cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HashGroup {
    /// Scheme and costs; `None` for texts that are no hashes, with which nobody logs in.
    pub kind: Option<(&'static str, String)>,
    /// How many there are.
    pub count: u64,
    /// Whether they are weaker than the policy.
    pub is_below: bool,
}

/// A person whose hash is weaker than the policy or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Below {
    /// The name.
    pub username: String,
    /// Scheme and costs; `None` for a text that is no hash.
    pub kind: Option<(&'static str, String)>,
}

impl Census {
    /// How many hashes are weaker than the policy or cannot be read.
    #[must_use]
    pub fn below_policy(&self) -> u64 {
        self.groups.iter().filter(|group| group.is_below).map(|group| group.count).sum()
    }
}

impl View {
    /// Counts the hashes, and names the first people whose hash is below the policy.
    ///
    /// # Errors
    /// Those of reading. A text that is no hash is counted, not an error.
    pub fn census(&self, policy: &Policy, names: usize) -> Result<Census, StoreError> {
        let mut census = Census::default();
        let mut groups: BTreeMap<_, u64> = BTreeMap::new();
        let mut statement = self.db.prepare("SELECT username, hashed_password FROM users WHERE service = 0 ORDER BY username")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            census.people = census.people.saturating_add(1);
            let Some(text) = row.get::<_, Option<String>>(1)? else {
                census.passwordless = census.passwordless.saturating_add(1);
                continue;
            };
            let hash = text.parse::<PasswordHash>().ok();
            let is_below = hash.as_ref().is_none_or(|hash| policy.needs_rehash(hash));
            let kind = hash.map(|hash| (hash.params().scheme().name(), hash.params().to_string()));
            if is_below && census.below.len() < names {
                census.below.push(Below { username: row.get(0)?, kind: kind.clone() });
            }
            // One text of costs may have hashes of several versions and variants, of which some are weaker.
            let count = groups.entry((kind, is_below)).or_default();
            *count = count.saturating_add(1);
        }
        census.groups = groups.into_iter().map(|((kind, is_below), count)| HashGroup { kind, count, is_below }).collect();
        census.groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        Ok(census)
    }
}
