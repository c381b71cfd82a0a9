//! Private keys as the backend holds them, and their one stored form.

use std::sync::Arc;

use aws_lc_rs::{
    encoding::{AsBigEndian, AsDer, Curve25519SeedBin, EcPrivateKeyBin, Pkcs8V1Der},
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, ECDSA_P521_SHA512_FIXED_SIGNING, EcdsaKeyPair,
        EcdsaSigningAlgorithm, Ed25519KeyPair, KeyPair, RsaKeyPair, RsaPublicKeyComponents,
    },
};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{Curve, KeyError, KeyType, public::PublicKey};
use crate::secret::SecretBytes;

/// The default size of an RSA key in bits.
const DEFAULT_BITS: u32 = 2048;

/// A private key that the backend has parsed and checked.
#[derive(Clone)]
pub(super) enum Pair {
    Rsa(Arc<RsaKeyPair>),
    Ec(Curve, Arc<EcdsaKeyPair>),
    Ed25519(Arc<Ed25519KeyPair>),
}

impl Pair {
    /// A fresh RSA key. The backend draws it from its own generator, which the operating system seeds.
    pub(super) fn generate_rsa(bits: Option<u32>) -> Result<Self, KeyError> {
        let size = match bits.unwrap_or(DEFAULT_BITS) {
            2048 => KeySize::Rsa2048,
            3072 => KeySize::Rsa3072,
            4096 => KeySize::Rsa4096,
            8192 => KeySize::Rsa8192,
            bits if bits < 2048 => return Err(KeyError::RsaTooSmall { bits: usize::try_from(bits).unwrap_or(0) }),
            bits => return Err(KeyError::BitsUnknown { bits }),
        };
        RsaKeyPair::generate(size).map(Self::from_rsa).map_err(|_| KeyError::Backend { at: "generating an RSA key" })
    }

    /// A fresh key on that curve, drawn from the backend's own generator.
    pub(super) fn generate_ec(curve: Curve) -> Result<Self, KeyError> {
        let pair = EcdsaKeyPair::generate(ecdsa(curve)).map_err(|_| KeyError::Backend { at: "generating an EC key" })?;
        Ok(Self::Ec(curve, Arc::new(pair)))
    }

    /// A fresh Ed25519 key: RFC 8032 section 5.1.5 takes 32 random bytes.
    pub(super) fn generate_ed25519(rng: &mut impl CryptoRng) -> Result<Self, KeyError> {
        let mut seed = Zeroizing::new([0_u8; 32]);
        rng.fill_bytes(&mut *seed);
        Self::ed25519_from_seed(&*seed)
    }

    pub(super) fn from_rsa(pair: RsaKeyPair) -> Self {
        Self::Rsa(Arc::new(pair))
    }

    /// An RSA key from the `RSAPrivateKey` of RFC 8017 appendix A.1.2.
    pub(super) fn rsa_from_pkcs1(der: &[u8]) -> Result<Self, KeyError> {
        RsaKeyPair::from_der(der).map(Self::from_rsa).map_err(|_| KeyError::Malformed { what: "RSA private key" })
    }

    /// A key on a curve from the `ECPrivateKey` of RFC 5915 or from PKCS#8 around it.
    pub(super) fn ec_from_der(curve: Curve, der: &[u8]) -> Result<Self, KeyError> {
        let pair =
            EcdsaKeyPair::from_private_key_der(ecdsa(curve), der).map_err(|_| KeyError::Malformed { what: "EC private key" })?;
        Ok(Self::Ec(curve, Arc::new(pair)))
    }

    /// A key on a curve from its scalar, which must belong to the public key.
    pub(super) fn ec_from_scalar(curve: Curve, scalar: &[u8], public: &PublicKey) -> Result<Self, KeyError> {
        let pair = EcdsaKeyPair::from_private_key_and_public_key(ecdsa(curve), scalar, &public.point())
            .map_err(|_| KeyError::Inconsistent)?;
        Ok(Self::Ec(curve, Arc::new(pair)))
    }

    /// An Ed25519 key from its seed.
    pub(super) fn ed25519_from_seed(seed: &[u8]) -> Result<Self, KeyError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| KeyError::Malformed { what: "Ed25519 private key" })?;
        Ok(Self::Ed25519(Arc::new(pair)))
    }

    /// The reverse of [`Pair::to_pkcs8`]; `wanted` says which kind is expected.
    pub(super) fn from_pkcs8(wanted: KeyType, der: &[u8]) -> Result<Self, KeyError> {
        let malformed = KeyError::Malformed { what: "PKCS#8 private key" };
        match wanted {
            KeyType::Secret => Err(malformed),
            KeyType::Rsa => RsaKeyPair::from_pkcs8(der).map(Self::from_rsa).map_err(|_| malformed),
            KeyType::Ec(curve) => match EcdsaKeyPair::from_pkcs8(ecdsa(curve), der) {
                Ok(pair) => Ok(Self::Ec(curve, Arc::new(pair))),
                Err(_) => Err(malformed),
            },
            KeyType::Ed25519 => match Ed25519KeyPair::from_pkcs8(der) {
                Ok(pair) => Ok(Self::Ed25519(Arc::new(pair))),
                Err(_) => Err(malformed),
            },
        }
    }

    /// PKCS#8 version 1, which every other tool reads.
    pub(super) fn to_pkcs8(&self) -> Result<SecretBytes, KeyError> {
        let bytes = match self {
            Self::Rsa(pair) => AsDer::<Pkcs8V1Der<'_>>::as_der(&**pair).map(|der| der.as_ref().to_vec()),
            Self::Ec(_, pair) => pair.to_pkcs8v1().map(|document| document.as_ref().to_vec()),
            Self::Ed25519(pair) => pair.to_pkcs8v1().map(|document| document.as_ref().to_vec()),
        };
        bytes.map(SecretBytes::new).map_err(|_| KeyError::Backend { at: "encoding a private key" })
    }

    pub(super) fn key_type(&self) -> KeyType {
        match self {
            Self::Rsa(_) => KeyType::Rsa,
            Self::Ec(curve, _) => KeyType::Ec(*curve),
            Self::Ed25519(_) => KeyType::Ed25519,
        }
    }

    pub(super) fn public(&self) -> Result<PublicKey, KeyError> {
        match self {
            Self::Rsa(pair) => {
                let parts = RsaPublicKeyComponents::<Vec<u8>>::from(pair.public_key());
                PublicKey::rsa(&parts.n, &parts.e)
            }
            Self::Ec(curve, pair) => PublicKey::ec_point(*curve, pair.public_key().as_ref()),
            Self::Ed25519(pair) => PublicKey::ed25519(pair.public_key().as_ref()),
        }
    }

    /// The scalar of a key on a curve, left-padded to the curve's size, or the seed of an Ed25519 key; none for RSA.
    pub(super) fn scalar(&self) -> Result<Option<SecretBytes>, KeyError> {
        let failed = KeyError::Backend { at: "reading a private key" };
        let bytes = match self {
            Self::Rsa(_) => return Ok(None),
            Self::Ec(_, pair) => {
                AsBigEndian::<EcPrivateKeyBin<'_>>::as_be_bytes(&pair.private_key()).map(|scalar| scalar.as_ref().to_vec())
            }
            Self::Ed25519(pair) => pair
                .seed()
                .and_then(|seed| AsBigEndian::<Curve25519SeedBin<'_>>::as_be_bytes(&seed).map(|bytes| bytes.as_ref().to_vec())),
        };
        bytes.map(|bytes| Some(SecretBytes::new(bytes))).map_err(|_| failed)
    }
}

fn ecdsa(curve: Curve) -> &'static EcdsaSigningAlgorithm {
    match curve {
        Curve::P256 => &ECDSA_P256_SHA256_FIXED_SIGNING,
        Curve::P384 => &ECDSA_P384_SHA384_FIXED_SIGNING,
        Curve::P521 => &ECDSA_P521_SHA512_FIXED_SIGNING,
    }
}
