//! Keys under a passphrase: private keys and HMAC secrets that a stolen user file does not give away.
//!
//! A sealed key is what RFC 7517 section 7 calls an encrypted JWK: the private key as a JWK inside a JWE. One format serves private
//! keys and HMAC secrets alike, every JOSE library opens it without this program, and what it is made of (PBKDF2, AES key wrap,
//! AES-GCM) is in the backend already. The alternatives: encrypted PKCS#8 (RFC 5958) has no form for an HMAC secret, and nothing
//! in it tells a wrong passphrase from a damaged key; age brings a hundred crates of an older generation of the ones used here.
//! What speaks for those is scrypt, which costs a guesser memory; the rounds of PBKDF2 are many instead, and short passphrases
//! are refused where one is chosen.
//!
//! A sealed key is another type than one that signs: nothing signs with a [`SealedKey`], whatever its state. An asymmetric one
//! still verifies, by its public key, which lies open. An HMAC secret is what verifies, so under a passphrase it does neither.

mod jwe;

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use aws_lc_rs::error::Unspecified;
use rand_core::CryptoRng;

use super::{Algorithm, KeyError, KeyId, Material, StoredKey, VerifyingKey, jwk};
use crate::secret::SecretBytes;

/// A private key or HMAC secret under a passphrase.
#[derive(Clone)]
pub struct SealedKey {
    jwe: Arc<str>,
    signs: bool,
    verifying: Option<VerifyingKey>,
}

impl SealedKey {
    /// The reverse of [`SealedKey::to_stored`]. `verifying` is the public key of an asymmetric one; `signs` is false for the HMAC
    /// secret of somebody else, which is kept to verify with.
    ///
    /// # Errors
    /// Bytes that are no text. Whether it is a key is known when it is opened.
    pub fn from_stored(bytes: &[u8], signs: bool, verifying: Option<VerifyingKey>) -> Result<Self, SealError> {
        let jwe = std::str::from_utf8(bytes).map_err(|_| SealError::Malformed)?.into();
        Ok(Self { jwe, signs, verifying })
    }

    /// The JWE in compact serialization.
    #[must_use]
    pub fn to_stored(&self) -> &[u8] {
        self.jwe.as_bytes()
    }

    /// Whether it signs once it is opened.
    #[must_use]
    pub const fn signs(&self) -> bool {
        self.signs
    }

    /// The public key; none of an HMAC secret.
    #[must_use]
    pub const fn verifying_key(&self) -> Option<&VerifyingKey> {
        self.verifying.as_ref()
    }

    fn open(&self, kid: &KeyId, algorithm: Algorithm, passphrase: &SecretBytes) -> Result<Material, SealError> {
        let (text, name) = jwe::decrypt(&self.jwe, passphrase)?;
        let recognised = jwk::from_json(text.expose())?;
        let [key] = recognised.keys.as_slice() else { return Err(SealError::Malformed) };
        // Whoever may write the file could otherwise have one key sign for another.
        if name != kid.as_str() || key.kid.as_ref() != Some(kid) || key.algorithm() != Some(algorithm) {
            return Err(SealError::OtherKey);
        }
        if !self.signs {
            return Ok(Material::Verifying(key.verifying_key()?));
        }
        let signing = key.as_it_was(algorithm)?;
        match &self.verifying {
            Some(public) if !signing.verifying_key().is_same_key(public) => Err(SealError::OtherKey),
            _ => Ok(Material::Signing(signing)),
        }
    }
}

impl fmt::Debug for SealedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedKey({:?})", self.verifying)
    }
}

/// A passphrase, and the keys that it has opened: to open one takes about a third of a second, so each is opened once. Clones share
/// them, and of several threads that want the same key one does the work.
#[derive(Clone)]
pub struct Passphrase(Arc<Inner>);

struct Inner {
    secret: SecretBytes,
    opened: Mutex<Vec<(Arc<str>, Material)>>,
}

impl Passphrase {
    /// Takes over the passphrase as it was typed.
    #[must_use]
    pub fn new(secret: SecretBytes) -> Self {
        Self(Arc::new(Inner { secret, opened: Mutex::default() }))
    }

    /// The key with its private key or HMAC secret under the passphrase. A public key and a key that is sealed stay as they are.
    ///
    /// # Errors
    /// The backend's failure.
    pub fn seal(&self, key: &StoredKey, rng: &mut impl CryptoRng) -> Result<StoredKey, SealError> {
        let (kid, algorithm) = (Some(&key.kid), key.algorithm);
        let (jwk, signs, verifying) = match &key.material {
            Material::Signing(signing) => {
                let public = Some(signing.verifying_key()).filter(|key| key.secret().is_none());
                (signing.to_private_jwk(kid)?, true, public)
            }
            Material::Verifying(verifying) => match verifying.secret() {
                Some(secret) => (jwk::private_jwk(jwk::PrivateMaterial::Secret(secret), kid, algorithm)?, false, None),
                None => return Ok(key.clone()),
            },
            Material::Sealed(_) => return Ok(key.clone()),
        };
        let jwe: Arc<str> = jwe::encrypt(&jwk, &key.kid, &self.0.secret, rng)?.into();
        self.opened().push((Arc::clone(&jwe), key.material.clone()));
        Ok(StoredKey { material: Material::Sealed(SealedKey { jwe, signs, verifying }), ..key.clone() })
    }

    /// The key as it was before it was sealed. A key that lies open stays as it is.
    ///
    /// # Errors
    /// [`SealError::WrongPassphrase`]; what is wrong with the sealed key.
    pub fn open(&self, key: &StoredKey) -> Result<StoredKey, SealError> {
        let Material::Sealed(sealed) = &key.material else { return Ok(key.clone()) };
        let mut opened = self.opened();
        if let Some((_, material)) = opened.iter().find(|(jwe, _)| *jwe == sealed.jwe) {
            return Ok(StoredKey { material: material.clone(), ..key.clone() });
        }
        let material = sealed.open(&key.kid, key.algorithm, &self.0.secret)?;
        opened.push((Arc::clone(&sealed.jwe), material.clone()));
        Ok(StoredKey { material, ..key.clone() })
    }

    fn opened(&self) -> std::sync::MutexGuard<'_, Vec<(Arc<str>, Material)>> {
        self.0.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase([redacted])")
    }
}

/// Why a key cannot be sealed or opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// Another passphrase than it was sealed with.
    #[error("the passphrase does not open the sealed key")]
    WrongPassphrase,
    /// No JWE of the one kind that is written, or one that was changed.
    #[error("the sealed key is damaged")]
    Malformed,
    /// A cost that nobody meant to pay, or that protects nothing.
    #[error("the sealed key asks for {rounds} rounds of PBKDF2, not 1,000 to 10,000,000")]
    Rounds {
        /// What it asks for.
        rounds: u32,
    },
    /// It holds a key of another name, algorithm or public key.
    #[error("the sealed key is that of another key")]
    OtherKey,
    /// What it holds is no key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The cryptographic backend failed without a reason.
    #[error("the cryptographic backend failed at a sealed key")]
    Backend,
}

impl From<Unspecified> for SealError {
    fn from(_: Unspecified) -> Self {
        Self::Backend
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock::Timestamp,
        keys::{KeyState, NoSigningKey, SigningKey, signing_key, tests::rng},
    };

    const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

    fn key(algorithm: Algorithm) -> StoredKey {
        let signing = SigningKey::generate(algorithm, None, &mut rng()).unwrap();
        StoredKey::signing(signing, Some("k".parse().unwrap()), KeyState::Active, NOW)
    }

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(SecretBytes::new(text.into()))
    }

    /// The same key as another process reads it, so that nothing is remembered.
    fn stored(key: &StoredKey) -> StoredKey {
        let Material::Sealed(sealed) = &key.material else { panic!("it is not sealed") };
        let again = SealedKey::from_stored(sealed.to_stored(), sealed.signs(), sealed.verifying_key().cloned()).unwrap();
        StoredKey { material: Material::Sealed(again), ..key.clone() }
    }

    #[test]
    fn a_key_of_each_kind_signs_again_once_it_is_opened() {
        for algorithm in [Algorithm::Hs256, Algorithm::Rs256, Algorithm::Es256, Algorithm::Es512, Algorithm::EdDsa] {
            let before = key(algorithm);
            let sealed = stored(&passphrase("open sesame").seal(&before, &mut rng()).unwrap());
            assert!(sealed.is_sealed() && sealed.can_sign() && sealed.signing_key().is_none(), "{algorithm}");
            let no_key = signing_key(std::slice::from_ref(&sealed), NOW).map(drop);
            assert_eq!(no_key, Err(NoSigningKey::Sealed { kid: "k".parse().unwrap() }), "{algorithm}");
            assert_eq!(sealed.verifying_key().is_some(), !algorithm.is_symmetric(), "{algorithm}");
            let opened = passphrase("open sesame").open(&sealed).unwrap();
            let signature = opened.signing_key().unwrap().sign(b"m").unwrap();
            assert!(before.verifying_key().unwrap().verify(algorithm, b"m", &signature), "{algorithm}");
        }
    }

    #[test]
    fn the_secret_of_somebody_else_only_verifies_afterwards_too() {
        let whole = key(Algorithm::Hs256);
        let verifying = whole.verifying_key().unwrap();
        let before = StoredKey { material: Material::Verifying(verifying.clone()), ..whole };
        let sealed = stored(&passphrase("open sesame").seal(&before, &mut rng()).unwrap());
        assert!(sealed.is_sealed() && !sealed.can_sign() && sealed.verifying_key().is_none());
        let opened = passphrase("open sesame").open(&sealed).unwrap();
        assert!(opened.signing_key().is_none() && opened.verifying_key().unwrap().is_same_key(&verifying));
    }

    #[test]
    fn public_keys_and_sealed_ones_stay_as_they_are() {
        let whole = key(Algorithm::Es256);
        let public = StoredKey { material: Material::Verifying(whole.verifying_key().unwrap()), ..whole.clone() };
        let lock = passphrase("open sesame");
        assert!(!lock.seal(&public, &mut rng()).unwrap().is_sealed());
        let sealed = lock.seal(&whole, &mut rng()).unwrap();
        let again = passphrase("another").seal(&sealed, &mut rng()).unwrap();
        assert!(lock.open(&stored(&again)).is_ok(), "it was not sealed twice");
    }

    #[test]
    fn a_sealed_key_is_no_other_key() {
        let (one, lock) = (key(Algorithm::Es256), passphrase("open sesame"));
        let sealed = stored(&lock.seal(&one, &mut rng()).unwrap());
        let refused = |key: &StoredKey| passphrase("open sesame").open(key).map(drop);
        assert_eq!(refused(&StoredKey { kid: "other".parse().unwrap(), ..sealed.clone() }), Err(SealError::OtherKey));
        assert_eq!(refused(&StoredKey { algorithm: Algorithm::EdDsa, ..sealed.clone() }), Err(SealError::OtherKey));
        let Material::Sealed(jwe) = &sealed.material else { panic!("it is not sealed") };
        let other = key(Algorithm::Es256).verifying_key();
        let moved = SealedKey::from_stored(jwe.to_stored(), true, other).unwrap();
        assert_eq!(refused(&StoredKey { material: Material::Sealed(moved), ..sealed.clone() }), Err(SealError::OtherKey));
        assert_eq!(passphrase("open").open(&sealed).map(drop), Err(SealError::WrongPassphrase));
    }

    #[test]
    fn nothing_of_it_is_in_debug_output() {
        let lock = passphrase("open sesame");
        let sealed = lock.seal(&key(Algorithm::Hs256), &mut rng()).unwrap();
        let shown = format!("{lock:?} {sealed:?}");
        assert!(!shown.contains("sesame") && !shown.contains("eyJ"), "{shown}");
    }
}
