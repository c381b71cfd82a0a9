//! The ledger and revocations.

use authctl::{
    clock::Timestamp,
    store::{IssuedToken, StoreError},
    users::User,
};

use super::{File, NOW, actor, file, later, name};

fn token(jti: &str, iat: Timestamp) -> IssuedToken {
    IssuedToken {
        jti: Some(jti.into()),
        sub: "ann".into(),
        kid: None,
        aud: vec!["api".into()],
        iat,
        exp: Some(later(60)),
        label: None,
    }
}

#[test]
fn ending_the_tokens_of_a_user_reaches_those_of_the_same_second() {
    let mut file = file();
    file.add(&["ann"]);
    let record = |file: &mut File, jti: &str, iat| {
        file.store.transaction(&actor(), iat, |tx| tx.record_token(&token(jti, iat))).unwrap();
    };
    record(&mut file, "before", later(-1));
    record(&mut file, "same", NOW);
    file.change("ann", NOW, |ann| ann.disable(None, NOW));
    file.change("ann", NOW, User::enable);
    record(&mut file, "after", NOW);
    for (jti, iat, refused) in [("before", later(-1), true), ("same", NOW, true), ("after", NOW, false)] {
        let standing = file.store.read(|view| view.standing(Some("ann"), Some(jti))).unwrap();
        assert_eq!(standing.user.unwrap().has_ended(Some(iat)) || standing.revoked.is_some(), refused, "{jti}");
    }
}

#[test]
fn tokens_issued_between_two_endings_of_one_second_end_too_and_other_changes_end_none() {
    let mut file = file();
    file.add(&["ann"]);
    let record = |file: &mut File, jti: &str| {
        file.store.transaction(&actor(), NOW, |tx| tx.record_token(&token(jti, NOW))).unwrap();
    };
    file.change("ann", NOW, |ann| ann.end_tokens(NOW));
    record(&mut file, "between");
    file.change("ann", NOW, |ann| ann.end_tokens(NOW));
    record(&mut file, "after");
    file.change("ann", NOW, |ann| ann.set_full_name(Some("Ann".parse().unwrap())));
    let mut revoked = |jti: &str| file.store.read(|view| view.revocation(jti)).unwrap().is_some();
    assert!(revoked("between"));
    assert!(!revoked("after"));
}

#[test]
fn a_token_is_revoked_once_whether_it_was_recorded_or_not() {
    let mut file = file();
    let twice = file.store.transaction(&actor(), NOW, |tx| {
        tx.record_token(&token("j", NOW))?;
        tx.record_token(&token("j", NOW))
    });
    assert!(matches!(twice, Err(StoreError::JtiTaken(jti)) if jti == "j"));
    let mut revoke = |jti: &str| file.store.transaction(&actor(), NOW, |tx| tx.revoke_token(jti, None, Some("leaked"))).unwrap();
    assert!(revoke("j") && revoke("unknown") && !revoke("j"));
    let standing = file.store.read(|view| view.standing(Some("nobody"), Some("unknown"))).unwrap();
    assert_eq!(standing.user, None);
    assert_eq!(standing.revoked.unwrap().reason.as_deref(), Some("leaked"));
    assert_eq!(file.store.read(|view| view.standing(None, None)).unwrap().revoked, None);
}

#[test]
fn a_deleted_users_tokens_are_not_those_of_the_next_of_that_name() {
    let mut file = file();
    file.add(&["ann"]);
    file.store
        .transaction(&actor(), NOW, |tx| {
            tx.record_token(&token("j", NOW))?;
            tx.delete_user(&name("ann"))
        })
        .unwrap();
    file.add(&["ann"]);
    assert!(file.store.read(|view| view.revocation("j")).unwrap().is_some());
}
