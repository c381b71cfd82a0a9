//! Password hashes that one side makes and the other verifies.

use serde_json::{Value, json};

use crate::{
    authctl::Home,
    peers::{python, tool, try_tool},
};

/// Text of more than ASCII, because that is where implementations of bcrypt have differed.
const PASSWORD: &str = "correct hörse bättery €taple";
const WRONG: &str = "correct hörse bättery €tapl";

fn home() -> Home {
    Home::empty(&[("PW", PASSWORD), ("WRONG", WRONG)])
}

#[test]
fn hashes_of_authctl_verify_in_libraries_of_python() {
    let table: [(&str, &str, &[&str]); 9] = [
        ("argon2id", "", &["argon2-cffi", "pwdlib", "passlib"]),
        ("argon2id", "m=12288,t=3,p=1", &["argon2-cffi", "pwdlib", "passlib"]),
        ("argon2id", "m=16384,t=1,p=4", &["argon2-cffi", "pwdlib", "passlib"]),
        ("bcrypt", "rounds=10", &["bcrypt", "pwdlib", "passlib"]),
        ("scrypt", "ln=14,r=8,p=1", &["passlib"]),
        ("scrypt", "ln=12,r=4,p=3", &["passlib"]),
        ("scrypt", "", &["passlib"]),
        ("pbkdf2-sha256", "i=20000", &["hashlib"]),
        ("pbkdf2-sha256", "", &["hashlib"]),
    ];
    let home = home();
    let mut jobs = Vec::new();
    for (scheme, params, libraries) in table {
        let params: &[&str] = if params.is_empty() { &[] } else { &["--params", params] };
        let hash = home.done(&[&["hash", "create", "--scheme", scheme, "--password", "env:PW"], params].concat());
        for library in libraries {
            for password in [PASSWORD, WRONG] {
                jobs.push(json!({"do": "verify", "library": library, "hash": hash, "password": password}));
            }
        }
    }
    for (job, answer) in jobs.iter().zip(python(&jobs)) {
        assert_eq!(answer, Value::Bool(job["password"] == PASSWORD), "{job}");
    }
}

#[test]
fn bcrypt_hashes_of_authctl_verify_in_htpasswd() {
    let home = home();
    let hash = home.done(&["hash", "create", "--scheme", "bcrypt", "--params", "rounds=10", "--password", "env:PW"]);
    home.file("passwords", format!("ann:{hash}\n"));
    let file = home.path("passwords").display().to_string();
    tool("htpasswd", &["-vb", &file, "ann", PASSWORD], "");
    assert_eq!(try_tool("htpasswd", &["-vb", &file, "ann", WRONG], "").status.code(), Some(3), "3 is a wrong password");
}

/// Asserts that a hash of that scheme belongs to the password and to no other.
fn verifies(home: &Home, maker: &str, scheme: &str, hash: &str) {
    let report = home.json(0, &["hash", "verify", hash, "--password", "env:PW"]);
    assert_eq!((&report["match"], &report["scheme"]), (&json!(true), &json!(scheme)), "{maker}: {hash}");
    let report = home.json(4, &["hash", "verify", hash, "--password", "env:WRONG"]);
    assert_eq!(report["match"], false, "{maker}: {hash}");
}

#[test]
fn hashes_of_pythons_libraries_verify_in_authctl() {
    let makers = [
        ("argon2-cffi", "argon2id"),
        ("argon2-cffi:i", "argon2i"),
        ("argon2-cffi:d", "argon2d"),
        ("pwdlib", "argon2id"),
        ("bcrypt", "bcrypt"),
        ("passlib:bcrypt", "bcrypt"),
        ("passlib:bcrypt-2a", "bcrypt"),
        ("passlib:bcrypt-2y", "bcrypt"),
        ("passlib:scrypt", "scrypt"),
        ("passlib:argon2", "argon2id"),
        ("passlib:sha256_crypt", "sha256-crypt"),
        ("passlib:sha512_crypt", "sha512-crypt"),
        ("hashlib:pbkdf2-sha256", "pbkdf2-sha256"),
        ("hashlib:pbkdf2-sha512", "pbkdf2-sha512"),
    ];
    let home = home();
    let jobs = makers.map(|(maker, _)| json!({"do": "make", "library": maker, "password": PASSWORD}));
    for ((maker, scheme), hash) in makers.iter().zip(python(&jobs)) {
        verifies(&home, maker, scheme, hash.as_str().unwrap_or_else(|| panic!("{maker}: {hash}")));
    }
}

#[test]
fn hashes_in_forms_of_passlib_and_django_verify_once_converted() {
    let makers = [
        ("passlib:pbkdf2_sha256", "passlib", "pbkdf2-sha256"),
        ("passlib:pbkdf2_sha512", "passlib", "pbkdf2-sha512"),
        ("passlib:django_pbkdf2_sha256", "django", "pbkdf2-sha256"),
        ("passlib:django_bcrypt", "django", "bcrypt"),
    ];
    let home = home();
    let jobs = makers.map(|(maker, ..)| json!({"do": "make", "library": maker, "password": PASSWORD}));
    for ((maker, form, scheme), hash) in makers.iter().zip(python(&jobs)) {
        let hash = hash.as_str().unwrap_or_else(|| panic!("{maker}: {hash}"));
        verifies(&home, maker, scheme, &home.done(&["hash", "convert", "--from", form, hash]));
    }
}

#[test]
fn a_bcrypt_hash_of_a_longer_password_than_bcrypt_reads_verifies_as_its_maker_does() {
    let long = "long password ".repeat(8);
    let home = Home::empty(&[("PW", &long), ("SAME_72_BYTES", &long[..72]), ("WRONG", &long[..71])]);
    for hash in python(&["bcrypt", "passlib:bcrypt"].map(|maker| json!({"do": "make", "library": maker, "password": long}))) {
        let hash = hash.as_str().unwrap();
        verifies(&home, "bcrypt", "bcrypt", hash);
        home.done(&["hash", "verify", hash, "--password", "env:SAME_72_BYTES"]);
    }
}

#[test]
fn hashes_of_htpasswd_verify_in_authctl() {
    let home = home();
    for (flags, scheme) in [("-nbB", "bcrypt"), ("-nb2", "sha256-crypt"), ("-nb5", "sha512-crypt")] {
        let line = tool("htpasswd", &[flags, "ann", PASSWORD], "");
        verifies(&home, "htpasswd", scheme, line.trim().strip_prefix("ann:").unwrap());
    }
}

#[test]
fn hashes_of_openssl_verify_in_authctl() {
    let home = home();
    for (flag, scheme) in [("-5", "sha256-crypt"), ("-6", "sha512-crypt")] {
        verifies(&home, "openssl", scheme, tool("openssl", &["passwd", flag, "-stdin"], PASSWORD).trim());
    }
}
