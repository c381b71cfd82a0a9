//! Keys that sign, each with exactly one algorithm.

use std::{fmt, sync::Arc};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{Algorithm, KeyError, KeyId, KeyType, VerifyingKey, Weakness, backend::Signer, jwk, pem, private::Pair, sniff, weak};
use crate::secret::SecretBytes;

/// What signs: private or secret material with exactly one algorithm.
#[derive(Clone)]
pub struct SigningKey {
    algorithm: Algorithm,
    inner: Arc<Inner>,
}

struct Inner {
    signer: Signer,
    /// None for an HMAC secret.
    pair: Option<Pair>,
    stored: SecretBytes,
    verifying: VerifyingKey,
}

impl SigningKey {
    /// Makes a fresh key. `bits` is for RSA: 2048 (the default), 3072, 4096 or 8192.
    ///
    /// An HMAC secret is as many random bytes as its hash has, written in base64url: a text, because most servers take their
    /// secret from an environment variable and use its characters as they stand.
    ///
    /// RSA and EC keys come from the backend's own generator, which the operating system seeds; the others from `rng`.
    ///
    /// # Errors
    /// Bits for another kind of key, or that RSA does not have here; the backend's failure.
    pub fn generate(algorithm: Algorithm, bits: Option<u32>, rng: &mut impl CryptoRng) -> Result<Self, KeyError> {
        let key_type = algorithm.key_type();
        if bits.is_some() && key_type != KeyType::Rsa {
            return Err(KeyError::BitsFixed { algorithm });
        }
        match key_type {
            KeyType::Secret => {
                let mut random = Zeroizing::new(vec![0; algorithm.hash_length()]);
                rng.fill_bytes(&mut random);
                let text = URL_SAFE_NO_PAD.encode(&*random);
                Self::from_any_secret(algorithm, &SecretBytes::new(text.into_bytes()))
            }
            KeyType::Rsa => Self::from_pair(algorithm, Pair::generate_rsa(bits)?),
            KeyType::Ec(curve) => Self::from_pair(algorithm, Pair::generate_ec(curve)?),
            KeyType::Ed25519 => Self::from_pair(algorithm, Pair::generate_ed25519(rng)?),
        }
    }

    /// An HMAC secret of at least the length of the hash.
    ///
    /// # Errors
    /// An algorithm that is not HMAC; a secret that is empty, short, a placeholder, or a key in one of its forms.
    pub fn from_secret(algorithm: Algorithm, secret: &SecretBytes) -> Result<Self, KeyError> {
        let key = Self::from_weak_secret(algorithm, secret)?;
        match weak::weakness(secret, algorithm) {
            None => Ok(key),
            Some(Weakness::Short { bytes, needed }) => Err(KeyError::SecretTooShort { algorithm, bytes, needed }),
            Some(Weakness::Placeholder) => Err(KeyError::SecretPlaceholder),
        }
    }

    /// An HMAC secret that may be weak, for a caller who was told so; see [`VerifyingKey::weakness`].
    ///
    /// # Errors
    /// As [`SigningKey::from_secret`], weakness apart.
    pub fn from_weak_secret(algorithm: Algorithm, secret: &SecretBytes) -> Result<Self, KeyError> {
        sniff::refuse_as_secret(secret)?;
        Self::from_any_secret(algorithm, secret)
    }

    pub(super) fn from_any_secret(algorithm: Algorithm, secret: &SecretBytes) -> Result<Self, KeyError> {
        if !algorithm.is_symmetric() {
            return Err(KeyError::WrongType { algorithm, found: KeyType::Secret });
        }
        if secret.is_empty() {
            return Err(KeyError::SecretEmpty);
        }
        let inner = Inner {
            signer: Signer::hmac(algorithm, secret)?,
            pair: None,
            stored: secret.clone(),
            verifying: VerifyingKey::hmac(secret, &[algorithm]),
        };
        Ok(Self { algorithm, inner: Arc::new(inner) })
    }

    pub(super) fn from_pair(algorithm: Algorithm, pair: Pair) -> Result<Self, KeyError> {
        let stored = pair.to_pkcs8()?;
        Self::from_pair_and_pkcs8(algorithm, pair, stored)
    }

    fn from_pair_and_pkcs8(algorithm: Algorithm, pair: Pair, stored: SecretBytes) -> Result<Self, KeyError> {
        let inner = Inner {
            signer: Signer::asymmetric(algorithm, &pair, &stored)?,
            verifying: VerifyingKey::public(pair.public()?, &[algorithm])?,
            pair: Some(pair),
            stored,
        };
        Ok(Self { algorithm, inner: Arc::new(inner) })
    }

    /// The one algorithm it signs with.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Signs the bytes of `header.payload` (RFC 7515 section 5.1); ECDSA as raw r‖s (RFC 7518 section 3.4).
    ///
    /// # Errors
    /// The backend's failure.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.inner.signer.sign(message)
    }

    /// The key that verifies what this one signs, with the same one algorithm.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        self.inner.verifying.clone()
    }

    /// The material for the user file: PKCS#8 DER, or the bytes of an HMAC secret.
    #[must_use]
    pub fn to_stored(&self) -> SecretBytes {
        self.inner.stored.clone()
    }

    /// The reverse of [`SigningKey::to_stored`].
    ///
    /// # Errors
    /// Material that is not a key of that algorithm.
    pub fn from_stored(algorithm: Algorithm, material: &SecretBytes) -> Result<Self, KeyError> {
        match algorithm.key_type() {
            KeyType::Secret => Self::from_any_secret(algorithm, material),
            key_type => Self::from_pair_and_pkcs8(algorithm, Pair::from_pkcs8(key_type, material.expose())?, material.clone()),
        }
    }

    /// The private key as PEM, `-----BEGIN PRIVATE KEY-----` (PKCS#8); `None` for HMAC.
    #[must_use]
    pub fn to_private_pem(&self) -> Option<SecretBytes> {
        self.inner.pair.as_ref().map(|_| pem::write("PRIVATE KEY", self.inner.stored.expose()))
    }

    /// The private key as JWK text, with `alg` and, where given, `kid`.
    ///
    /// # Errors
    /// The backend's failure.
    pub fn to_private_jwk(&self, kid: Option<&KeyId>) -> Result<SecretBytes, KeyError> {
        let material = match &self.inner.pair {
            Some(pair) => jwk::PrivateMaterial::Pair { pair, pkcs8: &self.inner.stored },
            None => jwk::PrivateMaterial::Secret(&self.inner.stored),
        };
        jwk::private_jwk(material, kid, self.algorithm)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}, [redacted])", self.algorithm)
    }
}
