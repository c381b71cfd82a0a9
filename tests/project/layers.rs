//! Who may import what.

use crate::sources::{Source, sources};

/// A dependency and the only places that may name it.
const CRATES: &[(&str, &[&str])] = &[
    ("rusqlite", &["src/store/"]),
    ("jsonwebtoken", &["src/keys/", "src/token/"]),
    // In the audit of secrets it is the module of aws-lc.
    ("hmac", &["src/keys/backend.rs", "src/token/audit.rs"]),
    ("aws_lc_rs", &["src/keys/", "src/token/", "src/password/"]),
    ("argon2_rust", &["src/password/"]),
    ("bcrypt", &["src/password/"]),
    ("pbkdf2", &["src/password/"]),
    ("scrypt", &["src/password/"]),
    ("sha_crypt", &["src/password/"]),
    ("pkcs8", &["src/keys/"]),
    ("der", &["src/keys/"]),
    ("sec1", &["src/keys/"]),
    ("precis_core", &["src/users/"]),
    ("precis_profiles", &["src/users/"]),
    ("jiff", &["src/clock/"]),
    ("getrandom", &["src/bin/authctl/"]),
    ("clap", &["src/bin/authctl/"]),
    ("clap_complete", &["src/bin/authctl/commands/", "src/bin/authctl/complete/"]),
    ("clap_complete_nushell", &["src/bin/authctl/commands/"]),
    ("clap_mangen", &["src/bin/authctl/commands/"]),
    ("anyhow", &["src/bin/authctl/"]),
    ("dialoguer", &["src/bin/authctl/input/"]),
    ("rpassword", &["src/bin/authctl/input/"]),
    ("anstream", &["src/bin/authctl/output/"]),
    ("anstyle", &["src/bin/authctl/"]),
    ("memchr", &["src/token/segments.rs", "src/bin/authctl/input/"]),
    ("tempfile", &["src/bin/authctl/"]),
    ("toml", &["src/bin/authctl/", "src/seed/read/"]),
    ("saphyr_parser", &["src/seed/read/"]),
    ("ureq", &["src/bin/authctl/fetch/"]),
    ("rustls", &["src/bin/authctl/fetch/", "src/bin/authctl/serve/"]),
    ("rustls_native_certs", &["src/bin/authctl/fetch/"]),
    ("axum", &["src/bin/authctl/serve/"]),
    ("hyper", &["src/bin/authctl/serve/connection.rs"]),
    ("hyper_util", &["src/bin/authctl/serve/connection.rs"]),
    ("tokio_rustls", &["src/bin/authctl/serve/connection.rs"]),
    ("tokio", &["src/bin/authctl/serve/"]),
];

/// A piece of code and the only places that may hold it.
const PHRASES: &[(&str, &[&str])] = &[
    ("SystemTime", &["src/clock/"]),
    ("std::env", &["src/bin/authctl/"]),
    ("std::process::exit", &[]),
    ("Stdio", &["src/bin/authctl/output/pager.rs", "src/bin/authctl/fetch/names.rs"]),
    ("std::net", &["src/bin/authctl/fetch/", "src/bin/authctl/serve/", "src/bin/authctl/commands/serve.rs"]),
    ("stdin()", &["src/bin/authctl/input/"]),
    ("stdout()", &["src/bin/authctl/output/"]),
    ("SELECT ", &["src/store/"]),
    ("PRAGMA ", &["src/store/"]),
    ("unimplemented!", &[]),
    ("dbg!", &[]),
];

/// A room of the library and the rooms that it may import beside itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("secret", &[]),
    ("password", &["secret"]),
    ("keys", &["clock", "secret"]),
    ("users", &["clock", "password", "secret"]),
    ("exchange", &["clock", "password", "secret", "users"]),
    ("token", &["clock", "keys", "secret", "users"]),
    ("seed", &["clock", "keys", "password", "secret", "users"]),
    ("store", &["clock", "exchange", "keys", "password", "secret", "seed", "token", "users"]),
];

/// A part of the command and the only places that may import it.
const PARTS: &[(&str, &[&str])] = &[
    ("commands", &["src/bin/authctl/cli.rs", "src/bin/authctl/main.rs", "src/bin/authctl/commands/"]),
    ("serve", &["src/bin/authctl/commands/serve.rs"]),
];

fn assert_none(strays: &[String]) {
    assert!(strays.is_empty(), "in the wrong place:\n{}", strays.join("\n"));
}

/// The places outside `allowed` whose code satisfies `holds`.
fn strays(what: &str, allowed: &[&str], holds: impl Fn(&str) -> bool) -> Vec<String> {
    let stray = |source: &Source| !allowed.iter().any(|place| source.path.starts_with(place)) && holds(&source.code);
    sources().iter().filter(|source| stray(source)).map(|source| format!("  {what} in {}", source.path)).collect()
}

#[test]
fn each_dependency_is_named_only_in_its_room() {
    assert_none(
        &CRATES.iter().flat_map(|(name, allowed)| strays(name, allowed, |code| names_crate(code, name))).collect::<Vec<_>>(),
    );
}

#[test]
fn clock_environment_streams_and_sql_stay_where_they_belong() {
    assert_none(
        &PHRASES.iter().flat_map(|(phrase, allowed)| strays(phrase, allowed, |code| code.contains(phrase))).collect::<Vec<_>>(),
    );
}

#[test]
fn rooms_of_the_library_import_only_the_rooms_below() {
    let mut strays = Vec::new();
    for source in sources() {
        let Some(path) = source.path.strip_prefix("src/").filter(|path| !path.starts_with("bin/")) else { continue };
        let room = path.split(['/', '.']).next().unwrap();
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            assert_eq!(room, "lib", "src/{path} belongs to no room of the table");
            continue;
        };
        let imported = imports(&source.code);
        strays.extend(
            imported
                .iter()
                .filter(|name| **name != room && !allowed.contains(name))
                .map(|name| format!("  {name} in {}", source.path)),
        );
    }
    assert_none(&strays);
}

#[test]
fn parts_of_the_command_import_only_the_parts_below() {
    let inside = |part: &str, allowed: &[&str]| {
        let found = strays(part, allowed, |code| imports(code).contains(&part));
        found.into_iter().filter(|stray| stray.contains("src/bin/")).collect::<Vec<_>>()
    };
    assert_none(&PARTS.iter().flat_map(|(part, allowed)| inside(part, allowed)).collect::<Vec<_>>());
}

/// Whether a path of the code begins with that crate.
fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(&format!("{name}::"))
        .any(|(at, _)| !code[..at].ends_with(|before: char| before.is_alphanumeric() || "_:".contains(before)))
}

/// The modules that the code reaches from the root of its crate: `crate::x` and `crate::{x, y::Z}`.
fn imports(code: &str) -> Vec<&str> {
    code.split("crate::").skip(1).flat_map(|rest| rest.strip_prefix('{').map_or_else(|| vec![word(rest)], group)).collect()
}

/// The first words of the members of a `{…}` group whose brace is open.
fn group(rest: &str) -> Vec<&str> {
    let mut depth = 1_u32;
    let mut words = vec![word(rest)];
    for (at, letter) in rest.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 1 => break,
            '}' => depth -= 1,
            ',' if depth == 1 => words.push(word(&rest[at + 1..])),
            _ => (),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn word(text: &str) -> &str {
    let text = text.trim_start();
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default()
}

#[test]
fn the_scan_sees_single_and_grouped_imports() {
    let code =
        "use crate::keys::Key;\nuse crate::{\n    clock::{self, Timestamp},\n    secret,\n};\nfn f(x: crate::users::User) {}";
    assert_eq!(imports(code), ["keys", "clock", "secret", "users"]);
    assert!(names_crate("use pem::Pem;", "pem") && names_crate("let x = (pem::parse)()", "pem"));
    assert!(!names_crate("use super::pem::Pem; use old_pem::Pem;", "pem"));
}
