//! `--jwks URL`.

use super::{
    server::{Authority, Server, json, reply},
    sides::{Publisher, Verifier},
};

#[test]
fn a_published_key_verifies_a_token() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let set = publisher.jwks();
    let server = Server::https(&authority.identity(&["localhost"]), move |_, out| json(out, &set));
    let verifier = Verifier::new(&authority.pem);
    let outcome = verifier.verify(&publisher.token(&[]), &["--jwks", &server.url("/keys.json?v=1"), "--json"]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (0, ""), "{}", outcome.stdout);
    let report = outcome.json();
    assert_eq!(report["valid"], true);
    assert_eq!(report["verified"]["key"]["source"], "jwks");
    assert_eq!(server.paths(), ["/keys.json?v=1"]);
}

#[test]
fn a_forged_token_is_refused() {
    let (authority, publisher, forger) = (Authority::new(), Publisher::new(), Publisher::new());
    let set = publisher.jwks();
    let server = Server::https(&authority.identity(&["localhost"]), move |_, out| json(out, &set));
    let verifier = Verifier::new(&authority.pem);
    let kid: serde_json::Value = serde_json::from_str(&publisher.jwks()).unwrap();
    let token = forger.token_that_names(kid["keys"][0]["kid"].as_str().unwrap());
    let outcome = verifier.verify(&token, &["--jwks", &server.url("/"), "--json"]);
    assert_eq!((outcome.exit, outcome.json()["reason"].as_str()), (4, Some("sig-bad")), "{}", outcome.stderr);
}

#[test]
fn ssl_cert_file_names_a_ca_and_an_empty_one_none() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let set = publisher.jwks();
    let server = Server::https(&authority.identity(&["localhost"]), move |_, out| json(out, &set));
    let verifier = Verifier::new(&authority.pem);
    let token = publisher.token(&[]);
    let verify = |file: &str| verifier.with(&[("SSL_CERT_FILE", file)], &token, &["--jwks", &server.url("/")]).exit;
    assert_eq!(verify("/dev/null"), 9);
    assert_eq!(verify(&verifier.ca()), 0);
}

#[test]
fn plain_http_will_do_on_this_machine() {
    let publisher = Publisher::new();
    let set = publisher.jwks();
    let server = Server::http(move |_, out| json(out, &set));
    let verifier = Verifier::new("");
    for host in ["localhost", "127.0.0.1"] {
        let url = format!("http://{host}:{}/", server.port);
        let outcome = verifier.with(&[], &publisher.token(&[]), &["--jwks", &url]);
        assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
    }
}

#[test]
fn a_redirect_on_the_same_host_is_followed() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let set = publisher.jwks();
    let server = Server::https(&authority.identity(&["localhost"]), move |path, out| match path {
        "/a/old" => reply(out, "301 Moved Permanently", &["Location: new"], b""),
        "/a/new" => reply(out, "307 Temporary Redirect", &["Location: /keys"], b""),
        _ => json(out, &set),
    });
    let verifier = Verifier::new(&authority.pem);
    let outcome = verifier.verify(&publisher.token(&[]), &["--jwks", &server.url("/a/old")]);
    assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
    assert_eq!(server.paths(), ["/a/old", "/a/new", "/keys"]);
}

#[test]
fn published_secrets_and_private_keys_verify_nothing() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let secret = r#"{"kty":"oct","kid":"shared","k":"c2l4dHktZm91ciBieXRlcyBvZiBhIHNlY3JldCB0aGF0IGV2ZXJ5Ym9keSBjYW4gcmVhZA"}"#;
    let set = publisher.jwks().replacen("\"keys\"", "\"other\"", 0).replacen('[', &format!("[{secret},"), 1);
    let server = Server::https(&authority.identity(&["localhost"]), move |_, out| json(out, &set));
    let verifier = Verifier::new(&authority.pem);
    let url = server.url("/");
    let good = verifier.verify(&publisher.token(&[]), &["--jwks", &url, "--json"]);
    assert_eq!(good.exit, 0, "{}", good.stderr);
    assert!(good.stdout.contains(r#"the key set publishes an HMAC secret \"shared\": it was left out"#), "{}", good.stdout);
    let forged = "sixty-four bytes of a secret that everybody can read";
    let secret = verifier.ca().replace("ca.pem", "secret");
    std::fs::write(&secret, forged).unwrap();
    let forged = publisher.token(&["--secret", &format!("@{secret}"), "--header", "kid=shared"]);
    let bad = verifier.verify(&forged, &["--jwks", &url, "--json"]);
    assert_eq!((bad.exit, bad.json()["reason"].as_str()), (9, Some("kid-unknown")), "{}", bad.stdout);
}

#[test]
fn keys_that_cannot_be_used_are_named_where_a_token_needs_them() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let odd = r#"{"kty":"EC","crv":"secp256k1","kid":"odd","x":"AA","y":"AA"}"#;
    let set = publisher.jwks().replacen('[', &format!("[{odd},"), 1);
    let server = Server::https(&authority.identity(&["localhost"]), move |_, out| json(out, &set));
    let verifier = Verifier::new(&authority.pem);
    let verify = |token: &str| verifier.verify(token, &["--jwks", &server.url("/")]);
    let good = verify(&publisher.token(&[]));
    assert!(good.exit == 0 && !good.stdout.contains("odd"), "{}", good.stdout);
    let lacking = verify(&publisher.token_that_names("odd"));
    assert!(lacking.exit == 9 && lacking.stdout.contains("key 0 (`odd`) was skipped"), "{}", lacking.stdout);
}

#[test]
fn urls_in_the_token_are_never_followed() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let (set, lure) = (Publisher::new().jwks(), publisher.jwks());
    let server = Server::https(&authority.identity(&["localhost"]), move |_, out| json(out, &set));
    let trap = Server::https(&authority.identity(&["localhost"]), move |_, out| json(out, &lure));
    let verifier = Verifier::new(&authority.pem);
    let (jku, x5u) = (format!("jku={}", trap.url("/")), format!("x5u={}", trap.url("/")));
    let token = publisher.token(&["--header", &jku, "--header", &x5u]);
    let outcome = verifier.verify(&token, &["--jwks", &server.url("/"), "--json"]);
    assert_eq!(outcome.exit, 9, "{}", outcome.stdout);
    assert!(outcome.stdout.contains("REMOTE_KEY_HDR"));
    assert!(trap.paths().is_empty());
}
