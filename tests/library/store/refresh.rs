//! Refresh tokens, and service accounts that authenticate themselves.

use authctl::{
    clock::{Lifetime, Timestamp},
    secret::{SecretBytes, SecretDigest},
    store::{Renewed, Rotation, UserChange},
    users::{User, UserId, Username},
};
use getrandom::SysRng;
use rand_core::UnwrapErr;

use super::{File, NOW, actor, file, later, name};

const LIFE: Lifetime = Lifetime::from_secs(100);

fn rng() -> UnwrapErr<SysRng> {
    UnwrapErr(SysRng)
}

fn begin(file: &mut File, family: &str, client: Option<&Username>, now: Timestamp) -> SecretBytes {
    let ann = file.find("ann").unwrap();
    let scopes = ["items".to_owned(), "me".to_owned()];
    file.store.transaction(&actor(), now, |tx| tx.begin_refresh(family, (&ann, client), &scopes, LIFE, &mut rng())).unwrap()
}

fn rotate(file: &mut File, token: &SecretBytes, client: Option<&Username>, now: Timestamp) -> Rotation {
    file.store.transaction(&actor(), now, |tx| tx.rotate_refresh(token, client, &mut rng())).unwrap()
}

fn renewed(rotation: Rotation) -> Renewed {
    match rotation {
        Rotation::Renewed(renewed) => *renewed,
        other => panic!("{other:?}"),
    }
}

fn ann() -> File {
    let mut file = file();
    file.add(&["ann"]);
    file.change("ann", NOW, |ann| ["items", "me"].into_iter().for_each(|scope| ann.grant_scope(scope.parse().unwrap())));
    file
}

#[test]
fn each_token_is_used_once_and_a_second_use_ends_the_family_alone() {
    let mut file = ann();
    let (first, other) = (begin(&mut file, "one", None, NOW), begin(&mut file, "two", None, NOW));
    let second = renewed(rotate(&mut file, &first, None, later(1)));
    assert_eq!((second.name.as_str(), second.label.as_str()), ("ann", "login:one"));
    assert_eq!(second.scopes.iter().map(authctl::users::Scope::as_str).collect::<Vec<_>>(), ["items", "me"]);
    let third = renewed(rotate(&mut file, &second.token, None, later(2)));
    assert!(matches!(rotate(&mut file, &first, None, later(3)), Rotation::Reused));
    for ended in [&first, &second.token, &third.token, &SecretBytes::new(b"nonsense".to_vec())] {
        assert!(matches!(rotate(&mut file, ended, None, later(4)), Rotation::Refused));
    }
    assert!(matches!(rotate(&mut file, &other, None, later(4)), Rotation::Renewed(_)));
}

#[test]
fn renewing_does_not_prolong_the_login() {
    let mut file = ann();
    let mut token = begin(&mut file, "one", None, NOW);
    for second in [50, 99] {
        token = renewed(rotate(&mut file, &token, None, later(second))).token;
    }
    assert!(matches!(rotate(&mut file, &token, None, later(100)), Rotation::Refused));
}

/// Something that happens to a user.
type Change = fn(&mut User);

#[test]
fn whoever_may_not_act_renews_nothing() {
    let changes: [(&str, Change); 3] = [
        ("disabled", |ann| ann.disable(None, NOW)),
        ("expired", |ann| ann.set_expiry(Some(NOW))),
        ("tokens ended in the second of the login", |ann| ann.end_tokens(NOW)),
    ];
    for (why, change) in changes {
        let mut file = ann();
        let token = begin(&mut file, "one", None, NOW);
        file.change("ann", NOW, change);
        assert!(matches!(rotate(&mut file, &token, None, NOW), Rotation::Refused), "{why}");
    }
    let mut file = ann();
    let token = begin(&mut file, "one", None, NOW);
    file.store.transaction(&actor(), NOW, |tx| tx.delete_user(&name("ann"))).unwrap();
    file.add(&["ann"]);
    assert!(matches!(rotate(&mut file, &token, None, NOW), Rotation::Refused), "another user of that name");
}

#[test]
fn a_login_by_a_client_is_that_clients_alone() {
    let mut file = ann();
    let (app, other) = (name("app"), name("other"));
    let token = begin(&mut file, "one", Some(&app), NOW);
    for client in [None, Some(&other)] {
        assert!(matches!(rotate(&mut file, &token, client, NOW), Rotation::Refused));
    }
    let next = renewed(rotate(&mut file, &token, Some(&app), NOW));
    assert!(matches!(rotate(&mut file, &next.token, Some(&app), NOW), Rotation::Renewed(_)), "strangers did not end it");
    let public = begin(&mut file, "two", None, NOW);
    assert!(matches!(rotate(&mut file, &public, Some(&app), NOW), Rotation::Refused));
}

#[test]
fn a_service_account_is_known_by_its_secret_while_it_may_act() {
    let mut file = file();
    let secret = SecretBytes::draw(&mut rng());
    let mut ci = User::new_service(UserId::random(&mut rng()), name("ci"), None, [].into(), NOW);
    ci.set_client_secret(Some(SecretDigest::of(&secret))).unwrap();
    file.store.transaction(&actor(), NOW, |tx| tx.insert_user(&ci)).unwrap();
    file.add(&["ann"]);
    assert_eq!(file.find("ci").unwrap(), ci, "the digest is stored");
    let mut known =
        |called: &str, secret: &SecretBytes, now| file.store.read(|view| view.client(called, secret, now)).unwrap().is_some();
    assert!(known("ci", &secret, NOW) && known("CI", &secret, NOW));
    let wrong = [SecretBytes::draw(&mut rng()), SecretBytes::new(Vec::new()), SecretBytes::new(vec![0; 32])];
    assert!(wrong.iter().all(|wrong| !["ci", "ann", "nobody", "no name\0"].iter().any(|called| known(called, wrong, NOW))));
    assert!(!known("ann", &secret, NOW));
    file.store
        .transaction(&actor(), NOW, |tx| {
            ci.set_expiry(Some(later(5)));
            tx.update_user(&mut ci, UserChange::Set)
        })
        .unwrap();
    let mut known = |now| file.store.read(|view| view.client("ci", &secret, now)).unwrap().is_some();
    assert!(known(later(4)) && !known(later(5)));
}
