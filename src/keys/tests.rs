//! Keys as their users see them.

use super::*;
use crate::{clock::Timestamp, secret::SecretBytes};

pub(super) fn rng() -> impl rand_core::CryptoRng {
    rand_core::UnwrapErr(getrandom::SysRng)
}

fn generate(algorithm: Algorithm) -> SigningKey {
    SigningKey::generate(algorithm, None, &mut rng()).unwrap()
}

#[test]
fn what_a_key_signs_verifies_and_nothing_else_does() {
    for algorithm in Algorithm::ALL {
        let key = generate(algorithm);
        let signature = key.sign(b"header.payload").unwrap();
        let verifying = key.verifying_key();
        assert_eq!(verifying.algorithms(), [algorithm]);
        assert_eq!(signature.len(), verifying.signature_length(algorithm), "{algorithm}");
        assert!(verifying.verify(algorithm, b"header.payload", &signature), "{algorithm}");
        assert!(!verifying.verify(algorithm, b"header.payloae", &signature), "{algorithm}");
        assert!(!verifying.verify(algorithm, b"header.payload", &signature[1..]), "{algorithm}");
        assert!(!verifying.verify(algorithm, b"header.payload", b""), "{algorithm}");
        for other in Algorithm::ALL.into_iter().filter(|other| *other != algorithm) {
            assert!(!verifying.verify(other, b"header.payload", &signature), "{algorithm} as {other}");
        }
    }
}

#[test]
fn stored_material_makes_the_same_key() {
    for algorithm in Algorithm::ALL {
        let key = generate(algorithm);
        let again = SigningKey::from_stored(algorithm, &key.to_stored()).unwrap();
        assert!(again.verifying_key().is_same_key(&key.verifying_key()), "{algorithm}");
        assert!(key.verifying_key().verify(algorithm, b"m", &again.sign(b"m").unwrap()), "{algorithm}");
        let public = VerifyingKey::from_stored(algorithm, &key.verifying_key().to_stored()).unwrap();
        assert!(public.verify(algorithm, b"m", &key.sign(b"m").unwrap()), "{algorithm}");
        assert_eq!(public.thumbprint(), key.verifying_key().thumbprint(), "{algorithm}");
    }
}

#[test]
fn stored_material_of_another_kind_is_refused() {
    let keys: Vec<_> = [Algorithm::Rs256, Algorithm::Es256, Algorithm::Es384, Algorithm::Es512, Algorithm::EdDsa]
        .into_iter()
        .map(generate)
        .collect();
    for key in &keys {
        for algorithm in Algorithm::ALL.into_iter().filter(|other| !other.is_symmetric()) {
            let fits = algorithm.key_type() == key.algorithm().key_type();
            assert_eq!(SigningKey::from_stored(algorithm, &key.to_stored()).is_ok(), fits, "{algorithm}");
            let public = key.verifying_key().to_stored();
            assert_eq!(VerifyingKey::from_stored(algorithm, &public).is_ok(), fits, "{algorithm}");
        }
    }
}

#[test]
fn sizes_that_generation_takes() {
    let make = |algorithm, bits| SigningKey::generate(algorithm, bits, &mut rng()).map(|key| key.verifying_key().describe());
    assert_eq!(make(Algorithm::Rs256, None).as_deref(), Ok("RSA-2048"));
    assert_eq!(make(Algorithm::Ps512, Some(3072)).as_deref(), Ok("RSA-3072"));
    assert_eq!(make(Algorithm::Rs256, Some(1024)), Err(KeyError::RsaTooSmall { bits: 1024 }));
    assert_eq!(make(Algorithm::Rs256, Some(2560)), Err(KeyError::BitsUnknown { bits: 2560 }));
    assert_eq!(make(Algorithm::Es256, Some(256)), Err(KeyError::BitsFixed { algorithm: Algorithm::Es256 }));
    assert_eq!(make(Algorithm::Hs384, None).as_deref(), Ok("HMAC secret of 64 bytes"));
    assert_eq!(make(Algorithm::Es512, None).as_deref(), Ok("EC P-521"));
}

#[test]
fn debug_shows_no_secret() {
    let secret = SecretBytes::new(b"0123456789abcdef0123456789abcdef".to_vec());
    let key = SigningKey::from_secret(Algorithm::Hs256, &secret).unwrap();
    let shown = format!("{key:?} {:?}", key.verifying_key());
    assert!(!shown.contains("0123") && !shown.contains("48, 49"), "{shown}");
}

#[test]
fn signing_secrets_that_are_refused() {
    let sign = |algorithm, secret: &str| SigningKey::from_secret(algorithm, &SecretBytes::new(secret.into())).map(|_| ());
    let short = |bytes, needed, algorithm| Err(KeyError::SecretTooShort { algorithm, bytes, needed });
    assert_eq!(sign(Algorithm::Hs256, ""), Err(KeyError::SecretEmpty));
    assert_eq!(sign(Algorithm::Hs256, "hunter2"), short(7, 32, Algorithm::Hs256));
    assert_eq!(sign(Algorithm::Hs512, "0123456789abcdef0123456789abcdef"), short(32, 64, Algorithm::Hs512));
    assert_eq!(sign(Algorithm::Hs256, "0123456789abcdef0123456789abcdef"), Ok(()));
    let placeholder = "a-string-secret-at-least-256-bits-long";
    assert_eq!(sign(Algorithm::Hs256, placeholder), Err(KeyError::SecretPlaceholder));
    let wrong = KeyError::WrongType { algorithm: Algorithm::Rs256, found: KeyType::Secret };
    assert_eq!(sign(Algorithm::Rs256, placeholder), Err(wrong));
}

fn stored(kid: &str, state: KeyState, created_at: i64, expires_at: Option<i64>) -> StoredKey {
    let signing = generate(Algorithm::EdDsa);
    StoredKey {
        kid: kid.parse().unwrap(),
        algorithm: Algorithm::EdDsa,
        state,
        material: Material::Signing(signing),
        created_at: Timestamp::from_unix(created_at),
        expires_at: expires_at.map(Timestamp::from_unix),
    }
}

#[test]
fn the_active_key_signs_until_it_expires() {
    let now = Timestamp::from_unix(1000);
    let chosen = |keys: &[StoredKey]| signing_key(keys, now).map(|(key, _)| key.kid.to_string());
    let pending = stored("p", KeyState::Pending, 900, None);
    let active = stored("a", KeyState::Active, 100, Some(1001));
    let expired = stored("e", KeyState::Active, 500, Some(1000));
    assert_eq!(chosen(std::slice::from_ref(&pending)), Err(NoSigningKey::NoneActive));
    assert_eq!(chosen(&[pending, expired.clone(), active.clone()]).as_deref(), Ok("a"));
    let refused = NoSigningKey::Expired { kid: "e".parse().unwrap(), at: now };
    assert_eq!(chosen(&[expired]), Err(refused));
    let verify_only = StoredKey { material: Material::Verifying(active.verifying_key().unwrap()), ..active };
    assert_eq!(chosen(&[verify_only]), Err(NoSigningKey::VerifyOnly { kid: "a".parse().unwrap() }));
}

#[test]
fn no_token_outlives_its_key() {
    let key = stored("k", KeyState::Active, 0, Some(1000));
    let at = |seconds| Some(Timestamp::from_unix(seconds));
    let table = [(at(999), true), (at(1000), true), (at(1001), false), (None, false)];
    for (end, fits) in table {
        assert_eq!(key.outlives(end), fits, "{end:?}");
    }
    assert!(stored("k", KeyState::Active, 0, None).outlives(None));
}

#[test]
fn an_expired_key_counts_as_retired_in_a_key_set() {
    let keys = [stored("a", KeyState::Active, 0, Some(1000)), stored("r", KeyState::Retiring, 0, None)];
    let origins =
        |now| KeySet::from_stored(&keys, Timestamp::from_unix(now)).keys.iter().map(|key| key.origin).collect::<Vec<_>>();
    assert_eq!(origins(999), [Origin::File(KeyState::Active), Origin::File(KeyState::Retiring)]);
    assert_eq!(origins(1000), [Origin::File(KeyState::Retired), Origin::File(KeyState::Retiring)]);
}

#[test]
fn what_may_become_active() {
    let now = Timestamp::from_unix(1000);
    let key = |state| stored("k", state, 0, Some(1001));
    let kid = || "k".parse::<KeyId>().unwrap();
    for state in [KeyState::Pending, KeyState::Active, KeyState::Retiring] {
        assert_eq!(key(state).activated(now), Ok(KeyState::Active));
    }
    assert_eq!(key(KeyState::Retired).activated(now), Err(ActivationError::Retired { kid: kid() }));
    let pending = key(KeyState::Pending);
    let verify_only = StoredKey { material: Material::Verifying(pending.verifying_key().unwrap()), ..pending };
    assert_eq!(verify_only.activated(now), Err(ActivationError::VerifyOnly { kid: kid() }));
    let at = Timestamp::from_unix(1001);
    assert_eq!(key(KeyState::Pending).activated(at), Err(ActivationError::Expired { kid: kid(), at }));
}

#[test]
fn a_set_publishes_what_verifies_and_no_secret() {
    let states = [("p", KeyState::Pending), ("a", KeyState::Active), ("r", KeyState::Retiring), ("x", KeyState::Retired)];
    let mut keys: Vec<_> = states.into_iter().map(|(kid, state)| stored(kid, state, 0, None)).collect();
    keys.push(stored("old", KeyState::Retiring, 0, Some(1000)));
    let secret = generate(Algorithm::Hs256);
    keys.push(StoredKey { material: Material::Signing(secret), ..stored("hs", KeyState::Active, 0, None) });
    let set = Jwks::published(&keys, Timestamp::from_unix(1000));
    assert_eq!(set.keys.iter().filter_map(|jwk| jwk.get("kid")).collect::<Vec<_>>(), ["p", "a", "r"]);
    let json = serde_json::to_value(&set).unwrap();
    assert_eq!((json["keys"][0]["use"].as_str(), json["keys"][0]["alg"].as_str()), (Some("sig"), Some("EdDSA")));
}
