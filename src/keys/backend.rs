//! Which crate signs and which verifies.
//!
//! * HMAC, ES256, ES384 and Ed25519 are signed by `jsonwebtoken`, by its aws-lc provider, which is named here. The process-wide
//!   provider of that crate is never asked: with both of its backends in one graph it panics.
//! * RSA, with either padding, is signed by `aws-lc-rs`, because `jsonwebtoken` parses and checks the RSA key at every signature,
//!   which halves the rate; ES512 too, because `jsonwebtoken` lacks it.
//! * HMAC is verified by `hmac` and `sha2`, which begin each time from a copy of two small states, where `aws-lc-rs` copies three contexts
//!   of the largest hash, which counts in a batch of short tokens.
//! * Everything else is verified by `aws-lc-rs` with a key that is parsed once.

use std::sync::Arc;

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{
        EcdsaKeyPair, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
        RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RSA_PSS_2048_8192_SHA256, RSA_PSS_2048_8192_SHA384,
        RSA_PSS_2048_8192_SHA512, RSA_PSS_SHA256, RSA_PSS_SHA384, RSA_PSS_SHA512, RsaKeyPair, RsaParameters,
        RsaSignatureEncoding,
    },
};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::{EncodingKey, crypto::aws_lc::DEFAULT_PROVIDER};
use sha2::{Sha256, Sha384, Sha512};

use super::{Algorithm, Curve, KeyError, private::Pair, public::PublicKey};
use crate::secret::SecretBytes;

/// What makes signatures of one algorithm.
#[derive(Clone)]
pub(super) enum Signer {
    Jwt { algorithm: jsonwebtoken::Algorithm, key: EncodingKey },
    Rsa { pair: Arc<RsaKeyPair>, encoding: &'static RsaSignatureEncoding },
    P521(Arc<EcdsaKeyPair>),
}

impl Signer {
    pub(super) fn hmac(algorithm: Algorithm, secret: &SecretBytes) -> Result<Self, KeyError> {
        let algorithm = jwt_algorithm(algorithm).ok_or(KeyError::Backend { at: "signing" })?;
        Ok(Self::Jwt { algorithm, key: EncodingKey::from_secret(secret.expose()) })
    }

    /// `pkcs8` is the encoding of `pair`.
    pub(super) fn asymmetric(algorithm: Algorithm, pair: &Pair, pkcs8: &SecretBytes) -> Result<Self, KeyError> {
        let wrong = KeyError::WrongType { algorithm, found: pair.key_type() };
        if algorithm.key_type() != pair.key_type() {
            return Err(wrong);
        }
        match pair {
            Pair::Rsa(pair) => rsa_encoding(algorithm).map(|encoding| Self::Rsa { pair: Arc::clone(pair), encoding }),
            Pair::Ec(Curve::P521, pair) => Some(Self::P521(Arc::clone(pair))),
            Pair::Ec(..) => {
                jwt_algorithm(algorithm).map(|algorithm| Self::Jwt { algorithm, key: EncodingKey::from_ec_der(pkcs8.expose()) })
            }
            Pair::Ed25519(_) => {
                jwt_algorithm(algorithm).map(|algorithm| Self::Jwt { algorithm, key: EncodingKey::from_ed_der(pkcs8.expose()) })
            }
        }
        .ok_or(wrong)
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let failed = || KeyError::Backend { at: "signing" };
        match self {
            Self::Jwt { algorithm, key } => {
                let signer = (DEFAULT_PROVIDER.signer_factory)(algorithm, key).map_err(|_| failed())?;
                signer.try_sign(message).map_err(|_| failed())
            }
            Self::Rsa { pair, encoding } => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(*encoding, &SystemRandom::new(), message, &mut signature).map_err(|_| failed())?;
                Ok(signature)
            }
            Self::P521(pair) => {
                pair.sign(&SystemRandom::new(), message).map(|signature| signature.as_ref().to_vec()).map_err(|_| failed())
            }
        }
    }
}

/// What checks signatures of one algorithm.
pub(super) enum Verifier {
    Hmac256(Box<Hmac<Sha256>>),
    Hmac384(Box<Hmac<Sha384>>),
    Hmac512(Box<Hmac<Sha512>>),
    Public(ParsedPublicKey),
}

impl Verifier {
    /// None for an algorithm that is no HMAC.
    pub(super) fn hmac(algorithm: Algorithm, secret: &SecretBytes) -> Option<Self> {
        match algorithm {
            Algorithm::Hs256 => keyed(secret).map(Self::Hmac256),
            Algorithm::Hs384 => keyed(secret).map(Self::Hmac384),
            Algorithm::Hs512 => keyed(secret).map(Self::Hmac512),
            _ => None,
        }
    }

    pub(super) fn public(algorithm: Algorithm, key: &PublicKey) -> Result<Self, KeyError> {
        if algorithm.key_type() != key.key_type() {
            return Err(KeyError::WrongType { algorithm, found: key.key_type() });
        }
        let parsed = match rsa_parameters(algorithm) {
            Some(parameters) => key.rsa_parsed(parameters),
            None => key.plain_parsed(),
        };
        parsed.map(Self::Public)
    }

    /// HMAC is compared in constant time. ECDSA signatures have exactly the length of RFC 7518 section 3.4.
    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Hmac256(keyed) => is_mac(&**keyed, message, signature),
            Self::Hmac384(keyed) => is_mac(&**keyed, message, signature),
            Self::Hmac512(keyed) => is_mac(&**keyed, message, signature),
            Self::Public(key) => key.verify_sig(message, signature).is_ok(),
        }
    }
}

/// The state of a HMAC that has taken in its key. RFC 2104 takes keys of any length.
fn keyed<M: KeyInit>(secret: &SecretBytes) -> Option<Box<M>> {
    M::new_from_slice(secret.expose()).ok().map(Box::new)
}

/// Whether the signature is the whole HMAC of the message, compared in constant time.
fn is_mac(keyed: &(impl Mac + Clone), message: &[u8], signature: &[u8]) -> bool {
    keyed.clone().chain_update(message).verify_slice(signature).is_ok()
}

fn jwt_algorithm(algorithm: Algorithm) -> Option<jsonwebtoken::Algorithm> {
    use jsonwebtoken::Algorithm as Jwt;
    Some(match algorithm {
        Algorithm::Hs256 => Jwt::HS256,
        Algorithm::Hs384 => Jwt::HS384,
        Algorithm::Hs512 => Jwt::HS512,
        Algorithm::Es256 => Jwt::ES256,
        Algorithm::Es384 => Jwt::ES384,
        Algorithm::EdDsa => Jwt::EdDSA,
        _ => return None,
    })
}

/// PSS salts have the length of the hash, as RFC 7518 section 3.5 demands.
fn rsa_encoding(algorithm: Algorithm) -> Option<&'static RsaSignatureEncoding> {
    Some(match algorithm {
        Algorithm::Rs256 => &RSA_PKCS1_SHA256,
        Algorithm::Rs384 => &RSA_PKCS1_SHA384,
        Algorithm::Rs512 => &RSA_PKCS1_SHA512,
        Algorithm::Ps256 => &RSA_PSS_SHA256,
        Algorithm::Ps384 => &RSA_PSS_SHA384,
        Algorithm::Ps512 => &RSA_PSS_SHA512,
        _ => return None,
    })
}

fn rsa_parameters(algorithm: Algorithm) -> Option<&'static RsaParameters> {
    Some(match algorithm {
        Algorithm::Rs256 => &RSA_PKCS1_2048_8192_SHA256,
        Algorithm::Rs384 => &RSA_PKCS1_2048_8192_SHA384,
        Algorithm::Rs512 => &RSA_PKCS1_2048_8192_SHA512,
        Algorithm::Ps256 => &RSA_PSS_2048_8192_SHA256,
        Algorithm::Ps384 => &RSA_PSS_2048_8192_SHA384,
        Algorithm::Ps512 => &RSA_PSS_2048_8192_SHA512,
        _ => return None,
    })
}
