//! Keys under a passphrase, in the file.

use authctl::{
    clock::Lifetime,
    keys::{Algorithm, KeyState, NoSigningKey, Passphrase, SealError, StoredKey},
    secret::SecretBytes,
    store::{GrantError, Store, StoreError, Verifier, View, Wanted},
    token::{Code, Policy, diagnose::InputHints},
};
use getrandom::SysRng;
use rand_core::UnwrapErr;

use super::{File, NOW, actor, file, keys::key, name};

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(SecretBytes::new(text.into()))
}

fn rng() -> UnwrapErr<SysRng> {
    UnwrapErr(SysRng)
}

/// A file with a user, an HMAC secret that signs and a key on a curve that verifies.
fn keyed() -> File {
    let mut file = file();
    file.add(&["ann"]);
    let keys = [key("curve", Algorithm::Es256, KeyState::Active), key("secret", Algorithm::Hs256, KeyState::Active)];
    file.store.transaction(&actor(), NOW, |tx| keys.iter().try_for_each(|key| tx.insert_key(key))).unwrap();
    file
}

impl File {
    fn seal(&mut self) -> Vec<String> {
        let changed = self.store.seal_keys(&passphrase("open sesame"), &actor(), NOW, &mut rng()).unwrap();
        changed.iter().map(ToString::to_string).collect()
    }

    fn grant(&mut self) -> Result<String, GrantError> {
        let (ann, lifetime) = (name("ann"), Lifetime::from_secs(30));
        let wanted = Wanted { name: &ann, scopes: None, issuer: None, audiences: &[], lifetime, label: None };
        let granted = self.store.transaction(&actor(), NOW, |tx| tx.grant(&wanted, &mut rng()))?;
        Ok(granted.token.expose().to_owned())
    }

    fn accepts(&mut self, token: &str) -> Result<bool, Option<Code>> {
        let mut verifier = Verifier::new();
        let look = |view: &View| verifier.session(view, NOW)?.verify(token, InputHints::default(), &Policy::default());
        let report = self.store.read::<_, StoreError>(look).unwrap();
        match report.valid() {
            Some(true) => Ok(true),
            _ => Err(report.checks().iter().find_map(|check| check.failure).map(|(code, _)| code)),
        }
    }
}

#[test]
fn sealed_keys_sign_and_hmac_verifies_only_after_the_passphrase() {
    let mut file = keyed();
    let token = file.grant().unwrap();
    assert_eq!(file.seal(), ["secret", "curve"]);
    assert!(file.store.read(View::keys).unwrap().iter().all(StoredKey::is_sealed));
    assert!(matches!(file.grant(), Err(GrantError::NoKey(NoSigningKey::Sealed { .. }))));
    assert_eq!(file.accepts(&token), Err(Some(Code::KeySealed)));
    file.store.unlock(passphrase("open sesame"));
    assert_eq!(file.accepts(&token), Ok(true));
    let token = file.grant().unwrap();
    assert_eq!(file.accepts(&token), Ok(true));
}

#[test]
fn a_public_key_verifies_without_the_passphrase() {
    let mut file = keyed();
    file.store.transaction(&actor(), NOW, |tx| tx.set_key_state(&"curve".parse().unwrap(), KeyState::Active)).unwrap();
    let token = file.grant().unwrap();
    file.seal();
    assert_eq!(file.accepts(&token), Ok(true));
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_changes_nothing() {
    let mut file = keyed();
    file.seal();
    let wrong = passphrase("open");
    file.store.unlock(wrong.clone());
    let is_wrong = |error: &StoreError| matches!(error, StoreError::Seal { source: SealError::WrongPassphrase, .. });
    assert!(matches!(file.grant(), Err(GrantError::Store(error)) if is_wrong(&error)));
    let before = file.actions();
    assert!(is_wrong(&file.store.unseal_keys(&wrong, &actor(), NOW).unwrap_err()));
    assert!(is_wrong(&file.store.seal_keys(&wrong, &actor(), NOW, &mut rng()).unwrap_err()));
    assert_eq!(file.actions(), before);
}

#[test]
fn sealing_twice_and_opening_what_is_open_change_nothing_and_each_change_is_audited() {
    let mut file = keyed();
    let unseal = |file: &mut File| file.store.unseal_keys(&passphrase("open sesame"), &actor(), NOW).unwrap().len();
    assert_eq!(unseal(&mut file), 0);
    file.seal();
    assert_eq!(file.seal(), [""; 0]);
    assert_eq!(unseal(&mut file), 2);
    let token = file.grant().unwrap();
    assert_eq!(file.accepts(&token), Ok(true));
    let actions: Vec<_> = file.actions().into_iter().filter(|(action, _)| action.contains("seal")).collect();
    let row = |action: &str, kid: &str| (format!("key.{action}"), kid.to_owned());
    let rows = [row("seal", "secret"), row("seal", "curve"), row("unseal", "secret"), row("unseal", "curve")];
    assert_eq!(actions, rows);
}

#[test]
fn a_sealed_file_takes_no_key_that_lies_open() {
    let mut file = keyed();
    file.seal();
    let new = key("new", Algorithm::EdDsa, KeyState::Pending);
    let added = file.store.transaction(&actor(), NOW, |tx| tx.insert_key(&new));
    assert!(matches!(added, Err(StoreError::KeyLiesOpen(_))));
    let sealed = passphrase("open sesame").seal(&new, &mut rng()).unwrap();
    file.store.transaction(&actor(), NOW, |tx| tx.insert_key(&sealed)).unwrap();
}

#[test]
fn a_public_key_that_is_not_the_private_ones_is_a_bad_row() {
    let mut file = keyed();
    let other = key("other", Algorithm::Es256, KeyState::Pending);
    file.store.transaction(&actor(), NOW, |tx| tx.insert_key(&other)).unwrap();
    file.stranger("UPDATE keys SET public = (SELECT public FROM keys WHERE kid = 'other') WHERE kid = 'curve'");
    let read = file.store.read(View::keys);
    assert!(matches!(read, Err(StoreError::BadRow { table: "keys", column: "public", row: 1, .. })), "{read:?}");
}

/// Whether any of these stands in the file or what SQLite keeps beside it.
fn holds(file: &File, secrets: &[SecretBytes]) -> bool {
    ["", "-wal"].iter().any(|suffix| {
        let mut path = file.path.clone().into_os_string();
        path.push(suffix);
        let bytes = std::fs::read(path).unwrap_or_default();
        secrets.iter().any(|secret| bytes.windows(secret.len()).any(|window| window == secret.expose()))
    })
}

#[test]
fn nothing_of_the_open_keys_is_left_in_the_file() {
    let mut file = keyed();
    // Rows that come and go leave pages behind, and pages are split between them.
    for (kid, stays) in [("gone", false), ("extra", true), ("gone too", false), ("extra too", true)] {
        let extra = key(kid, Algorithm::Rs256, KeyState::Pending);
        file.store.transaction(&actor(), NOW, |tx| tx.insert_key(&extra)).unwrap();
        if !stays {
            file.store.transaction(&actor(), NOW, |tx| tx.delete_key(&extra.kid)).unwrap();
        }
    }
    let secrets: Vec<SecretBytes> =
        file.store.read(View::keys).unwrap().iter().map(|key| key.signing_key().unwrap().to_stored()).collect();
    assert!(secrets.iter().all(|secret| holds(&file, std::slice::from_ref(secret))));
    file.seal();
    assert!(file.store.scrub().unwrap());
    assert!(!holds(&file, &secrets));
    // Its own connection has the file open still; a copy is clean as well.
    let copy = file.path.with_extension("copy");
    file.store.backup(&copy, |_, _| true).unwrap();
    file.path = copy;
    assert!(!holds(&file, &secrets));
}

#[test]
fn a_reader_that_keeps_the_log_is_told_of() {
    let mut file = keyed();
    file.store = Store::glance(&file.path).unwrap();
    let reader = rusqlite::Connection::open(&file.path).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM keys").unwrap();
    file.seal();
    assert!(!file.store.scrub().unwrap());
    reader.execute_batch("COMMIT").unwrap();
    assert!(file.store.scrub().unwrap());
}

#[test]
fn a_key_that_comes_while_others_are_sealed_is_sealed_with_them() {
    let mut file = keyed();
    let path = file.path.clone();
    // Each of the two keys takes a third of a second or more.
    let late = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(200));
        let new = key("late", Algorithm::EdDsa, KeyState::Pending);
        Store::open(&path).unwrap().transaction(&actor(), NOW, |tx| tx.insert_key(&new))
    });
    let sealed = file.seal();
    let came = late.join().unwrap();
    let keys = file.store.read(View::keys).unwrap();
    assert!(keys.iter().all(StoredKey::is_sealed), "{sealed:?}");
    // It came in time, or it was refused because it lay open; nobody waited long.
    assert_eq!(came.is_ok(), keys.len() == 3, "{came:?}");
}
