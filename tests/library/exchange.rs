//! Files of users, in and out of a real user file.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
    time::Duration,
};

use authctl::{
    clock::{Lifetime, Timestamp},
    exchange::{Format, Left, ReadOptions, Reader, WriteOptions, Writer},
    password::{
        PasswordHash, Policy,
        convert::{Firebase, FirebaseFunction},
    },
    store::{Actor, Chain, Import, ImportError, ImportRules, OnConflict, Reject, Store, StoreError, Tally, UserFilter, View},
    users::{User, UserId, Username},
};
use getrandom::SysRng;
use proptest::prelude::*;
use rand_core::UnwrapErr;

const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

struct Home {
    _folder: tempfile::TempDir,
    store: Store,
}

/// What became of a file: the counts, the refused rows, and why it was not read to its end.
struct Outcome {
    tally: Tally,
    rejects: Vec<Reject>,
    error: Option<String>,
}

fn count<T>(items: &[T]) -> u64 {
    items.len().try_into().unwrap()
}

fn rules() -> ImportRules {
    ImportRules { on_conflict: OnConflict::Fail, reset_weak: false, stop: false, check: false, policy: Policy::default() }
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = Store::create(&folder.path().join("users.db")).unwrap();
        Self { _folder: folder, store }
    }

    fn import(&mut self, bytes: &[u8], format: Option<Format>, rules: ImportRules) -> Outcome {
        self.import_by(3, bytes, format, rules)
    }

    /// The same in batches of another size.
    fn import_by(&mut self, size: usize, bytes: &[u8], format: Option<Format>, rules: ImportRules) -> Outcome {
        let firebase = Some(Firebase::new(FirebaseFunction::Bcrypt));
        let options = ReadOptions { format, firebase, ..ReadOptions::default() };
        let mut outcome = Outcome { tally: Tally::default(), rejects: Vec::new(), error: None };
        let mut reader = match Reader::open(Cursor::new(bytes.to_vec()), &options, size) {
            Ok(reader) => reader,
            Err(error) => return Outcome { error: Some(error.to_string()), ..outcome },
        };
        let actor = Actor { user: "root".into(), sudo_user: None };
        let mut import = Import::new(rules);
        while let Some(mut batch) = reader.next(Duration::from_secs(60)).unwrap() {
            let mut rng = UnwrapErr(SysRng);
            import.settle_passwords(&mut self.store, &mut batch.rows, &mut rng).unwrap();
            match import.take(&mut self.store, &batch.rows, &actor, NOW, &mut rng, &|| false) {
                Ok((tally, rejects)) => {
                    assert_eq!(tally.read(), count(&batch.rows), "every row has an outcome");
                    assert_eq!(tally.rejected, count(&rejects));
                    outcome.tally.add(&tally);
                    outcome.rejects.extend(rejects);
                }
                Err(error) => return Outcome { error: Some(error.to_string()), ..outcome },
            }
            outcome.error = batch.error.map(|error| error.to_string());
        }
        outcome
    }

    fn export(&mut self, format: Format, hashes: bool) -> (Vec<u8>, Left) {
        let mut bytes = Vec::new();
        let mut writer = Writer::new(&mut bytes, WriteOptions { format, hashes }).unwrap();
        self.store
            .read(|view| view.users(&UserFilter::default(), |user| writer.user(&user).map_err(|error| panic!("{error}"))))
            .map_err(|error: StoreError| error)
            .unwrap();
        let (_, left) = writer.finish().unwrap();
        (bytes, left)
    }

    fn users(&mut self) -> Vec<User> {
        let mut users = Vec::new();
        self.store
            .read(|view| {
                view.users(&UserFilter::default(), |user| {
                    users.push(user);
                    Ok::<_, StoreError>(())
                })
            })
            .unwrap();
        users
    }

    fn add(&mut self, users: &[User]) {
        let actor = Actor { user: "root".into(), sudo_user: None };
        self.store.transaction(&actor, NOW, |tx| users.iter().try_for_each(|user| tx.insert_user(user))).unwrap();
    }
}

const HASHES: [&str; 6] = [
    "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$2y$10$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.",
    "$scrypt$ln=17,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$pbkdf2-sha256$i=27500$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$pbkdf2-sha512$29000$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc8",
];

prop_compose! {
    /// Any user that there can be, called by a number so that names are unique, or by an address.
    fn any_user(number: usize)(
        address in any::<bool>(),
        email in proptest::option::of("[a-zA-Z0-9.+\"';,-]{1,8}@[a-z0-9.;,]{1,8}"),
        full_name in proptest::option::of("[^\\p{Cc}]{1,20}"),
        disabled in any::<bool>(),
        reason in proptest::option::of("[^\\p{Cc}]{1,10}|\"a\r\n,b\""),
        roles in proptest::collection::btree_set("[!#-\\[\\]-~]{1,6}", 0..4),
        scopes in proptest::collection::btree_set("[!#-\\[\\]-~]{1,6}", 0..4),
        expires in proptest::option::of(-10_000_000_000..100_000_000_000_i64),
        created in 0..4_000_000_000_i64,
        must_change in any::<bool>(),
        service in any::<bool>(),
        ttl in proptest::option::of(0..100_000_u64),
        audiences in proptest::collection::btree_set("[^\\p{Cc}]{1,8}", 0..3),
        hash in proptest::option::of(0..HASHES.len()),
    ) -> User {
        let name: Username = if address { format!("user{number}@example.com") } else { format!("user{number};\"x,") }.parse().unwrap();
        let id = UserId::random(&mut UnwrapErr(SysRng));
        let created = Timestamp::from_unix(created);
        let mut user = if service {
            User::new_service(id, name, ttl.map(Lifetime::from_secs), audiences.iter().map(|text| text.parse().unwrap()).collect(), created)
        } else {
            User::new(id, name, created)
        };
        user.set_email(if address { Some(format!("User{number}@example.com")) } else { email }.and_then(|text| text.parse().ok()));
        user.set_full_name(full_name.and_then(|text| text.parse().ok()));
        user.set_roles(roles.iter().map(|text| text.parse().unwrap()).collect::<BTreeSet<_>>());
        user.set_scopes(scopes.iter().map(|text| text.parse().unwrap()).collect::<BTreeSet<_>>());
        user.set_expiry(expires.map(Timestamp::from_unix));
        if !service {
            user.set_must_change(must_change).unwrap();
            user.set_password(hash.map(|hash| HASHES[hash].parse::<PasswordHash>().unwrap())).unwrap();
        }
        if disabled {
            user.disable(reason, NOW);
        }
        user
    }
}

fn any_users() -> impl Strategy<Value = Vec<User>> {
    (1..6_usize).prop_flat_map(|count| (0..count).map(any_user).collect::<Vec<_>>())
}

/// What can be read back by its content alone: an empty list of Firebase's looks like one of Keycloak's.
const WRITTEN: [Format; 8] = [
    Format::Csv,
    Format::Jsonl,
    Format::Json,
    Format::Htpasswd,
    Format::Keycloak,
    Format::Auth0,
    Format::Firebase,
    Format::Django,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Users that one import wrote stand together, and another import goes along them as long as nothing differs.
    #[test]
    fn each_row_has_the_outcome_that_is_its_own(
        first in Just((0..40_u8).collect::<Vec<_>>()).prop_shuffle(),
        kept in 0..40_usize,
        second in proptest::collection::vec((0..40_u8, prop_oneof![8 => Just(0_u8), 1 => 1..3_u8]), 0..60),
        sorted in any::<bool>(),
        (size, size_again) in (1..50_usize, 1..50_usize),
    ) {
        let file = |rows: &[(u8, u8)]| {
            let rows: Vec<_> = rows.iter().map(|(name, mail)| format!("user{name:02},{mail}@example.com\n")).collect();
            format!("username,email\n{}", rows.concat()).into_bytes()
        };
        let first: Vec<_> = first.into_iter().take(kept).map(|name| (name, 0)).collect();
        let mut second = second;
        if sorted {
            second.sort_unstable();
        }
        let mut home = Home::new();
        let rules = ImportRules { on_conflict: OnConflict::Update, ..rules() };
        prop_assert_eq!(home.import_by(size, &file(&first), None, rules.clone()).tally.created, count(&first));
        let again = home.import_by(size_again, &file(&first), None, rules.clone());
        prop_assert_eq!(again.tally.unchanged, count(&first));

        let mut expected = Tally::default();
        let mut mails: BTreeMap<u8, u8> = first.into_iter().collect();
        let mut said = BTreeSet::new();
        for (name, mail) in &second {
            let sum = match mails.get(name) {
                _ if !said.insert(*name) => &mut expected.rejected,
                None => &mut expected.created,
                Some(before) if before == mail => &mut expected.unchanged,
                Some(_) => &mut expected.updated,
            };
            *sum += 1;
            mails.entry(*name).or_insert(*mail);
        }
        let Tally { created, updated, unchanged, rejected, .. } = home.import_by(size_again, &file(&second), None, rules).tally;
        prop_assert_eq!(
            (created, updated, unchanged, rejected),
            (expected.created, expected.updated, expected.unchanged, expected.rejected)
        );
    }

    #[test]
    fn an_export_changes_nothing_where_it_is_from_and_makes_the_same_export_elsewhere(users in any_users(), hashes in any::<bool>()) {
        let mut home = Home::new();
        home.add(&users);
        let local_id = regex::bytes::Regex::new("\"localId\":\"[^\"]*\"").unwrap();
        for format in WRITTEN {
            let (bytes, left) = home.export(format, hashes);
            let before = home.users();
            let outcome = home.import(&bytes, Some(format), rules());
            let text = String::from_utf8_lossy(&bytes);
            prop_assert_eq!((outcome.rejects, outcome.error), (vec![], None), "{}: {}", format, text);
            prop_assert_eq!(outcome.tally.unchanged, outcome.tally.read(), "{}: {}", format, text);
            prop_assert!(home.users() == before, "{}", format);

            let mut other = Home::new();
            let outcome = other.import(&bytes, Some(format), rules());
            prop_assert_eq!((outcome.rejects, outcome.error), (vec![], None), "{}: {}", format, text);
            let (again, _) = other.export(format, hashes);
            // These have no place for our identifiers, or for the instant.
            let same = |bytes: &[u8]| match format {
                Format::Firebase => local_id.replace_all(bytes, &b""[..]).into_owned(),
                _ => bytes.to_vec(),
            };
            let same = |bytes: &[u8]| String::from_utf8(same(bytes)).unwrap();
            // A hash that found no place is not there to be exported again.
            if left.hashes == 0 {
                prop_assert_eq!(same(&again), same(&bytes), "{}", format);
            }
            let is_intact = matches!(other.store.read(View::verify_audit).unwrap(), Chain::Intact { .. });
            prop_assert!(is_intact);
        }
    }

    #[test]
    fn counts_add_up_whatever_happened_to_the_file(
        users in any_users(),
        format in 0..WRITTEN.len(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..6),
    ) {
        let mut home = Home::new();
        home.add(&users);
        let (mut bytes, _) = home.export(WRITTEN[format], true);
        for (at, byte, what) in damage {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, byte),
            }
        }
        for rules in [rules(), ImportRules { on_conflict: OnConflict::Update, reset_weak: true, ..rules() }] {
            for format in [None, Some(WRITTEN[format])] {
                let mut other = Home::new();
                let outcome = other.import(&bytes, format, rules.clone());
                prop_assert_eq!(outcome.tally.created, count(&other.users()));
                let checked = Home::new().import(&bytes, format, ImportRules { check: true, ..rules.clone() });
                prop_assert_eq!(checked.tally, outcome.tally, "a check says the same");
                prop_assert_eq!(checked.rejects, outcome.rejects);
                for reject in other.import(&bytes, format, rules.clone()).rejects {
                    prop_assert!(!reject.fault.to_string().contains("AAAAAAAA"), "a reason never holds a hash");
                }
            }
        }
    }
}

#[test]
fn the_second_of_two_rows_of_a_name_is_refused_whatever_was_there_before() {
    let file = b"username,email\nann,a@b\nBOB,\nbob,\ncarl,\nANN,c@d\n\xef\xbc\xa1nn,\n";
    for present in [false, true] {
        for check in [false, true] {
            let mut home = Home::new();
            if present {
                home.add(&[User::new(UserId::random(&mut UnwrapErr(SysRng)), "ann".parse().unwrap(), NOW)]);
            }
            let outcome = home.import(file, None, ImportRules { on_conflict: OnConflict::Update, check, ..rules() });
            let lines: Vec<_> = outcome.rejects.iter().map(|reject| (reject.place.line, reject.fault.code())).collect();
            assert_eq!(lines, [(4, "duplicate-name"), (6, "duplicate-name"), (7, "duplicate-name")], "{present} {check}");
            assert_eq!(outcome.tally.read(), 6);
        }
    }
}

#[test]
fn a_stop_takes_its_batch_back_and_leaves_the_ones_before() {
    let mut home = Home::new();
    let outcome = home.import(b"username\na\nb\nc\nd\ne e\nf\n", None, ImportRules { stop: true, ..rules() });
    assert!(outcome.error.unwrap().contains("a space at position 2"));
    let names: Vec<_> = home.users().iter().map(|user| user.username().to_string()).collect();
    assert_eq!(names, ["a", "b", "c"], "batches have three rows");
}

#[test]
fn an_interrupt_takes_its_batch_back() {
    let mut home = Home::new();
    let mut reader = Reader::open(Cursor::new("username\nann\n"), &ReadOptions::default(), 10).unwrap();
    let batch = reader.next(Duration::from_secs(60)).unwrap().unwrap();
    let actor = Actor { user: "root".into(), sudo_user: None };
    let outcome = Import::new(rules()).take(&mut home.store, &batch.rows, &actor, NOW, &mut UnwrapErr(SysRng), &|| true);
    assert!(matches!(outcome, Err(ImportError::Interrupted)));
    assert!(home.users().is_empty());
}

#[test]
fn a_password_is_hashed_once_and_kept_while_it_is_the_same() {
    let mut home = Home::new();
    let policy = Policy { params: "m=64,t=1,p=1".parse_argon2id(), ..Policy::default() };
    let rules = ImportRules { on_conflict: OnConflict::Update, policy, ..rules() };
    let first = home.import(b"username,password\nann,correct horse\nbob,\n", None, rules.clone());
    assert_eq!((first.tally.created, first.tally.by_scheme.get("argon2id")), (2, Some(&1)));
    let hash = home.users()[0].password().unwrap().as_str().to_owned();
    let same = home.import(b"username,password\nann,correct horse\nbob,\n", None, rules.clone());
    assert_eq!(same.tally.unchanged, 2);
    assert_eq!(home.users()[0].password().unwrap().as_str(), hash);
    let other = home.import(
        b"username,password\nann,battery staple\n",
        None,
        ImportRules { on_conflict: OnConflict::Fail, ..rules.clone() },
    );
    assert_eq!(other.rejects[0].fault.code(), "user-differs");
    let other = home.import(b"username,password\nann,battery staple\n", None, rules);
    assert_eq!((other.tally.updated, other.tally.fields.get("password")), (1, Some(&1)));
    let ann = home.users().remove(0);
    assert_ne!(ann.password().unwrap().as_str(), hash);
    assert_eq!(ann.facts().tokens_valid_after, Some(NOW), "a new password ends the tokens");
}

/// Costs of next to nothing.
trait ParseArgon2id {
    fn parse_argon2id(&self) -> authctl::password::Params;
}

impl ParseArgon2id for str {
    fn parse_argon2id(&self) -> authctl::password::Params {
        authctl::password::Params::parse(authctl::password::Scheme::Argon2id, self).unwrap()
    }
}

#[test]
fn an_update_changes_what_the_file_has_and_nothing_else() {
    let mut home = Home::new();
    home.import(
        b"username,email,roles,hashed_password\nann,a@b,admin,$2y$10$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.\n",
        None,
        rules(),
    );
    let update = ImportRules { on_conflict: OnConflict::Update, ..rules() };
    home.import(b"{\"username\":\"ann\",\"roles\":[]}\n", None, update.clone());
    home.import(br#"[{"model":"auth.user","pk":1,"fields":{"username":"ann","is_staff":true}}]"#, None, update);
    let ann = home.users().remove(0);
    assert_eq!(ann.facts().email.as_ref().unwrap().as_str(), "a@b");
    assert!(ann.password().is_some());
    assert_eq!(ann.facts().roles, BTreeSet::from(["staff".parse().unwrap()]));
}

#[test]
fn a_user_that_needs_a_password_is_unchanged_the_second_time_whatever_the_file_says_of_changing_it() {
    let mut home = Home::new();
    let file = b"username,hashed_password,must_change\nann,{SSHA}xxxxxxxx,false\n";
    let reset = ImportRules { reset_weak: true, ..rules() };
    assert_eq!(home.import(file, None, reset.clone()).tally.created, 1);
    assert!(home.users()[0].must_change());
    assert_eq!(home.import(file, None, reset).tally.unchanged, 1);
}

#[test]
fn a_user_that_needs_a_password_and_was_given_one_keeps_it() {
    let mut home = Home::new();
    let file =
        br#"[{"model":"auth.user","pk":1,"fields":{"username":"ann","password":"md5$salt$5f4dcc3b5aa765d61d8327deb882cf99"}}]"#;
    assert_eq!(home.import(file, None, rules()).rejects[0].fault.code(), "hash-inconvertible");
    let reset = ImportRules { reset_weak: true, on_conflict: OnConflict::Update, ..rules() };
    let outcome = home.import(file, None, reset.clone());
    assert_eq!((outcome.tally.created, outcome.tally.resets.values().sum::<u64>()), (1, 1));
    assert!(home.users()[0].must_change());
    home.import(format!("{{\"username\":\"ann\",\"hashed_password\":\"{}\"}}", HASHES[0]).as_bytes(), None, reset.clone());
    assert_eq!(home.import(file, None, reset).tally.unchanged, 1);
    assert_eq!(home.users()[0].password().unwrap().as_str(), HASHES[0]);
}
