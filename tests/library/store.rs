//! The user file, in a real folder.

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use authctl::{
    clock::{Lifetime, Timestamp},
    keys::{Algorithm, KeyId, KeyState, SigningKey, StoredKey},
    password::{Hasher, Params, Policy, Scheme},
    secret::Password,
    store::{Actor, Chain, IssuedToken, Login, Outcome, Store, StoreError, UserChange, UserFilter},
    users::{Inactive, Refusal, User, UserId, Username},
};
use getrandom::SysRng;
use rand_core::UnwrapErr;
use rusqlite::Connection;

const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

struct File {
    _folder: tempfile::TempDir,
    path: PathBuf,
    store: Store,
}

fn file() -> File {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("users.db");
    let (store, made) = Store::create(&path).unwrap();
    assert!(made);
    File { _folder: folder, path, store }
}

fn actor() -> Actor {
    Actor { user: "root".into(), sudo_user: Some("ann".into()) }
}

fn name(text: &str) -> Username {
    text.parse().unwrap()
}

fn user(text: &str) -> User {
    User::new(UserId::random(&mut UnwrapErr(SysRng)), name(text), NOW)
}

fn later(seconds: i64) -> Timestamp {
    Timestamp::from_unix(NOW.unix() + seconds)
}

impl File {
    fn add(&mut self, names: &[&str]) {
        self.store.transaction(&actor(), NOW, |tx| names.iter().try_for_each(|text| tx.insert_user(&user(text)))).unwrap();
    }

    fn find(&mut self, text: &str) -> Option<User> {
        self.store.read(|view| view.user(&name(text))).unwrap()
    }

    fn names(&mut self, filter: &UserFilter) -> Vec<String> {
        let mut names = Vec::new();
        self.store
            .read(|view| {
                view.users(filter, |user| {
                    names.push(user.username().to_string());
                    Ok::<_, StoreError>(())
                })
            })
            .unwrap();
        names
    }

    fn change(&mut self, text: &str, now: Timestamp, change: impl FnOnce(&mut User)) -> bool {
        self.store
            .transaction(&actor(), now, |tx| {
                let mut user = tx.user(&name(text))?.unwrap();
                change(&mut user);
                tx.update_user(&mut user, UserChange::Set)
            })
            .unwrap()
    }

    fn chain(&mut self) -> Chain {
        self.store.read(authctl::store::View::verify_audit).unwrap()
    }

    fn actions(&mut self) -> Vec<(String, String)> {
        let mut actions = Vec::new();
        self.store
            .read(|view| {
                view.audit(0, |entry| {
                    actions.push((entry.action, entry.target));
                    Ok::<_, StoreError>(())
                })
            })
            .unwrap();
        actions
    }

    /// What another program does to the file.
    fn stranger(&self, sql: &str) {
        Connection::open(&self.path).unwrap().execute_batch(sql).unwrap();
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_new_file_is_for_its_owner_alone_and_nothing_lies_beside_it() {
    let mut file = file();
    assert_eq!(mode(&file.path), 0o600);
    let beside: Vec<_> = fs::read_dir(file.path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(beside.iter().all(|name| !name.to_string_lossy().contains(".new")), "{beside:?}");
    file.add(&["ann"]);
    for name in ["users.db-wal", "users.db-shm"] {
        assert_eq!(mode(&file.path.with_file_name(name)), 0o600, "{name}");
    }
    assert!(!Store::create(&file.path).unwrap().1, "a second time there is nothing to make");
    assert!(file.find("ann").is_some());
}

#[test]
fn the_file_says_what_it_is_and_keeps_a_write_ahead_log() {
    let file = file();
    let db = Connection::open(&file.path).unwrap();
    let pragma = |name| db.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0)).unwrap();
    assert_eq!(pragma("application_id"), 0x6175_7468.into());
    assert_eq!(pragma("user_version"), 1.into());
    assert_eq!(pragma("journal_mode"), "wal".to_owned().into());
    let loose: i64 = db
        .query_row(
            "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(loose, 0, "all tables are STRICT");
}

#[test]
fn files_that_are_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let with_mode = |name: &str, mode: u32| fs::set_permissions(path(name), fs::Permissions::from_mode(mode)).unwrap();
    fs::write(path("text"), "not a database at all, but long enough for a header ".repeat(20)).unwrap();
    fs::write(path("empty"), "").unwrap();
    Connection::open(path("other")).unwrap().execute_batch("CREATE TABLE users (username TEXT)").unwrap();
    for (name, pragma) in [("newer", "user_version = 99"), ("group", "user_version = 1"), ("world", "user_version = 1")] {
        Store::create(&path(name)).unwrap();
        Connection::open(path(name)).unwrap().execute_batch(&format!("PRAGMA {pragma}")).unwrap();
    }
    for name in ["text", "empty", "other"] {
        with_mode(name, 0o600);
    }
    with_mode("group", 0o660);
    with_mode("world", 0o602);
    let refused = |name: &str| Store::open(&path(name)).map(drop).unwrap_err();
    assert!(matches!(refused("missing"), StoreError::Missing { path: found } if found == path("missing")));
    assert!(matches!(refused("missing/users.db"), StoreError::Missing { .. }));
    for name in ["text", "empty", "other", "."] {
        assert!(matches!(refused(name), StoreError::Foreign { .. }), "{name}: {:?}", refused(name));
    }
    assert!(matches!(refused("newer"), StoreError::Newer { found: 99, known: 1, .. }));
    assert!(matches!(refused("group"), StoreError::Unsafe { mode: 0o660, .. }));
    assert!(matches!(refused("world"), StoreError::Unsafe { mode: 0o602, .. }));
    assert!(matches!(Store::create(&path("other")).map(drop), Err(StoreError::Foreign { .. })), "init spares what is there");
}

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
    assert_eq!(file.find("ann"), Some(ann));
    assert_eq!(file.find("robot"), Some(robot));
    assert_eq!(file.find("bob"), None);
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
    let delete = |tx: &mut authctl::store::Tx<'_>| tx.delete_user(&name("ann"));
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
fn a_torn_file_is_an_error_and_no_panic() {
    let mut file = file();
    file.add(&["ann", "bob"]);
    drop(file.store);
    let whole = fs::read(&file.path).unwrap();
    for cut in (0..whole.len()).step_by(501) {
        fs::write(&file.path, &whole[..cut]).unwrap();
        if let Ok(mut store) = Store::open(&file.path) {
            let _ = store.read(|view| view.user(&name("ann")));
            let _ = store.read(authctl::store::View::verify_audit);
        }
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

#[test]
fn the_audit_is_a_chain() {
    let mut file = file();
    assert_eq!(file.chain(), Chain::Intact { rows: 0 });
    file.add(&["ann", "bob", "carl"]);
    file.change("bob", later(1), |bob| bob.disable(None, later(1)));
    assert_eq!(file.chain(), Chain::Intact { rows: 4 });
    file.stranger("DELETE FROM audit WHERE seq = 4");
    assert_eq!(file.chain(), Chain::CutAfter { seq: 3, last: 4 });
    file.change("bob", later(1), User::enable);
    assert_eq!(file.chain(), Chain::BrokenAt { seq: 5 }, "what comes later does not heal it");
    for change in
        ["actor = 'me'", "sudo_user = NULL", "at = 1", "action = 'x'", "target = 'x'", "detail = '{\"a\":1}'", "hash = prev"]
    {
        let mut file = self::file();
        file.add(&["ann", "bob", "carl"]);
        file.stranger(&format!("UPDATE audit SET {change} WHERE seq = 2"));
        assert_eq!(file.chain(), Chain::BrokenAt { seq: 2 }, "{change}");
    }
}

#[test]
fn the_audit_says_who_did_what_to_whom_but_no_secret() {
    let mut file = file();
    file.add(&["ann"]);
    file.change("ann", later(7), |ann| {
        ann.set_email(Some("a@b".parse().unwrap()));
        ann.grant_role("admin".parse().unwrap());
    });
    let mut last = None;
    file.store
        .read(|view| {
            view.audit(1, |entry| {
                last = Some(entry);
                Ok::<_, StoreError>(())
            })
        })
        .unwrap();
    let entry = last.unwrap();
    assert_eq!(
        (entry.seq, entry.at, entry.actor, entry.action.as_str(), entry.target.as_str()),
        (2, later(7), actor(), "user.set", "ann")
    );
    let detail = serde_json::json!({"email": {"from": null, "to": "a@b"}, "roles": {"from": [], "to": ["admin"]}});
    assert_eq!(serde_json::Value::Object(entry.detail), detail);
}

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
        let keys = file.store.read(authctl::store::View::keys).unwrap();
        keys.into_iter().map(|key| (key.kid.to_string(), key.state)).collect()
    };
    let table = |a, b| [("c".to_owned(), KeyState::Retiring), ("b".to_owned(), b), ("a".to_owned(), a)];
    assert_eq!(states(&mut file), table(KeyState::Retiring, KeyState::Active));
    let activate = |tx: &mut authctl::store::Tx<'_>| tx.set_key_state(&"a".parse().unwrap(), KeyState::Active);
    assert!(file.store.transaction(&actor(), NOW, activate).unwrap());
    assert!(!file.store.transaction(&actor(), NOW, activate).unwrap(), "it is active already");
    assert_eq!(states(&mut file), table(KeyState::Active, KeyState::Retiring));
    let again = file.store.transaction(&actor(), NOW, |tx| tx.insert_key(&key("a", Algorithm::Hs256, KeyState::Pending)));
    assert!(matches!(again, Err(StoreError::KidTaken(_))));
    assert!(file.store.transaction(&actor(), NOW, |tx| tx.delete_key(&"a".parse().unwrap())).unwrap());
    assert!(file.store.read(authctl::store::View::active_key).unwrap().is_none());
    file.stranger("UPDATE keys SET private = x'00' WHERE kid = 'b'");
    let bad = file.store.read(authctl::store::View::keys);
    assert!(matches!(bad, Err(StoreError::BadRow { table: "keys", column: "private", row: 2, .. })), "{bad:?}");
}

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
fn many_threads_make_and_fill_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("users.db");
    let made = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..16)
            .map(|thread| {
                let path = &path;
                scope.spawn(move || {
                    let (mut store, made) = Store::create(path).unwrap();
                    for n in 0..5 {
                        store.transaction(&actor(), NOW, |tx| tx.insert_user(&user(&format!("user-{thread}-{n}")))).unwrap();
                    }
                    made
                })
            })
            .collect();
        handles.into_iter().map(|handle| handle.join().unwrap()).filter(|made| *made).count()
    });
    assert_eq!(made, 1);
    let mut file = File { store: Store::open(&path).unwrap(), path, _folder: folder };
    assert_eq!(file.names(&UserFilter::default()).len(), 80);
    assert_eq!(file.chain(), Chain::Intact { rows: 80 });
}

fn policy() -> Policy {
    Policy { params: Params::parse(Scheme::Argon2id, "m=64,t=1,p=1").unwrap(), min_length: 8 }
}

fn password(text: &str) -> Password {
    Password::new(text.into())
}

impl File {
    fn with_password(name: &str, hash: &str) -> Self {
        let mut file = file();
        let mut user = user(name);
        user.set_password(Some(hash.parse().unwrap())).unwrap();
        file.store.transaction(&actor(), NOW, |tx| tx.insert_user(&user)).unwrap();
        file
    }

    fn login(&mut self, name: &str, text: &str, now: Timestamp) -> Outcome {
        let (password, policy, actor) = (password(text), policy(), actor());
        let login = Login { name, password: &password, policy: &policy, actor: &actor, now };
        self.store.login(&login, &mut Hasher::new(), &mut UnwrapErr(SysRng)).unwrap()
    }
}

/// `correct horse battery staple` by bcrypt 5.0 for Python.
const BCRYPT: &str = "$2b$04$6O4d.N.Ax9oT9Cvpq7qrvOdbh44RytXKTL2/0Ibg2.qKSG7jwsunq";
const RIGHT: &str = "correct horse battery staple";

#[test]
fn a_login_replaces_a_weak_hash_once() {
    let mut file = File::with_password("ann", BCRYPT);
    for (second, expected) in [(1, true), (2, false)] {
        let outcome = file.login("ANN", RIGHT, later(second));
        assert!(matches!(&outcome, Outcome::Accepted { rehashed, .. } if *rehashed == expected), "{outcome:?}");
    }
    let ann = file.find("ann").unwrap();
    assert_eq!(ann.password().unwrap().params(), &policy().params);
    assert_eq!(ann.facts().updated_at, later(1));
    let actions: Vec<_> = file.actions().into_iter().map(|(action, _)| action).collect();
    assert_eq!(actions, ["user.create", "user.rehash"], "a login that changes nothing leaves no row");
}

#[test]
fn a_hash_that_somebody_else_replaced_meanwhile_stays() {
    let mut file = File::with_password("ann", BCRYPT);
    let hash = |text: &str| Hasher::new().hash(&password(text), &policy().params, &mut UnwrapErr(SysRng)).unwrap();
    let (old, mine, theirs) = (BCRYPT.parse().unwrap(), hash("mine"), hash("theirs"));
    let mut replace = |old, new| file.store.transaction(&actor(), NOW, |tx| tx.rehash_user(&name("ann"), old, new)).unwrap();
    assert!(replace(&old, &theirs));
    assert!(!replace(&old, &mine));
    assert_eq!(file.find("ann").unwrap().password(), Some(&theirs));
}

#[test]
fn wrong_passwords_lock_the_user_and_a_right_one_after_the_lock_forgets_them() {
    let mut file = File::with_password("ann", BCRYPT);
    let locked = |until| Outcome::Refused(Refusal::Locked { until });
    let wrong = |until| Outcome::WrongPassword { next_try: Some(until) };
    assert_eq!(file.login("ann", "wrong", later(0)), wrong(later(1)));
    assert_eq!(file.login("ann", RIGHT, later(0)), locked(later(1)), "not even the right one is tried");
    assert_eq!(file.login("ann", "wrong", later(1)), wrong(later(2)));
    assert_eq!(file.login("ann", "wrong", later(2)), wrong(later(5)), "from the third on it is three seconds");
    assert_eq!(file.login("ann", "wrong", later(4)), locked(later(5)), "a try that is not judged does not count");
    assert_eq!(file.find("ann").unwrap().facts().failed_logins, 3);
    assert!(matches!(file.login("ann", RIGHT, later(5)), Outcome::Accepted { .. }));
    assert_eq!(file.find("ann").unwrap().facts().failed_logins, 0);
    assert_eq!(file.chain(), Chain::Intact { rows: 6 });
}

#[test]
fn who_may_not_log_in_is_refused_for_the_first_reason_that_holds() {
    let mut file = File::with_password("ann", BCRYPT);
    file.add(&["passwordless"]);
    let inactive = |inactive| Outcome::Refused(Refusal::Inactive(inactive));
    assert_eq!(file.login("nobody", RIGHT, NOW), Outcome::Refused(Refusal::Unknown));
    assert_eq!(file.login("no such name", RIGHT, NOW), Outcome::Refused(Refusal::Unknown));
    assert_eq!(file.login("passwordless", RIGHT, NOW), Outcome::Refused(Refusal::Passwordless));
    file.change("ann", NOW, |ann| ann.set_expiry(Some(NOW)));
    assert_eq!(file.login("ann", RIGHT, NOW), inactive(Inactive::Expired { at: NOW }));
    file.change("ann", NOW, |ann| ann.disable(Some("left".into()), NOW));
    assert_eq!(file.login("ann", "wrong", NOW), inactive(Inactive::Disabled { reason: Some("left".into()) }));
    assert_eq!(file.find("ann").unwrap().facts().failed_logins, 0);
}

#[test]
fn of_many_wrong_passwords_at_once_one_is_answered() {
    let file = File::with_password("ann", BCRYPT);
    let wrong = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..8)
            .map(|_| {
                let mut file = File {
                    _folder: tempfile::tempdir().unwrap(),
                    path: file.path.clone(),
                    store: Store::open(&file.path).unwrap(),
                };
                scope.spawn(move || matches!(file.login("ann", "wrong", NOW), Outcome::WrongPassword { .. }))
            })
            .collect();
        handles.into_iter().map(|handle| handle.join().unwrap()).filter(|wrong| *wrong).count()
    });
    assert_eq!(wrong, 1);
}

#[test]
fn the_policy_is_the_default_until_it_is_set() {
    let mut file = file();
    let read = |file: &mut File| file.store.read(authctl::store::View::policy).unwrap();
    assert_eq!(read(&mut file), Policy::default());
    let set = |file: &mut File| file.store.transaction(&actor(), NOW, |tx| tx.set_policy(&policy())).unwrap();
    assert!(set(&mut file) && !set(&mut file));
    assert_eq!(read(&mut file), policy());
    file.stranger("UPDATE meta SET value = '{}'");
    let bad = file.store.read(authctl::store::View::policy);
    assert!(matches!(bad, Err(StoreError::BadSetting { .. })));
}

#[test]
fn weak_hashes_are_found_by_the_policy() {
    let mut file = File::with_password("ann", BCRYPT);
    file.add(&["bob"]);
    let filter = |policy| UserFilter { needs_rehash: Some(policy), ..UserFilter::default() };
    assert_eq!(file.names(&filter(policy())), ["ann"]);
    let lax = Policy { params: Params::parse(Scheme::Bcrypt, "rounds=4").unwrap(), min_length: 8 };
    assert_eq!(file.names(&filter(lax)), Vec::<String>::new());
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
