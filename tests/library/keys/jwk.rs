//! JWKs and JWKS as others make them, well and badly.

use authctl::keys::{Algorithm, Curve, JwkError, KeyError, KeyPart, Note, Recognised, RecognisedKey};
use serde_json::{Value, json};

use super::read;

/// RFC 7515 appendix A.3.
fn ec() -> Value {
    json!({"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})
}

/// RFC 8037 appendix A.1.
fn okp() -> Value {
    json!({"kty": "OKP", "crv": "Ed25519", "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})
}

#[expect(clippy::needless_pass_by_value, reason = "reads better at its many callers")]
fn with(mut key: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            key.as_object_mut().unwrap().remove(name);
        } else {
            key[name] = value.clone();
        }
    }
    key
}

fn refused(key: &Value) -> KeyError {
    read(key.to_string()).map(|read| format!("{read:?}")).unwrap_err()
}

#[test]
fn jwks_that_are_refused_and_why() {
    let jwk = KeyError::Jwk;
    let table = [
        (json!({}), jwk(JwkError::NotAJwk)),
        (json!({"keys": {}}), jwk(JwkError::NotAJwk)),
        (with(ec(), json!({"kty": "EC2"})), jwk(JwkError::KeyType("EC2".into()))),
        (with(ec(), json!({"kty": 5})), jwk(JwkError::NotText { member: "kty" })),
        (with(ec(), json!({"crv": "P-256K"})), jwk(JwkError::Curve("P-256K".into()))),
        (with(ec(), json!({"crv": "Ed25519"})), jwk(JwkError::Curve("Ed25519".into()))),
        (with(ec(), json!({"crv": null})), jwk(JwkError::Missing { member: "crv" })),
        (with(okp(), json!({"crv": "Ed448"})), jwk(JwkError::Curve("Ed448".into()))),
        (with(okp(), json!({"crv": "X25519"})), jwk(JwkError::Curve("X25519".into()))),
        (with(okp(), json!({"x": "AAAA"})), jwk(JwkError::Length { member: "x", found: 3, needed: 32 })),
        (with(okp(), json!({"d": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})), KeyError::Inconsistent),
        (with(ec(), json!({"y": null})), jwk(JwkError::Missing { member: "y" })),
        (with(ec(), json!({"x": "!!"})), jwk(JwkError::Base64 { member: "x" })),
        (with(ec(), json!({"x": "AAAA"})), jwk(JwkError::Length { member: "x", found: 3, needed: 32 })),
        (with(ec(), json!({"crv": "P-384"})), jwk(JwkError::Length { member: "x", found: 32, needed: 48 })),
        (with(ec(), json!({"x": ec()["y"]})), KeyError::NotOnCurve { curve: Curve::P256 }),
        (with(ec(), json!({"d": "AQ"})), KeyError::Inconsistent),
        (with(ec(), json!({"alg": "ES384"})), jwk(JwkError::Mismatch { algorithm: Algorithm::Es384 })),
        (with(ec(), json!({"alg": "HS256"})), jwk(JwkError::Mismatch { algorithm: Algorithm::Hs256 })),
        (with(ec(), json!({"alg": "ECDH-ES"})), jwk(JwkError::Algorithm("ECDH-ES".into()))),
        (with(ec(), json!({"use": "enc"})), jwk(JwkError::Purpose("enc".into()))),
        (with(ec(), json!({"key_ops": ["deriveKey"]})), jwk(JwkError::Purpose("deriveKey".into()))),
        (with(ec(), json!({"kid": 7})), jwk(JwkError::NotText { member: "kid" })),
        (json!({"kty": "RSA", "n": "AQAB", "e": "AQAB"}), KeyError::RsaTooSmall { bits: 17 }),
        (json!({"kty": "oct"}), jwk(JwkError::Missing { member: "k" })),
    ];
    for (key, error) in table {
        assert_eq!(refused(&key), error, "{key}");
    }
}

#[test]
fn a_member_given_twice_is_refused() {
    let twice = r#"{"kty":"oct","k":"AAAA","k":"AAAB"}"#;
    assert!(matches!(read(twice), Err(KeyError::Jwk(JwkError::Json(_)))));
}

#[test]
fn an_rsa_private_key_needs_all_its_parts() {
    let file: Value = serde_json::from_str(include_str!("../../vectors/rfc7515.json")).unwrap();
    let rsa = file["cases"][1]["key"].clone();
    for member in ["p", "q", "dp", "dq", "qi"] {
        assert_eq!(refused(&with(rsa.clone(), json!({member: null}))), KeyError::Jwk(JwkError::CrtMissing { member }));
    }
    assert_eq!(refused(&with(rsa.clone(), json!({"oth": []}))), KeyError::Jwk(JwkError::MultiPrime));
    assert_eq!(refused(&with(rsa.clone(), json!({"qi": rsa["dq"]}))), KeyError::Inconsistent);
}

#[test]
fn alg_binds_a_key_and_its_absence_leaves_the_family() {
    let algorithms = |key: &Value| read(key.to_string()).unwrap().keys[0].algorithms().to_vec();
    let oct =
        json!({"kty": "oct", "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"});
    assert_eq!(algorithms(&oct), [Algorithm::Hs256, Algorithm::Hs384, Algorithm::Hs512]);
    assert_eq!(algorithms(&with(oct.clone(), json!({"alg": "HS512"}))), [Algorithm::Hs512]);
    assert_eq!(algorithms(&with(okp(), json!({"alg": "Ed25519"}))), [Algorithm::EdDsa]);
    let bound = read(with(oct, json!({"alg": "HS512"})).to_string()).unwrap().keys.remove(0);
    let refused = KeyError::Bound { algorithm: Algorithm::Hs256, bound: vec![Algorithm::Hs512] };
    assert_eq!(bound.signing_key(Some(Algorithm::Hs256)).map(|_| ()), Err(refused));
}

#[test]
fn short_and_long_coordinates_are_mended_and_reported() {
    // The first key found whose x begins with a zero byte, as makers that drop leading zeros write it.
    let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
    let (jwk, x) = std::iter::repeat_with(|| {
        let key = authctl::keys::SigningKey::generate(Algorithm::Es256, None, &mut rng).unwrap();
        let jwk = serde_json::to_value(key.verifying_key().public_jwk().unwrap()).unwrap();
        let x = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, jwk["x"].as_str().unwrap()).unwrap();
        (jwk, x)
    })
    .find(|(_, x)| x[0] == 0)
    .unwrap();
    assert_eq!(x.len(), 32, "written at full size");
    let encode = |bytes: &[u8]| base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, bytes);
    let whole = read(jwk.to_string()).unwrap().keys[0].verifying_key().unwrap();
    for (bytes, found) in [(x[1..].to_vec(), 31), ([vec![0], x.clone()].concat(), 33)] {
        let mended = read(with(jwk.clone(), json!({"x": encode(&bytes)})).to_string()).unwrap();
        assert_eq!(mended.notes, [Note::ShortCoordinate { member: "x", found, needed: 32 }]);
        assert!(mended.keys[0].verifying_key().unwrap().is_same_key(&whole));
    }
}

#[test]
fn standard_base64_is_taken_and_reported() {
    let standard = "x/FEzRu9m36HLN/tue659LNpXW6pCyStikYjKIWI5a0=";
    let key = read(with(ec(), json!({"y": standard})).to_string()).unwrap();
    assert_eq!(key.notes, [Note::StandardBase64 { member: "y" }]);
}

#[test]
fn a_set_leaves_out_what_is_not_for_signatures_and_says_so() {
    let set = json!({"keys": [
        with(ec(), json!({"kid": "good"})),
        with(ec(), json!({"kid": "enc", "use": "enc"})),
        {"kty": "AKP", "kid": "new", "alg": "ML-DSA-44"},
        {"kty": "OKP", "crv": "X25519", "x": "AAAA"},
        "not even an object",
        okp(),
    ]});
    let Recognised { keys, notes, is_set, .. } = read(set.to_string()).unwrap();
    assert!(is_set);
    assert_eq!(keys.iter().map(|key| key.kid.as_ref().map(ToString::to_string)).collect::<Vec<_>>(), [Some("good".into()), None]);
    assert_eq!(keys.iter().map(RecognisedKey::part).collect::<Vec<_>>(), [KeyPart::Public, KeyPart::Private]);
    let skipped: Vec<_> = notes
        .iter()
        .map(|note| match note {
            Note::Skipped { position, kid, .. } => (*position, kid.as_deref()),
            other => panic!("{other}"),
        })
        .collect();
    assert_eq!(skipped, [(1, Some("enc")), (2, Some("new")), (3, None), (4, None)]);
}

#[test]
fn a_set_without_a_usable_key_says_why() {
    let set = json!({"keys": [{"kty": "OKP", "crv": "X25519", "kid": "x"}]});
    let KeyError::EmptySet { skipped } = refused(&set) else { panic!("an empty set") };
    assert_eq!(skipped.len(), 1);
    assert_eq!(refused(&json!({"keys": []})), KeyError::EmptySet { skipped: vec![] });
}
