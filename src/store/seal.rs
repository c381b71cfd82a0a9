//! Keys under a passphrase: opened for use, sealed and unsealed for good.
//!
//! To seal is to remove: the bytes that lay open must not stay behind in the file. SQLite overwrites what a statement replaces
//! (`secure_delete`), but moves cells between pages as it likes, and its write-ahead log has the pages as they were before.
//! [`Store::scrub`] therefore builds the file anew (`VACUUM`) and empties the log. What copies, snapshots and the disk below keep is
//! out of reach.

use rand_core::CryptoRng;
use rusqlite::OptionalExtension;
use serde_json::{Map, json};

use super::{Actor, Store, StoreError, Tx, View, keys::Columns};
use crate::{
    clock::Timestamp,
    keys::{KeyId, Material, Passphrase, SealError, StoredKey},
    secret::SecretBytes,
};

impl Store {
    /// Opens sealed keys with that passphrase wherever they are needed from now on: to issue, and to verify by HMAC. Whether it is
    /// the right one shows [`Passphrase::open`].
    pub fn unlock(&mut self, passphrase: Passphrase) {
        self.view.passphrase = Some(passphrase);
    }

    /// Puts every private key and HMAC secret under the passphrase, and those that are made later must be: says which were not
    /// before. Afterwards [`Store::scrub`] removes what lay open.
    ///
    /// # Errors
    /// [`StoreError::Seal`] where keys are sealed already, under another passphrase; those of writing.
    pub fn seal_keys(
        &mut self,
        passphrase: &Passphrase,
        actor: &Actor,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<KeyId>, StoreError> {
        // A key that is sealed stays as it is, if it has the same passphrase.
        let check = |key: &StoredKey| passphrase.open(key).map(|_| key.clone());
        self.exchange(actor, now, "key.seal", |key| if key.is_sealed() { check(key) } else { passphrase.seal(key, rng) })
    }

    /// Takes every key out of its seal, so that it lies open again: says which were sealed.
    ///
    /// # Errors
    /// [`StoreError::Seal`] for another passphrase, and for a sealed key that is damaged; those of writing.
    pub fn unseal_keys(&mut self, passphrase: &Passphrase, actor: &Actor, now: Timestamp) -> Result<Vec<KeyId>, StoreError> {
        self.exchange(actor, now, "key.unseal", |key| passphrase.open(key))
    }

    /// Takes what the closure makes of each key for the key, in one transaction: says of which it made something else. Each takes its
    /// time, so they are made before anybody has to wait, and again if somebody changed the keys meanwhile.
    fn exchange(
        &mut self,
        actor: &Actor,
        now: Timestamp,
        action: &'static str,
        mut make: impl FnMut(&StoredKey) -> Result<StoredKey, SealError>,
    ) -> Result<Vec<KeyId>, StoreError> {
        loop {
            let before = self.read(View::keys)?;
            let mut exchanged = Vec::with_capacity(before.len());
            for key in &before {
                exchanged.push(make(key).map_err(|source| StoreError::Seal { kid: key.kid.clone(), source })?);
            }
            let changed = self.transaction(actor, now, |tx| {
                if !are_same(&tx.keys()?, &before) {
                    return Ok(None);
                }
                let mut changed = Vec::new();
                for (before, after) in before.iter().zip(&exchanged) {
                    if tx.replace_material(after, &before.material, action)? {
                        changed.push(before.kid.clone());
                    }
                }
                Ok::<_, StoreError>(Some(changed))
            })?;
            if let Some(changed) = changed {
                return Ok(changed);
            }
        }
    }

    /// Builds the file anew and empties its write-ahead log, so that nothing is left of what was deleted or replaced before. False
    /// says that others had the file open, and that the log keeps some of it until they close it.
    ///
    /// # Errors
    /// [`StoreError::Locked`] while others write, [`StoreError::Full`]; the other failures of writing.
    pub fn scrub(&mut self) -> Result<bool, StoreError> {
        self.view.db.execute_batch("VACUUM")?;
        let busy: i64 = self.view.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }
}

impl View {
    /// Whether any key is sealed, so that new ones have to be.
    ///
    /// # Errors
    /// Those of reading.
    pub fn has_sealed_keys(&self) -> Result<bool, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT 1 FROM keys WHERE sealed = 1 LIMIT 1")?;
        Ok(statement.query_row([], |_| Ok(())).optional()?.is_some())
    }

    /// Whether sealed keys can be opened, as far as that is known without trying.
    pub(super) const fn is_unlocked(&self) -> bool {
        self.passphrase.is_some()
    }

    /// The key, opened if it is sealed and the file is unlocked.
    ///
    /// # Errors
    /// [`StoreError::Seal`] for another passphrase, and for a sealed key that is damaged.
    pub fn opened(&self, key: StoredKey) -> Result<StoredKey, StoreError> {
        match &self.passphrase {
            Some(passphrase) => passphrase.open(&key).map_err(|source| StoreError::Seal { kid: key.kid, source }),
            None => Ok(key),
        }
    }
}

impl Tx<'_> {
    /// Stores what became of a key that was sealed or opened: says whether anything did.
    fn replace_material(&mut self, key: &StoredKey, before: &Material, action: &'static str) -> Result<bool, StoreError> {
        let was_sealed = matches!(before, Material::Sealed(_));
        let Columns { private, public, sealed } = Columns::of(&key.material);
        if was_sealed == sealed {
            return Ok(false);
        }
        let sql = "UPDATE keys SET private = ?, public = ?, sealed = ? WHERE kid = ?";
        let private = private.as_ref().map(SecretBytes::expose);
        self.db.prepare_cached(sql)?.execute((private, public.expose(), sealed, key.kid.as_str()))?;
        self.audit_row(action, key.kid.as_str(), Map::from_iter([("sealed".to_owned(), json!(sealed))]))?;
        Ok(true)
    }
}

/// Whether these are the same keys, made of the same.
fn are_same(some: &[StoredKey], others: &[StoredKey]) -> bool {
    let is_same = |one: &StoredKey, other: &StoredKey| {
        let (left, right) = (Columns::of(&one.material), Columns::of(&other.material));
        let private = match (&left.private, &right.private) {
            (Some(left), Some(right)) => left.matches(right),
            (left, right) => left.is_none() && right.is_none(),
        };
        one.kid == other.kid && private && left.public.matches(&right.public)
    };
    some.len() == others.len() && some.iter().zip(others).all(|(one, other)| is_same(one, other))
}
