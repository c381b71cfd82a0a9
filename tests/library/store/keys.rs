//! Keys in the file.

use authctl::{
    clock::{Lifetime, Timestamp},
    keys::{Algorithm, KeyId, KeyState, Material, SigningKey, StoredKey},
    store::{IssuedToken, StoreError, Tx, View},
};

use getrandom::SysRng;
use rand_core::UnwrapErr;

use super::{File, NOW, actor, file, later};

pub(super) fn key(kid: &str, algorithm: Algorithm, state: KeyState) -> StoredKey {
    let signing = SigningKey::generate(algorithm, None, &mut UnwrapErr(SysRng)).unwrap();
    StoredKey::signing(signing, Some(kid.parse().unwrap()), state, NOW).until(Some(later(60)))
}

#[test]
fn keys_come_back_and_one_of_them_signs() {
    let mut file = file();
    let mut verify_only = key("c", Algorithm::EdDsa, KeyState::Retiring);
    verify_only.material = Material::Verifying(verify_only.verifying_key().unwrap());
    let keys = [key("a", Algorithm::Hs256, KeyState::Active), key("b", Algorithm::Es256, KeyState::Active), verify_only];
    file.store.transaction(&actor(), NOW, |tx| keys.iter().try_for_each(|key| tx.insert_key(key))).unwrap();
    for key in &keys {
        let found = file.store.read(|view| view.key(&key.kid)).unwrap().unwrap();
        assert_eq!(
            (&found.kid, found.algorithm, found.created_at, found.expires_at),
            (&key.kid, key.algorithm, NOW, Some(later(60)))
        );
        if let Some(signing) = key.signing_key() {
            let signature = found.signing_key().unwrap().sign(b"message").unwrap();
            assert!(signing.verifying_key().verify(key.algorithm, b"message", &signature));
            assert!(found.verifying_key().unwrap().verify(key.algorithm, b"message", &signature));
        } else {
            assert!(found.signing_key().is_none());
        }
    }
    let states = |file: &mut File| -> Vec<(String, KeyState)> {
        let keys = file.store.read(View::keys).unwrap();
        keys.into_iter().map(|key| (key.kid.to_string(), key.state)).collect()
    };
    let table = |a, b| [("c".to_owned(), KeyState::Retiring), ("b".to_owned(), b), ("a".to_owned(), a)];
    assert_eq!(states(&mut file), table(KeyState::Retiring, KeyState::Active));
    let activate = |tx: &mut Tx<'_>| tx.set_key_state(&"a".parse().unwrap(), KeyState::Active);
    assert!(file.store.transaction(&actor(), NOW, activate).unwrap());
    assert!(!file.store.transaction(&actor(), NOW, activate).unwrap(), "it is active already");
    assert_eq!(states(&mut file), table(KeyState::Active, KeyState::Retiring));
    let again = file.store.transaction(&actor(), NOW, |tx| tx.insert_key(&key("a", Algorithm::Hs256, KeyState::Pending)));
    assert!(matches!(again, Err(StoreError::KidTaken(_))));
    assert!(file.store.transaction(&actor(), NOW, |tx| tx.delete_key(&"a".parse().unwrap())).unwrap());
    assert!(file.store.read(View::active_key).unwrap().is_none());
    file.stranger("UPDATE keys SET private = x'00' WHERE kid = 'b'");
    let bad = file.store.read(View::keys);
    assert!(matches!(bad, Err(StoreError::BadRow { table: "keys", column: "private", row: 2, .. })), "{bad:?}");
}

/// Rotates from a key that has signed tokens with these ends, with an overlap of 10 s: when the old key stops verifying.
fn end_after_rotation(own_end: Option<Timestamp>, ends: &[Option<Timestamp>]) -> (File, Option<Timestamp>) {
    let mut file = file();
    let old = key("old", Algorithm::Hs256, KeyState::Active).until(own_end);
    let before = file.store.transaction(&actor(), NOW, |tx| {
        tx.insert_key(&old)?;
        for (number, exp) in ends.iter().enumerate() {
            let (jti, kid) = (Some(number.to_string()), Some(old.kid.clone()));
            tx.record_token(&IssuedToken { jti, sub: "ann".into(), kid, aud: vec![], iat: NOW, exp: *exp, label: None })?;
        }
        tx.revoke_token("0", None, None)?;
        tx.rotate_key(&key("new", Algorithm::Es256, KeyState::Active), Lifetime::from_secs(10))
    });
    let before = before.unwrap().unwrap();
    let stored = file.store.read(|view| view.key(&old.kid)).unwrap().unwrap();
    assert_eq!((before.state, stored.state), (KeyState::Retiring, KeyState::Retiring));
    assert_eq!(before.expires_at, stored.expires_at);
    assert_eq!(file.store.read(View::active_key).unwrap().unwrap().kid.as_str(), "new");
    (file, stored.expires_at)
}

/// The key's own end, the ends of its tokens, and its end after the rotation.
type Row<'t> = (Option<Timestamp>, &'t [Option<Timestamp>], Option<Timestamp>);

#[test]
fn a_rotated_key_verifies_as_long_as_its_last_token_and_at_least_the_overlap() {
    let at = |seconds| Some(later(seconds));
    // The first token of each is revoked.
    let table: [Row<'_>; 7] = [
        (None, &[], at(10)),
        (None, &[at(900), at(60), at(50)], at(60)),
        (None, &[at(900), at(5)], at(10)),
        (None, &[None, at(60)], at(60)),
        (None, &[at(5), None, at(60)], None),
        (at(30), &[at(5), at(60)], at(30)),
        (at(30), &[at(5), None], at(30)),
    ];
    for (own, ends, expected) in table {
        assert_eq!(end_after_rotation(own, ends).1, expected, "{own:?} {ends:?}");
    }
}

#[test]
fn a_rotation_undone_gives_the_key_its_own_end_back() {
    for own in [None, Some(later(1000))] {
        let (mut file, end) = end_after_rotation(own, &[]);
        assert_eq!(end, Some(later(10)));
        let old: KeyId = "old".parse().unwrap();
        file.store.transaction(&actor(), NOW, |tx| tx.set_key_state(&old, KeyState::Active)).unwrap();
        assert_eq!(file.store.read(|view| view.key(&old)).unwrap().unwrap().expires_at, own);
    }
}
