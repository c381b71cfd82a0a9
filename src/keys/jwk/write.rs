//! Keys as JWKs, and their thumbprints (RFC 7638).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Serialize, Serializer, ser::SerializeMap};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::keys::{Algorithm, KeyError, KeyId, der, private::Pair, public::PublicKey};
use crate::secret::SecretBytes;

/// A public key as a JWK. Its JSON has the members in the order in which they were added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwk {
    members: Vec<(&'static str, String)>,
}

impl Jwk {
    /// `kty` and the members that make the key. RFC 7518 section 6.2.1.2: coordinates have the full size of the curve.
    pub(in crate::keys) fn public(key: &PublicKey) -> Self {
        Self { members: public_members(key) }
    }

    /// Adds `kid`, `use` and `alg`, as a published key has them.
    #[must_use]
    pub fn described(mut self, kid: Option<&KeyId>, algorithm: Option<Algorithm>) -> Self {
        let kid = kid.map(|kid| ("kid", kid.to_string()));
        let algorithm = algorithm.map(|algorithm| ("alg", algorithm.name().to_owned()));
        let usage = Some(("use", "sig".to_owned()));
        self.members.extend([kid, usage, algorithm].into_iter().flatten());
        self
    }

    /// The value of a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.members.iter().find(|(member, _)| *member == name).map(|(_, value)| value.as_str())
    }
}

impl Serialize for Jwk {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.members.len()))?;
        for (name, value) in &self.members {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

fn public_members(key: &PublicKey) -> Vec<(&'static str, String)> {
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    match key {
        PublicKey::Rsa { n, e } => vec![("kty", "RSA".to_owned()), ("n", encode(n)), ("e", encode(e))],
        PublicKey::Ec { curve, x, y } => {
            vec![("kty", "EC".to_owned()), ("crv", curve.name().to_owned()), ("x", encode(x)), ("y", encode(y))]
        }
        PublicKey::Ed25519 { x } => vec![("kty", "OKP".to_owned()), ("crv", "Ed25519".to_owned()), ("x", encode(x))],
    }
}

/// RFC 7638 section 3: the hash of the required members, in the order of their names, without white space.
pub(in crate::keys) fn thumbprint(key: &PublicKey) -> KeyId {
    let mut members = public_members(key);
    members.sort_unstable();
    let body: Vec<_> = members.iter().map(|(name, value)| format!("\"{name}\":\"{value}\"")).collect();
    fingerprint(format!("{{{}}}", body.join(",")).as_bytes())
}

/// The thumbprint of an HMAC secret, over `k` and `kty`.
pub(in crate::keys) fn secret_thumbprint(secret: &SecretBytes) -> KeyId {
    let k = Zeroizing::new(URL_SAFE_NO_PAD.encode(secret.expose()));
    fingerprint(Zeroizing::new(format!("{{\"k\":\"{}\",\"kty\":\"oct\"}}", *k)).as_bytes())
}

fn fingerprint(json: &[u8]) -> KeyId {
    KeyId::trusted(URL_SAFE_NO_PAD.encode(Sha256::digest(json)))
}

/// A private key or secret as JWK text; text of a secret is a secret.
pub(in crate::keys) fn private_jwk(
    material: PrivateMaterial<'_>,
    kid: Option<&KeyId>,
    algorithm: Algorithm,
) -> Result<SecretBytes, KeyError> {
    let mut members: Vec<(&'static str, Zeroizing<String>)> = match material {
        PrivateMaterial::Secret(secret) => {
            vec![("kty", Zeroizing::new("oct".to_owned())), ("k", Zeroizing::new(URL_SAFE_NO_PAD.encode(secret.expose())))]
        }
        PrivateMaterial::Pair { pair, pkcs8 } => pair_members(pair, pkcs8)?,
    };
    if let Some(kid) = kid {
        members.push(("kid", Zeroizing::new(kid.to_string())));
    }
    members.push(("use", Zeroizing::new("sig".to_owned())));
    members.push(("alg", Zeroizing::new(algorithm.name().to_owned())));
    // Room for the whole, so that growing leaves no copies behind.
    let length: usize = members.iter().map(|(name, value)| name.len().saturating_add(value.len().saturating_mul(6))).sum();
    let mut text = Vec::with_capacity(length.saturating_add(256));
    let failed = |_| KeyError::Backend { at: "encoding a private key" };
    serde_json::to_writer(&mut text, &Private(members)).map_err(failed)?;
    Ok(SecretBytes::new(text))
}

/// What a private JWK is made from.
#[derive(Clone, Copy)]
pub(in crate::keys) enum PrivateMaterial<'a> {
    Secret(&'a SecretBytes),
    Pair { pair: &'a Pair, pkcs8: &'a SecretBytes },
}

struct Private(Vec<(&'static str, Zeroizing<String>)>);

impl Serialize for Private {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value.as_str())?;
        }
        map.end()
    }
}

fn pair_members(pair: &Pair, pkcs8: &SecretBytes) -> Result<Vec<(&'static str, Zeroizing<String>)>, KeyError> {
    let mut members: Vec<_> =
        public_members(&pair.public()?).into_iter().map(|(name, value)| (name, Zeroizing::new(value))).collect();
    if let Some(scalar) = pair.scalar()? {
        members.push(("d", Zeroizing::new(URL_SAFE_NO_PAD.encode(scalar.expose()))));
    } else {
        let names = ["d", "p", "q", "dp", "dq", "qi"].into_iter();
        let encode = |number: &[u8]| Zeroizing::new(URL_SAFE_NO_PAD.encode(number));
        members.extend(names.zip(der::rsa_private_numbers(pkcs8.expose())?.map(encode)));
    }
    Ok(members)
}
