//! HMAC secrets that should not be, and things that are no secrets at all.

use std::fmt;

use super::Algorithm;
use crate::secret::SecretBytes;

/// Why an HMAC secret is weak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// RFC 7518 section 3.2: "A key of the same size as the hash output … or larger MUST be used".
    Short {
        /// Its length.
        bytes: usize,
        /// The least length for the algorithm.
        needed: usize,
    },
    /// It stands in documentation, tutorials or examples.
    Placeholder,
}

impl fmt::Display for Weakness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Short { bytes, needed } => write!(f, "the secret has {bytes} bytes, at least {needed} are needed"),
            Self::Placeholder => f.write_str("the secret is a well-known placeholder"),
        }
    }
}

/// Secrets of documentation and tutorials, in lower case.
const PLACEHOLDERS: &[&str] = &[
    "your-256-bit-secret",
    "your-384-bit-secret",
    "your-512-bit-secret",
    "a-string-secret-at-least-256-bits-long",
    "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
    "a-string-secret-at-least-512-bits-long-which-is-very-long-because-it-is",
    "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
    "secret",
    "secretkey",
    "secret-key",
    "secret_key",
    "mysecret",
    "my-secret",
    "my_secret",
    "mysecretkey",
    "my-secret-key",
    "my_secret_key",
    "supersecret",
    "super-secret",
    "super_secret",
    "changeme",
    "change-me",
    "change_me",
    "change-this-to-a-secure-secret",
    "your-secret-key",
    "your_secret_key",
    "your-secret",
    "your_jwt_secret",
    "your-jwt-secret",
    "jwt_secret",
    "jwt-secret",
    "jwtsecret",
    "jwt_secret_key",
    "secret123",
    "secretsecret",
    "topsecret",
    "top-secret",
    "supersecretkey",
    "super-secret-key",
    "super_secret_key",
    "super-secret-jwt-token-with-at-least-32-characters-long",
    "your-super-secret-jwt-token-with-at-least-32-characters-long",
    "reallyreallyreallyreallyverysafe",
    "shhhhh",
    "shhhhhared-secret",
    "keyboard cat",
    "private-key",
    "hmac-secret",
    "token-secret",
    "access_token_secret",
    "refresh_token_secret",
    "notasecret",
    "not-a-secret",
    "replace-me",
    "replaceme",
    "change-it",
    "changeit",
    "please-change-me",
    "default",
    "password",
    "password123",
    "12345678",
    "123456",
    "qwerty",
    "admin",
    "test",
    "testing",
    "test-secret",
    "dev",
    "development",
    "example",
    "key",
];

/// Secrets that stand in documentation and tutorials.
pub(crate) fn placeholders() -> impl Iterator<Item = &'static str> {
    PLACEHOLDERS.iter().copied()
}

/// What is weak about a secret under that algorithm; the placeholder first, because no length helps it.
pub(super) fn weakness(secret: &SecretBytes, algorithm: Algorithm) -> Option<Weakness> {
    if is_placeholder(secret.expose()) {
        return Some(Weakness::Placeholder);
    }
    let (bytes, needed) = (secret.len(), algorithm.hash_length());
    (bytes < needed).then_some(Weakness::Short { bytes, needed })
}

/// Also where every byte is the same.
fn is_placeholder(secret: &[u8]) -> bool {
    let repeated = secret.split_first().is_some_and(|(first, rest)| rest.iter().all(|byte| byte == first));
    repeated || PLACEHOLDERS.iter().any(|known| secret.eq_ignore_ascii_case(known.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_and_what_is_weak_about_them() {
        let short = |bytes, needed| Some(Weakness::Short { bytes, needed });
        let good = "0123456789abcdef0123456789abcdef";
        let table = [
            (good, Algorithm::Hs256, None),
            (good, Algorithm::Hs384, short(32, 48)),
            (good, Algorithm::Hs512, short(32, 64)),
            ("hunter2", Algorithm::Hs256, short(7, 32)),
            ("your-256-bit-secret", Algorithm::Hs256, Some(Weakness::Placeholder)),
            ("Secret", Algorithm::Hs256, Some(Weakness::Placeholder)),
            ("CHANGEME", Algorithm::Hs512, Some(Weakness::Placeholder)),
            ("00000000000000000000000000000000", Algorithm::Hs256, Some(Weakness::Placeholder)),
        ];
        for (secret, algorithm, expected) in table {
            assert_eq!(weakness(&SecretBytes::new(secret.into()), algorithm), expected, "{secret}");
        }
    }
}
