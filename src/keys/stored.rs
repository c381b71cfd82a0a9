//! Keys of the user file and what each may do at an instant.

use serde::Serialize;

use super::{Algorithm, Jwk, KeyId, KeyState, SealedKey, SigningKey, VerifyingKey};
use crate::clock::Timestamp;

/// A key of the user file.
#[derive(Clone, Debug)]
pub struct StoredKey {
    /// Its name, unique in the file.
    pub kid: KeyId,
    /// Its one algorithm.
    pub algorithm: Algorithm,
    /// Where it stands.
    pub state: KeyState,
    /// What there is of it.
    pub material: Material,
    /// When it was made or imported.
    pub created_at: Timestamp,
    /// When it stops signing and verifying. A rotation gives the key before an end, or an earlier one.
    pub expires_at: Option<Timestamp>,
}

/// What there is of a stored key.
#[derive(Clone, Debug)]
pub enum Material {
    /// A private key or HMAC secret that lies open.
    Signing(SigningKey),
    /// A public key, or the HMAC secret of somebody else: it only verifies.
    Verifying(VerifyingKey),
    /// A private key or HMAC secret under a passphrase. It signs nothing; [`Passphrase::open`](super::Passphrase::open) makes it
    /// one of the others.
    Sealed(SealedKey),
}

impl StoredKey {
    /// A key that signs, to be put into the user file. Without a name it is called by its thumbprint (RFC 7638).
    #[must_use]
    pub fn signing(key: SigningKey, kid: Option<KeyId>, state: KeyState, created_at: Timestamp) -> Self {
        Self {
            kid: kid.unwrap_or_else(|| key.verifying_key().thumbprint()),
            algorithm: key.algorithm(),
            state,
            material: Material::Signing(key),
            created_at,
            expires_at: None,
        }
    }

    /// A key that only verifies, with that one algorithm; it is retiring from the start. None if it may not serve the algorithm.
    #[must_use]
    pub fn verify_only(key: &VerifyingKey, algorithm: Algorithm, kid: Option<KeyId>, created_at: Timestamp) -> Option<Self> {
        let verifying = key.restricted_to(&[algorithm])?;
        Some(Self {
            kid: kid.unwrap_or_else(|| verifying.thumbprint()),
            algorithm,
            state: KeyState::Retiring,
            material: Material::Verifying(verifying),
            created_at,
            expires_at: None,
        })
    }

    /// The same key with an end.
    #[must_use]
    pub fn until(self, expires_at: Option<Timestamp>) -> Self {
        Self { expires_at, ..self }
    }

    /// What signs, where it is there and lies open.
    #[must_use]
    pub const fn signing_key(&self) -> Option<&SigningKey> {
        match &self.material {
            Material::Signing(key) => Some(key),
            Material::Verifying(_) | Material::Sealed(_) => None,
        }
    }

    /// What verifies: all but sealed HMAC secrets do.
    #[must_use]
    pub fn verifying_key(&self) -> Option<VerifyingKey> {
        match &self.material {
            Material::Signing(key) => Some(key.verifying_key()),
            Material::Verifying(key) => Some(key.clone()),
            Material::Sealed(key) => key.verifying_key().cloned(),
        }
    }

    /// Whether it has a private key or an HMAC secret to sign with, open or sealed.
    #[must_use]
    pub const fn can_sign(&self) -> bool {
        match &self.material {
            Material::Signing(_) => true,
            Material::Verifying(_) => false,
            Material::Sealed(key) => key.signs(),
        }
    }

    /// Whether what is secret of it is under a passphrase.
    #[must_use]
    pub const fn is_sealed(&self) -> bool {
        matches!(self.material, Material::Sealed(_))
    }

    /// Whether a private key or an HMAC secret lies open.
    #[must_use]
    pub fn lies_open(&self) -> bool {
        match &self.material {
            Material::Signing(_) => true,
            Material::Verifying(key) => key.secret().is_some(),
            Material::Sealed(_) => false,
        }
    }

    /// Whether it signs now: active, with private material that lies open, before its expiry.
    #[must_use]
    pub fn may_sign(&self, now: Timestamp) -> bool {
        self.state.signs() && self.signing_key().is_some() && !self.has_expired(now)
    }

    /// Whether what it signed is accepted now.
    #[must_use]
    pub fn may_verify(&self, now: Timestamp) -> bool {
        self.state.verifies() && !self.has_expired(now)
    }

    /// Where it stands at that instant: a retiring key whose end has come is retired.
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> KeyState {
        if self.state == KeyState::Retiring && self.has_expired(now) { self.state.retired() } else { self.state }
    }

    /// Whether its end has come.
    #[must_use]
    pub fn has_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| now >= end)
    }

    /// Whether a token that ends then (`None`: never) ends while this key still verifies. A key never signs a token that
    /// outlives it.
    #[must_use]
    pub fn outlives(&self, token_end: Option<Timestamp>) -> bool {
        match (self.expires_at, token_end) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(key_end), Some(token_end)) => token_end <= key_end,
        }
    }

    /// The state after activation.
    ///
    /// # Errors
    /// A key that is retired, has expired, or has no private part.
    pub fn activated(&self, now: Timestamp) -> Result<KeyState, ActivationError> {
        let kid = || self.kid.clone();
        match self.expires_at {
            Some(at) if now >= at => Err(ActivationError::Expired { kid: kid(), at }),
            _ if !self.can_sign() => Err(ActivationError::VerifyOnly { kid: kid() }),
            _ => self.state.activated().map_err(|_| ActivationError::Retired { kid: kid() }),
        }
    }

    /// The published form, with `kid`, `use` and `alg`; `None` for HMAC.
    #[must_use]
    pub fn public_jwk(&self) -> Option<Jwk> {
        self.verifying_key()?.public_jwk().map(|jwk| jwk.described(Some(&self.kid), Some(self.algorithm)))
    }
}

/// Why a key cannot become the one that signs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ActivationError {
    /// Its life is over.
    #[error("the key `{kid}` is retired")]
    Retired {
        /// Its name.
        kid: KeyId,
    },
    /// Its end has come.
    #[error("the key `{kid}` expired at {at}")]
    Expired {
        /// Its name.
        kid: KeyId,
        /// Its end.
        at: Timestamp,
    },
    /// There is nothing to sign with.
    #[error("the key `{kid}` only verifies")]
    VerifyOnly {
        /// Its name.
        kid: KeyId,
    },
}

/// The public keys that verifiers need, as a JWKS (RFC 7517 section 5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Jwks {
    /// The keys.
    pub keys: Vec<Jwk>,
}

impl Jwks {
    /// All that verify now, pending ones too, so that verifiers know them before they sign. HMAC secrets are left out.
    #[must_use]
    pub fn published(keys: &[StoredKey], now: Timestamp) -> Self {
        Self { keys: keys.iter().filter(|key| key.may_verify(now)).filter_map(StoredKey::public_jwk).collect() }
    }
}

/// The state of a new key where nothing else is asked: active if no key is, else pending.
#[must_use]
pub fn initial_state(keys: &[StoredKey]) -> KeyState {
    if keys.iter().any(|key| key.state.signs()) { KeyState::Pending } else { KeyState::Active }
}

/// Why no key signs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoSigningKey {
    /// No key is active.
    #[error("there is no active key")]
    NoneActive,
    /// The active key's end has come.
    #[error("the active key `{kid}` expired at {at}")]
    Expired {
        /// Its name.
        kid: KeyId,
        /// Its end.
        at: Timestamp,
    },
    /// The active key has no private part.
    #[error("the active key `{kid}` only verifies")]
    VerifyOnly {
        /// Its name.
        kid: KeyId,
    },
    /// The active key is under a passphrase.
    #[error("the active key `{kid}` is sealed")]
    Sealed {
        /// Its name.
        kid: KeyId,
    },
}

/// The one key that signs now. Should a file hold several active keys, it is the newest that may sign.
///
/// # Errors
/// There is none.
pub fn signing_key(keys: &[StoredKey], now: Timestamp) -> Result<(&StoredKey, &SigningKey), NoSigningKey> {
    let active = || keys.iter().filter(|key| key.state.signs());
    let able = active().filter(|key| key.may_sign(now)).filter_map(|key| Some((key, key.signing_key()?)));
    if let Some(found) = able.max_by_key(|(key, _)| key.created_at) {
        return Ok(found);
    }
    let Some(key) = active().max_by_key(|key| key.created_at) else {
        return Err(NoSigningKey::NoneActive);
    };
    Err(match key.expires_at {
        Some(at) if now >= at => NoSigningKey::Expired { kid: key.kid.clone(), at },
        _ if key.can_sign() => NoSigningKey::Sealed { kid: key.kid.clone() },
        _ => NoSigningKey::VerifyOnly { kid: key.kid.clone() },
    })
}
