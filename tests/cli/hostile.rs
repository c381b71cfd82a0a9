//! Characters that drive a terminal or fool a reader, wherever others can put them, never come out raw: text shows `\u{…}`,
//! JSON `\uXXXX` (contract, section 3).

use std::{
    ffi::OsStr,
    fs,
    os::unix::ffi::OsStrExt,
    path::Path,
    process::{Command, Output, Stdio},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// One of each kind: C0, DEL, C1, bidirectional, zero-width, line and paragraph separator, byte order mark.
const HOSTILE: &str = "\u{1b}]0;x\u{7}\u{8}\r\u{7f}\u{9b}31m\u{202e}\u{2066}\u{200b}\u{200f}\u{2028}\u{2029}\u{feff}";

fn is_hostile(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A folder with a user file, in which commands are run.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        assert!(place.run(&["init"], &[]).status.success());
        place
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        self.run_with_bytes(&arguments.iter().map(|text| OsStr::new(*text)).collect::<Vec<_>>(), environment)
    }

    fn run_with_bytes(&self, arguments: &[&OsStr], environment: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_authctl"))
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path())
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Runs a command in every format. Whatever it says, nothing of it is raw; `escaped` says that the text must be shown at all.
    fn check(&self, arguments: &[&str], environment: &[(&str, &str)], escaped: bool) {
        for format in ["text", "json", "jsonl"] {
            let words: Vec<&str> = ["-o", format].into_iter().chain(arguments.iter().copied()).collect();
            let output = self.run(&words, environment);
            let shown = clean(&output, &words);
            // Text shows values of a token as JSON.
            let is_shown = |text: &str, json: &str| (format == "text" && shown.contains(text)) || shown.contains(json);
            if escaped {
                assert!(is_shown("\\u{1b}", "\\u001b") && is_shown("\\u{202e}", "\\u202e"), "{words:?} shows {shown}");
            }
        }
    }
}

/// Both streams, none of whose characters is hostile.
fn clean(output: &Output, words: &[impl std::fmt::Debug]) -> String {
    let both = [output.stdout.as_slice(), &output.stderr].concat();
    let shown = String::from_utf8(both).unwrap_or_else(|_| panic!("{words:?} prints what is not UTF-8"));
    let raw: Vec<_> = shown.chars().filter(|c| is_hostile(*c)).collect();
    assert!(raw.is_empty(), "{words:?} prints {raw:?} in {shown}");
    assert_ne!(output.status.code(), Some(101), "{words:?} panics: {shown}");
    shown
}

fn token(header: &str, payload: &str) -> String {
    format!("{}.{}.AAAA", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload))
}

#[test]
fn in_tokens() {
    let place = Place::new();
    let quoted = serde_json::Value::from(HOSTILE).to_string();
    let raw = HOSTILE.replace(|c: char| c < ' ', "\\u001b");
    let tokens = [
        token(r#"{"alg":"HS256"}"#, &format!(r#"{{"sub":{quoted},"iss":{quoted},"aud":[{quoted}],{quoted}:1,"jti":{quoted}}}"#)),
        token(r#"{"alg":"HS256"}"#, &format!(r#"{{"sub":"{raw}","{raw}":"{raw}"}}"#)),
        token(&format!(r#"{{"alg":"HS256","kid":{quoted},"typ":{quoted},"crit":[{quoted}]}}"#), "{}"),
        token(&format!(r#"{{"alg":{quoted}}}"#), r#"{"exp":"x"}"#),
        token(r#"{"alg":"HS256"}"#, &format!(r#"{{"exp":{quoted},"nbf":{quoted},"iat":{quoted},"scope":{quoted}}}"#)),
    ];
    for token in &tokens {
        place.check(&["token", "decode", token], &[], true);
        place.check(&["token", "verify", token], &[], true);
        place.check(&["token", "verify", token, "--explain", "--audience", HOSTILE, "--issuer", HOSTILE], &[], true);
        for part in ["header", "payload", "signature"] {
            place.check(&["token", "decode", token, "--part", part], &[], false);
        }
        place.check(&["token", "decode", token, "--field", "/sub"], &[], false);
    }
    // Broken ones are shown around the place of the fault.
    place.check(&["token", "decode", &format!("eyJ{HOSTILE}.{HOSTILE}.x")], &[], false);
    place.check(&["token", "decode", HOSTILE], &[], false);
    place.check(&["token", "decode", &token(r#"{"alg":"HS256"}"#, &format!(r#"{{"a":"b"{HOSTILE}}}"#))], &[], false);
}

#[test]
fn in_what_the_user_file_holds() {
    let place = Place::new();
    assert!(place.run(&["user", "add", "ann", "--no-password"], &[]).status.success());
    let token = place.run(&["token", "issue", "ann"], &[]).stdout;
    let token = String::from_utf8(token).unwrap();
    place.check(&["user", "add", HOSTILE, "--no-password"], &[], true);
    place.check(&["user", "add", "bob", "--no-password", "--full-name", HOSTILE], &[], false);
    place.check(&["user", "add", "bob", "--no-password", "--email", &format!("{HOSTILE}@x")], &[], false);
    place.check(&["user", "disable", "ann", "--reason", HOSTILE], &[], false);
    place.check(&["token", "issue", "--sub", HOSTILE, "--label", HOSTILE, "--format", "json"], &[], false);
    for command in [&["user", "list"][..], &["user", "show", "ann"], &["token", "verify", token.trim()], &["audit", "list"]] {
        place.check(command, &[], false);
    }
    place.check(&["key", "generate", "--alg", "HS256", "--kid", HOSTILE], &[], false);
    place.check(&["key", "show", HOSTILE], &[], false);
    place.check(&["token", "issue", "ann", "--kid", HOSTILE], &[], false);
    place.check(&["key", "list"], &[], false);
}

#[test]
fn in_arguments_and_names() {
    let place = Place::new();
    let table: [&[&str]; 14] = [
        &[HOSTILE],
        &["user", HOSTILE],
        &["help", HOSTILE],
        &["completions", HOSTILE],
        &["user", "list", &format!("--{HOSTILE}")],
        &["user", "list", HOSTILE],
        &["user", "show", HOSTILE],
        &["token", "issue", "--sub", "x", "--ttl", HOSTILE],
        &["token", "issue", "--sub", "x", "--claim", HOSTILE],
        &["token", "issue", "--sub", "x", "--secret", &format!("env:{HOSTILE}")],
        &["token", "verify", &format!("@{HOSTILE}")],
        &["user", "list", "--db", HOSTILE],
        &["user", "list", "--config", HOSTILE],
        &["man", "--out-dir", &format!("/dev/null/{HOSTILE}")],
    ];
    for arguments in table {
        place.check(arguments, &[], true);
    }
    place.check(&["user", "list"], &[("AUTHCTL_DB", HOSTILE)], true);
    place.check(&["user", "list"], &[("AUTHCTL_CONFIG", HOSTILE)], true);
    place.check(&["user", "list"], &[("AUTHCTL_PROFILE", HOSTILE)], false);
    for arguments in [&["user", "show"][..], &["token", "decode"], &["user"], &["user", "list", "--db"], &["-o"]] {
        let bytes = OsStr::from_bytes(b"\xff\x1b[31m\xc2\x9b");
        let words: Vec<&OsStr> = arguments.iter().map(|text| OsStr::new(*text)).chain([bytes]).collect();
        clean(&place.run_with_bytes(&words, &[]), &words);
    }
}

#[test]
fn in_files() {
    let place = Place::new();
    let config = place.path().join(format!("{HOSTILE}.toml"));
    let config = config.to_str().unwrap();
    for text in [
        format!("'{}' = 1", HOSTILE.replace(|c: char| c < ' ' || c == '\u{7f}', "")),
        "\"\\u001b\\u202e\" = 1".to_owned(),
        "output = \"\\u001b\\u202e\"".to_owned(),
        "[profile.\"\\u001b\\u202e\"]\n".to_owned(),
        "issuer = \"\\u001b\\u202e\"\naudience = [\"\\u001b\\u202e\"]\nttl = \"\\u001b\\u202e\"".to_owned(),
        format!("output = {HOSTILE}"),
    ] {
        fs::write(config, &text).unwrap();
        place.check(&["user", "list", "--config", config], &[], false);
        place.check(&["user", "list", "--config", config, "--profile", "x"], &[], false);
        place.check(&["token", "issue", "--sub", "x", "--format", "json", "--config", config], &[], false);
    }
    let key = place.path().join("key");
    let key = format!("@{}", key.display());
    for text in [
        HOSTILE.to_owned(),
        format!(r#"{{"kty":"{HOSTILE}"}}"#),
        r#"{"kty":"oct","k":"AAAA","kid":"\u001b\u202e","alg":"\u009b\u200b"}"#.to_owned(),
    ] {
        fs::write(place.path().join("key"), text).unwrap();
        place.check(&["key", "import", &key], &[], false);
        place.check(&["token", "verify", "a.b.c", "--key", &key], &[], false);
        place.check(&["token", "issue", "--sub", "x", "--claims", &key], &[], false);
        place.check(&["hash", "identify", &key], &[], false);
    }
}
