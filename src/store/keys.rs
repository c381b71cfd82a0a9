//! The table `keys`.

use rusqlite::Row;
use serde_json::{Map, json};

use super::{
    StoreError, Tx, View,
    error::is_taken,
    revocations::LastExpiry,
    row::{Oddity, Record},
};
use crate::{
    clock::{Lifetime, Timestamp},
    keys::{Algorithm, KeyId, KeyState, Material, SealedKey, SigningKey, StoredKey, VerifyingKey},
    secret::SecretBytes,
};

impl View {
    /// All keys, the newest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn keys(&self) -> Result<Vec<StoredKey>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT * FROM keys ORDER BY created_at DESC, id DESC")?;
        let mut rows = statement.query([])?;
        let mut keys = Vec::new();
        while let Some(row) = rows.next()? {
            keys.push(read_key(row)?);
        }
        Ok(keys)
    }

    /// The key of that name.
    ///
    /// # Errors
    /// Those of reading.
    pub fn key(&self, kid: &KeyId) -> Result<Option<StoredKey>, StoreError> {
        self.one_key("SELECT * FROM keys WHERE kid = ?", kid.as_str())
    }

    /// The key that signs; without the cost of reading the others.
    ///
    /// # Errors
    /// Those of reading.
    pub fn active_key(&self) -> Result<Option<StoredKey>, StoreError> {
        self.one_key("SELECT * FROM keys WHERE state = ?", KeyState::Active.name())
    }

    fn one_key(&self, sql: &str, parameter: &str) -> Result<Option<StoredKey>, StoreError> {
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([parameter])?;
        rows.next()?.map(read_key).transpose()
    }
}

impl Tx<'_> {
    /// Adds a key. If it is active, the one that signed before is retiring from now on. Where keys are sealed, it must be too:
    /// [`Passphrase::seal`](crate::keys::Passphrase::seal).
    ///
    /// # Errors
    /// [`StoreError::KidTaken`], [`StoreError::KeyLiesOpen`]; those of writing.
    pub fn insert_key(&mut self, key: &StoredKey) -> Result<(), StoreError> {
        if key.lies_open() && self.has_sealed_keys()? {
            return Err(StoreError::KeyLiesOpen(key.kid.clone()));
        }
        if key.state == KeyState::Active {
            self.hand_over(&key.kid, None)?;
        }
        let Columns { private, public, sealed } = Columns::of(&key.material);
        let sql = "INSERT INTO keys (kid, alg, state, private, public, sealed, created_at, expires_at, made_until)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)";
        let added = self.db.prepare_cached(sql)?.execute((
            key.kid.as_str(),
            key.algorithm.name(),
            key.state.name(),
            private.as_ref().map(SecretBytes::expose),
            public.expose(),
            sealed,
            key.created_at.unix(),
            key.expires_at.map(Timestamp::unix),
        ));
        added.map_err(|error| match error {
            // Any other active key has made way, so the one that is left has the same name.
            error if is_taken(&error, "keys.kid") || is_taken(&error, "keys.state") => StoreError::KidTaken(key.kid.clone()),
            error => error.into(),
        })?;
        let detail = [
            ("alg", json!(key.algorithm.name())),
            ("state", json!(key.state.name())),
            ("signs", json!(key.can_sign())),
            ("sealed", json!(sealed)),
            ("expires_at", json!(key.expires_at.map(Timestamp::unix))),
        ];
        self.audit_row("key.create", key.kid.as_str(), detail.map(|(name, value)| (name.to_owned(), value)).into_iter().collect())
    }

    /// Moves a key to another state: says whether there was a key in a different state. A key that becomes active takes over from
    /// the one that signed before, which is retiring from now on, and has the end again that it was made with.
    ///
    /// # Errors
    /// Those of writing.
    pub fn set_key_state(&mut self, kid: &KeyId, state: KeyState) -> Result<bool, StoreError> {
        if state == KeyState::Active && self.key(kid)?.is_some() {
            self.hand_over(kid, None)?;
        }
        let sql = "UPDATE keys SET state = ?1, expires_at = iif(?1 = 'active', made_until, expires_at)
            WHERE kid = ?2 AND state <> ?1";
        let changed = self.db.prepare_cached(sql)?.execute((state.name(), kid.as_str()))? > 0;
        if changed {
            let detail = Map::from_iter([("state".to_owned(), json!(state.name()))]);
            self.audit_row("key.state", kid.as_str(), detail)?;
        }
        Ok(changed)
    }

    /// Adds a key that signs from now on, and lets the one before verify until the last of its tokens has expired: those of the
    /// ledger that were not revoked, and for those that are not in it at least `overlap`. A token without end keeps it without end.
    /// Says which key that was, as it is now.
    ///
    /// # Errors
    /// [`StoreError::KidTaken`]; those of writing.
    pub fn rotate_key(&mut self, key: &StoredKey, overlap: Lifetime) -> Result<Option<StoredKey>, StoreError> {
        let earliest = self.now().plus(overlap);
        let until = match self.active_key()? {
            Some(before) => match self.last_expiry(&before.kid)? {
                LastExpiry::None => Some(earliest),
                LastExpiry::At(last) => Some(last.max(earliest)),
                LastExpiry::Never => None,
            },
            None => None,
        };
        let before = self.hand_over(&key.kid, until)?;
        self.insert_key(key)?;
        Ok(before)
    }

    /// Gives a key another end, as if it had been made with it: says whether there was a key with a different one.
    ///
    /// # Errors
    /// Those of writing.
    pub fn set_key_expiry(&mut self, kid: &KeyId, end: Option<Timestamp>) -> Result<bool, StoreError> {
        let end = end.map(Timestamp::unix);
        let sql = "UPDATE keys SET expires_at = ?1, made_until = ?1 WHERE kid = ?2 AND expires_at IS NOT ?1";
        let changed = self.db.prepare_cached(sql)?.execute((end, kid.as_str()))? > 0;
        if changed {
            let detail = Map::from_iter([("expires_at".to_owned(), json!(end))]);
            self.audit_row("key.expiry", kid.as_str(), detail)?;
        }
        Ok(changed)
    }

    /// Removes a key: says whether there was one.
    ///
    /// # Errors
    /// Those of writing.
    pub fn delete_key(&mut self, kid: &KeyId) -> Result<bool, StoreError> {
        let removed = self.db.prepare_cached("DELETE FROM keys WHERE kid = ?")?.execute([kid.as_str()])? > 0;
        if removed {
            self.audit_row("key.delete", kid.as_str(), Map::new())?;
        }
        Ok(removed)
    }

    /// Makes way for another active key; the one that signed before verifies until that instant, if there is one, and not past its
    /// own end.
    fn hand_over(&mut self, successor: &KeyId, until: Option<Timestamp>) -> Result<Option<StoredKey>, StoreError> {
        let Some(before) = self.active_key()?.filter(|key| key.kid != *successor) else { return Ok(None) };
        let expires_at = before.expires_at.into_iter().chain(until).min();
        let before = StoredKey { state: KeyState::Retiring, expires_at, ..before };
        let end = expires_at.map(Timestamp::unix);
        let sql = "UPDATE keys SET state = ?, expires_at = ? WHERE kid = ?";
        self.db.prepare_cached(sql)?.execute((before.state.name(), end, before.kid.as_str()))?;
        let detail = [("state".to_owned(), json!(before.state.name())), ("expires_at".to_owned(), json!(end))];
        self.audit_row("key.state", before.kid.as_str(), detail.into_iter().collect())?;
        Ok(Some(before))
    }
}

/// What the columns of a key hold of its material.
pub(super) struct Columns {
    pub(super) private: Option<SecretBytes>,
    pub(super) public: SecretBytes,
    pub(super) sealed: bool,
}

impl Columns {
    pub(super) fn of(material: &Material) -> Self {
        match material {
            Material::Signing(key) => {
                Self { private: Some(key.to_stored()), public: key.verifying_key().to_stored(), sealed: false }
            }
            Material::Verifying(key) => Self { private: None, public: key.to_stored(), sealed: false },
            Material::Sealed(key) => {
                let jwe = SecretBytes::new(key.to_stored().to_vec());
                let public = key.verifying_key().map_or_else(|| jwe.clone(), VerifyingKey::to_stored);
                Self { private: key.signs().then_some(jwe), public, sealed: true }
            }
        }
    }
}

fn material(record: &Record<'_>, algorithm: Algorithm) -> Result<Material, StoreError> {
    let private = record.some_secret("private")?;
    let public = record.secret("public")?;
    let verifying = || VerifyingKey::from_stored(algorithm, &public).map_err(|error| record.bad("public", error));
    if record.flag("sealed")? {
        let verifying = if algorithm.is_symmetric() { None } else { Some(verifying()?) };
        let jwe = private.as_ref().unwrap_or(&public).expose();
        let sealed = SealedKey::from_stored(jwe, private.is_some(), verifying).map_err(|error| record.bad("private", error))?;
        return Ok(Material::Sealed(sealed));
    }
    let Some(private) = private else { return verifying().map(Material::Verifying) };
    let signing = SigningKey::from_stored(algorithm, &private).map_err(|error| record.bad("private", error))?;
    // Servers verify with the public key that stands there.
    if !signing.verifying_key().to_stored().matches(&public) {
        return Err(record.bad("public", Oddity::Contradiction));
    }
    Ok(Material::Signing(signing))
}

pub(super) fn read_key(row: &Row<'_>) -> Result<StoredKey, StoreError> {
    let record = Record::new("keys", row)?;
    let algorithm = record.parse("alg")?;
    Ok(StoredKey {
        kid: record.parse("kid")?,
        algorithm,
        state: record.parse("state")?,
        material: material(&record, algorithm)?,
        created_at: record.time("created_at")?,
        expires_at: record.some_time("expires_at")?,
    })
}
