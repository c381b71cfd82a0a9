//! `--issuer-url URL`: keys by the issuer's metadata.

use super::{
    server::{Authority, Server, json, reply},
    sides::{Publisher, Verifier},
};

const OPENID: &str = "/.well-known/openid-configuration";
const OAUTH: &str = "/.well-known/oauth-authorization-server";

/// An issuer whose metadata lies at that path and says that its name is its URL followed by `name`.
fn issuer(authority: &Authority, publisher: &Publisher, place: String, name: &str) -> Server {
    let (set, name) = (publisher.jwks(), name.to_owned());
    let port = std::sync::Arc::new(std::sync::OnceLock::new());
    let known = std::sync::Arc::clone(&port);
    let server = Server::https(&authority.identity(&["localhost"]), move |path, out| match path {
        "/keys" => json(out, &set),
        path if path == place => {
            let base = format!("https://localhost:{}", known.get().unwrap());
            json(out, &format!(r#"{{"issuer":"{base}{name}","jwks_uri":"{base}/keys","scopes_supported":["openid"]}}"#));
        }
        _ => reply(out, "404 Not Found", &[], b"not here"),
    });
    port.set(server.port).unwrap();
    server
}

#[test]
fn metadata_is_found_at_each_of_its_places() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let table = [
        ("", OPENID.to_owned(), 2),
        ("/", OPENID.to_owned(), 2),
        ("", OAUTH.to_owned(), 3),
        ("/realms/a", format!("/realms/a{OPENID}"), 2),
        ("/realms/a/", format!("/realms/a{OPENID}"), 2),
        ("/realms/a", format!("{OAUTH}/realms/a"), 3),
        ("/realms/a", format!("{OPENID}/realms/a"), 4),
    ];
    for (name, place, requests) in table {
        let server = issuer(&authority, &publisher, place.clone(), name);
        let url = server.url(name);
        let verifier = Verifier::new(&authority.pem);
        let token = publisher.token(&["--issuer", &url]);
        let outcome = verifier.verify(&token, &["--issuer-url", &url, "--json"]);
        assert_eq!(outcome.exit, 0, "{place} {}{}", outcome.stdout, outcome.stderr);
        assert_eq!(server.paths().len(), requests, "{place} {:?}", server.paths());
        assert_eq!(verifier.verify(&token, &["--issuer-url", &url]).exit, 0);
        assert_eq!(server.paths().len(), requests, "the second time the cache knows both documents");
    }
}

#[test]
fn the_issuer_is_demanded_of_the_token() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let server = issuer(&authority, &publisher, OPENID.to_owned(), "");
    let verifier = Verifier::new(&authority.pem);
    let url = server.url("");
    let verify = |token: &[&str], more: &[&str]| {
        verifier.verify(&publisher.token(token), &[&["--issuer-url", &url, "--json"], more].concat())
    };
    let reason = |outcome: super::sides::Outcome| (outcome.exit, outcome.json()["reason"].as_str().map(str::to_owned));
    assert_eq!(reason(verify(&["--issuer", "https://evil.example.com"], &[])), (7, Some("iss-mismatch".into())));
    assert_eq!(reason(verify(&["--issuer", &server.url("/")], &[])), (7, Some("iss-slash".into())));
    assert_eq!(verify(&[], &[]).exit, 7, "a token without issuer");
    assert_eq!(verify(&["--issuer", "other"], &["--issuer", "other"]).exit, 0);
    assert_eq!(verify(&["--issuer", &url], &["--issuer", "other"]).exit, 7);
}

#[test]
fn metadata_of_another_issuer_is_refused() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    for (name, url) in [("/", ""), ("", "/"), ("/b", ""), (".example.com", "")] {
        let server = issuer(&authority, &publisher, OPENID.to_owned(), name);
        let outcome = Verifier::new(&authority.pem).verify(&publisher.token(&[]), &["--issuer-url", &server.url(url)]);
        let (base, place, named) = (server.url(""), server.url(OPENID), server.url(name));
        assert_eq!(outcome.exit, 9);
        assert_eq!(
            outcome.stderr,
            format!(
                "error: the issuer's metadata cannot be fetched from {place}\n  \
                 caused by: it is the metadata of another issuer: {named}\n  \
                 hint: the two must be the same text; if that one is meant: --issuer-url {named}\n"
            ),
            "{base}"
        );
        assert_eq!(server.paths(), [OPENID]);
    }
}

#[test]
fn an_issuer_without_metadata_names_every_place() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let server = Server::https(&authority.identity(&["localhost"]), |path, out| match path {
        OPENID => reply(out, "200 OK", &[], b"<html>"),
        _ => reply(out, "404 Not Found", &[], b""),
    });
    let base = server.url("");
    let outcome = Verifier::new(&authority.pem).verify(&publisher.token(&[]), &["--issuer-url", &base]);
    assert_eq!(outcome.exit, 9);
    assert_eq!(
        outcome.stderr,
        format!(
            "error: the issuer {base} publishes no metadata where it is looked for\n  \
             caused by: {base}{OPENID}: the answer is an HTML page, not JSON\n  \
             caused by: {base}{OAUTH}: the answer has status 404\n  \
             hint: is it the issuer exactly as its tokens write it (`iss`)?\n  \
             hint: `--jwks URL` names the key set itself\n"
        )
    );
}

#[test]
fn metadata_leads_to_protected_places_only() {
    let authority = Authority::new();
    let token = Publisher::new().token(&[]);
    for (uri, cause) in [
        ("\"http://id.example.com/keys\"", "it is not protected"),
        ("\"file:///etc/passwd\"", "its `jwks_uri` is `file:///etc/passwd`"),
        ("\"/keys\"", "its `jwks_uri` is `/keys`"),
        ("null", "it names no key set (`jwks_uri`)"),
        ("7", "the answer is JSON, but no metadata of an issuer"),
    ] {
        let server = Server::https(&authority.identity(&["localhost"]), move |path, out| {
            let port: String = path.chars().filter(char::is_ascii_digit).collect();
            json(out, &format!(r#"{{"issuer":"https://localhost:{port}/{port}","jwks_uri":{uri}}}"#));
        });
        let url = server.url(&format!("/{}", server.port));
        let outcome = Verifier::new(&authority.pem).verify(&token, &["--issuer-url", &url]);
        assert!(outcome.exit == 9 && outcome.stderr.contains(cause), "{uri} {}", outcome.stderr);
    }
}

#[test]
fn a_key_set_and_an_issuer_are_not_given_together() {
    let outcome =
        Verifier::new("").with(&[], "e30.e30.", &["--jwks", "https://a.example.com", "--issuer-url", "https://b.example.com"]);
    assert_eq!(outcome.exit, 2, "{}", outcome.stderr);
}

#[test]
fn metadata_in_place_of_a_key_set_is_told_apart() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let server = issuer(&authority, &publisher, OPENID.to_owned(), "");
    let outcome = Verifier::new(&authority.pem).verify(&publisher.token(&[]), &["--jwks", &server.url(OPENID)]);
    assert_eq!(outcome.exit, 9);
    assert!(
        outcome.stderr.ends_with("hint: this is the metadata of an issuer: --issuer-url takes the issuer\n"),
        "{}",
        outcome.stderr
    );
}
