//! Private keys in PKCS#8 and SEC 1.

use der::Decode;
use pkcs8::PrivateKeyInfoRef;
use sec1::{EcParameters, EcPrivateKey};

use super::{rsa, spki};
use crate::keys::{Curve, KeyError, KeyType, RecognisedKey, private::Pair};

/// A private key in PKCS#8, bound to PSS where its identifier says so.
pub(super) fn from_pkcs8(der: &[u8]) -> Result<RecognisedKey, KeyError> {
    let malformed = || KeyError::Malformed { what: "PKCS#8 private key" };
    let info = PrivateKeyInfoRef::from_der(der).map_err(|_| malformed())?;
    let identified = spki::identify(&info.algorithm)?;
    let pair = match identified.key_type {
        KeyType::Rsa => rsa::rsa_private(info.private_key.as_bytes())?,
        KeyType::Ec(curve) => Pair::ec_from_der(curve, der)?,
        KeyType::Ed25519 => Pair::from_pkcs8(KeyType::Ed25519, der)?,
        KeyType::Secret => return Err(malformed()),
    };
    Ok(RecognisedKey::private(pair).bound(None, identified.algorithms()))
}

/// A private key in the `ECPrivateKey` of RFC 5915. Where it names no curve, the length of the scalar tells it.
pub(super) fn from_sec1(der: &[u8]) -> Result<Pair, KeyError> {
    let malformed = || KeyError::Malformed { what: "SEC 1 private key" };
    let key = EcPrivateKey::from_der(der).map_err(|_| malformed())?;
    let curve = match key.parameters.and_then(EcParameters::named_curve) {
        Some(oid) => spki::curve(oid)?,
        None => Curve::ALL.into_iter().find(|curve| curve.size() == key.private_key.len()).ok_or_else(malformed)?,
    };
    Pair::ec_from_der(curve, der)
}
