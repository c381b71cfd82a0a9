//! Passwords of an import, before it takes the file's lock.

use rand_core::CryptoRng;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{Import, ImportError, OnConflict};
use crate::{
    exchange::{Credential, Fault, Record, Row},
    password::{BreachError, Hasher, Verdict, hash_all},
    secret::Password,
    store::{Store, StoreError},
    users::User,
};

impl Import {
    /// Turns the passwords of the rows into hashes, on every core and without a lock on the file; says how many were computed. A
    /// password that its user has already stays: that is found out by verifying it, which costs as much as a new hash.
    ///
    /// # Errors
    /// [`ImportError::Store`], [`ImportError::Breach`].
    pub fn settle_passwords(&self, store: &mut Store, rows: &mut [Row], rng: &mut impl CryptoRng) -> Result<u64, ImportError> {
        let mut plain: Vec<&mut Record> = rows
            .iter_mut()
            .filter_map(|row| row.record.as_mut().ok().map(Box::as_mut))
            .filter(|record| matches!(record.credential, Credential::Plain(_)))
            .collect();
        if plain.is_empty() {
            return Ok(0);
        }
        let present =
            store.read(|view| plain.iter().map(|record| view.user(&record.username)).collect::<Result<Vec<_>, StoreError>>())?;
        let jobs: Vec<_> = plain.iter().map(|record| &**record).zip(&present).collect();
        let settled: Vec<_> =
            jobs.par_iter().map_init(Hasher::new, |hasher, (record, user)| self.settle(hasher, record, user.as_ref())).collect();
        let mut passwords: Vec<Password> = Vec::new();
        let mut waiting = Vec::new();
        for (index, (record, settled)) in plain.iter_mut().zip(settled).enumerate() {
            match settled? {
                Settled::As(credential) => record.credential = credential,
                Settled::ToHash => {
                    if let Credential::Plain(password) = &record.credential {
                        passwords.push(password.clone());
                        waiting.push(index);
                    }
                }
                Settled::Stays => {}
            }
        }
        let hashes = hash_all(&passwords, &self.rules.policy.params, rng);
        let count = u64::try_from(hashes.len()).unwrap_or(u64::MAX);
        for (index, hash) in waiting.into_iter().zip(hashes) {
            if let Some(record) = plain.get_mut(index) {
                record.credential = match hash {
                    Ok(hash) => Credential::Hash(hash),
                    Err(error) => Credential::Unusable(Fault::Unhashable(error)),
                };
            }
        }
        Ok(count)
    }

    /// What a password comes to, given the user of that name.
    fn settle(&self, hasher: &mut Hasher, record: &Record, user: Option<&User>) -> Result<Settled, BreachError> {
        let Credential::Plain(password) = &record.credential else { return Ok(Settled::Stays) };
        if let Some(user) = user {
            if self.rules.on_conflict == OnConflict::Skip {
                return Ok(Settled::As(Credential::Unsaid));
            }
            let same = user.password().is_some_and(|hash| hasher.verify(password, hash) == Ok(Verdict::Match));
            if same {
                return Ok(Settled::As(Credential::Unsaid));
            }
            // It makes the user differ, whatever its hash.
            if self.rules.on_conflict == OnConflict::Fail || user.is_service() {
                return Ok(Settled::Stays);
            }
        }
        let policy = &self.rules.policy;
        let weakness = match policy.check(password, Some(record.username.as_str())) {
            Ok(()) => policy.breach(password)?,
            Err(weakness) => Some(weakness),
        };
        Ok(match weakness {
            Some(weakness) => Settled::As(Credential::Unusable(Fault::Weak(weakness))),
            None if self.rules.check => Settled::Stays,
            None => Settled::ToHash,
        })
    }
}

/// What a password comes to.
enum Settled {
    As(Credential),
    ToHash,
    Stays,
}
