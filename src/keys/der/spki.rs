//! `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7) and the object identifiers of keys.

use der::{Decode, asn1::ObjectIdentifier};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::rsa::rsa_public;
use crate::keys::{Algorithm, Curve, KeyError, KeyType, public::PublicKey};

/// What an `AlgorithmIdentifier` says of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::keys) struct Identified {
    pub(in crate::keys) key_type: KeyType,
    /// `id-RSASSA-PSS` (RFC 4055 section 1.2) binds an RSA key to PSS.
    pub(in crate::keys) pss_only: bool,
}

impl Identified {
    /// The algorithms that the key may serve.
    pub(in crate::keys) fn algorithms(self) -> &'static [Algorithm] {
        if self.pss_only { &[Algorithm::Ps256, Algorithm::Ps384, Algorithm::Ps512] } else { self.key_type.algorithms() }
    }
}

/// Object identifiers of keys: RFC 3279, RFC 4055, RFC 5480, RFC 8410.
const RSA: &str = "1.2.840.113549.1.1.1";
const RSA_PSS: &str = "1.2.840.113549.1.1.10";
const EC: &str = "1.2.840.10045.2.1";
const ED25519: &str = "1.3.101.112";
const CURVES: [(&str, Curve); 3] =
    [("1.2.840.10045.3.1.7", Curve::P256), ("1.3.132.0.34", Curve::P384), ("1.3.132.0.35", Curve::P521)];
/// Kinds that are named when they are refused.
const FOREIGN: [(&str, &str); 10] = [
    ("1.3.101.110", "X25519 (key agreement, not signatures)"),
    ("1.3.101.111", "X448 (key agreement, not signatures)"),
    ("1.3.101.113", "Ed448"),
    ("1.2.840.10040.4.1", "DSA"),
    ("1.2.840.113549.1.3.1", "Diffie-Hellman"),
    ("1.3.132.0.10", "EC secp256k1"),
    ("1.2.840.10045.3.1.1", "EC P-192"),
    ("1.3.132.0.33", "EC P-224"),
    ("1.3.36.3.3.2.8.1.1.7", "EC brainpoolP256r1"),
    ("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
];

/// The curve of that object identifier.
pub(in crate::keys) fn curve(oid: ObjectIdentifier) -> Result<Curve, KeyError> {
    let text = oid.to_string();
    CURVES.into_iter().find(|(known, _)| *known == text).map(|(_, curve)| curve).ok_or_else(|| unsupported(&text))
}

/// The kind of key that an `AlgorithmIdentifier` names.
pub(in crate::keys) fn identify(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<Identified, KeyError> {
    let plain = |key_type| Identified { key_type, pss_only: false };
    match algorithm.oid.to_string().as_str() {
        RSA => Ok(plain(KeyType::Rsa)),
        RSA_PSS => Ok(Identified { key_type: KeyType::Rsa, pss_only: true }),
        EC => {
            let explicit = |_| KeyError::Unsupported { what: "EC without a named curve".to_owned() };
            Ok(plain(KeyType::Ec(curve(algorithm.parameters_oid().map_err(explicit)?)?)))
        }
        ED25519 => Ok(plain(KeyType::Ed25519)),
        other => Err(unsupported(other)),
    }
}

fn unsupported(oid: &str) -> KeyError {
    let name = FOREIGN.into_iter().find(|(known, _)| *known == oid).map(|(_, name)| name);
    KeyError::Unsupported { what: name.map_or_else(|| format!("with the object identifier {oid}"), str::to_owned) }
}

/// A public key and the algorithms that it may serve.
pub(in crate::keys) fn public_from_spki(der: &[u8]) -> Result<(PublicKey, &'static [Algorithm]), KeyError> {
    let malformed = || KeyError::Malformed { what: "SubjectPublicKeyInfo" };
    let info = SubjectPublicKeyInfoRef::from_der(der).map_err(|_| malformed())?;
    let identified = identify(&info.algorithm)?;
    let bytes = info.subject_public_key.as_bytes().ok_or_else(malformed)?;
    let key = match identified.key_type {
        KeyType::Rsa => rsa_public(bytes)?,
        KeyType::Ec(curve) => PublicKey::ec_point(curve, bytes)?,
        KeyType::Ed25519 => PublicKey::ed25519(bytes)?,
        KeyType::Secret => return Err(malformed()),
    };
    Ok((key, identified.algorithms()))
}
