//! The user file as a server reads it: by the SELECTs of the README, in SQLite's own command.

use std::fs;

use serde_json::{Value, json};

use crate::{authctl::Home, peers::tool};

/// The SELECTs that the README shows to servers: of a login, of a token's subject, and of its revocation.
fn documented() -> [String; 3] {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let selects = readme.lines().filter(|line| line.starts_with("    SELECT ")).map(|line| format!("{line}\n;"));
    selects.collect::<Vec<_>>().try_into().expect("three SELECTs in the README")
}

/// The rows that a SELECT finds in the user file.
fn rows(home: &Home, select: &str, parameters: &[(&str, &str)]) -> Vec<Value> {
    let quoted = |value: &str| format!("'{}'", value.replace('\'', "''"));
    let set = parameters.iter().map(|(name, value)| format!(".parameter set {name} \"{}\"\n", quoted(value)));
    let script = set.chain([select.to_owned()]).collect::<String>();
    let shown = tool("sqlite3", &["-batch", "-bail", "-readonly", "-json", &home.users_db()], script);
    if shown.is_empty() { Vec::new() } else { serde_json::from_str(&shown).unwrap() }
}

/// What a server does with a token whose signature and expiry are right, as the README says.
fn is_accepted(home: &Home, token: &str, now: i64) -> bool {
    let [_, subject, revocation] = documented();
    let payload = &home.json(0, &["token", "decode", token])["payload"];
    let user = rows(home, &subject, &[(":sub", payload["sub"].as_str().unwrap())]);
    let Some(user) = user.first() else { return false };
    let expired = user["expires_at"].as_i64().is_some_and(|at| at <= now);
    let ended = user["tokens_valid_after"].as_i64().is_some_and(|after| payload["iat"].as_i64().unwrap() < after);
    let revoked = !rows(home, &revocation, &[(":jti", payload["jti"].as_str().unwrap())]).is_empty();
    user["disabled"] == 0 && !expired && !ended && !revoked
}

#[test]
fn the_readmes_select_serves_a_login() {
    let home = Home::new(&[("PW", "correct horse battery staple")]);
    home.done(&["user", "add", "JohnDoe", "--email", "john@example.com", "--full-name", "O'Doe", "--password", "env:PW"]);
    home.done(&["user", "add", "dan", "--no-password", "--disabled"]);
    home.done(&["user", "add", "ci", "--service"]);
    let [login, ..] = documented();
    let found = |name| rows(&home, &login, &[("?1", name)]);

    let john = &found("johndoe")[0];
    let hash = john["hashed_password"].as_str().unwrap();
    assert_eq!(
        john,
        &json!({"username": "johndoe", "email": "john@example.com", "full_name": "O'Doe", "disabled": 0, "hashed_password": hash})
    );
    home.done(&["hash", "verify", hash, "--password", "env:PW"]);
    let nobody = |name, disabled| json!([{"username": name, "email": null, "full_name": null, "disabled": disabled, "hashed_password": null}]);
    assert_eq!(json!(found("dan")), nobody("dan", 1));
    assert_eq!(json!(found("ci")), nobody("ci", 0));
    assert_eq!(found("nobody"), [Value::Null; 0]);
}

#[test]
fn the_readmes_selects_refuse_the_tokens_that_authctl_refuses() {
    let home = Home::new(&[("PW", "correct horse battery staple")]);
    let now = 1_795_000_000;
    let agree = |token: &str, wanted: bool| {
        let code = if wanted { 0 } else { 8 };
        home.ends(code, &["token", "verify", token]);
        assert_eq!(is_accepted(&home, token, now), wanted);
    };
    home.done(&["user", "add", "ann", "--password", "env:PW"]);
    let first = home.done(&["token", "issue", "ann"]);
    let stranger = home.done(&["token", "issue", "--sub", "nobody"]);
    agree(&first, true);
    agree(&stranger, false);

    // The same second or not: what was issued before has ended, what comes after is good.
    home.done(&["user", "passwd", "ann", "--password", "env:PW"]);
    let second = home.done(&["token", "issue", "ann"]);
    agree(&first, false);
    agree(&second, true);

    home.done(&["user", "disable", "ann"]);
    agree(&second, false);
    home.done(&["user", "enable", "ann"]);
    agree(&second, false);
    let third = home.done(&["token", "issue", "ann"]);
    agree(&third, true);
    home.done(&["user", "delete", "ann", "--yes"]);
    agree(&third, false);
}

#[test]
fn the_keys_of_the_file_are_what_openssl_and_servers_take() {
    let home = Home::new(&[]);
    let secret = home.done(&["key", "export", "--private", "--format", "env"]);
    let found = rows(&home, "SELECT CAST(public AS TEXT) AS secret FROM keys WHERE state = 'active';", &[]);
    assert!(secret.ends_with(&format!("JWT_SECRET=\"{}\"", found[0]["secret"].as_str().unwrap())));

    for alg in ["RS256", "ES384", "EdDSA"] {
        home.done(&["key", "generate", "--alg", alg, "--kid", alg, "--activate"]);
        let path = home.path(alg).display().to_string();
        let write = format!("SELECT alg, state, writefile('{path}', public) > 0 AS written FROM keys WHERE kid = '{alg}';");
        assert_eq!(rows(&home, &write, &[]), [json!({"alg": alg, "state": "active", "written": 1})]);
        let pem = tool("openssl", &["pkey", "-pubin", "-inform", "DER", "-in", &path], "");
        assert_eq!(pem.trim_end(), home.done(&["key", "export", alg, "--format", "pem"]));
    }
}
