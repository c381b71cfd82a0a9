//! Seeds: what a set owns, and a plan brought about.

use rusqlite::Row;

use super::{StoreError, Tx, UserChange, View, keys::read_key, row::Record, users::read_user};
use crate::{
    keys::StoredKey,
    seed::{Current, Owned, Plan, Seed, SetName, Step, Supplies},
    users::User,
};

impl View {
    /// What the file holds of all that a seed names and its set owns.
    ///
    /// # Errors
    /// Those of reading.
    pub fn current(&self, seed: &Seed) -> Result<Current, StoreError> {
        let mut current = Current { generation: self.generation()?, ..Current::default() };
        let mut owned = self.db.prepare_cached("SELECT * FROM users WHERE owner = ?")?;
        let mut rows = owned.query([seed.set.as_str()])?;
        while let Some(row) = rows.next()? {
            let user = read_user(row)?;
            current.users.insert(user.username().clone(), Owned { owner: Some(seed.set.clone()), it: user });
        }
        let mut named = self.db.prepare_cached("SELECT * FROM users WHERE username = ?")?;
        for name in seed.users.keys().chain(seed.tokens.iter().map(|token| &token.name)) {
            if !current.users.contains_key(name)
                && let Some(row) = named.query([name.as_str()])?.next()?
            {
                current.users.insert(name.clone(), Owned { owner: owner("users", row)?, it: read_user(row)? });
            }
        }
        let mut keys = self.db.prepare_cached("SELECT * FROM keys")?;
        let mut rows = keys.query([])?;
        while let Some(row) = rows.next()? {
            let mut key = read_key(row)?;
            // What the seed names is compared, and to compare an HMAC secret it has to lie open.
            if key.verifying_key().is_none() && seed.keys.iter().any(|entry| entry.kid == key.kid) {
                key = self.opened(key)?;
            }
            current.keys.insert(key.kid.clone(), Owned { owner: owner("keys", row)?, it: key });
        }
        Ok(current)
    }

    /// Hands over the users, or those that a set made, by name, each with its set, until the closure fails.
    ///
    /// # Errors
    /// Those of reading, and the closure's.
    pub fn owned_users<E: From<StoreError>>(
        &self,
        set: Option<&SetName>,
        mut each: impl FnMut(Owned<User>) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT * FROM users WHERE ?1 IS NULL OR owner = ?1 ORDER BY username";
        let mut statement = self.db.prepare_cached(sql).map_err(StoreError::from)?;
        let mut rows = statement.query([set.map(SetName::as_str)]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            each(Owned { owner: owner("users", row)?, it: read_user(row)? })?;
        }
        Ok(())
    }
}

fn owner(table: &'static str, row: &Row<'_>) -> Result<Option<SetName>, StoreError> {
    Record::new(table, row)?.parse_some("owner")
}

impl Tx<'_> {
    /// Makes the changes of a plan, which was made in this transaction. What is made belongs to the plan's set.
    ///
    /// # Errors
    /// [`StoreError::Unsupplied`] where a hash or key is not among the supplies; those of writing.
    pub fn apply(&mut self, plan: &Plan, supplies: &Supplies) -> Result<(), StoreError> {
        let before = self.reason.replace(format!("seed of the set {}", plan.set));
        let outcome = plan.steps().iter().try_for_each(|step| self.step(step, &plan.set, supplies));
        self.reason = before;
        outcome
    }

    fn step(&mut self, step: &Step, set: &SetName, supplies: &Supplies) -> Result<(), StoreError> {
        match step {
            Step::AddUser { user, password } => {
                let user = with_password(user, *password, supplies)?;
                self.insert_user(&user)?;
                self.own("UPDATE users SET owner = ? WHERE username = ?", set, user.username().as_str())
            }
            Step::ChangeUser { user, password } => {
                let mut user = with_password(user, *password, supplies)?;
                self.update_user(&mut user, UserChange::Set).map(drop)
            }
            Step::DeleteUser(name) => self.delete_user(name).map(drop),
            Step::AddKey { kid, state, expires_at, .. } => {
                let key = supplies.keys.get(kid).ok_or_else(|| StoreError::Unsupplied(kid.to_string()))?;
                let key = StoredKey { state: *state, created_at: self.now, ..key.clone() }.until(*expires_at);
                self.insert_key(&key)?;
                self.own("UPDATE keys SET owner = ? WHERE kid = ?", set, kid.as_str())
            }
            Step::KeyState(kid, state) => self.set_key_state(kid, *state).map(drop),
            Step::KeyExpiry(kid, end) => self.set_key_expiry(kid, *end).map(drop),
            Step::DeleteKey(kid) => self.delete_key(kid).map(drop),
        }
    }

    /// Notes who made a row; the audit row of its making says so.
    fn own(&self, sql: &'static str, set: &SetName, name: &str) -> Result<(), StoreError> {
        self.db.prepare_cached(sql)?.execute([set.as_str(), name])?;
        Ok(())
    }
}

fn with_password(user: &User, password: bool, supplies: &Supplies) -> Result<User, StoreError> {
    let mut user = user.clone();
    if password {
        let unsupplied = || StoreError::Unsupplied(user.username().to_string());
        let hash = supplies.hashes.get(user.username()).cloned().ok_or_else(unsupplied)?;
        user.set_password(Some(hash)).map_err(|error| StoreError::Database(error.into()))?;
    }
    Ok(user)
}
