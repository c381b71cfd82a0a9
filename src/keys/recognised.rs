//! Keys from outside, before it is decided what each is to serve.

use std::fmt;

use super::{
    Algorithm, Candidate, KeyError, KeyId, KeySet, KeyType, Note, Origin, SigningKey, VerifyingKey, private::Pair,
    public::PublicKey, sniff::refuse_as_secret,
};
use crate::secret::SecretBytes;

/// What a key file holds: at least one key, and what had to be handled to read it.
#[derive(Clone, Debug)]
pub struct Recognised {
    /// The keys, in their order; never empty.
    pub keys: Vec<RecognisedKey>,
    /// What was handled, skipped or put right.
    pub notes: Vec<Note>,
    /// Whether it is a JWKS, even one of a single key.
    pub is_set: bool,
}

impl Recognised {
    /// Bytes as an HMAC secret, where the caller knows that they are one.
    ///
    /// # Errors
    /// No bytes; a key or certificate in any of its forms.
    pub fn raw_secret(secret: &SecretBytes) -> Result<Self, KeyError> {
        refuse_as_secret(secret)?;
        Ok(Self { keys: vec![RecognisedKey::secret_of(secret.clone())], notes: Vec::new(), is_set: false })
    }

    /// All of them as candidates of a verification.
    ///
    /// # Errors
    /// A key that cannot serve, as a weak one.
    pub fn key_set(&self) -> Result<KeySet, KeyError> {
        let origin = if self.is_set { Origin::Jwks } else { Origin::Outside };
        let candidate = |key: &RecognisedKey| Ok(Candidate { kid: key.kid.clone(), key: key.verifying_key()?, origin });
        Ok(KeySet::new(self.keys.iter().map(candidate).collect::<Result<_, KeyError>>()?))
    }
}

/// One key of a key file.
#[derive(Clone)]
pub struct RecognisedKey {
    /// Its name, where a JWK says so.
    pub kid: Option<KeyId>,
    material: Material,
    algorithms: Vec<Algorithm>,
}

/// Which part of a key there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPart {
    /// A private key, from which the public one follows.
    Private,
    /// A public key alone.
    Public,
    /// An HMAC secret.
    Secret,
}

#[derive(Clone)]
enum Material {
    Private(Pair),
    Public(PublicKey),
    Secret(SecretBytes),
}

impl RecognisedKey {
    pub(super) fn private(pair: Pair) -> Self {
        Self { kid: None, algorithms: pair.key_type().algorithms().to_vec(), material: Material::Private(pair) }
    }

    pub(super) fn public(key: PublicKey) -> Self {
        Self { kid: None, algorithms: key.key_type().algorithms().to_vec(), material: Material::Public(key) }
    }

    pub(super) fn secret_of(secret: SecretBytes) -> Self {
        Self { kid: None, algorithms: KeyType::Secret.algorithms().to_vec(), material: Material::Secret(secret) }
    }

    /// The same key, named, for those algorithms alone.
    pub(super) fn bound(self, kid: Option<KeyId>, algorithms: &[Algorithm]) -> Self {
        Self { kid, algorithms: algorithms.to_vec(), ..self }
    }

    /// Which part of a key it is.
    #[must_use]
    pub fn part(&self) -> KeyPart {
        match self.material {
            Material::Private(_) => KeyPart::Private,
            Material::Public(_) => KeyPart::Public,
            Material::Secret(_) => KeyPart::Secret,
        }
    }

    /// What it is made of.
    #[must_use]
    pub fn key_type(&self) -> KeyType {
        match &self.material {
            Material::Private(pair) => pair.key_type(),
            Material::Public(key) => key.key_type(),
            Material::Secret(_) => KeyType::Secret,
        }
    }

    /// What it may serve: the JWK's `alg` alone, else all algorithms of its kind.
    #[must_use]
    pub fn algorithms(&self) -> &[Algorithm] {
        &self.algorithms
    }

    /// The one algorithm that it says or that its kind leaves.
    #[must_use]
    pub fn algorithm(&self) -> Option<Algorithm> {
        match self.algorithms.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The HMAC secret, where it is one.
    #[must_use]
    pub fn secret(&self) -> Option<&SecretBytes> {
        match &self.material {
            Material::Secret(secret) => Some(secret),
            Material::Private(_) | Material::Public(_) => None,
        }
    }

    /// The key that verifies, for [`RecognisedKey::algorithms`].
    ///
    /// # Errors
    /// An empty secret; the backend's failure.
    pub fn verifying_key(&self) -> Result<VerifyingKey, KeyError> {
        match &self.material {
            Material::Private(pair) => VerifyingKey::public(pair.public()?, &self.algorithms),
            Material::Public(key) => VerifyingKey::public(key.clone(), &self.algorithms),
            Material::Secret(secret) if secret.is_empty() => Err(KeyError::SecretEmpty),
            Material::Secret(secret) => Ok(VerifyingKey::hmac(secret, &self.algorithms)),
        }
    }

    /// The algorithm asked for, if the key may serve it; without one its own, else the usual one of its kind: HS256, RS256.
    ///
    /// # Errors
    /// An algorithm that the key may not serve.
    pub fn choose(&self, wanted: Option<Algorithm>) -> Result<Algorithm, KeyError> {
        // The algorithms of a kind stand in the order of the registry, and there is always one.
        let usual = || self.algorithms.first().copied();
        let algorithm = wanted.or_else(usual).ok_or(KeyError::Malformed { what: "key" })?;
        if algorithm.key_type() != self.key_type() {
            return Err(KeyError::WrongType { algorithm, found: self.key_type() });
        }
        if !self.algorithms.contains(&algorithm) {
            return Err(KeyError::Bound { algorithm, bound: self.algorithms.clone() });
        }
        Ok(algorithm)
    }

    /// The key that signs with the algorithm of [`RecognisedKey::choose`].
    ///
    /// # Errors
    /// A public key; an algorithm that the key may not serve; a weak secret.
    pub fn signing_key(&self, algorithm: Option<Algorithm>) -> Result<SigningKey, KeyError> {
        let algorithm = self.choose(algorithm)?;
        match &self.material {
            Material::Private(pair) => SigningKey::from_pair(algorithm, pair.clone()),
            Material::Public(_) => Err(KeyError::NoPrivatePart),
            Material::Secret(secret) => SigningKey::from_secret(algorithm, secret),
        }
    }
}

impl RecognisedKey {
    /// The key that signs, for one that was stored before: weak secrets too.
    pub(super) fn as_it_was(&self, algorithm: Algorithm) -> Result<SigningKey, KeyError> {
        match &self.material {
            Material::Secret(secret) => SigningKey::from_any_secret(algorithm, secret),
            Material::Private(_) | Material::Public(_) => self.signing_key(Some(algorithm)),
        }
    }
}

impl fmt::Debug for RecognisedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecognisedKey({:?}, {}, {:?})", self.part(), self.key_type(), self.algorithms)
    }
}
