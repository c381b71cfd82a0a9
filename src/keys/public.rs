//! Public keys in parts: what a JWK, a certificate and a PEM file have in common.

use aws_lc_rs::{
    encoding::AsDer,
    signature::{
        ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ECDSA_P521_SHA512_FIXED, ED25519, EcdsaVerificationAlgorithm,
        ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaParameters, RsaPublicKeyComponents,
    },
};

use super::{Curve, KeyError, KeyType};

/// The least and the greatest size of an RSA modulus in bits (RFC 7518 section 3.3; the backend).
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// The parts of a public key, checked when it is made: RSA numbers are big-endian without leading zeros.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum PublicKey {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    Ec { curve: Curve, x: Vec<u8>, y: Vec<u8> },
    Ed25519 { x: Vec<u8> },
}

impl PublicKey {
    /// An RSA key; leading zeros are dropped.
    pub(super) fn rsa(n: &[u8], e: &[u8]) -> Result<Self, KeyError> {
        let (n, e) = (strip(n), strip(e));
        let bits = bit_length(n);
        if bits < *RSA_BITS.start() {
            return Err(KeyError::RsaTooSmall { bits });
        }
        if bits > *RSA_BITS.end() {
            return Err(KeyError::RsaTooLarge { bits });
        }
        // An even modulus or exponent has no inverse, and with e = 1 a message is its own signature.
        let odd = |number: &[u8]| number.last().is_some_and(|byte| byte & 1 == 1);
        if !odd(n) || !odd(e) || e == [1] {
            return Err(KeyError::Malformed { what: "RSA public key" });
        }
        let key = Self::Rsa { n: n.to_vec(), e: e.to_vec() };
        key.rsa_parsed(&RSA_PKCS1_2048_8192_SHA256)?;
        Ok(key)
    }

    /// An elliptic-curve key from coordinates of exactly the curve's size.
    pub(super) fn ec(curve: Curve, x: &[u8], y: &[u8]) -> Result<Self, KeyError> {
        let key = Self::Ec { curve, x: x.to_vec(), y: y.to_vec() };
        key.plain_parsed().map_err(|_| KeyError::NotOnCurve { curve })?;
        Ok(key)
    }

    /// An elliptic-curve key from a point in the form of SEC 1 section 2.3.3, compressed or not.
    pub(super) fn ec_point(curve: Curve, point: &[u8]) -> Result<Self, KeyError> {
        let off_curve = || KeyError::NotOnCurve { curve };
        let parsed = ParsedPublicKey::new(ecdsa(curve), point).map_err(|_| off_curve())?;
        let spki = parsed.as_der().map_err(|_| off_curve())?;
        // The backend writes the point uncompressed, and it ends the structure.
        let both = curve.size().saturating_mul(2);
        let start = spki.as_ref().len().saturating_sub(both);
        let (x, y) = spki.as_ref().get(start..).and_then(|tail| tail.split_at_checked(curve.size())).ok_or_else(off_curve)?;
        Ok(Self::Ec { curve, x: x.to_vec(), y: y.to_vec() })
    }

    /// An Ed25519 key from its 32 bytes.
    pub(super) fn ed25519(x: &[u8]) -> Result<Self, KeyError> {
        let key = Self::Ed25519 { x: x.to_vec() };
        key.plain_parsed().map_err(|_| KeyError::Malformed { what: "Ed25519 public key" })?;
        Ok(key)
    }

    pub(super) const fn key_type(&self) -> KeyType {
        match self {
            Self::Rsa { .. } => KeyType::Rsa,
            Self::Ec { curve, .. } => KeyType::Ec(*curve),
            Self::Ed25519 { .. } => KeyType::Ed25519,
        }
    }

    /// The size of the modulus in bits; 0 for other keys.
    pub(super) fn rsa_bits(&self) -> usize {
        match self {
            Self::Rsa { n, .. } => bit_length(n),
            Self::Ec { .. } | Self::Ed25519 { .. } => 0,
        }
    }

    /// Parsed for RSA verification with those parameters.
    pub(super) fn rsa_parsed(&self, parameters: &'static RsaParameters) -> Result<ParsedPublicKey, KeyError> {
        let Self::Rsa { n, e } = self else {
            return Err(KeyError::Malformed { what: "RSA public key" });
        };
        RsaPublicKeyComponents { n, e }
            .to_parsed_public_key(parameters)
            .map_err(|_| KeyError::Malformed { what: "RSA public key" })
    }

    /// Parsed for the one algorithm that a key on a curve has.
    pub(super) fn plain_parsed(&self) -> Result<ParsedPublicKey, KeyError> {
        match self {
            Self::Rsa { .. } => self.rsa_parsed(&RSA_PKCS1_2048_8192_SHA256),
            Self::Ec { curve, .. } => {
                ParsedPublicKey::new(ecdsa(*curve), self.point()).map_err(|_| KeyError::NotOnCurve { curve: *curve })
            }
            Self::Ed25519 { x } => {
                ParsedPublicKey::new(&ED25519, x).map_err(|_| KeyError::Malformed { what: "Ed25519 public key" })
            }
        }
    }

    /// The uncompressed point of SEC 1 section 2.3.3, or nothing.
    pub(super) fn point(&self) -> Vec<u8> {
        match self {
            Self::Ec { x, y, .. } => [&[4], x.as_slice(), y.as_slice()].concat(),
            Self::Rsa { .. } | Self::Ed25519 { .. } => Vec::new(),
        }
    }

    /// The `SubjectPublicKeyInfo` of RFC 5280 section 4.1.2.7.
    pub(super) fn to_spki(&self) -> Result<Vec<u8>, KeyError> {
        let failed = KeyError::Backend { at: "encoding a public key" };
        Ok(self.plain_parsed()?.as_der().map_err(|_| failed)?.as_ref().to_vec())
    }
}

fn ecdsa(curve: Curve) -> &'static EcdsaVerificationAlgorithm {
    match curve {
        Curve::P256 => &ECDSA_P256_SHA256_FIXED,
        Curve::P384 => &ECDSA_P384_SHA384_FIXED,
        Curve::P521 => &ECDSA_P521_SHA512_FIXED,
    }
}

/// Without leading zero bytes.
pub(super) fn strip(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeros..).unwrap_or_default()
}

fn bit_length(number: &[u8]) -> usize {
    let zeros = number.first().map_or(0, |byte| byte.leading_zeros());
    number.len().saturating_mul(8).saturating_sub(usize::try_from(zeros).unwrap_or(0))
}
