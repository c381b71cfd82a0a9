//! Keys, each fixed to the algorithms that it may serve; the token's header never chooses.

use std::{fmt, str::FromStr};

use rand_core::CryptoRng;

use crate::{clock::Timestamp, secret::SecretBytes};

/// A signature algorithm of RFC 7518 section 3.1 or RFC 8037.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the registry's")]
pub enum Algorithm {
    Hs256,
    Hs384,
    Hs512,
    Rs256,
    Rs384,
    Rs512,
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es384,
    Es512,
    EdDsa,
}

impl Algorithm {
    /// All of them, in the order of the contract.
    pub const ALL: [Self; 13] = [
        Self::Hs256,
        Self::Hs384,
        Self::Hs512,
        Self::Rs256,
        Self::Rs384,
        Self::Rs512,
        Self::Ps256,
        Self::Ps384,
        Self::Ps512,
        Self::Es256,
        Self::Es384,
        Self::Es512,
        Self::EdDsa,
    ];

    /// The registered name, as in a header's `alg`.
    #[must_use]
    pub fn name(self) -> &'static str {
        todo!()
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The registered name exactly: RFC 7515 section 4.1.1 makes it case-sensitive.
impl FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    fn from_str(_text: &str) -> Result<Self, UnknownAlgorithm> {
        todo!()
    }
}

/// A name that is no supported algorithm.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a supported algorithm")]
pub struct UnknownAlgorithm(pub String);

/// A key's name: 1 to 255 bytes without control characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(String);

impl KeyId {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for KeyId {
    type Err = KeyIdError;

    fn from_str(_text: &str) -> Result<Self, KeyIdError> {
        todo!()
    }
}

/// Why a text is no key id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyIdError {}

/// Where a stored key stands: pending (published, not signing), active, retiring (verifies only), retired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "said above")]
pub enum KeyState {
    Pending,
    Active,
    Retiring,
    Retired,
}

/// What signs: private or secret material with exactly one algorithm.
#[derive(Clone)]
pub struct SigningKey {
    algorithm: Algorithm,
}

impl SigningKey {
    /// Makes a fresh key. `bits` is for RSA (default 2048 … 4096 by size of hash) and refused elsewhere.
    ///
    /// # Errors
    /// Bits that do not fit; the backend's failure.
    pub fn generate(_algorithm: Algorithm, _bits: Option<u32>, _rng: &mut impl CryptoRng) -> Result<Self, KeyError> {
        todo!()
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
    pub fn sign(&self, _message: &[u8]) -> Result<Vec<u8>, KeyError> {
        todo!()
    }

    /// The key that verifies what this one signs, with the same one algorithm.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        todo!()
    }

    /// The material for the user file: PKCS#8 DER, or the bytes of an HMAC secret.
    #[must_use]
    pub fn to_stored(&self) -> SecretBytes {
        todo!()
    }

    /// The reverse of [`SigningKey::to_stored`].
    ///
    /// # Errors
    /// Material that is not a key of that algorithm.
    pub fn from_stored(_algorithm: Algorithm, _material: &SecretBytes) -> Result<Self, KeyError> {
        todo!()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}, [redacted])", self.algorithm)
    }
}

/// What verifies: a parsed public key or HMAC secret with the algorithms it may serve.
#[derive(Clone)]
pub struct VerifyingKey {}

impl VerifyingKey {
    /// The algorithms this key accepts: one for stored keys and JWKs with `alg`, else all of its family (and curve).
    #[must_use]
    pub fn algorithms(&self) -> &[Algorithm] {
        todo!()
    }

    /// The same key for fewer algorithms; `None` when none is left.
    #[must_use]
    pub fn restricted_to(&self, _allowed: &[Algorithm]) -> Option<Self> {
        todo!()
    }

    /// Whether the signature is this key's over the message. False too for an algorithm that is not among
    /// [`VerifyingKey::algorithms`].
    #[must_use]
    pub fn verify(&self, _algorithm: Algorithm, _message: &[u8], _signature: &[u8]) -> bool {
        todo!()
    }

    /// The length in bytes that a signature by this key has under that algorithm.
    #[must_use]
    pub fn signature_length(&self, _algorithm: Algorithm) -> usize {
        todo!()
    }

    /// The public key as a JWK (RFC 7517) with `kty` and its members, without `kid`, `alg`, `use`; `None` for HMAC.
    #[must_use]
    pub fn public_jwk(&self) -> Option<serde_json::Map<String, serde_json::Value>> {
        todo!()
    }

    /// The base64url SHA-256 thumbprint of RFC 7638 (for HMAC over the `oct` members).
    #[must_use]
    pub fn thumbprint(&self) -> KeyId {
        todo!()
    }

    /// The material for the user file: `SubjectPublicKeyInfo` DER (RFC 5280 section 4.1), or the bytes of an HMAC secret.
    #[must_use]
    pub fn to_stored(&self) -> SecretBytes {
        todo!()
    }

    /// The reverse of [`VerifyingKey::to_stored`], for that one algorithm.
    ///
    /// # Errors
    /// Material that is not a key of that algorithm.
    pub fn from_stored(_algorithm: Algorithm, _material: &SecretBytes) -> Result<Self, KeyError> {
        todo!()
    }

    /// In words, for diagnoses: `RSA-2048`, `EC P-256`, `Ed25519`, `HMAC secret of 32 bytes`.
    #[must_use]
    pub fn describe(&self) -> String {
        todo!()
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VerifyingKey(..)")
    }
}

/// Where a verification key came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The user file, in that state.
    File(KeyState),
    /// A `--key` or `--secret`.
    Outside,
    /// A JWKS.
    Jwks,
}

/// A key that may verify a token, with what is known of it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its name, where it has one.
    pub kid: Option<KeyId>,
    /// The key.
    pub key: VerifyingKey,
    /// Where it came from.
    pub origin: Origin,
}

/// The keys that verification may use, in the order they are tried.
#[derive(Clone, Debug, Default)]
pub struct KeySet {
    /// The candidates.
    pub keys: Vec<Candidate>,
}

/// A key of the user file.
#[derive(Clone, Debug)]
pub struct StoredKey {
    /// Its name, unique in the file.
    pub kid: KeyId,
    /// Its one algorithm.
    pub algorithm: Algorithm,
    /// Where it stands.
    pub state: KeyState,
    /// Private material; `None` for a verify-only key.
    pub signing: Option<SigningKey>,
    /// The verifying half.
    pub verifying: VerifyingKey,
    /// When it was made or imported.
    pub created_at: Timestamp,
    /// When it stops signing and verifying.
    pub expires_at: Option<Timestamp>,
}

/// Why a key cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {}
