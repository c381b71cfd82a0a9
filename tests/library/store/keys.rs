//! Keys in the file.

use authctl::{
    keys::{Algorithm, KeyId, KeyState, SigningKey, StoredKey},
    store::{StoreError, Tx, View},
};

use getrandom::SysRng;
use rand_core::UnwrapErr;

use super::{File, NOW, actor, file, later};

fn key(kid: &str, algorithm: Algorithm, state: KeyState) -> StoredKey {
    let signing = SigningKey::generate(algorithm, None, &mut UnwrapErr(SysRng)).unwrap();
    let verifying = signing.verifying_key();
    let kid: KeyId = kid.parse().unwrap();
    StoredKey { kid, algorithm, state, signing: Some(signing), verifying, created_at: NOW, expires_at: Some(later(60)) }
}

#[test]
fn keys_come_back_and_one_of_them_signs() {
    let mut file = file();
    let mut verify_only = key("c", Algorithm::EdDsa, KeyState::Retiring);
    verify_only.signing = None;
    let keys = [key("a", Algorithm::Hs256, KeyState::Active), key("b", Algorithm::Es256, KeyState::Active), verify_only];
    file.store.transaction(&actor(), NOW, |tx| keys.iter().try_for_each(|key| tx.insert_key(key))).unwrap();
    for key in &keys {
        let found = file.store.read(|view| view.key(&key.kid)).unwrap().unwrap();
        assert_eq!(
            (&found.kid, found.algorithm, found.created_at, found.expires_at),
            (&key.kid, key.algorithm, NOW, Some(later(60)))
        );
        if let Some(signing) = &key.signing {
            let signature = found.signing.unwrap().sign(b"message").unwrap();
            assert!(signing.verifying_key().verify(key.algorithm, b"message", &signature));
            assert!(found.verifying.verify(key.algorithm, b"message", &signature));
        } else {
            assert!(found.signing.is_none());
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
