//! The stages of header, key and signature.

use authctl::{
    keys::{Algorithm, KeySet},
    token::{
        Code, Policy,
        Segment::{Header, Key, Signature},
        base64url::encode,
    },
};

use super::{
    super::lab::{CLAIMS, HEADER, candidate, good, good_of, header, key, only, retired, signed_by, weak},
    Case, decode, judge, part, place,
};

pub(crate) fn cases() -> Vec<Case> {
    [algorithms(), mismatches(), ids(), extensions(), signatures()].into_iter().flatten().collect()
}

/// The finding in decoding and in verification, at that text of the header.
fn both(cases: &mut Vec<Case>, code: Code, json: &str, at: &str) {
    let token = header(json);
    cases.push(decode(code, Header, place(&token, 0, at), &token));
    cases.push(judge(code, Header, place(&token, 0, at), &token, Policy::default()));
}

fn algorithms() -> Vec<Case> {
    let mut cases = Vec::new();
    for (json, at) in [(r#"{"alg":null}"#, "null"), (r#"{"alg":256}"#, "256"), (r#"{"alg":["HS256"]}"#, "[")] {
        both(&mut cases, Code::AlgMissing, json, at);
    }
    cases.push(judge(Code::AlgMissing, Header, None, header(r#"{"typ":"JWT"}"#), Policy::default()));
    for name in ["hs256", "Hs256", "rs256", "eddsa"] {
        both(&mut cases, Code::AlgCase, &format!(r#"{{"alg":"{name}"}}"#), &format!("\"{name}\""));
    }
    for name in ["SHA256", "HS257", "ES256K", "HMAC", "RS1"] {
        both(&mut cases, Code::AlgUnknown, &format!(r#"{{"alg":"{name}"}}"#), &format!("\"{name}\""));
    }
    for name in ["none", "None", "NONE", "nOnE"] {
        let token = format!("{}.{}.", encode(format!(r#"{{"alg":"{name}"}}"#).as_bytes()), encode(CLAIMS.as_bytes()));
        let at = place(&token, 0, &format!("\"{name}\""));
        cases.push(decode(Code::AlgNone, Header, at, &token));
        cases.push(judge(Code::AlgNone, Header, at, &token, Policy::default()));
    }
    cases
}

fn mismatches() -> Vec<Case> {
    use Algorithm as A;
    let mut cases = Vec::new();
    let mut against = |code, token: A, other: A| {
        let input = good_of(token);
        let at = place(&input, 0, &format!("\"{token}\""));
        cases.push(judge(code, Header, at, &input, Policy::default()).keys(only(other)));
    };
    for (token, other) in
        [(A::Hs256, A::Rs256), (A::Rs256, A::Es256), (A::EdDsa, A::Es256), (A::Es256, A::EdDsa), (A::Hs512, A::Es384)]
    {
        against(Code::AlgMismatch, token, other);
    }
    for (token, other) in [(A::Es256, A::Es384), (A::Es384, A::Es512), (A::Es512, A::Es256)] {
        against(Code::AlgCurve, token, other);
    }
    let policy = Policy { algorithms: vec![A::Rs256], ..Policy::default() };
    cases.push(judge(Code::AlgMismatch, Header, place(&good(), 0, "\"HS256\""), good(), policy));
    for token in [A::Rs256, A::Ps512, A::Es256, A::EdDsa] {
        let input = good_of(token);
        let at = place(&input, 0, &format!("\"{token}\""));
        cases.push(judge(Code::KeyIsSecret, Header, at, input, Policy::default()).keys(only(A::Hs256)));
    }
    for secret in ["secret", "your-256-bit-secret", "abcdefghijklmnop"] {
        let key = weak(secret);
        let keys = KeySet::new(vec![candidate(&key, None)]);
        cases.push(judge(Code::KeyWeak, Key, None, signed_by(&key, HEADER, CLAIMS), Policy::default()).keys(keys).warning());
    }
    for algorithm in [A::Hs256, A::Rs256, A::EdDsa] {
        cases.push(judge(Code::NoKey, Key, None, good_of(algorithm), Policy::default()).keys(KeySet::default()));
        let keys = KeySet::new(vec![retired(key(algorithm))]);
        cases.push(judge(Code::KeyRetired, Key, None, good_of(algorithm), Policy::default()).keys(keys));
    }
    cases
}

fn ids() -> Vec<Case> {
    use Algorithm as A;
    let mut cases = Vec::new();
    let (a, b) = (key(A::Hs256), key(A::Es256));
    for names in [&["x"][..], &["x", "y"], &["x", "y", "z"]] {
        let keys = KeySet::new(names.iter().map(|name| candidate(a, Some(name))).collect());
        let token = header(r#"{"alg":"HS256","kid":"gone"}"#);
        cases.push(judge(Code::KidUnknown, Header, place(&token, 0, "\"gone\""), &token, Policy::default()).keys(keys));
    }
    for others in [1, 2, 3] {
        let others = (0..others).map(|n| candidate(b, Some(&format!("k{n}"))));
        let keys = KeySet::new(others.chain([candidate(a, Some("mine"))]).collect());
        cases.push(judge(Code::KidMissing, Header, None, good(), Policy::default()).keys(keys).info());
    }
    for count in [2, 3, 4] {
        let keys = KeySet::new((0..count).map(|_| candidate(a, Some("k"))).collect());
        let token = header(r#"{"alg":"HS256","kid":"k"}"#);
        cases.push(judge(Code::KidDup, Key, None, token, Policy::default()).keys(keys).warning());
    }
    for kid in ["../../../dev/null", "k' UNION SELECT 1 --", "a|b", r"a\u0000b", ""] {
        let token = header(format!(r#"{{"alg":"HS256","kid":"{kid}"}}"#));
        let at = place(&token, 0, &format!("\"{kid}\""));
        cases.push(decode(Code::KidOdd, Header, at, &token).warning());
        cases.push(judge(Code::KidOdd, Header, at, &token, Policy::default()).warning());
    }
    let sealed = |names: &[&str]| KeySet { sealed: names.iter().map(|name| name.parse().unwrap()).collect(), ..only(A::Es256) };
    for (head, names) in [
        (r#"{"alg":"HS256","kid":"s"}"#, &["s"][..]),
        (r#"{"alg":"HS256","kid":"s"}"#, &["r", "s"]),
        (r#"{"alg":"HS256"}"#, &["s"]),
        (r#"{"alg":"HS512"}"#, &["r", "s"]),
    ] {
        cases.push(judge(Code::KeySealed, Key, None, header(head), Policy::default()).keys(sealed(names)));
    }
    let token = header(r#"{"alg":"HS256","kid":7}"#);
    cases.push(judge(Code::KidOdd, Header, place(&token, 0, "7"), &token, Policy::default()));
    cases
}

fn extensions() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, value) in [
        ("jku", r#""https://evil.example/jwks""#),
        ("x5u", r#""https://evil.example/x""#),
        ("jwk", r#"{"kty":"oct"}"#),
        ("x5c", r#"["MII"]"#),
    ] {
        let token = header(format!(r#"{{"alg":"HS256","{name}":{value}}}"#));
        let at = place(&token, 0, value);
        cases.push(decode(Code::RemoteKeyHdr, Header, at, &token).warning());
        cases.push(judge(Code::RemoteKeyHdr, Header, at, &token, Policy::default()).warning());
    }
    for crit in [r#"["exp2"]"#, "[]", r#""exp""#, r#"["alg"]"#, r#"["b64"]"#, "[1]"] {
        both(&mut cases, Code::Crit, &format!(r#"{{"alg":"HS256","exp2":1,"b64":false,"crit":{crit}}}"#), crit);
    }
    for (issuer, audience) in [
        ("https://sts.windows.net/tenant/", "00000003-0000-0000-c000-000000000000"),
        ("https://login.microsoftonline.com/tenant/v2.0", "https://graph.microsoft.com"),
        ("https://sts.windows.net/tenant/", "https://graph.microsoft.com/"),
    ] {
        let payload = format!(r#"{{"iss":"{issuer}","aud":"{audience}","exp":1700003600}}"#);
        let token = signed_by(key(Algorithm::Rs256), r#"{"alg":"RS256","nonce":"n-0S6"}"#, payload);
        let at = place(&token, 0, "\"n-0S6\"");
        cases.push(decode(Code::GraphNonce, Header, at, &token).warning());
        let altered = format!("{}AAAA{}", &token[..token.len() - 8], &token[token.len() - 4..]);
        cases.push(judge(Code::GraphNonce, Header, at, altered, Policy::default()).keys(only(Algorithm::Rs256)));
    }
    cases
}

fn signatures() -> Vec<Case> {
    let mut cases = Vec::new();
    for algorithm in Algorithm::ALL {
        let token = good_of(algorithm);
        let at = part(&token, 2);
        let position = at + 5;
        let letter = if token.as_bytes()[position] == b'A' { "B" } else { "A" };
        let altered = format!("{}{letter}{}", &token[..position], &token[position + 1..]);
        cases.push(judge(Code::SigBad, Signature, at, altered, Policy::default()).keys(only(algorithm)));
    }
    cases
}
