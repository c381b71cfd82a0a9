//! Files of users that others made: after the import every password verifies here, and in the libraries that read the user file.

use std::process::Command;

use serde_json::{Value, json};

use crate::{
    authctl::Home,
    peers::{SOURCES, python, python_with_libraries, tool},
};

const PASSWORD: &str = "correct hörse bättery €taple";

fn home() -> Home {
    Home::new(&[("PW", PASSWORD), ("WRONG", "correct hörse bättery €tapl")])
}

/// Asserts that a user logs in with the password and with no other.
fn logs_in(home: &Home, name: &str) {
    home.ends(4, &["user", "check", name, "--password", "env:WRONG"]);
    home.done(&["user", "unlock", name]);
    home.done(&["user", "check", name, "--password", "env:PW"]);
}

/// The hash that a user has in the file.
fn stored(home: &Home, name: &str) -> String {
    let select = format!("SELECT hashed_password FROM users WHERE username = '{name}'");
    tool("sqlite3", &["-readonly", &home.users_db(), &select], "").trim().to_owned()
}

fn django(folder: &str, arguments: &[&str]) -> String {
    let script = format!("{SOURCES}/django_site.py");
    let output = Command::new(python_with_libraries()).args(["-B", &script, folder]).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn users_of_djangos_dumpdata_log_in() {
    let home = home();
    let folder = home.path("").display().to_string();
    django(&folder, &["make", PASSWORD]);
    home.file("dump.json", django(&folder, &["dumpdata", "auth", "--indent", "2"]));

    let report = home.json(14, &["user", "import", "dump.json", "--on-error", "skip", "--rejects", "rejects.jsonl"]);
    let counts = ["created", "rejected"].map(|name| report[name].as_u64().unwrap());
    assert_eq!(
        (&report["format"], counts),
        (&json!("django"), [6, 1]),
        "bcrypt of a SHA-256 digest has no standard string: {report}"
    );
    assert_eq!(report["left_out"], json!({"groups": 1}));
    for name in ["pbkdf2_sha256", "argon2", "scrypt", "bcrypt"] {
        let hash = stored(&home, name);
        assert_eq!(home.json(0, &["hash", "verify", &hash, "--password", "env:PW"])["match"], true, "{name}: {hash}");
        logs_in(&home, name);
    }
    let boss = home.json(0, &["user", "show", "boss"]);
    let boss = &boss["user"];
    assert_eq!((&boss["roles"], &boss["password"]["set"]), (&json!(["staff", "superuser"]), &json!(false)));
    home.ends(8, &["user", "check", "gone", "--password", "env:PW"]);

    let report = home.json(0, &["user", "import", "dump.json", "--weak", "reset", "--on-conflict", "skip"]);
    assert_eq!((&report["created"], &report["needs_reset"]), (&json!(1), &json!(1)));
    assert_eq!(home.json(0, &["user", "show", "bcrypt_sha256"])["user"]["must_change"], true);
}

#[test]
fn users_of_htpasswd_log_in() {
    let home = home();
    let file = home.path("passwords").display().to_string();
    for (flags, name) in [("-cbB", "ann"), ("-b2", "bob"), ("-b5", "carl")] {
        tool("htpasswd", &[flags, &file, name, PASSWORD], "");
    }
    let report = home.json(0, &["user", "import", "passwords"]);
    assert_eq!(report["by_scheme"], json!({"bcrypt": 1, "sha256-crypt": 1, "sha512-crypt": 1}));
    for name in ["ann", "bob", "carl"] {
        logs_in(&home, name);
    }
    tool("htpasswd", &["-bm", &file, "dora", PASSWORD], "");
    let report = home.json(14, &["user", "import", "passwords", "--on-error", "skip", "--on-conflict", "skip"]);
    assert_eq!(report["rejected"], 1, "Apache's MD5");
}

#[test]
fn users_with_hashes_of_pythons_libraries_log_in_and_the_libraries_read_the_file() {
    let makers = [
        ("argon2-cffi", "argon2-cffi"),
        ("pwdlib", "pwdlib"),
        ("bcrypt", "bcrypt"),
        ("passlib:scrypt", "passlib"),
        ("passlib:sha512_crypt", "passlib"),
        ("passlib:pbkdf2_sha256", "-"),
        ("passlib:django_pbkdf2_sha256", "-"),
    ];
    let hashes = python(&makers.map(|(maker, _)| json!({"do": "make", "library": maker, "password": PASSWORD})));
    let lines: String = hashes
        .iter()
        .enumerate()
        .map(|(number, hash)| json!({"username": format!("user{number}"), "hashed_password": hash}).to_string() + "\n")
        .collect();
    let home = home();
    home.file("users.jsonl", lines);
    assert_eq!(home.json(0, &["user", "import", "users.jsonl"])["created"], makers.len());
    // Before a login rehashes it.
    let mut jobs = Vec::new();
    for (number, (_, library)) in makers.iter().enumerate().filter(|(_, (_, library))| *library != "-") {
        let hash = stored(&home, &format!("user{number}"));
        jobs.push(json!({"do": "verify", "library": library, "hash": hash, "password": PASSWORD}));
    }
    for (job, answer) in jobs.iter().zip(python(&jobs)) {
        assert_eq!(answer, Value::Bool(true), "{job}");
    }
    for number in 0..makers.len() {
        logs_in(&home, &format!("user{number}"));
    }
}

#[test]
fn users_in_the_layouts_of_other_systems_log_in() {
    let scrypt = &[
        "--hash-algo",
        "STANDARD_SCRYPT",
        "--mem-cost",
        "16384",
        "--block-size",
        "8",
        "--parallelization",
        "1",
        "--dk-len",
        "64",
    ];
    let table: [(&str, &str, &[&str]); 8] = [
        ("keycloak", "keycloak", &[]),
        ("keycloak:sha512", "keycloak", &[]),
        ("keycloak:argon2", "keycloak", &[]),
        ("auth0", "auth0", &[]),
        ("auth0:scrypt", "auth0", &[]),
        ("firebase", "firebase", scrypt),
        ("firebase:csv", "firebase", scrypt),
        ("kratos", "kratos", &[]),
    ];
    let layouts = python(&table.map(|(system, ..)| json!({"do": "layout", "system": system, "password": PASSWORD})));
    for ((system, format, flags), layout) in table.iter().zip(layouts) {
        let home = home();
        home.file("users", layout.as_str().unwrap_or_else(|| panic!("{system}: {layout}")));
        let report = home.json(0, &[&["user", "import", "users"], *flags].concat());
        assert_eq!((&report["format"], &report["created"]), (&json!(format), &json!(1)), "{system}: {report}");
        logs_in(&home, "ann");
    }
}

#[test]
fn htpasswd_verifies_an_export() {
    let home = home();
    home.done(&["hash", "policy", "set", "--scheme", "bcrypt", "--params", "rounds=10"]);
    home.done(&["user", "add", "ann", "--password", "env:PW"]);
    home.done(&["user", "export", "--format", "htpasswd", "--include-hashes", "--out", "passwords"]);
    let file = home.path("passwords").display().to_string();
    tool("htpasswd", &["-vb", &file, "ann", PASSWORD], "");
}
