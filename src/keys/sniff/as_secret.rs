//! Keys that are handed in as HMAC secrets.
//!
//! Where a verifier takes a public key's bytes for an HMAC secret, everyone who has the public key can sign (algorithm confusion).

use crate::{keys::KeyError, secret::SecretBytes};

/// Refuses nothing at all, and every form of a public or private key.
pub(in crate::keys) fn refuse_as_secret(secret: &SecretBytes) -> Result<(), KeyError> {
    if secret.is_empty() {
        return Err(KeyError::SecretEmpty);
    }
    match key_in_disguise(secret.expose()) {
        Some(found) => Err(KeyError::SecretIsKey { found }),
        None => Ok(()),
    }
}

/// Whether the bytes are a public key or certificate: PEM, JWK, JWKS, OpenSSH, or DER.
#[must_use]
pub fn looks_like_public_key(bytes: &[u8]) -> bool {
    matches!(key_in_disguise(bytes), Some(PUBLIC | CERTIFICATE))
}

const PUBLIC: &str = "a public key";
const CERTIFICATE: &str = "a certificate";
const PRIVATE: &str = "a private key";

/// OpenSSH public keys and certificates begin with the name of their algorithm.
const OPENSSH: [&str; 5] = ["ssh-rsa ", "ssh-ed25519 ", "ssh-dss ", "ecdsa-sha2-", "sk-"];

fn key_in_disguise(bytes: &[u8]) -> Option<&'static str> {
    let contains = |needle: &str| bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
    if contains("----BEGIN ") {
        return match () {
            () if contains("PRIVATE KEY") => Some(PRIVATE),
            () if contains("CERTIFICATE") => Some(CERTIFICATE),
            () if contains("PUBLIC KEY") => Some(PUBLIC),
            () => None,
        };
    }
    let text = bytes.trim_ascii_start();
    if OPENSSH.iter().any(|prefix| text.starts_with(prefix.as_bytes())) && contains("AAAA") {
        return Some(PUBLIC);
    }
    None
}
