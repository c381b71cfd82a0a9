//! Passwords: hashing, verification, and what a stored hash says of itself.

use std::{fmt, str::FromStr};

use rand_core::CryptoRng;

use crate::secret::Password;

/// The function behind a hash string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Argon2id (RFC 9106).
    Argon2id,
    /// Argon2i (RFC 9106).
    Argon2i,
    /// Argon2d (RFC 9106).
    Argon2d,
    /// bcrypt, all of 2a, 2b, 2x, 2y.
    Bcrypt,
    /// scrypt (RFC 7914).
    Scrypt,
    /// PBKDF2 with HMAC-SHA-1; verified, never made.
    Pbkdf2Sha1,
    /// PBKDF2 with HMAC-SHA-256.
    Pbkdf2Sha256,
    /// PBKDF2 with HMAC-SHA-512.
    Pbkdf2Sha512,
    /// crypt(3) `$5$`.
    Sha256Crypt,
    /// crypt(3) `$6$`.
    Sha512Crypt,
}

impl Scheme {
    /// The contract's name: `argon2id`, `bcrypt`, `pbkdf2-sha256`, `sha512-crypt` …
    #[must_use]
    pub fn name(self) -> &'static str {
        todo!()
    }
}

/// A scheme with its costs, as they stand in a hash or are asked for a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Params {}

impl Params {
    /// The scheme.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        todo!()
    }

    /// The default costs of a scheme that can be made (argon2id: m=19456,t=2,p=1).
    ///
    /// # Errors
    /// A scheme that is verified only.
    pub fn default_for(_scheme: Scheme) -> Result<Self, ParamsError> {
        todo!()
    }

    /// Reads `m=19456,t=2,p=1`, `rounds=12`, … for that scheme; what is left out keeps its default.
    ///
    /// # Errors
    /// An unknown name, a bad number, a cost out of bounds.
    pub fn parse(_scheme: Scheme, _text: &str) -> Result<Self, ParamsError> {
        todo!()
    }
}

/// `m=19456,t=2,p=1`, `rounds=12`, …: the contract's `params`.
impl fmt::Display for Params {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        todo!()
    }
}

/// Why costs are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParamsError {}

/// A stored hash that was parsed strictly: PHC string or modular crypt.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash {
    text: String,
}

impl PasswordHash {
    /// The string as stored. Not for logs or output, unless asked for by name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its scheme and costs.
    #[must_use]
    pub fn params(&self) -> &Params {
        todo!()
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash([redacted])")
    }
}

impl FromStr for PasswordHash {
    type Err = MalformedHash;

    fn from_str(_text: &str) -> Result<Self, MalformedHash> {
        todo!()
    }
}

/// Why a text is not a hash string; says which part, never the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MalformedHash {}

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
pub enum HashError {}

/// Computes hashes; keeps the memory of argon2 between them.
pub struct Hasher {}

impl Hasher {
    /// A hasher without memory yet.
    #[must_use]
    pub fn new() -> Self {
        todo!()
    }

    /// Hashes a password with a fresh 16-byte salt.
    ///
    /// # Errors
    /// Memory that cannot be had; a password longer than bcrypt's 72 bytes.
    pub fn hash(&mut self, _password: &Password, _params: &Params, _rng: &mut impl CryptoRng) -> Result<PasswordHash, HashError> {
        todo!()
    }

    /// Compares a password with a hash, in constant time.
    ///
    /// # Errors
    /// Memory that cannot be had; a cost out of bounds.
    pub fn verify(&mut self, _password: &Password, _hash: &PasswordHash) -> Result<Verdict, HashError> {
        todo!()
    }

    /// Spends what one verification under `params` costs, for a name that has no hash, so that a login takes as long.
    ///
    /// # Errors
    /// Memory that cannot be had.
    pub fn spend(&mut self, _password: &Password, _params: &Params) -> Result<(), HashError> {
        todo!()
    }
}

/// What the operator of a user file demands of passwords and hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The scheme and costs of new hashes. Default argon2id, m=19456 KiB, t=2, p=1.
    pub params: Params,
    /// Bytes^H characters a new password has at least. Default 8.
    pub min_length: usize,
}

impl Policy {
    /// Whether a hash is weaker than the policy or of another scheme; a stronger one is not stale.
    #[must_use]
    pub fn needs_rehash(&self, _hash: &PasswordHash) -> bool {
        todo!()
    }

    /// Judges a new password.
    ///
    /// # Errors
    /// Empty, too short, too long (more than 1,024 bytes), or the user's own name.
    pub fn check(&self, _password: &Password, _username: Option<&str>) -> Result<(), WeakPassword> {
        todo!()
    }
}

/// Why a new password is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeakPassword {}
