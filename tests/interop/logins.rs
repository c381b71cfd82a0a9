//! A server that follows the FastAPI tutorial, over a user file made by authctl.

use serde_json::{Value, json};

use crate::{authctl::Home, peers::tool, server::Server};

const PASSWORD: &str = "correct horse battery staple";
const NEW_PASSWORD: &str = "naïve Käfer überqueren €-Zonen";

fn home() -> Home {
    let home = Home::new(&[("PW", PASSWORD), ("NEW_PW", NEW_PASSWORD)]);
    home.done(&["user", "add", "ann", "--email", "ann@example.com", "--full-name", "Ann Example", "--password", "env:PW"]);
    let bcrypt = home.done(&["hash", "create", "--scheme", "bcrypt", "--params", "rounds=10", "--password", "env:PW"]);
    home.done(&["user", "add", "bob", "--password-hash", &bcrypt]);
    home.done(&["user", "add", "dan", "--no-password"]);
    home
}

/// The token of a login that succeeds.
fn log_in(server: &Server, username: &str, password: &str) -> String {
    let (status, answer) = server.log_in(username, password);
    assert_eq!((status, &answer["token_type"]), (200, &json!("bearer")), "{answer}");
    answer["access_token"].as_str().unwrap().to_owned()
}

fn header(token: &str) -> String {
    format!("Authorization: Bearer {token}")
}

/// The codes of the failed checks of a report.
fn failed(report: &Value) -> Vec<&str> {
    let checks = report["checks"].as_array().unwrap();
    checks.iter().filter(|check| check["ok"] == false).map(|check| check["code"].as_str().unwrap()).collect()
}

/// What is asked of every server, however it has its secret: `with_key` are the flags that name the secret to authctl.
fn converse(home: &Home, server: &Server, with_key: &[&str], check_user: &[&str]) {
    let verify = |code, token: &str| home.json(code, &[&["token", "verify", token], with_key, check_user].concat());
    let issue = |more: &[&str]| home.done(&[&["token", "issue", "ann"], with_key, more].concat());

    for (username, password) in [("ann", "correct horse battery stapler"), ("dan", PASSWORD), ("eve", PASSWORD)] {
        assert_eq!(server.log_in(username, password).0, 401, "{username}");
    }
    log_in(server, "bob", PASSWORD);

    let theirs = log_in(server, "ann", PASSWORD);
    let report = verify(0, &theirs);
    assert_eq!((&report["valid"], &report["payload"]["sub"], &report["alg"]), (&json!(true), &json!("ann"), &json!("HS256")));

    let ours = issue(&["--format", "header"]);
    let ann = json!({"username": "ann", "email": "ann@example.com", "full_name": "Ann Example", "disabled": false});
    assert_eq!(server.me(&ours), (200, ann.clone()));
    assert_eq!(server.me(&header(&theirs)), (200, ann));
    assert_eq!(server.me(&header(&issue(&["--now", "-1h", "--ttl", "5m"]))).0, 401, "expired");
    let mut forged = ours.clone();
    forged.push('A');
    assert_eq!(server.me(&forged).0, 401, "another signature");

    home.done(&["user", "passwd", "ann", "--password", "env:NEW_PW"]);
    assert_eq!(server.log_in("ann", PASSWORD).0, 401);
    let theirs = log_in(server, "ann", NEW_PASSWORD);
    let ours = issue(&[]);
    verify(0, &ours);
    // The tutorial's tokens carry no `iat`: nobody can tell that this one is younger than the new password.
    let report = verify(8, &theirs);
    assert_eq!(failed(&report), ["TOKENS_ENDED"]);
    assert!(report["diagnostics"].to_string().contains("have the issuer put `iat` into its tokens"), "{report}");

    home.done(&["user", "disable", "ann", "--reason", "left the company"]);
    for token in [&theirs, &ours] {
        assert_eq!(server.me(&header(token)), (400, json!({"detail": "Inactive user"})));
        let report = verify(8, token);
        assert_eq!((&report["valid"], &report["exit_code"]), (&json!(false), &json!(8)));
        assert_eq!(report["verified"]["signature"], "ok");
        assert!(failed(&report).contains(&"USER_DISABLED"), "{report}");
        assert!(report["diagnostics"].to_string().contains("left the company"), "{report}");
    }

    home.done(&["user", "delete", "ann", "--yes"]);
    assert_eq!(server.me(&header(&ours)).0, 401);
    assert!(failed(&verify(8, &ours)).contains(&"USER_UNKNOWN"));
}

#[test]
fn a_server_with_pwdlib_and_the_files_own_key_agrees_on_passwords_tokens_and_who_is_disabled() {
    let home = home();
    let key: Value = serde_json::from_str(&home.done(&["key", "export", "--private", "--format", "jwk"])).unwrap();
    let secret = key["k"].as_str().unwrap();
    let server = Server::start(&[("USERS_DB", &home.users_db()), ("SECRET_KEY_B64URL", secret), ("HASHES", "pwdlib")]);
    converse(&home, &server, &[], &[]);
}

#[test]
fn a_server_with_passlib_and_the_key_of_a_dotenv_file_agrees_too() {
    let home = home();
    home.done(&["key", "export", "--private", "--format", "env", "--out", ".env"]);
    // As a shell takes it over.
    let secret = tool("bash", &["-c", &format!(". {}; printf %s \"$JWT_SECRET\"", home.path(".env").display())], "");
    let server = Server::start(&[("USERS_DB", &home.users_db()), ("SECRET_KEY", &secret), ("HASHES", "passlib")]);
    let scrypt = home.done(&["hash", "create", "--scheme", "scrypt", "--params", "ln=14", "--password", "env:PW"]);
    home.done(&["user", "add", "eva", "--password-hash", &scrypt]);
    log_in(&server, "eva", PASSWORD);
    converse(&home, &server, &[], &[]);
}

#[test]
fn a_server_with_a_secret_that_the_file_does_not_have_agrees_through_the_flags() {
    let secret = tool("openssl", &["rand", "-hex", "32"], "");
    let secret = secret.trim();
    let mut home = home();
    home.set("SECRET_KEY", secret);
    let server = Server::start(&[("USERS_DB", &home.users_db()), ("SECRET_KEY", secret)]);
    let theirs = log_in(&server, "ann", PASSWORD);
    let report = home.json(4, &["token", "verify", &theirs]);
    assert_eq!(failed(&report), ["SIG_BAD"], "the file's key is another");
    converse(&home, &server, &["--secret", "env:SECRET_KEY"], &["--check-user"]);
}
