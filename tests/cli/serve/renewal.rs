//! Refresh tokens, and tokens that are given back or asked about.

use std::{collections::HashSet, thread};

use serde_json::json;

use super::server::{Answer, Home, PASSWORD, Server};

fn renew(server: &Server, token: &str) -> Answer {
    server.form("/token", &[], &format!("grant_type=refresh_token&refresh_token={token}"))
}

fn refresh_token(answer: &Answer) -> String {
    answer.json()["refresh_token"].as_str().unwrap_or_else(|| panic!("{answer:?}")).to_owned()
}

/// Logs ann in, as soon as tokens count that are issued now.
fn log_in_soon(server: &Server) -> Answer {
    loop {
        let answer = server.log_in("ann", PASSWORD);
        if answer.status != 503 {
            return answer;
        }
    }
}

#[test]
fn a_refresh_token_is_used_once_and_its_second_use_ends_the_login() {
    let home = Home::new(&[]);
    home.user("ann", &["--scope", "me"]);
    let server = home.serve(&[]);
    let first = server.log_in("ann", PASSWORD);
    let second = renew(&server, &refresh_token(&first));
    assert_eq!((second.status, &second.json()["scope"]), (200, &json!("me")), "{second:?}");
    assert_ne!(refresh_token(&first), refresh_token(&second));
    assert_eq!(server.get_as("/users/me", &second.access_token()).status, 200);
    let other = server.log_in("ann", PASSWORD);
    for again in [&first, &second, &first] {
        let answer = renew(&server, &refresh_token(again));
        assert_eq!((answer.status, &answer.json()["error"]), (400, &json!("invalid_grant")), "{answer:?}");
    }
    for ended in [&first, &second] {
        assert_eq!(server.get_as("/users/me", &ended.access_token()).status, 401);
    }
    assert_eq!(server.get_as("/users/me", &other.access_token()).status, 200, "another login is another family");
    assert_eq!(renew(&server, &refresh_token(&other)).status, 200);
    let audit = home.done(&["audit", "list", "--json"]);
    assert!(audit.contains("a refresh token was used twice"), "{audit}");
    let file = std::fs::read(home.path().join(".local/share/authctl/users.db")).unwrap();
    let secret = refresh_token(&other);
    assert!(!file.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "the file keeps no refresh token");
}

#[test]
fn a_renewal_gives_no_more_than_the_login_and_the_user_have() {
    let home = Home::new(&[]);
    home.user("ann", &["--scope", "items", "--scope", "me"]);
    let server = home.serve(&[]);
    let password = PASSWORD.replace(' ', "+");
    let narrow = server.form("/token", &[], &format!("username=ann&password={password}&scope=me"));
    let token = refresh_token(&narrow);
    let wide = server.form("/token", &[], &format!("grant_type=refresh_token&refresh_token={token}&scope=items"));
    assert_eq!((wide.status, &wide.json()["error"]), (400, &json!("invalid_scope")));
    home.done(&["user", "set", "ann", "--remove-scope", "me"]);
    let none = renew(&server, &token);
    assert_eq!((none.status, &none.json()["scope"]), (200, &json!("")), "the refused request did not use the token up");
    let ended = refresh_token(&none);
    home.done(&["token", "revoke", "--user", "ann"]);
    assert_eq!(renew(&server, &ended).status, 400);
    // Most likely within one second, in which times could not tell before from after.
    let before = refresh_token(&log_in_soon(&server));
    home.done(&["user", "passwd", "ann", "--password", "env:PASSWORD"]);
    let after = log_in_soon(&server);
    assert_eq!((renew(&server, &before).status, renew(&server, &refresh_token(&after)).status), (400, 200));
    let last = refresh_token(&server.log_in("ann", PASSWORD));
    home.done(&["user", "disable", "ann"]);
    assert_eq!(renew(&server, &last).status, 400);
    assert_eq!(renew(&server, "nonsense").status, 400);
}

#[test]
fn of_many_clients_with_one_refresh_token_one_is_answered() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    let (one, two) = (home.serve(&[]), home.serve(&[]));
    let token = refresh_token(&one.log_in("ann", PASSWORD));
    let statuses: Vec<u16> = thread::scope(|scope| {
        let clients: Vec<_> =
            [&one, &two].into_iter().cycle().take(12).map(|server| scope.spawn(|| renew(server, &token).status)).collect();
        clients.into_iter().map(|client| client.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    home.done(&["audit", "verify"]);
}

#[test]
fn a_killed_server_has_lost_no_answered_renewal() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    let mut seen = HashSet::new();
    let mut token = refresh_token(&home.serve(&[]).log_in("ann", PASSWORD));
    for _ in 0..3 {
        // Dropping it kills it without warning.
        let server = home.serve(&[]);
        for _ in 0..5 {
            token = refresh_token(&renew(&server, &token));
            assert!(seen.insert(token.clone()));
        }
    }
    assert_eq!(renew(&home.serve(&[]), &token).status, 200);
    home.done(&["db", "check"]);
}

#[test]
fn a_token_that_is_given_back_counts_no_more() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    let server = home.serve(&[]);
    let (one, two) = (server.log_in("ann", PASSWORD), server.log_in("ann", PASSWORD));
    let revoke = |token: &str| server.form("/revoke", &[], &format!("token={token}")).status;
    assert_eq!(revoke(&one.access_token()), 200);
    assert_eq!(server.get_as("/users/me", &one.access_token()).status, 401);
    assert_eq!(revoke(&refresh_token(&two)), 200);
    assert_eq!((server.get_as("/users/me", &two.access_token()).status, renew(&server, &refresh_token(&two)).status), (401, 400));
    let three = server.log_in("ann", PASSWORD).access_token();
    let (head, _) = three.rsplit_once('.').unwrap();
    for strange in ["nonsense", &format!("{head}.AAAA"), &format!("{head}.")] {
        assert_eq!(revoke(strange), 200, "RFC 7009 section 2.2");
    }
    assert_eq!(server.get_as("/users/me", &three).status, 200, "only who holds the token ends it");
    assert_eq!(server.form("/revoke", &[], "token_type_hint=access_token").status, 400);
}

#[test]
fn a_resource_server_asks_with_a_token_of_its_own() {
    let home = Home::new(&[]);
    home.user("ann", &["--scope", "me"]);
    home.done(&["user", "add", "gateway", "--service", "--scope", "introspect"]);
    let gateway = home.done(&["token", "issue", "gateway"]);
    let server = home.serve(&[]);
    let token = server.log_in("ann", PASSWORD).access_token();
    let ask = |bearer: &str, token: &str| {
        server.form("/introspect", &[&format!("Authorization: Bearer {bearer}")], &format!("token={token}"))
    };
    let answer = ask(&gateway, &token);
    let body = answer.json();
    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
    assert_eq!(
        (&body["active"], &body["sub"], &body["username"], &body["scope"]),
        (&json!(true), &json!("ann"), &json!("ann"), &json!("me"))
    );
    assert!(body["exp"].is_i64() && body["jti"].is_string(), "{body}");
    assert_eq!(ask(&gateway, "nonsense").json(), json!({"active": false}));
    home.done(&["user", "disable", "ann"]);
    assert_eq!(ask(&gateway, &token).json(), json!({"active": false}));
    assert_eq!(server.form("/introspect", &[], &format!("token={gateway}")).status, 401);
    home.user("bob", &[]);
    assert_eq!(ask(&server.log_in("bob", PASSWORD).access_token(), &gateway).status, 403);
}

#[test]
fn public_keys_are_published_and_secrets_are_not() {
    let home = Home::new(&[]);
    let server = home.serve(&["--issuer", "https://id.example.com"]);
    assert_eq!(server.get("/.well-known/jwks.json", &[]).json(), json!({"keys": []}), "an HMAC secret has no public half");
    home.done(&["key", "generate", "--alg", "ES256"]);
    let keys = server.get("/.well-known/jwks.json", &[]).json();
    assert_eq!(keys["keys"].as_array().unwrap().len(), 1);
    assert_eq!((&keys["keys"][0]["kty"], &keys["keys"][0]["d"]), (&json!("EC"), &json!(null)));
    let metadata = server.get("/.well-known/oauth-authorization-server", &[]).json();
    assert_eq!(metadata["issuer"], "https://id.example.com");
    assert_eq!(metadata["token_endpoint"], "https://id.example.com/token");
    assert_eq!(home.serve(&[]).get("/.well-known/oauth-authorization-server", &[]).status, 404);
}
