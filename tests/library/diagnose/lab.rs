//! Freshly made tokens.

use std::sync::LazyLock;

use authctl::{
    clock::Timestamp,
    keys::{Algorithm, Candidate, KeySet, KeyState, Origin, SigningKey},
    secret::SecretBytes,
    token::base64url::encode,
};

/// The instant at which all tokens are looked at: 2023-11-14T22:13:20Z.
pub(crate) const NOW: i64 = 1_700_000_000;
/// The header and payload of a token that nothing is wrong with.
pub(crate) const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;
pub(crate) const CLAIMS: &str =
    r#"{"iss":"https://id.example","sub":"ann","aud":"api","iat":1699999000,"exp":1700003600,"jti":"7"}"#;

pub(crate) fn now() -> Timestamp {
    Timestamp::from_unix(NOW)
}

/// One key of each algorithm.
static KEYS: LazyLock<Vec<SigningKey>> = LazyLock::new(|| {
    let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
    Algorithm::ALL.into_iter().map(|algorithm| SigningKey::generate(algorithm, None, &mut rng).unwrap()).collect()
});

pub(crate) fn key(algorithm: Algorithm) -> &'static SigningKey {
    KEYS.iter().find(|key| key.algorithm() == algorithm).unwrap()
}

pub(crate) fn candidate(key: &SigningKey, kid: Option<&str>) -> Candidate {
    Candidate { kid: kid.map(|kid| kid.parse().unwrap()), key: key.verifying_key(), origin: Origin::Outside }
}

pub(crate) fn retired(key: &SigningKey) -> Candidate {
    Candidate { origin: Origin::File(KeyState::Retired), ..candidate(key, None) }
}

/// The key of that algorithm alone, without a name.
pub(crate) fn only(algorithm: Algorithm) -> KeySet {
    KeySet::new(vec![candidate(key(algorithm), None)])
}

/// A weak secret as a key.
pub(crate) fn weak(secret: &str) -> SigningKey {
    SigningKey::from_weak_secret(Algorithm::Hs256, &SecretBytes::new(secret.as_bytes().to_vec())).unwrap()
}

/// A token of those texts, signed whatever they say.
pub(crate) fn signed_by(key: &SigningKey, header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    seal(key, &format!("{}.{}", encode(header.as_ref()), encode(payload.as_ref())))
}

/// The first two parts with a signature over them.
pub(crate) fn seal(key: &SigningKey, parts: &str) -> String {
    format!("{parts}.{}", encode(&key.sign(parts.as_bytes()).unwrap()))
}

/// A token of those texts, signed with HS256.
pub(crate) fn signed(header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    signed_by(key(Algorithm::Hs256), header, payload)
}

/// A token of those claims.
pub(crate) fn claims(payload: impl AsRef<[u8]>) -> String {
    signed(HEADER, payload)
}

/// A token with that header.
pub(crate) fn header(header: impl AsRef<[u8]>) -> String {
    signed(header, CLAIMS)
}

/// A token that nothing is wrong with.
pub(crate) fn good() -> String {
    claims(CLAIMS)
}

/// A good token of that algorithm.
pub(crate) fn good_of(algorithm: Algorithm) -> String {
    signed_by(key(algorithm), format!(r#"{{"alg":"{algorithm}","typ":"JWT"}}"#), CLAIMS)
}
