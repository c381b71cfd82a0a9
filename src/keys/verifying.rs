//! Keys that verify, each fixed to the algorithms it may serve.

use std::{fmt, sync::Arc};

use super::{
    Algorithm, Jwk, KeyError, KeyId, KeyType, Weakness, backend::Verifier, der, jwk, pem, public::PublicKey, sniff, weak,
};
use crate::secret::SecretBytes;

/// What verifies: a parsed public key or HMAC secret with the algorithms it may serve.
#[derive(Clone)]
pub struct VerifyingKey {
    material: Arc<Material>,
    algorithms: Vec<Algorithm>,
    services: Arc<[Service]>,
}

/// What a key can do under one algorithm, and what it is worth under it.
struct Service {
    algorithm: Algorithm,
    verifier: Verifier,
    weakness: Option<Weakness>,
}

enum Material {
    Secret(SecretBytes),
    Public { key: PublicKey, spki: Vec<u8> },
}

impl VerifyingKey {
    /// An HMAC secret for HS256, HS384 and HS512. Short secrets are taken, because the signer chose them; see
    /// [`VerifyingKey::weakness`].
    ///
    /// # Errors
    /// An empty secret; a public or private key in any of its forms, since anyone who knows a public key could then sign.
    pub fn from_secret(secret: &SecretBytes) -> Result<Self, KeyError> {
        sniff::refuse_as_secret(secret)?;
        Ok(Self::hmac(secret, KeyType::Secret.algorithms()))
    }

    /// The reverse of [`VerifyingKey::to_stored`], with exactly that algorithm.
    ///
    /// # Errors
    /// Material that is not a key of that algorithm.
    pub fn from_stored(algorithm: Algorithm, material: &SecretBytes) -> Result<Self, KeyError> {
        if algorithm.is_symmetric() {
            return if material.is_empty() { Err(KeyError::SecretEmpty) } else { Ok(Self::hmac(material, &[algorithm])) };
        }
        let (key, _) = der::public_from_spki(material.expose())?;
        Self::public(key, &[algorithm])
    }

    pub(super) fn hmac(secret: &SecretBytes, algorithms: &[Algorithm]) -> Self {
        let service = |&algorithm: &Algorithm| {
            let verifier = Verifier::hmac(algorithm, secret)?;
            Some(Service { algorithm, verifier, weakness: weak::weakness(secret, algorithm) })
        };
        Self {
            material: Arc::new(Material::Secret(secret.clone())),
            algorithms: algorithms.to_vec(),
            services: algorithms.iter().filter_map(service).collect(),
        }
    }

    pub(super) fn public(key: PublicKey, algorithms: &[Algorithm]) -> Result<Self, KeyError> {
        let service =
            |&algorithm: &Algorithm| Ok(Service { algorithm, verifier: Verifier::public(algorithm, &key)?, weakness: None });
        Ok(Self {
            services: algorithms.iter().map(service).collect::<Result<_, KeyError>>()?,
            algorithms: algorithms.to_vec(),
            material: Arc::new(Material::Public { spki: key.to_spki()?, key }),
        })
    }

    /// The algorithms this key accepts: one for stored keys and JWKs with `alg`, else all of its family (and curve).
    #[must_use]
    pub fn algorithms(&self) -> &[Algorithm] {
        &self.algorithms
    }

    /// The same key for fewer algorithms; `None` when none is left.
    #[must_use]
    pub fn restricted_to(&self, allowed: &[Algorithm]) -> Option<Self> {
        let algorithms: Vec<_> = self.algorithms.iter().copied().filter(|algorithm| allowed.contains(algorithm)).collect();
        (!algorithms.is_empty()).then(|| Self { algorithms, ..self.clone() })
    }

    /// Whether the signature is this key's over the message. False too for an algorithm that is not among
    /// [`VerifyingKey::algorithms`].
    #[must_use]
    pub fn verify(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        self.service(algorithm).is_some_and(|service| service.verifier.verify(message, signature))
    }

    fn service(&self, algorithm: Algorithm) -> Option<&Service> {
        self.services.iter().find(|service| service.algorithm == algorithm).filter(|_| self.algorithms.contains(&algorithm))
    }

    /// Whether it is the very same key, made by cloning: what was made of one is good for the other.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.material, &other.material)
    }

    /// The same key for every algorithm of its kind: for diagnoses alone, since a key keeps to what it was made for.
    pub(crate) fn unbound(&self) -> Result<Self, KeyError> {
        match &*self.material {
            Material::Secret(secret) => Ok(Self::hmac(secret, KeyType::Secret.algorithms())),
            Material::Public { key, .. } => Self::public(key.clone(), key.key_type().algorithms()),
        }
    }

    /// Whether the signature is an HMAC whose secret is this public key, in PEM or DER: what is forged for verifiers that confuse the
    /// two (RFC 8725 section 2.1). For diagnoses alone; nothing is ever accepted by it.
    pub(crate) fn is_forged_with(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        let (Some(pem), Some(der)) = (self.public_pem(), self.public_der()) else { return false };
        [pem.as_bytes(), pem.trim_end().as_bytes(), der].into_iter().any(|text| {
            let verifier = Verifier::hmac(algorithm, &SecretBytes::new(text.to_vec()));
            verifier.is_some_and(|verifier| verifier.verify(message, signature))
        })
    }

    /// The length in bytes that a signature by this key has under that algorithm.
    #[must_use]
    pub fn signature_length(&self, algorithm: Algorithm) -> usize {
        match (algorithm.signature_length(), &*self.material) {
            (Some(length), _) => length,
            (None, Material::Public { key, .. }) => key.rsa_bits().div_ceil(8),
            (None, Material::Secret(_)) => 0,
        }
    }

    /// What the key is made of.
    #[must_use]
    pub fn key_type(&self) -> KeyType {
        match &*self.material {
            Material::Secret(_) => KeyType::Secret,
            Material::Public { key, .. } => key.key_type(),
        }
    }

    /// Whether it is an HMAC secret that is short for that algorithm, one of its own, or stands in tutorials.
    #[must_use]
    pub fn weakness(&self, algorithm: Algorithm) -> Option<Weakness> {
        self.service(algorithm)?.weakness
    }

    /// The HMAC secret, where the key is one.
    #[must_use]
    pub fn secret(&self) -> Option<&SecretBytes> {
        match &*self.material {
            Material::Secret(secret) => Some(secret),
            Material::Public { .. } => None,
        }
    }

    /// The public key as a JWK with `kty` and the members that make the key; `None` for HMAC.
    #[must_use]
    pub fn public_jwk(&self) -> Option<Jwk> {
        self.public_key().map(Jwk::public)
    }

    /// The public key as `SubjectPublicKeyInfo` in DER (RFC 5280 section 4.1); `None` for HMAC.
    #[must_use]
    pub fn public_der(&self) -> Option<&[u8]> {
        match &*self.material {
            Material::Secret(_) => None,
            Material::Public { spki, .. } => Some(spki),
        }
    }

    /// The public key as PEM, `-----BEGIN PUBLIC KEY-----`; `None` for HMAC.
    #[must_use]
    pub fn public_pem(&self) -> Option<String> {
        let text = pem::write("PUBLIC KEY", self.public_der()?);
        String::from_utf8(text.expose().to_vec()).ok()
    }

    /// The SHA-256 thumbprint of RFC 7638 in base64url (for HMAC over the `oct` members).
    #[must_use]
    pub fn thumbprint(&self) -> KeyId {
        match &*self.material {
            Material::Secret(secret) => jwk::secret_thumbprint(secret),
            Material::Public { key, .. } => jwk::thumbprint(key),
        }
    }

    /// The material for the user file: `SubjectPublicKeyInfo` DER (RFC 5280 section 4.1), or the bytes of an HMAC secret.
    #[must_use]
    pub fn to_stored(&self) -> SecretBytes {
        match &*self.material {
            Material::Secret(secret) => secret.clone(),
            Material::Public { spki, .. } => SecretBytes::new(spki.clone()),
        }
    }

    /// In words, for diagnoses: `RSA-2048`, `EC P-256`, `Ed25519`, `HMAC secret of 32 bytes`.
    #[must_use]
    pub fn describe(&self) -> String {
        match &*self.material {
            Material::Secret(secret) => format!("HMAC secret of {} bytes", secret.len()),
            Material::Public { key, .. } if key.key_type() == KeyType::Rsa => format!("RSA-{}", key.rsa_bits()),
            Material::Public { key, .. } => key.key_type().to_string(),
        }
    }

    /// The size of an RSA key in bits; nothing for other keys.
    #[must_use]
    pub fn rsa_bits(&self) -> Option<u32> {
        let key = self.public_key().filter(|key| key.key_type() == KeyType::Rsa)?;
        u32::try_from(key.rsa_bits()).ok()
    }

    /// Whether both are the same key, whatever algorithms they may serve.
    #[must_use]
    pub fn is_same_key(&self, other: &Self) -> bool {
        match (&*self.material, &*other.material) {
            (Material::Secret(one), Material::Secret(two)) => one.matches(two),
            (Material::Public { key: one, .. }, Material::Public { key: two, .. }) => one == two,
            (Material::Secret(_), Material::Public { .. }) | (Material::Public { .. }, Material::Secret(_)) => false,
        }
    }

    fn public_key(&self) -> Option<&PublicKey> {
        match &*self.material {
            Material::Secret(_) => None,
            Material::Public { key, .. } => Some(key),
        }
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({}, {:?})", self.describe(), self.algorithms)
    }
}
