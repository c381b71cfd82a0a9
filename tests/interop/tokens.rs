//! Tokens that one side signs and the other verifies, by every algorithm.

use serde_json::{Value, json};

use crate::{
    authctl::Home,
    peers::{node, python},
};

const ALGORITHMS: [&str; 13] =
    ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

/// The instant by which the tokens of these tests have expired.
const EXP: i64 = 4_000_000_000;

/// A library, by the function that gives it jobs.
type Peer = (&'static str, fn(&[Value]) -> Vec<Value>);

const PEERS: [Peer; 2] = [("PyJWT", python), ("jose", node)];

/// The token with another first byte of the signature.
fn spoiled(token: &str) -> String {
    let (rest, signature) = token.rsplit_once('.').unwrap();
    let first = if signature.starts_with('A') { 'B' } else { 'A' };
    format!("{rest}.{first}{}", &signature[1..])
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("an answer in place of a text: {value}"))
}

/// A key of the user file and a token that it signed.
struct Ours {
    alg: &'static str,
    kid: String,
    /// For the one who signs.
    private: Value,
    /// For the one who verifies; of an HMAC secret the same.
    public: Value,
    token: String,
}

fn ours(home: &Home, alg: &'static str) -> Ours {
    let generated = home.json(0, &["key", "generate", "--alg", alg, "--activate"]);
    let kid = text(&generated["kid"]).to_owned();
    let private = home.done(&["key", "export", &kid, "--private", "--format", "jwk"]);
    let private: Value = serde_json::from_str(&private).unwrap();
    let public = if alg.starts_with("HS") { &private } else { &generated["public_jwk"] };
    let exp = EXP.to_string();
    let issue = ["token", "issue", "ann", "--exp", &exp, "--audience", "api", "--claim", "größe=10 €", "--claim", "/a/n:=12.50"];
    Ours { alg, public: public.clone(), private, token: home.done(&issue), kid }
}

#[test]
fn keys_of_authctl_serve_pyjwt_and_jose_by_every_algorithm() {
    let home = Home::new(&[]);
    home.done(&["user", "add", "ann", "--no-password"]);
    let keys = ALGORITHMS.map(|alg| ours(&home, alg));
    for (name, peer) in PEERS {
        let read =
            |key: &Ours, token: &str| json!({"do": "read", "jwk": key.public, "alg": key.alg, "token": token, "audience": "api"});
        let reads = keys.iter().flat_map(|key| [read(key, &key.token), read(key, &spoiled(&key.token))]);
        for (key, answers) in keys.iter().zip(peer(&reads.collect::<Vec<_>>()).chunks(2)) {
            let claims = &answers[0];
            assert_eq!((&claims["sub"], &claims["exp"]), (&json!("ann"), &json!(EXP)), "{name} {}: {claims}", key.alg);
            assert_eq!((&claims["größe"], &claims["a"]["n"]), (&json!("10 €"), &json!(12.5)), "{name} {}", key.alg);
            assert!(answers[1]["error"].is_string(), "{name} takes a spoiled signature of {}", key.alg);
        }

        let claims = json!({"sub": "ann", "exp": EXP});
        let sign = |key: &Ours| json!({"do": "sign", "jwk": key.private, "alg": key.alg, "kid": key.kid, "claims": claims});
        let tokens = peer(&keys.iter().map(sign).collect::<Vec<_>>());
        let tokens: Vec<&str> = tokens.iter().map(text).collect();
        let reports = home.done(&[&["token", "verify", "-o", "jsonl"], &tokens[..]].concat());
        assert_eq!(reports.lines().count(), keys.len());
        for (key, report) in keys.iter().zip(reports.lines()) {
            let report: Value = serde_json::from_str(report).unwrap();
            assert_eq!((&report["valid"], &report["alg"]), (&json!(true), &json!(key.alg)), "{name}: {report}");
            assert_eq!(report["verified"]["key"]["kid"], key.kid.as_str(), "{name}: {report}");
        }
        let spoiled: Vec<String> = tokens.iter().map(|token| spoiled(token)).collect();
        let spoiled: Vec<&str> = spoiled.iter().map(String::as_str).collect();
        let reports = home.ends(4, &[&["token", "verify", "-o", "jsonl"], &spoiled[..]].concat());
        assert_eq!(reports.matches(r#""signature":"bad""#).count(), keys.len(), "{name}: {reports}");
    }
}

#[test]
fn names_of_generated_keys_are_the_thumbprints_that_jose_computes() {
    let home = Home::new(&[]);
    let keys = ["RS256", "ES256", "ES384", "ES512", "EdDSA"].map(|alg| home.json(0, &["key", "generate", "--alg", alg]));
    let thumbprints = node(&keys.each_ref().map(|key| json!({"do": "thumbprint", "jwk": key["public_jwk"]})));
    for (key, thumbprint) in keys.iter().zip(&thumbprints) {
        assert_eq!(&key["kid"], thumbprint, "{key}");
    }
    let secret = home.done(&["key", "export", "--private", "--format", "jwk"]);
    let secret: Value = serde_json::from_str(&secret).unwrap();
    assert_eq!(node(&[json!({"do": "thumbprint", "jwk": secret})])[0], secret["kid"]);
}

#[test]
fn keys_that_pyjwt_and_jose_make_serve_authctl_as_pem_and_as_jwk() {
    for (name, peer) in PEERS {
        let home = Home::empty(&[]);
        let claims = json!({"sub": "ann", "exp": EXP});
        let pairs = peer(&ALGORITHMS.map(|alg| json!({"do": "pair", "alg": alg, "kid": format!("of {alg}"), "claims": claims})));
        let mut reads = Vec::new();
        for (alg, pair) in ALGORITHMS.iter().zip(&pairs) {
            let file = |member: &str| {
                let content = pair[member].as_str().map_or_else(|| pair[member].to_string(), str::to_owned);
                (!pair[member].is_null()).then(|| home.file(&format!("{alg}.{member}"), content))
            };
            let token = text(&pair["token"]);
            let [public_pem, public_jwk, private_pem, private_jwk] =
                ["public_pem", "public_jwk", "private_pem", "private_jwk"].map(file);
            assert_eq!(public_pem.is_none(), alg.starts_with("HS"), "{name}: {pair}");
            // An HMAC secret has no public part: the one JWK verifies too.
            let secret = if public_jwk.is_none() { &private_jwk } else { &None };
            for key in [&public_pem, &public_jwk, secret].into_iter().flatten() {
                let report = home.json(0, &["token", "verify", token, "--key", key]);
                assert_eq!((&report["alg"], &report["payload"]), (&json!(alg), &claims), "{name}");
                home.json(4, &["token", "verify", &spoiled(token), "--key", key]);
            }
            for key in [&private_pem, &private_jwk].into_iter().flatten() {
                let token = home.done(&["token", "issue", "--sub", "bob", "--key", key, "--alg", alg]);
                let jwk = if public_jwk.is_some() { &pair["public_jwk"] } else { &pair["private_jwk"] };
                reads.push(json!({"do": "read", "jwk": jwk, "alg": alg, "token": token}));
            }
        }
        for (read, claims) in reads.iter().zip(peer(&reads)) {
            assert_eq!(claims["sub"], "bob", "{name}: {claims} {read}");
        }
        a_key_set_serves_all_its_tokens(&home, &pairs);
    }
}

fn a_key_set_serves_all_its_tokens(home: &Home, pairs: &[Value]) {
    let pairs: Vec<&Value> = pairs.iter().filter(|pair| pair["public_jwk"].is_object()).collect();
    let keys: Vec<&Value> = pairs.iter().map(|pair| &pair["public_jwk"]).collect();
    let set = home.file("jwks.json", json!({"keys": keys}).to_string());
    let tokens: Vec<&str> = pairs.iter().map(|pair| text(&pair["token"])).collect();
    let reports = home.done(&[&["token", "verify", "--jwks", &set, "-o", "jsonl"], &tokens[..]].concat());
    for (pair, report) in pairs.iter().zip(reports.lines()) {
        let report: Value = serde_json::from_str(report).unwrap();
        assert_eq!(report["verified"]["key"]["kid"], pair["public_jwk"]["kid"]);
    }
    assert_eq!(reports.lines().count(), 10);
}
