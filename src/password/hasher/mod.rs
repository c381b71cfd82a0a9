//! Making and checking hashes.

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{
    derive::{Arena, BCRYPT_MAX_PASSWORD, derive},
    hash::PasswordHash,
    limits::CostLimit,
    params::Params,
    scheme::Scheme,
};
use crate::secret::Password;

/// The bytes of a new salt. NIST SP 800-63B-4 section 3.1.1.2 wants 4 at least, RFC 9106 section 3.1 recommends 16.
pub(super) const SALT_LENGTH: usize = 16;
/// The bytes of a new hash, but for bcrypt.
const KEY_LENGTH: usize = 32;
/// The bytes of a bcrypt hash.
const BCRYPT_KEY_LENGTH: usize = 23;

/// Whether a password belongs to a hash.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Match,
    /// It does not.
    Mismatch,
}

/// Why a hash could not be computed: not a verdict.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HashError {
    /// A cost above what is computed at all.
    #[error(transparent)]
    Limit(#[from] CostLimit),
    /// The scheme is verified only.
    #[error("{0} is verified, never made")]
    NotMade(Scheme),
    /// More bytes than the function reads.
    #[error("the password has {length} bytes and the function reads {max}")]
    PasswordTooLong {
        /// Its length in bytes.
        length: usize,
        /// The most bytes.
        max: usize,
    },
    /// bcrypt ends a password at its first NUL.
    #[error("the password holds a NUL byte, where bcrypt would end it")]
    PasswordHoldsNul,
    /// The system does not have the memory.
    #[error("{kib} KiB of memory cannot be had")]
    OutOfMemory {
        /// The memory asked for, in KiB.
        kib: usize,
    },
    /// A function refused what its own rules allow. It does not occur with a hash that was parsed here.
    #[error("{0} refused its input")]
    Refused(&'static str),
}

/// Computes hashes; keeps the memory of argon2 between them, and clears it when dropped.
#[derive(Default)]
pub struct Hasher {
    arena: Arena,
}

impl Hasher {
    /// A hasher without memory yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A hasher that keeps to one thread.
    pub(super) fn single() -> Self {
        Self { arena: Arena::single() }
    }

    /// Hashes a password with a fresh 16-byte salt.
    ///
    /// # Errors
    /// A scheme that is verified only; a cost above its limit; memory that cannot be had; for bcrypt, a password longer than 72 bytes
    /// or with a NUL byte.
    pub fn hash(&mut self, password: &Password, params: &Params, rng: &mut impl CryptoRng) -> Result<PasswordHash, HashError> {
        self.hash_with_salt(password, params, fresh_salt(rng))
    }

    /// Compares a password with a hash, in constant time. bcrypt reads the first 72 bytes, as its makers do.
    ///
    /// # Errors
    /// A cost above its limit; memory that cannot be had; for the SHA-2 schemes of crypt(3), a password longer than 4,096 bytes.
    pub fn verify(&mut self, password: &Password, hash: &PasswordHash) -> Result<Verdict, HashError> {
        let parts = hash.parts();
        parts.params.check_limits()?;
        let mut key = Zeroizing::new(vec![0; parts.key.len()]);
        derive(&parts.params, password.expose(), &parts.salt, &mut key, &mut self.arena)?;
        let same = bool::from(key.as_slice().ct_eq(&parts.key));
        Ok(if same { Verdict::Match } else { Verdict::Mismatch })
    }

    /// Spends what one verification under `params` costs, for a name that has no hash, so that a login takes as long.
    ///
    /// # Errors
    /// As [`Self::verify`].
    pub fn spend(&mut self, password: &Password, params: &Params) -> Result<(), HashError> {
        params.check_limits()?;
        let mut key = Zeroizing::new(vec![0; key_length(params)]);
        derive(params, password.expose(), &[0; SALT_LENGTH], &mut key, &mut self.arena)?;
        // The key is of no use to anybody, which the optimiser must not notice.
        std::hint::black_box(&key);
        Ok(())
    }

    pub(super) fn hash_with_salt(
        &mut self,
        password: &Password,
        params: &Params,
        salt: [u8; SALT_LENGTH],
    ) -> Result<PasswordHash, HashError> {
        if !params.scheme().is_made() {
            return Err(HashError::NotMade(params.scheme()));
        }
        params.check_limits()?;
        if params.scheme() == Scheme::Bcrypt {
            check_bcrypt_password(password)?;
        }
        let mut key = vec![0; key_length(params)];
        derive(params, password.expose(), &salt, &mut key, &mut self.arena)?;
        Ok(PasswordHash::assemble(params.clone(), salt.into(), key))
    }
}

/// Draws a salt from the operating system's randomness, or a test's.
pub(super) fn fresh_salt(rng: &mut impl CryptoRng) -> [u8; SALT_LENGTH] {
    let mut salt = [0; SALT_LENGTH];
    rng.fill_bytes(&mut salt);
    salt
}

fn check_bcrypt_password(password: &Password) -> Result<(), HashError> {
    if password.len() > BCRYPT_MAX_PASSWORD {
        return Err(HashError::PasswordTooLong { length: password.len(), max: BCRYPT_MAX_PASSWORD });
    }
    if password.expose().contains(&0) { Err(HashError::PasswordHoldsNul) } else { Ok(()) }
}

fn key_length(params: &Params) -> usize {
    match params.scheme() {
        Scheme::Bcrypt => BCRYPT_KEY_LENGTH,
        Scheme::Pbkdf2Sha512 | Scheme::Sha512Crypt => 64,
        _ => KEY_LENGTH,
    }
}

#[cfg(test)]
mod tests;
