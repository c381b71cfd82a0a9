//! Whole tokens of RFC 7515, RFC 7519, RFC 7520 and RFC 8037, judged as pasted.

use authctl::{
    clock::Timestamp,
    keys::{Candidate, KeySet, Origin, recognise},
    secret::SecretBytes,
    token::{Code, Policy, Report, SignatureStatus, dangerous, verify},
};
use serde_json::Value;

const FILES: [&str; 4] = [
    include_str!("../../vectors/rfc7515.json"),
    include_str!("../../vectors/rfc7519.json"),
    include_str!("../../vectors/rfc7520.json"),
    include_str!("../../vectors/rfc8037.json"),
];

/// When the claims that the RFCs sign expire.
const EXPIRY: i64 = 1_300_819_380;

fn files() -> impl Iterator<Item = Value> {
    FILES.into_iter().map(|file| serde_json::from_str(file).unwrap())
}

fn items<'v>(file: &'v Value, name: &str) -> &'v [Value] {
    file[name].as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

fn key(case: &Value) -> Candidate {
    let read = recognise(&SecretBytes::new(case["key"].to_string().into_bytes()), None).unwrap().keys.remove(0);
    Candidate { kid: read.kid.clone(), key: read.verifying_key().unwrap(), origin: Origin::Outside }
}

fn judge(token: &str, keys: Vec<Candidate>, now: i64) -> Report<'static> {
    verify(token, &KeySet::new(keys), &Policy::default(), Timestamp::from_unix(now))
}

/// The codes of the checks that failed.
fn refused(report: &Report) -> Vec<&'static str> {
    report.checks().iter().filter_map(|check| check.failure.map(|(code, _)| code.name())).collect()
}

#[test]
fn compact_tokens_of_the_rfcs_are_authentic_and_accepted_where_they_carry_claims() {
    for file in files() {
        for case in items(&file, "cases") {
            let label = format!("{} {}", file["source"], case["section"]);
            let token = format!("{}.{}", text(&case["message"]), text(&case["signature"]));
            let before = judge(&token, vec![key(case)], EXPIRY - 1);
            assert_eq!(before.signature(), SignatureStatus::Ok, "{label}: {before:#?}");
            let Some(claims) = before.verified() else {
                // What is signed there is a text.
                assert_eq!(refused(&before), ["PAYLOAD_JSON"], "{label}");
                continue;
            };
            assert_eq!(claims.issuer(), Some("joe"), "{label}");
            assert_eq!(claims.expires_at(), Some(Timestamp::from_unix(EXPIRY)), "{label}");
            assert_eq!(claims.get("http://example.com/is_root").unwrap().to_json(), "true", "{label}");
            // RFC 7519 section 4.1.4: not on the second of `exp` itself.
            assert_eq!(refused(&judge(&token, vec![key(case)], EXPIRY)), ["EXPIRED"], "{label}");
        }
    }
}

#[test]
fn unsecured_detached_and_json_tokens_of_the_rfcs_are_judged() {
    let mut seen = 0;
    for file in files() {
        for token in items(&file, "tokens") {
            let label = format!("{} {}", file["source"], token["section"]);
            let named = |case: &&Value| items(token, "keys").contains(&case["section"]);
            let keys: Vec<_> = items(&file, "cases").iter().filter(named).map(key).collect();
            assert_eq!(keys.len(), items(token, "keys").len(), "{label}");
            let input = token["input"].as_str().map_or_else(|| token["input"].to_string(), str::to_owned);
            let report = judge(&input, keys, EXPIRY);
            assert_eq!(report.valid(), Some(false), "{label}");
            assert_eq!(report.signature().name(), text(&token["signature"]), "{label}: {report:#?}");
            let expected: Vec<&str> = items(token, "refused").iter().map(text).collect();
            assert_eq!(refused(&report), expected, "{label}: {report:#?}");
            assert_eq!(report.normalised().contains(&"jws-json"), token["input"].is_object() && !expected.contains(&"JWS_JSON"));
            seen += 1;
        }
    }
    assert_eq!(seen, 10);
}

#[test]
fn the_first_of_several_signatures_is_the_one_that_is_judged() {
    let file: Value = serde_json::from_str(FILES[0]).unwrap();
    let general = items(&file, "tokens").iter().find(|token| text(&token["section"]) == "A.6.4").unwrap();
    let [_, rsa, curve, ..] = items(&file, "cases") else { panic!("cases are missing") };
    let input = general["input"].to_string();
    let accepted = judge(&input, vec![key(rsa)], EXPIRY - 1);
    assert_eq!(accepted.valid(), Some(true), "{accepted:#?}");
    let said = accepted.diagnostics().iter().find(|found| found.code == Code::JwsJson).unwrap();
    assert!(said.message.contains("2 signatures, the first is used"), "{}", said.message);
    assert_eq!(refused(&judge(&input, vec![key(curve)], EXPIRY - 1)), ["ALG_MISMATCH"]);
}

#[test]
fn an_unsecured_token_is_shown_and_named_without_any_key() {
    for file in files() {
        for token in items(&file, "tokens").iter().filter(|token| text(&token["signature"]) == "none") {
            let report = dangerous::inspect(text(&token["input"]), Timestamp::from_unix(EXPIRY));
            assert_eq!(report.diagnostics().first().map(|found| found.code), Some(Code::AlgNone));
            assert_eq!(report.payload().unwrap().get("iss").unwrap().as_str(), Some("joe"));
            let keyless = judge(text(&token["input"]), Vec::new(), EXPIRY - 1);
            assert_eq!((keyless.valid(), keyless.verified().is_some()), (Some(false), false));
        }
    }
}
