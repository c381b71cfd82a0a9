//! What the tutorial's clients do.

use serde_json::json;

use super::server::{Home, PASSWORD};

#[test]
fn a_login_gives_a_token_that_says_who_one_is() {
    let home = Home::new(&[]);
    home.user("johndoe", &["--email", "johndoe@example.com", "--full-name", "John Doe", "--scope", "items", "--scope", "me"]);
    let server = home.serve(&["--issuer", "https://id.example.com", "--audience", "api", "--ttl", "5m"]);
    let answer = server.log_in("JohnDoe", PASSWORD);
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let body = answer.json();
    assert_eq!((&body["token_type"], &body["expires_in"], &body["scope"]), (&json!("bearer"), &json!(300), &json!("items me")));
    let token = answer.access_token();
    let me = server.get_as("/users/me", &token);
    assert_eq!(me.status, 200);
    let wanted = json!({"username": "johndoe", "email": "johndoe@example.com", "full_name": "John Doe", "disabled": false});
    assert_eq!(me.json(), wanted);
    assert_eq!(server.get_as("/items/", &token).json(), json!([{"item_id": "Foo", "owner": "johndoe"}]));
    let verified = home.done(&["token", "verify", &token, "--issuer", "https://id.example.com", "--audience", "api", "--json"]);
    assert!(verified.contains("\"valid\": true"), "{verified}");
    let listed = home.done(&["token", "list", "--json"]);
    assert!(listed.contains("\"label\": \"login:"), "{listed}");
}

#[test]
fn scopes_are_narrowed_and_never_widened() {
    let home = Home::new(&[]);
    home.user("ann", &["--scope", "items", "--scope", "me"]);
    let server = home.serve(&[]);
    let password = PASSWORD.replace(' ', "+");
    let log_in = |scope: &str| server.form("/token", &[], &format!("username=ann&password={password}&scope={scope}"));
    let narrow = log_in("me");
    assert_eq!(narrow.json()["scope"], "me");
    let refused = server.get_as("/items/", &narrow.access_token());
    assert_eq!(refused.status, 403);
    let challenge = refused.header("www-authenticate").unwrap();
    assert!(challenge.starts_with("Bearer error=\"insufficient_scope\"") && challenge.contains("scope=\"items\""), "{challenge}");
    assert_eq!(server.get_as("/users/me", &narrow.access_token()).status, 200);
    let wide = log_in("me+admin");
    assert_eq!((wide.status, &wide.json()["error"]), (400, &json!("invalid_scope")));
}

#[test]
fn whoever_may_not_log_in_gets_one_and_the_same_answer() {
    let home = Home::new(&[]);
    for name in ["ann", "off", "locked"] {
        home.user(name, &[]);
    }
    home.done(&["user", "disable", "off"]);
    home.done(&["user", "add", "robot", "--service"]);
    home.done(&["user", "add", "silent", "--no-password"]);
    let server = home.serve(&[]);
    let first = server.log_in("ann", "wrong");
    assert_eq!(first.status, 400);
    assert_eq!(first.json(), json!({"error": "invalid_grant", "error_description": "incorrect username or password"}));
    let shape = |answer: &super::server::Answer| {
        let head = answer.head.lines().filter(|line| !line.starts_with("date:")).collect::<Vec<_>>().join("\n");
        (head, answer.body.clone())
    };
    for (name, password) in [("nobody", "wrong"), ("no%00body", "x"), ("off", PASSWORD), ("robot", "x"), ("silent", "x")] {
        assert_eq!(shape(&server.log_in(name, password)), shape(&first), "{name}");
    }
}

#[test]
fn requests_that_are_no_login_say_what_is_missing() {
    let server = Home::new(&[]).serve(&[]);
    let table = [
        ("username=ann", 400, "invalid_request"),
        ("password=x", 400, "invalid_request"),
        ("username=ann&username=bob&password=x", 400, "invalid_request"),
        ("username=ann&password=%zz", 400, "invalid_request"),
        ("grant_type=implicit&username=ann&password=x", 400, "unsupported_grant_type"),
        ("username=ann&password=x&scope=%22", 400, "invalid_scope"),
        ("username=ann&password=x&client_id=app&client_secret=s", 401, "invalid_client"),
    ];
    for (body, status, error) in table {
        let answer = server.form("/token", &[], body);
        assert_eq!((answer.status, &answer.json()["error"]), (status, &json!(error)), "{body}");
        assert_eq!(answer.header("www-authenticate").is_some(), status == 401, "{body}");
    }
    let json = server.ask("POST", "/token", &["Content-Type: application/json"], "{}");
    assert_eq!((json.status, &json.json()["error"]), (400, &json!("invalid_request")));
    assert_eq!(server.get("/token", &[]).status, 405);
    assert_eq!(server.get("/nowhere", &[]).status, 404);
}

#[test]
fn a_change_of_the_user_file_counts_for_the_next_request() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    home.user("bob", &[]);
    let server = home.serve(&[]);
    let (ann, bob) = (server.log_in("ann", PASSWORD).access_token(), server.log_in("bob", PASSWORD).access_token());
    assert_eq!(server.get_as("/users/me", &ann).status, 200);
    home.done(&["token", "revoke", &ann]);
    let refused = server.get_as("/users/me", &ann);
    assert_eq!((refused.status, refused.json()), (401, json!({"detail": "the token is not accepted any more"})));
    assert_eq!(server.get_as("/users/me", &bob).status, 200);
    home.done(&["user", "disable", "bob"]);
    assert_eq!(server.get_as("/users/me", &bob).status, 401);
    assert_eq!(server.log_in("bob", PASSWORD).status, 400);
}
