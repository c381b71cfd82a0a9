//! The functions whose hashes are known, by the contract's names.

use std::{fmt, str::FromStr};

/// The function behind a hash string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    /// PBKDF2 (RFC 8018) with HMAC-SHA-1; verified, never made.
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
    /// Every scheme, the strongest family first.
    pub const ALL: [Self; 10] = [
        Self::Argon2id,
        Self::Argon2i,
        Self::Argon2d,
        Self::Scrypt,
        Self::Bcrypt,
        Self::Pbkdf2Sha512,
        Self::Pbkdf2Sha256,
        Self::Pbkdf2Sha1,
        Self::Sha512Crypt,
        Self::Sha256Crypt,
    ];

    /// The schemes that new hashes can have; the others are verified only.
    pub const MADE: [Self; 4] = [Self::Argon2id, Self::Bcrypt, Self::Scrypt, Self::Pbkdf2Sha256];

    /// The contract's name: `argon2id`, `bcrypt`, `pbkdf2-sha256`, `sha512-crypt` …
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Argon2id => "argon2id",
            Self::Argon2i => "argon2i",
            Self::Argon2d => "argon2d",
            Self::Bcrypt => "bcrypt",
            Self::Scrypt => "scrypt",
            Self::Pbkdf2Sha1 => "pbkdf2-sha1",
            Self::Pbkdf2Sha256 => "pbkdf2-sha256",
            Self::Pbkdf2Sha512 => "pbkdf2-sha512",
            Self::Sha256Crypt => "sha256-crypt",
            Self::Sha512Crypt => "sha512-crypt",
        }
    }

    /// Whether new hashes can have it.
    #[must_use]
    pub fn is_made(self) -> bool {
        Self::MADE.contains(&self)
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that no scheme has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a scheme")]
pub struct UnknownScheme(pub String);

impl FromStr for Scheme {
    type Err = UnknownScheme;

    fn from_str(name: &str) -> Result<Self, UnknownScheme> {
        Self::ALL.into_iter().find(|scheme| scheme.name() == name).ok_or_else(|| UnknownScheme(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_is_found_by_its_name() {
        for scheme in Scheme::ALL {
            assert_eq!(scheme.name().parse(), Ok(scheme));
        }
        assert!("Argon2id".parse::<Scheme>().is_err());
    }

    #[test]
    fn sha1_is_never_made() {
        assert!(!Scheme::Pbkdf2Sha1.is_made());
        assert!(Scheme::Argon2id.is_made());
    }
}
