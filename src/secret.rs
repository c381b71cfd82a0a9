//! Bytes that must not leak: redacted in `Debug`, cleared on drop, compared in constant time, readable through `expose()` alone.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// The random bytes of a secret that is drawn.
const DRAWN: usize = 32;

/// Secret bytes: an HMAC secret, a private key, a passphrase, or text that holds one of them.
#[derive(Clone)]
pub struct SecretBytes(Zeroizing<Vec<u8>>);

impl SecretBytes {
    /// Takes over the bytes; they are cleared when this value is dropped.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Draws 256 random bits, as 43 characters of base64url, for programs to keep.
    #[must_use]
    pub fn draw(rng: &mut impl CryptoRng) -> Self {
        let mut random = Zeroizing::new([0; DRAWN]);
        rng.fill_bytes(&mut *random);
        Self::new(URL_SAFE_NO_PAD.encode(random.as_slice()).into_bytes())
    }

    /// Shows the bytes. Every caller is listed by a test of the project.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The number of bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no bytes at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Compares in a time that depends on the lengths only.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBytes([redacted])")
    }
}

/// What is stored of a secret that was drawn: its SHA-256. Nobody can search 256 random bits, so that a hash that costs time and
/// memory, as a password needs, is not called for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SecretDigest([u8; 32]);

impl SecretDigest {
    /// The digest of a secret.
    #[must_use]
    pub fn of(secret: &SecretBytes) -> Self {
        Self(Sha256::digest(secret.expose()).into())
    }

    /// Takes over a stored digest.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The digest as it is stored.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether it is the digest of that secret; constant-time.
    #[must_use]
    pub fn matches(&self, secret: &SecretBytes) -> bool {
        self.0.ct_eq(&Self::of(secret).0).into()
    }
}

impl fmt::Debug for SecretDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretDigest([redacted])")
    }
}

/// A password as the user typed it: bytes, mostly UTF-8, neither trimmed nor normalised, because the servers that share the user
/// file hash them as they come.
#[derive(Clone)]
pub struct Password(SecretBytes);

impl Password {
    /// Takes over the bytes of a password.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(SecretBytes::new(bytes))
    }

    /// Shows the bytes. Every caller is listed by a test of the project.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        self.0.expose()
    }

    /// The length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the password is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether two passwords are the same, as when one is typed twice; constant-time.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.0.matches(&other.0)
    }
}

impl From<SecretBytes> for Password {
    fn from(bytes: SecretBytes) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password([redacted])")
    }
}
