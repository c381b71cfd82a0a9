//! Logins against the file, and the password policy.

use authctl::{
    clock::Timestamp,
    password::{Hasher, Params, Policy, Scheme},
    secret::Password,
    store::{Chain, Login, Outcome, Store, StoreError, UserFilter, View},
    users::{Inactive, Refusal},
};

use getrandom::SysRng;
use rand_core::UnwrapErr;

use super::{File, NOW, actor, file, later, name, user};

/// `correct horse battery staple` by bcrypt 5.0 for Python.
const BCRYPT: &str = "$2b$04$6O4d.N.Ax9oT9Cvpq7qrvOdbh44RytXKTL2/0Ibg2.qKSG7jwsunq";

const RIGHT: &str = "correct horse battery staple";

fn policy() -> Policy {
    Policy { params: Params::parse(Scheme::Argon2id, "m=64,t=1,p=1").unwrap(), ..Policy::default() }
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
fn a_password_counts_for_the_hash_that_the_user_has_when_it_is_settled() {
    let mut file = File::with_password("ann", BCRYPT);
    let (right, policy, actor) = (password(RIGHT), policy(), actor());
    let login = Login { name: "ann", password: &right, policy: &policy, actor: &actor, now: NOW };
    let compare = |file: &mut File| file.store.compare(&login, &mut Hasher::new(), &mut UnwrapErr(SysRng)).unwrap().unwrap();
    let settle = |file: &mut File, compared| file.store.transaction(&actor, NOW, |tx| tx.settle_login(compared)).unwrap();
    let before = compare(&mut file);
    let new = Hasher::new().hash(&right, &policy.params, &mut UnwrapErr(SysRng)).unwrap();
    file.change("ann", NOW, |ann| ann.set_password(Some(new)).unwrap());
    assert_eq!(settle(&mut file, &before), None);
    let after = compare(&mut file);
    assert!(matches!(settle(&mut file, &after), Some(Outcome::Accepted { rehashed: false, .. })));
    file.change("ann", NOW, |ann| ann.disable(None, NOW));
    assert_eq!(settle(&mut file, &after), Some(Outcome::Refused(Refusal::Inactive(Inactive::Disabled { reason: None }))));
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
    let read = |file: &mut File| file.store.read(View::policy).unwrap();
    assert_eq!(read(&mut file), Policy::default());
    let set = |file: &mut File| file.store.transaction(&actor(), NOW, |tx| tx.set_policy(&policy())).unwrap();
    assert!(set(&mut file) && !set(&mut file));
    assert_eq!(read(&mut file), policy());
    file.stranger("UPDATE meta SET value = '{}'");
    let bad = file.store.read(View::policy);
    assert!(matches!(bad, Err(StoreError::BadSetting { .. })));
}

#[test]
fn weak_hashes_are_found_by_the_policy() {
    let mut file = File::with_password("ann", BCRYPT);
    file.add(&["bob"]);
    let filter = |policy| UserFilter { needs_rehash: Some(policy), ..UserFilter::default() };
    assert_eq!(file.names(&filter(policy())), ["ann"]);
    let lax = Policy { params: Params::parse(Scheme::Bcrypt, "rounds=4").unwrap(), ..Policy::default() };
    assert_eq!(file.names(&filter(lax)), Vec::<String>::new());
}
