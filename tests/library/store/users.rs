//! Users in the file: what comes back, lists, and rows that strangers wrote.

use std::collections::BTreeSet;

use authctl::{
    clock::Lifetime,
    store::{StoreError, Tx, UserChange, UserFilter},
    users::{User, UserId},
};

use getrandom::SysRng;
use rand_core::UnwrapErr;

use super::{NOW, actor, file, later, name, user};

#[test]
fn everything_about_a_user_comes_back() {
    let mut file = file();
    let mut ann = user("ann");
    ann.set_email(Some("ann@example.com".parse().unwrap()));
    ann.set_full_name(Some("Ann Ünal".parse().unwrap()));
    ann.set_roles(BTreeSet::from(["admin".parse().unwrap(), "editor".parse().unwrap()]));
    ann.set_scopes(BTreeSet::from(["items:read".parse().unwrap()]));
    ann.set_expiry(Some(later(60)));
    ann.set_must_change(true).unwrap();
    ann.disable(Some("on leave".into()), NOW);
    ann.login_failed(NOW);
    let audiences = BTreeSet::from(["https://api.example.com".parse().unwrap()]);
    let robot =
        User::new_service(UserId::random(&mut UnwrapErr(SysRng)), name("robot"), Some(Lifetime::from_secs(60)), audiences, NOW);
    file.store
        .transaction(&actor(), NOW, |tx| {
            tx.insert_user(&ann)?;
            tx.insert_user(&robot)
        })
        .unwrap();
    let mut find = |name| file.find(name).map(|user| user.facts().clone());
    assert_eq!(find("ann").as_ref(), Some(ann.facts()));
    assert_eq!(find("robot").as_ref(), Some(robot.facts()));
    assert_eq!(find("bob"), None);
}

#[test]
fn a_taken_name_is_the_answer_of_the_constraint_and_nothing_of_the_transaction_stays() {
    let mut file = file();
    file.add(&["ann"]);
    let taken = file.store.transaction(&actor(), NOW, |tx| {
        tx.insert_user(&user("bob"))?;
        tx.insert_user(&user("Ann"))
    });
    assert!(matches!(taken, Err(StoreError::UsernameTaken(taken)) if taken == name("ann")));
    assert_eq!(file.find("bob"), None);
    assert_eq!(file.actions(), [("user.create".to_owned(), "ann".to_owned())]);
}

#[test]
fn a_change_notes_its_time_and_no_change_writes_nothing() {
    let mut file = file();
    file.add(&["ann"]);
    assert!(!file.change("ann", later(5), |ann| ann.set_email(None)));
    assert_eq!(file.find("ann").unwrap().facts().updated_at, NOW);
    assert!(file.change("ann", later(9), |ann| ann.set_email(Some("a@b".parse().unwrap()))));
    assert_eq!(file.find("ann").unwrap().facts().updated_at, later(9));
    assert_eq!(file.actions().len(), 2);
}

#[test]
fn a_deleted_user_is_not_brought_back_by_an_update() {
    let mut file = file();
    file.add(&["ann"]);
    let mut ann = file.find("ann").unwrap();
    let delete = |tx: &mut Tx<'_>| tx.delete_user(&name("ann"));
    assert!(file.store.transaction(&actor(), NOW, delete).unwrap());
    assert!(!file.store.transaction(&actor(), NOW, delete).unwrap());
    file.add(&["ann"]);
    ann.set_email(Some("a@b".parse().unwrap()));
    let gone = file.store.transaction(&actor(), NOW, |tx| tx.update_user(&mut ann, UserChange::Set));
    assert!(matches!(gone, Err(StoreError::UserGone(_))), "another user has the name now");
}

#[test]
fn a_row_that_a_stranger_wrote_is_named() {
    let table = [
        ("username = 'Ann'", "username"),
        ("uuid = 'x'", "uuid"),
        ("email = 'x'", "email"),
        ("full_name = char(27)", "full_name"),
        ("hashed_password = 'x'", "hashed_password"),
        ("roles = '{}'", "roles"),
        ("roles = '[1]'", "roles"),
        ("scopes = 'x'", "scopes"),
        ("scopes = '[\"a b\"]'", "scopes"),
        ("audiences = '[\"a\"]'", "audiences"),
        ("max_ttl = -1", "max_ttl"),
        ("max_ttl = 5", "max_ttl"),
        ("failed_logins = -1", "failed_logins"),
        ("disabled = 2", "disabled"),
        ("disabled_reason = 'x'", "disabled_reason"),
        ("service = 1, must_change = 1", "must_change"),
    ];
    for (change, column) in table {
        let mut file = file();
        file.add(&["a", "b"]);
        file.stranger(&format!("PRAGMA ignore_check_constraints = on; UPDATE users SET {change} WHERE id = 2"));
        let list = file.store.read(|view| view.users(&UserFilter::default(), |_| Ok::<_, StoreError>(())));
        let error = list.unwrap_err();
        assert!(
            matches!(error, StoreError::BadRow { table: "users", column: found, row: 2, .. } if found == column),
            "{change}: {error:?}"
        );
        assert_eq!(error.to_string(), format!("users.{column} in row 2 is wrong"));
    }
}

#[test]
fn lists_are_filtered_and_go_on_after_a_name() {
    let mut file = file();
    file.add(&["dora", "ann", "bob", "carl"]);
    file.change("bob", NOW, |bob| {
        bob.grant_role("admin".parse().unwrap());
        bob.grant_scope("x".parse().unwrap());
        bob.set_full_name(Some("Robert O'Neill".parse().unwrap()));
    });
    file.change("carl", NOW, |carl| {
        carl.disable(None, NOW);
        carl.set_email(Some("Carl@Example.com".parse().unwrap()));
    });
    let robot = User::new_service(UserId::random(&mut UnwrapErr(SysRng)), name("robot"), None, BTreeSet::new(), NOW);
    file.store.transaction(&actor(), NOW, |tx| tx.insert_user(&robot)).unwrap();
    let all = UserFilter::default;
    let table = [
        (all(), vec!["ann", "bob", "carl", "dora", "robot"]),
        (UserFilter { limit: Some(2), ..all() }, vec!["ann", "bob"]),
        (UserFilter { limit: Some(0), ..all() }, vec![]),
        (UserFilter { limit: Some(2), after: Some(name("bob")), ..all() }, vec!["carl", "dora"]),
        (UserFilter { service: Some(true), ..all() }, vec!["robot"]),
        (UserFilter { service: Some(false), disabled: Some(false), ..all() }, vec!["ann", "bob", "dora"]),
        (UserFilter { disabled: Some(true), ..all() }, vec!["carl"]),
        (UserFilter { role: Some("admin".parse().unwrap()), ..all() }, vec!["bob"]),
        (UserFilter { role: Some("adm".parse().unwrap()), ..all() }, vec![]),
        (UserFilter { scope: Some("x".parse().unwrap()), ..all() }, vec!["bob"]),
        (UserFilter { search: Some("O'NEILL".into()), ..all() }, vec!["bob"]),
        (UserFilter { search: Some("example".into()), ..all() }, vec!["carl"]),
        (UserFilter { search: Some("%".into()), ..all() }, vec![]),
    ];
    for (filter, expected) in table {
        assert_eq!(file.names(&filter), expected, "{filter:?}");
    }
}

#[test]
fn a_mistyped_name_finds_its_neighbours() {
    let mut file = file();
    file.add(&["johndoe", "johanna", "bob", "robert"]);
    let mut similar = |text: &str| file.store.read(|view| view.similar_usernames(text)).unwrap();
    assert_eq!(similar("jhondoe"), ["johndoe"]);
    assert_eq!(similar("johndo"), ["johndoe"]);
    assert_eq!(similar("bbo"), ["bob"]);
    assert_eq!(similar("zebra"), Vec::<String>::new());
}
