//! Service accounts that authenticate by their client secret.

use std::fmt::Write;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use super::server::{Answer, Home, PASSWORD, Server};

fn basic(id: &str, secret: &str) -> String {
    format!("Authorization: Basic {}", STANDARD.encode(format!("{id}:{secret}")))
}

fn own_token(server: &Server, id: &str, secret: &str, more: &str) -> Answer {
    server.form("/token", &[&basic(id, secret)], &format!("grant_type=client_credentials{more}"))
}

#[test]
fn a_service_account_gets_tokens_within_its_limits() {
    let home = Home::new(&[]);
    home.done(&[
        "user",
        "add",
        "ci",
        "--service",
        "--max-ttl",
        "5m",
        "--audience",
        "api",
        "--scope",
        "deploy",
        "--scope",
        "read",
    ]);
    let secret = home.done(&["user", "secret", "ci"]);
    let server = home.serve(&["--audience", "web", "--audience", "api", "--ttl", "1h"]);
    let answer = own_token(&server, "ci", &secret, "");
    let body = answer.json();
    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")), "{answer:?}");
    assert_eq!((&body["scope"], &body["expires_in"], &body["refresh_token"]), (&json!("deploy read"), &json!(300), &json!(null)));
    let verified = home.done(&["token", "verify", &answer.access_token(), "--audience", "api", "--field", "/aud"]);
    assert_eq!(verified, "api");
    assert_eq!(server.get_as("/users/me", &answer.access_token()).json()["username"], "ci");
    assert_eq!(own_token(&server, "ci", &secret, "&scope=read").json()["scope"], "read");
    let wide = own_token(&server, "ci", &secret, "&scope=admin");
    assert_eq!((wide.status, &wide.json()["error"]), (400, &json!("invalid_scope")));
    let in_form = format!("grant_type=client_credentials&client_id=ci&client_secret={secret}");
    assert_eq!(server.form("/token", &[], &in_form).status, 200);
    let elsewhere = own_token(&home.serve(&["--audience", "mail"]), "ci", &secret, "");
    assert_eq!((elsewhere.status, &elsewhere.json()["error"]), (400, &json!("unauthorized_client")));
}

#[test]
fn whoever_is_no_client_gets_one_and_the_same_answer() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    for name in ["ci", "off", "silent", "gone"] {
        home.done(&["user", "add", name, "--service"]);
    }
    let secret = home.done(&["user", "secret", "ci"]);
    let (off, gone) = (home.done(&["user", "secret", "off"]), home.done(&["user", "secret", "gone"]));
    home.done(&["user", "disable", "off"]);
    home.done(&["user", "secret", "gone", "--remove"]);
    let server = home.serve(&[]);
    let zeros = "\0".repeat(32);
    let mut shapes = Vec::new();
    for (name, secret) in [
        ("ci", "wrong"),
        ("ci", off.as_str()),
        ("off", &off),
        ("silent", &zeros),
        ("gone", &gone),
        ("ann", PASSWORD),
        ("no one", "x"),
    ] {
        let began = std::time::Instant::now();
        let answer = own_token(&server, name, secret, "");
        assert!(began.elapsed().as_millis() >= 250, "{name}");
        let head: Vec<_> = answer.head.lines().filter(|line| !line.starts_with("date:")).map(str::to_owned).collect();
        assert_eq!((answer.status, &answer.json()["error"]), (401, &json!("invalid_client")), "{name}");
        assert!(answer.header("www-authenticate").unwrap().starts_with("Basic "), "{answer:?}");
        shapes.push((head, answer.body));
    }
    assert!(shapes.iter().all(|shape| *shape == shapes[0]), "{shapes:?}");
    assert_eq!(server.form("/token", &[], "grant_type=client_credentials").status, 401);
    assert_eq!(server.form("/token", &[], "grant_type=client_credentials&client_id=ci").status, 401);
    assert_eq!(own_token(&server, "CI", &secret, "").status, 200, "names are normalised as elsewhere");
    let file = std::fs::read(home.path().join(".local/share/authctl/users.db")).unwrap();
    assert!(!file.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "the file keeps no secret");
}

#[test]
fn a_new_secret_ends_the_old_one_and_its_tokens() {
    let home = Home::new(&[]);
    home.done(&["user", "add", "ci", "--service"]);
    let old = home.done(&["user", "secret", "ci"]);
    let server = home.serve(&[]);
    let soon = |secret: &str| loop {
        let answer = own_token(&server, "ci", secret, "");
        if answer.status != 503 {
            return answer;
        }
    };
    let token = soon(&old).access_token();
    let new = home.done(&["user", "secret", "ci", "--keep-tokens"]);
    assert_ne!(old, new);
    assert_eq!((own_token(&server, "ci", &old, "").status, server.get_as("/users/me", &token).status), (401, 200));
    let token = soon(&new).access_token();
    home.done(&["user", "secret", "ci"]);
    assert_eq!(server.get_as("/users/me", &token).status, 401);
}

#[test]
fn a_login_through_a_client_is_renewed_by_that_client_only() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    let mut clients = Vec::new();
    for name in ["app", "other"] {
        home.done(&["user", "add", name, "--service"]);
        clients.push(basic(name, &home.done(&["user", "secret", name])));
    }
    let server = home.serve(&[]);
    let login = format!("username=ann&password={}", PASSWORD.replace(' ', "+"));
    let refresh = |answer: &Answer| answer.json()["refresh_token"].as_str().unwrap().to_owned();
    let renew =
        |client: &[&str], token: &str| server.form("/token", client, &format!("grant_type=refresh_token&refresh_token={token}"));
    let bound = refresh(&server.form("/token", &[&clients[0]], &login));
    for stranger in [&[][..], &[clients[1].as_str()]] {
        assert_eq!(renew(stranger, &bound).json()["error"], "invalid_grant");
    }
    let next = renew(&[&clients[0]], &bound);
    assert_eq!(next.status, 200, "a stranger's try does not end the login");
    let public = refresh(&server.form("/token", &[], &login));
    assert_eq!(renew(&[&clients[0]], &public).status, 400);
    let wrong = server.form("/token", &[&basic("app", "wrong")], &login);
    assert_eq!((wrong.status, &wrong.json()["error"]), (401, &json!("invalid_client")));
}

#[test]
fn a_client_gives_back_its_own_tokens_and_nobody_elses() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    let secrets = ["app", "other"].map(|name| {
        home.done(&["user", "add", name, "--service"]);
        home.done(&["user", "secret", name])
    });
    let (app, other) = (basic("app", &secrets[0]), basic("other", &secrets[1]));
    let server = home.serve(&[]);
    let revoke = |client: &[&str], token: &str| server.form("/revoke", client, &format!("token={token}"));
    let own = own_token(&server, "app", &secrets[0], "").access_token();
    let login = server.form("/token", &[&app], &format!("username=ann&password={}", PASSWORD.replace(' ', "+")));
    let refresh = login.json()["refresh_token"].as_str().unwrap().to_owned();
    for token in [&own, &refresh] {
        for stranger in [&[][..], &[other.as_str()]] {
            let refused = revoke(stranger, token);
            assert_eq!((refused.status, &refused.json()["error"]), (400, &json!("invalid_grant")));
        }
    }
    let count = || [&own, &login.access_token()].map(|token| server.get_as("/users/me", token).status);
    assert_eq!(count(), [200, 200]);
    assert_eq!([&own, &refresh].map(|token| revoke(&[&app], token).status), [200, 200]);
    assert_eq!(count(), [401, 401]);
}

#[test]
fn a_resource_server_asks_with_its_secret() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    home.done(&["user", "add", "gateway", "--service", "--scope", "introspect"]);
    home.done(&["user", "add", "ci", "--service"]);
    let gateway = basic("gateway", &home.done(&["user", "secret", "gateway"]));
    let ci = basic("ci", &home.done(&["user", "secret", "ci"]));
    let server = home.serve(&[]);
    let form = format!("token={}", server.log_in("ann", PASSWORD).access_token());
    assert_eq!(server.form("/introspect", &[&gateway], &form).json()["sub"], "ann");
    let lacking = server.form("/introspect", &[&ci], &form);
    assert_eq!((lacking.status, &lacking.json()["error"]), (403, &json!("unauthorized_client")));
    assert_eq!(server.form("/introspect", &[&basic("gateway", "wrong")], &form).status, 401);
    assert_eq!(server.form("/introspect", &[], &form).status, 401);
    assert_eq!(server.form("/revoke", &[&basic("gateway", "wrong")], &form).status, 401);
    assert_eq!(server.form("/revoke", &[&gateway], &form).status, 200);
    assert_eq!(server.form("/introspect", &[&gateway], &form).json(), json!({"active": false}));
}

#[test]
fn a_secret_survives_every_way_of_writing_it_into_a_form() {
    let home = Home::new(&[]);
    home.done(&["user", "add", "ci", "--service"]);
    let secret = home.done(&["user", "secret", "ci"]);
    let server = home.serve(&[]);
    let mut percent = String::new();
    secret.bytes().for_each(|byte| write!(percent, "%{byte:02X}").unwrap());
    for written in [&secret, &percent] {
        let form = format!("grant_type=client_credentials&client_id=ci&client_secret={written}");
        assert_eq!(server.form("/token", &[], &form).status, 200, "{written}");
        assert_eq!(own_token(&server, "ci", written, "").status, 200, "{written}");
    }
}
