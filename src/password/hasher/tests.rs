use getrandom::SysRng;
use rand_core::UnwrapErr;

use super::*;
use argon2_rust::{Algorithm, Argon2, Version, params::Memory};

use crate::password::derive::Arena;

fn password(text: &str) -> Password {
    Password::new(text.into())
}

fn cheap(scheme: Scheme) -> Params {
    let text = match scheme {
        Scheme::Argon2id => "m=64,t=1",
        Scheme::Bcrypt => "rounds=4",
        Scheme::Scrypt => "ln=4",
        _ => "i=10",
    };
    Params::parse(scheme, text).unwrap()
}

#[test]
fn a_hash_matches_its_password_and_no_other() {
    for scheme in Scheme::MADE {
        let mut hasher = Hasher::new();
        let hash = hasher.hash(&password("tr0ub4dor"), &cheap(scheme), &mut UnwrapErr(SysRng)).unwrap();
        assert_eq!(hasher.verify(&password("tr0ub4dor"), &hash), Ok(Verdict::Match));
        for other in ["", "tr0ub4dor ", "Tr0ub4dor", "tr0ub4dor\n"] {
            assert_eq!(hasher.verify(&password(other), &hash), Ok(Verdict::Mismatch), "{scheme} {other:?}");
        }
    }
}

#[test]
fn a_new_hash_reads_back_as_what_was_asked_for() {
    for scheme in Scheme::MADE {
        let params = cheap(scheme);
        let hash = Hasher::new().hash(&password("p"), &params, &mut UnwrapErr(SysRng)).unwrap();
        let read: PasswordHash = hash.as_str().parse().unwrap();
        assert_eq!((read.params(), read.salt_length()), (&params, 16));
        assert_eq!(read.key_length(), if scheme == Scheme::Bcrypt { 23 } else { 32 });
        assert!(read.parts() == hash.parts());
    }
}

#[test]
fn salts_differ_from_hash_to_hash() {
    let mut hasher = Hasher::new();
    let [one, two] = [(); 2].map(|()| hasher.hash(&password("p"), &cheap(Scheme::Argon2id), &mut UnwrapErr(SysRng)).unwrap());
    assert_ne!(one, two);
}

#[test]
fn memory_left_by_a_larger_hash_does_not_change_a_smaller_one() {
    let mut hasher = Hasher::new();
    let small = Params::parse(Scheme::Argon2id, "m=64,t=2,p=2").unwrap();
    let large = Params::parse(Scheme::Argon2id, "m=256,t=1,p=1").unwrap();
    let fresh = hasher.hash_with_salt(&password("p"), &small, [7; 16]).unwrap();
    hasher.spend(&password("q"), &large).unwrap();
    assert_eq!(hasher.hash_with_salt(&password("p"), &small, [7; 16]), Ok(fresh));
}

#[test]
fn bcrypt_makes_no_hash_of_what_it_would_cut() {
    let params = cheap(Scheme::Bcrypt);
    let make = |bytes: Vec<u8>| Hasher::new().hash(&Password::new(bytes), &params, &mut UnwrapErr(SysRng)).map(|_| ());
    assert_eq!(make(vec![b'x'; 72]), Ok(()));
    assert_eq!(make(vec![b'x'; 73]), Err(HashError::PasswordTooLong { length: 73, max: 72 }));
    assert_eq!(make(b"a\0b".to_vec()), Err(HashError::PasswordHoldsNul));
}

#[test]
fn bcrypt_verifies_the_first_72_bytes() {
    let hash = Hasher::new().hash(&Password::new(vec![b'x'; 72]), &cheap(Scheme::Bcrypt), &mut UnwrapErr(SysRng)).unwrap();
    assert_eq!(Hasher::new().verify(&Password::new(vec![b'x'; 100]), &hash), Ok(Verdict::Match));
    assert_eq!(Hasher::new().verify(&Password::new(vec![b'x'; 71]), &hash), Ok(Verdict::Mismatch));
}

#[test]
fn costs_above_the_limits_are_not_computed() {
    let salt_and_key = "c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let table = [
        (format!("$argon2id$v=19$m=1048577,t=1,p=1${salt_and_key}"), "m"),
        (format!("$argon2id$v=19$m=64,t=21,p=1${salt_and_key}"), "t"),
        (format!("$argon2id$v=19$m=256,t=1,p=17${salt_and_key}"), "p"),
        (format!("$scrypt$ln=18,r=8,p=1${salt_and_key}"), "ln"),
        (format!("$scrypt$ln=17,r=9,p=1${salt_and_key}"), "r"),
        (format!("$scrypt$ln=17,r=8,p=11${salt_and_key}"), "p"),
        (format!("$pbkdf2-sha256$i=10000001,l=32${salt_and_key}"), "i"),
        ("$2b$16$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.".into(), "rounds"),
        ("$5$rounds=5000001$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5".into(), "rounds"),
    ];
    for (text, name) in table {
        let hash: PasswordHash = text.parse().unwrap();
        let refused = Hasher::new().verify(&password("p"), &hash);
        assert!(matches!(refused, Err(HashError::Limit(limit)) if limit.name == name), "{text}: {refused:?}");
    }
}

#[test]
fn schemes_that_are_only_verified_are_not_made() {
    let hash: PasswordHash = "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5".parse().unwrap();
    let made = Hasher::new().hash(&password("p"), hash.params(), &mut UnwrapErr(SysRng));
    assert_eq!(made, Err(HashError::NotMade(Scheme::Sha256Crypt)));
}

#[test]
fn a_password_of_a_megabyte_does_not_hold_up_sha_crypt() {
    let hash: PasswordHash = "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5".parse().unwrap();
    let refused = Hasher::new().verify(&Password::new(vec![b'x'; 1 << 20]), &hash);
    assert_eq!(refused, Err(HashError::PasswordTooLong { length: 1 << 20, max: 4_096 }));
}

#[test]
fn a_name_without_a_hash_can_be_made_to_cost_as_much() {
    for scheme in Scheme::MADE {
        assert_eq!(Hasher::new().spend(&password("p"), &cheap(scheme)), Ok(()));
    }
}

#[test]
fn memory_that_cannot_be_had_is_an_error() {
    let params = argon2_rust::Params::builder().memory(Memory::kib(u32::MAX.into())).build().unwrap();
    let lent = Arena::default().lend(Argon2::new(Algorithm::Argon2id, Version::V0x13, params), |_| Ok(()));
    assert_eq!(lent, Err(HashError::OutOfMemory { kib: usize::try_from(u32::MAX).unwrap() }));
}
