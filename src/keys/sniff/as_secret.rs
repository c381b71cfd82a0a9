//! Keys that are handed in as HMAC secrets.
//!
//! Where a verifier takes a public key's bytes for an HMAC secret, everyone who has the public key can sign (algorithm confusion).

use super::recognise;
use crate::{
    keys::{JwkError, KeyError, KeyPart, Note, Recognised},
    secret::SecretBytes,
};

/// Refuses nothing at all, and every form of a key or certificate.
pub(in crate::keys) fn refuse_as_secret(secret: &SecretBytes) -> Result<(), KeyError> {
    if secret.is_empty() {
        return Err(KeyError::SecretEmpty);
    }
    match disguise(secret) {
        Some(disguise) => Err(KeyError::SecretIsKey { found: disguise.name() }),
        None => Ok(()),
    }
}

/// Whether the bytes are a public key or certificate in any form that [`recognise`] reads, or a broken one.
#[must_use]
pub fn looks_like_public_key(bytes: &[u8]) -> bool {
    matches!(disguise(&SecretBytes::new(bytes.to_vec())), Some(Disguise::Public | Disguise::Certificate | Disguise::Broken))
}

enum Disguise {
    Public,
    Certificate,
    Private,
    SecretJwk,
    Broken,
}

impl Disguise {
    const fn name(&self) -> &'static str {
        match self {
            Self::Public => "a public key",
            Self::Certificate => "a certificate",
            Self::Private => "a private key",
            Self::SecretJwk => "a JWK",
            Self::Broken => "a key file",
        }
    }
}

fn disguise(secret: &SecretBytes) -> Option<Disguise> {
    match recognise(secret, None) {
        Ok(recognised) => Some(of(&recognised)),
        Err(KeyError::NotAKey | KeyError::Jwk(JwkError::Json(_) | JwkError::NotAJwk)) => None,
        Err(
            KeyError::PassphraseNeeded
            | KeyError::Encryption { .. }
            | KeyError::EncryptionCost
            | KeyError::LegacyEncryption
            | KeyError::OpenSshPrivate,
        ) => Some(Disguise::Private),
        Err(_) => Some(Disguise::Broken),
    }
}

fn of(recognised: &Recognised) -> Disguise {
    let has = |part| recognised.keys.iter().any(|key| key.part() == part);
    match () {
        () if has(KeyPart::Private) => Disguise::Private,
        () if recognised.notes.contains(&Note::Certificate) => Disguise::Certificate,
        () if has(KeyPart::Public) => Disguise::Public,
        () => Disguise::SecretJwk,
    }
}
