//! Plans, made and applied to a real file.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use authctl::{
    clock::Timestamp,
    keys::{Algorithm, KeyState, SigningKey, StoredKey},
    password::PasswordHash,
    seed::{Conflict, Kind, Op, Plan, Seed, Supplies, Syntax, TokenFile, plan, read},
    store::{Store, StoreError},
    users::{User, UserId, Username},
};
use getrandom::SysRng;
use proptest::{collection::vec, option, prelude::*, sample::subsequence};
use rand_core::UnwrapErr;

use crate::store::{File, actor, file, later, name};

const KIDS: [&str; 3] = ["k1", "k2", "k3"];
const NAMES: [&str; 6] = ["ann", "bob", "carl", "dora", "emil", "fay"];
const HASH: &str = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn seed(text: &str) -> Seed {
    read(text, "f", Syntax::Yaml).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// A hash for whoever needs one, and the keys.
fn supplies() -> Supplies {
    static KEYS: LazyLock<Vec<StoredKey>> = LazyLock::new(|| {
        let make = |kid: &str| {
            let key = SigningKey::generate(Algorithm::Hs256, None, &mut UnwrapErr(SysRng)).unwrap();
            StoredKey::signing(key, Some(kid.parse().unwrap()), KeyState::Pending, later(0))
        };
        KIDS.map(make).into()
    });
    let hash: PasswordHash = HASH.parse().unwrap();
    let mut supplies = Supplies::default();
    supplies.hashes = NAMES.into_iter().map(|text| (name(text), hash.clone())).collect();
    supplies.verified = supplies.hashes.clone();
    supplies.keys = KEYS.iter().map(|key| (key.kid.clone(), key.clone())).collect();
    supplies
}

fn planned(store: &mut Store, seed: &Seed, prune: bool) -> Result<Plan, Conflict> {
    planned_with(store, seed, &supplies(), prune)
}

fn planned_with(store: &mut Store, seed: &Seed, supplies: &Supplies, prune: bool) -> Result<Plan, Conflict> {
    let current = store.read(|view| view.current(seed)).unwrap();
    plan(&current, seed, supplies, prune, later(9), || UserId::random(&mut UnwrapErr(SysRng)))
}

/// The plan when every token file is there as it was written.
fn planned_again(store: &mut Store, seed: &Seed, prune: bool) -> Result<Plan, Conflict> {
    let mut supplies = supplies();
    supplies.tokens = seed.tokens.iter().map(|token| (token.out.clone(), TokenFile::Fresh)).collect();
    planned_with(store, seed, &supplies, prune)
}

/// Plans and applies; what a conflict prevents changes nothing.
fn apply(store: &mut Store, seed: &Seed, prune: bool) -> Result<Plan, Conflict> {
    let plan = planned(store, seed, prune)?;
    store.transaction(&actor(), later(9), |tx| tx.apply(&plan, &supplies())).unwrap();
    Ok(plan)
}

/// Every user of the file, with the set that made it.
fn everybody(store: &mut Store) -> BTreeMap<Username, (Option<String>, User)> {
    let mut users = BTreeMap::new();
    store
        .read(|view| {
            view.owned_users(None, |user| {
                let owner = user.owner.map(|owner| owner.to_string());
                users.insert(user.it.username().clone(), (owner, user.it));
                Ok::<_, StoreError>(())
            })
        })
        .unwrap();
    users
}

/// A set of one of two names, with some of the users, keys and tokens, each with some of the things that can be said.
fn any_seed() -> impl Strategy<Value = String> {
    let states = prop_oneof![Just("pending"), Just("retiring"), Just("retired"), Just("absent")];
    let keys = vec((any::<bool>(), option::of(states), option::of(prop_oneof![Just("2099-01-01"), Just("null")])), KIDS.len());
    let signs = option::of(0..KIDS.len());
    let tokens = subsequence(NAMES.to_vec(), 0..=2);
    (seed_of_users(), keys, signs, tokens).prop_map(|(mut text, keys, signs, tokens)| {
        let mut lines = Vec::new();
        for (index, (kid, (named, state, end))) in KIDS.into_iter().zip(keys).enumerate() {
            let signs = signs == Some(index);
            if named || signs {
                lines.push(format!("- kid: {kid}\n  alg: HS256\n"));
                lines.extend(end.map(|end| format!("  expires_at: {end}\n")));
                lines.extend(if signs { Some("active") } else { state }.map(|state| format!("  state: {state}\n")));
            }
        }
        if !lines.is_empty() {
            lines.insert(0, "keys:\n".to_owned());
        }
        if !tokens.is_empty() {
            lines.push("tokens:\n".to_owned());
        }
        lines.extend(tokens.into_iter().map(|name| format!("- name: {name}\n  out: {name}.token\n")));
        text.extend(lines);
        text
    })
}

fn seed_of_users() -> impl Strategy<Value = String> {
    let users = subsequence(NAMES.to_vec(), 0..=NAMES.len());
    let says = vec(
        (
            option::of(prop_oneof![Just("a@b"), Just("c@d"), Just("null")]),
            option::of(subsequence(vec!["r", "s", "t"], 0..=3)),
            option::of(any::<bool>()),
            option::of(prop_oneof![Just("2030-01-01"), Just("never")]),
            option::of(prop_oneof![Just("on_create"), Just("always")]),
            prop_oneof![4 => Just("present"), 1 => Just("absent")],
        ),
        NAMES.len(),
    );
    (prop_oneof![Just("one"), Just("two")], users, says).prop_map(|(set, users, says)| {
        let mut text = format!("set: {set}\nusers:\n");
        let mut say = |line: String| text.push_str(&line);
        for (user, (email, roles, disabled, expires, update, state)) in users.into_iter().zip(says) {
            say(format!("- username: {user}\n  state: {state}\n"));
            let lines = [
                email.map(|email| format!("  email: {email}\n")),
                roles.map(|roles| format!("  roles: [{}]\n", roles.join(", "))),
                disabled.map(|flag| format!("  disabled: {flag}\n")),
                expires.map(|at| format!("  expires_at: {at}\n")),
                update.map(|update| format!("  password: env:P\n  update_password: {update}\n")),
            ];
            lines.into_iter().flatten().for_each(&mut say);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn after_an_apply_there_is_nothing_to_change(texts in vec((any_seed(), any::<bool>()), 1..4)) {
        let mut file = file();
        file.add(&["carl", "dora"]);
        for (text, prune) in texts {
            let seed = seed(&text);
            if apply(&mut file.store, &seed, prune).is_ok() {
                let again = planned_again(&mut file.store, &seed, prune).unwrap();
                prop_assert!(again.is_empty(), "{text}\n{:?}", again.changes);
                let before = generation(&mut file);
                apply(&mut file.store, &seed, prune).unwrap();
                prop_assert_eq!(generation(&mut file), before);
            }
        }
    }

    #[test]
    fn a_prune_leaves_what_the_set_did_not_make(one in any_seed(), two in any_seed()) {
        let mut file = file();
        file.add(&["carl", "dora"]);
        apply(&mut file.store, &seed(&one), false).ok();
        let before = everybody(&mut file.store);
        let second = seed(&two);
        if apply(&mut file.store, &second, true).is_ok() {
            let after = everybody(&mut file.store);
            for (name, (owner, user)) in &before {
                let named = second.users.get(name);
                if named.is_none() && owner.as_deref() != Some(second.set.as_str()) {
                    prop_assert_eq!(after.get(name), Some(&(owner.clone(), user.clone())));
                }
                if named.is_some_and(|named| !named.absent) {
                    prop_assert_eq!(after.get(name).map(|(owner, _)| owner), Some(owner), "an update takes nothing over");
                }
            }
        }
    }

    #[test]
    fn a_plan_says_what_an_apply_does(one in any_seed(), two in any_seed()) {
        let mut file = file();
        apply(&mut file.store, &seed(&one), true).ok();
        let before = everybody(&mut file.store);
        if let Ok(plan) = apply(&mut file.store, &seed(&two), true) {
            let after = everybody(&mut file.store);
            let named = |op| plan.changes.iter().filter(|change| change.op == op && change.kind == Kind::User).map(|change| change.name.clone()).collect::<BTreeSet<_>>();
            let missing = |from: &BTreeMap<Username, _>, to: &BTreeMap<Username, _>| from.keys().filter(|name| !to.contains_key(*name)).map(ToString::to_string).collect::<BTreeSet<_>>();
            prop_assert_eq!(named(Op::Create), missing(&after, &before));
            prop_assert_eq!(named(Op::Delete), missing(&before, &after));
            let changed = before.iter().filter(|(name, user)| after.get(*name).is_some_and(|now| now != *user)).map(|(name, _)| name.to_string()).collect::<BTreeSet<_>>();
            prop_assert_eq!(named(Op::Update), changed);
        }
    }
}

fn generation(file: &mut File) -> i64 {
    file.store.read(authctl::store::View::generation).unwrap()
}

#[test]
fn a_failed_apply_changes_nothing() {
    let mut file = file();
    let seed = seed("users:\n- {username: ann}\n- {username: bob, password: env:P}\n");
    let plan = planned(&mut file.store, &seed, false).unwrap();
    let outcome = file.store.transaction(&actor(), later(9), |tx| tx.apply(&plan, &Supplies::default()));
    assert!(matches!(outcome, Err(StoreError::Unsupplied(_))), "{outcome:?}");
    assert!(everybody(&mut file.store).is_empty());
    assert_eq!(generation(&mut file), 0);
}

#[test]
fn what_another_set_made_is_refused() {
    let mut file = file();
    apply(&mut file.store, &seed("set: one\nusers: [{username: ann}]"), false).unwrap();
    for text in ["set: two\nusers: [{username: ann}]", "set: two\nusers: [{username: ann, state: absent}]"] {
        let conflict = planned(&mut file.store, &seed(text), false).unwrap_err();
        assert_eq!(conflict.to_string(), "f:2:9: the user `ann` belongs to the set `one`");
    }
}

#[test]
fn a_seed_does_not_turn_a_person_into_a_service_nor_change_an_id() {
    let mut file = file();
    file.add(&["ann"]);
    let conflict = |file: &mut File, text: &str| planned(&mut file.store, &seed(text), false).unwrap_err().to_string();
    assert_eq!(conflict(&mut file, "users: [{username: ann, service: true}]"), "f:1:9: the user `ann` is no service account");
    let other = "users: [{username: ann, id: 936da01f-9abd-4d9d-80c7-02af85c822a8}]";
    assert!(conflict(&mut file, other).starts_with("f:1:9: the user `ann` has the id "));
    assert_eq!(conflict(&mut file, "users: [{username: bob, max_ttl: 1h}]"), "f:1:9: the user `bob` cannot be as it says");
}

#[test]
fn a_password_of_the_first_day_is_left_to_the_user() {
    let mut file = file();
    let text = "users: [{username: ann, password: env:P, must_change: true}]";
    apply(&mut file.store, &seed(text), false).unwrap();
    file.change("ann", later(10), |user| {
        user.set_password(Some(HASH.replace("AAAA", "BBBB").parse().unwrap())).unwrap();
        user.set_must_change(false).unwrap();
    });
    assert!(planned(&mut file.store, &seed(text), false).unwrap().is_empty());
    let always = seed(&text.replace("must_change: true", "update_password: always"));
    assert_eq!(planned(&mut file.store, &always, false).unwrap().summary().update, 1);
}

#[test]
fn a_tenth_may_be_pruned_unless_more_is_allowed() {
    let mut file = file();
    let users = |count: usize| (0..count).map(|n| format!("- {{username: user{n}}}\n")).collect::<Vec<_>>().concat();
    let text = |count| format!("users:\n{}", if count == 0 { "  []\n".to_owned() } else { users(count) });
    apply(&mut file.store, &seed(&text(20)), false).unwrap();
    for (left, most, allowed) in
        [(18, None, true), (17, None, false), (17, Some(3), true), (0, Some(19), false), (0, Some(20), true)]
    {
        let plan = planned(&mut file.store, &seed(&text(left)), true).unwrap();
        assert_eq!(plan.check_deletions(most).is_ok(), allowed, "{left} {most:?}");
    }
    let absent =
        seed("users: [{username: user1, state: absent}, {username: user2, state: absent}, {username: user3, state: absent}]");
    assert_eq!(planned(&mut file.store, &absent, false).unwrap().check_deletions(Some(0)), Ok(()), "what is named is meant");
}

#[test]
fn instants_are_those_of_the_transaction() {
    let mut file = file();
    apply(&mut file.store, &seed("users: [{username: ann, disabled: true}]"), false).unwrap();
    let facts = file.find("ann").unwrap().facts().clone();
    assert_eq!((facts.created_at, facts.tokens_valid_after), (later(9), Some(later(9))));
    assert!(facts.updated_at > Timestamp::from_unix(0));
}
