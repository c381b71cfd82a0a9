//! A JWK as a key: `kty` decides, `crv`, `alg`, `use` and `key_ops` must agree with it.

use aws_lc_rs::{
    rsa::KeyPairComponents,
    signature::{RsaKeyPair, RsaPublicKeyComponents},
};

use super::{
    JwkError,
    members::{Members, Value},
    number::Numbers,
};
use crate::{
    keys::{Algorithm, Curve, KeyError, KeyType, Note, RecognisedKey, private::Pair, public::PublicKey},
    secret::SecretBytes,
};

/// Reads one key.
pub(super) fn key(members: &Members, notes: &mut Vec<Note>) -> Result<RecognisedKey, KeyError> {
    for_signatures(members)?;
    let mut numbers = Numbers { members, notes };
    let key = match members.required("kty")? {
        "RSA" => rsa(&mut numbers)?,
        "EC" => ec(&mut numbers)?,
        "OKP" => okp(&mut numbers)?,
        "oct" => RecognisedKey::secret_of(SecretBytes::new(numbers.bytes("k")?.to_vec())),
        other => return Err(JwkError::KeyType(other.to_owned()).into()),
    };
    let kid = members.text("kid")?.map(str::parse).transpose().map_err(JwkError::Kid)?;
    let algorithms = match algorithm(members, key.key_type())? {
        Some(algorithm) => vec![algorithm],
        None => key.algorithms().to_vec(),
    };
    Ok(key.bound(kid, &algorithms))
}

/// RFC 7517 sections 4.2 and 4.3: a key that says what it is for is for nothing else.
fn for_signatures(members: &Members) -> Result<(), JwkError> {
    match members.text("use")? {
        None | Some("sig") => {}
        Some(other) => return Err(JwkError::Purpose(other.to_owned())),
    }
    let Some(Value::List(operations)) = members.get("key_ops") else {
        return Ok(());
    };
    let names: Vec<_> = operations
        .iter()
        .filter_map(|operation| match operation {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    if names.contains(&"sign") || names.contains(&"verify") { Ok(()) } else { Err(JwkError::Purpose(names.join(", "))) }
}

fn algorithm(members: &Members, key_type: KeyType) -> Result<Option<Algorithm>, JwkError> {
    let Some(name) = members.text("alg")? else {
        return Ok(None);
    };
    // RFC 9864 names the curve of EdDSA; the signatures are the same.
    let name = if name == "Ed25519" { "EdDSA" } else { name };
    let algorithm: Algorithm = name.parse().map_err(|_| JwkError::Algorithm(name.to_owned()))?;
    if algorithm.key_type() == key_type { Ok(Some(algorithm)) } else { Err(JwkError::Mismatch { algorithm }) }
}

/// RFC 7518 section 6.3.
fn rsa(numbers: &mut Numbers<'_>) -> Result<RecognisedKey, KeyError> {
    let (n, e) = (numbers.bytes("n")?, numbers.bytes("e")?);
    let public = PublicKey::rsa(&n, &e)?;
    let PublicKey::Rsa { n, e } = &public else {
        return Err(KeyError::Malformed { what: "RSA public key" });
    };
    if !numbers.has("d") {
        return Ok(RecognisedKey::public(public));
    }
    if numbers.has("oth") {
        return Err(JwkError::MultiPrime.into());
    }
    if let Some(member) = ["p", "q", "dp", "dq", "qi"].into_iter().find(|member| !numbers.has(member)) {
        return Err(JwkError::CrtMissing { member }.into());
    }
    let components = KeyPairComponents {
        public_key: RsaPublicKeyComponents { n, e },
        d: numbers.bytes("d")?,
        p: numbers.bytes("p")?,
        q: numbers.bytes("q")?,
        dP: numbers.bytes("dp")?,
        dQ: numbers.bytes("dq")?,
        qInv: numbers.bytes("qi")?,
    };
    let pair = RsaKeyPair::from_components(&components).map_err(|_| KeyError::Inconsistent)?;
    Ok(RecognisedKey::private(Pair::from_rsa(pair)))
}

/// RFC 7518 section 6.2.
fn ec(numbers: &mut Numbers<'_>) -> Result<RecognisedKey, KeyError> {
    let name = numbers.members.required("crv")?;
    let curve = Curve::ALL.into_iter().find(|curve| curve.name() == name).ok_or_else(|| JwkError::Curve(name.to_owned()))?;
    let (x, y) = (numbers.padded("x", curve.size())?, numbers.padded("y", curve.size())?);
    // A coordinate that lost another byte than a leading zero is no longer on the curve, and its length says why.
    let public = PublicKey::ec(curve, &x, &y).map_err(|off_curve| cut(numbers, curve).map_or(off_curve, KeyError::from))?;
    if !numbers.has("d") {
        return Ok(RecognisedKey::public(public));
    }
    let scalar = numbers.padded("d", curve.size())?;
    Ok(RecognisedKey::private(Pair::ec_from_scalar(curve, &scalar, &public)?))
}

/// The first coordinate that has not the size of its curve.
fn cut(numbers: &mut Numbers<'_>, curve: Curve) -> Option<JwkError> {
    let needed = curve.size();
    ["x", "y"].into_iter().find_map(|member| {
        let found = numbers.bytes(member).ok()?.len();
        (found != needed).then_some(JwkError::Length { member, found, needed })
    })
}

/// RFC 8037 section 2.
fn okp(numbers: &mut Numbers<'_>) -> Result<RecognisedKey, KeyError> {
    let name = numbers.members.required("crv")?;
    if name != "Ed25519" {
        return Err(JwkError::Curve(name.to_owned()).into());
    }
    let public = PublicKey::ed25519(&numbers.exact("x", 32)?)?;
    if !numbers.has("d") {
        return Ok(RecognisedKey::public(public));
    }
    let pair = Pair::ed25519_from_seed(&numbers.exact("d", 32)?)?;
    if pair.public()? == public { Ok(RecognisedKey::private(pair)) } else { Err(KeyError::Inconsistent) }
}
