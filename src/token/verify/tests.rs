//! The rules of verification as tables: tokens signed with one secret, judged at one instant.

use super::*;
use crate::{
    clock::Lifetime,
    keys::{Algorithm, Candidate, KeyState, Origin, SigningKey},
    secret::SecretBytes,
    token::{ClaimArgument, Detail, Revocation, Standing, SubjectStanding, base64url::encode},
};

/// A header or payload, the checks that fail with their codes, and the exit code.
type Row<'t> = (&'t str, &'t [(&'t str, Code)], u8);

const NOW: i64 = 1_700_000_000;

fn key(byte: u8) -> SigningKey {
    let secret: Vec<u8> = (0..32).map(|n| byte.wrapping_add(n)).collect();
    SigningKey::from_secret(Algorithm::Hs256, &SecretBytes::new(secret)).unwrap()
}

fn candidate(key: &SigningKey, kid: Option<&str>, origin: Origin) -> Candidate {
    Candidate { kid: kid.map(|kid| kid.parse().unwrap()), key: key.verifying_key(), origin }
}

fn keys() -> KeySet {
    KeySet::new(vec![candidate(&key(1), None, Origin::Outside)])
}

fn signed(header: &str, payload: &str) -> String {
    let input = format!("{}.{}", encode(header.as_bytes()), encode(payload.as_bytes()));
    let signature = key(1).sign(input.as_bytes()).unwrap();
    format!("{input}.{}", encode(&signature))
}

fn token(payload: &str) -> String {
    signed(r#"{"alg":"HS256"}"#, payload)
}

fn judge(token: &str, policy: &Policy) -> Report<'static> {
    verify(token, &keys(), policy, Timestamp::from_unix(NOW))
}

/// The failing checks with their codes and the exit code.
fn outcome<'r>(report: &'r Report<'_>) -> (Vec<(&'r str, Code)>, u8) {
    let failed = report.checks().iter().filter_map(|check| check.failure.map(|(code, _)| (check.name.as_ref(), code)));
    (failed.collect(), report.exit_code())
}

fn assert_outcome(token: &str, policy: &Policy, failures: &[(&str, Code)], exit: u8) {
    let report = judge(token, policy);
    assert_eq!(outcome(&report), (failures.to_vec(), exit), "{token}\n{report:#?}");
    let verdict = judge(token, &Policy { detail: Detail::Verdict, ..policy.clone() });
    assert_eq!(outcome(&verdict), (failures.to_vec(), exit), "{token}\n{verdict:#?}");
    assert_eq!(verdict.verified().is_some(), failures.is_empty());
    assert_eq!(report.valid(), Some(failures.is_empty()));
    assert_eq!(report.verified().is_some(), failures.is_empty());
    for (_, code) in failures {
        assert!(report.diagnostics().iter().any(|found| found.code == *code), "{code:?} is not explained: {report:#?}");
    }
    // What only follows from another fault is a warning, but something is an error.
    let errors = report.diagnostics().iter().filter(|found| found.severity == super::super::Severity::Error).count();
    assert_eq!(errors > 0, !failures.is_empty(), "{report:#?}");
}

#[test]
fn instants_are_compared_exactly() {
    let policy = Policy::default();
    let table: &[Row<'_>] = &[
        (r#"{"exp":1700000001}"#, &[], 0),
        (r#"{"exp":1700000000}"#, &[("exp", Code::Expired)], 5),
        (r#"{"exp":1700000000.0000001}"#, &[], 0),
        (r#"{"exp":1699999999.9999999}"#, &[("exp", Code::Expired)], 5),
        (r#"{"exp":1.7e9}"#, &[("exp", Code::Expired)], 5),
        (r#"{"exp":1.8e9}"#, &[], 0),
        (r#"{"exp":0}"#, &[("exp", Code::Expired)], 5),
        (r#"{"exp":-1e999999999999}"#, &[("exp", Code::Expired)], 5),
        (r#"{"exp":1e999999999999}"#, &[], 0),
        (r#"{"exp":18446744073709551616}"#, &[], 0),
        ("{}", &[], 0),
        (r#"{"exp":"1800000000"}"#, &[("exp", Code::ExpString)], 7),
        (r#"{"exp":"2030-01-01T00:00:00Z"}"#, &[("exp", Code::ExpIso)], 7),
        (r#"{"exp":null}"#, &[("exp", Code::ExpNull)], 7),
        (r#"{"exp":[1800000000]}"#, &[("exp", Code::ExpString)], 7),
        (r#"{"nbf":1700000000}"#, &[], 0),
        (r#"{"nbf":1700000000.1}"#, &[("nbf", Code::NotYet)], 6),
        (r#"{"nbf":1e30}"#, &[("nbf", Code::NotYet)], 6),
        (r#"{"nbf":"now"}"#, &[("nbf", Code::TimeType)], 7),
        (r#"{"iat":1700000000}"#, &[], 0),
        (r#"{"iat":1700000001}"#, &[("iat", Code::IatFuture)], 6),
        (r#"{"iat":null}"#, &[("iat", Code::TimeType)], 7),
        (r#"{"exp":1,"nbf":1800000000}"#, &[("exp", Code::Expired), ("nbf", Code::NotYet)], 5),
        (r#"{"nbf":1800000000,"iss":5}"#, &[("nbf", Code::NotYet), ("iss", Code::IssType)], 6),
    ];
    for &(payload, failures, exit) in table {
        assert_outcome(&token(payload), &policy, failures, exit);
    }
}

#[test]
fn leeway_moves_all_three_instants() {
    let policy = Policy { leeway: Lifetime::from_secs(60), ..Policy::default() };
    let table: &[Row<'_>] = &[
        (r#"{"exp":1699999941}"#, &[], 0),
        (r#"{"exp":1699999940}"#, &[("exp", Code::Expired)], 5),
        (r#"{"nbf":1700000060}"#, &[], 0),
        (r#"{"nbf":1700000061}"#, &[("nbf", Code::NotYet)], 6),
        (r#"{"iat":1700000060}"#, &[], 0),
        (r#"{"iat":1700000061}"#, &[("iat", Code::IatFuture)], 6),
        (r#"{"exp":0}"#, &[("exp", Code::Expired)], 5),
    ];
    for &(payload, failures, exit) in table {
        assert_outcome(&token(payload), &policy, failures, exit);
    }
    let endless = Policy { leeway: Lifetime::from_secs(u64::MAX), ..Policy::default() };
    assert_outcome(&token(r#"{"exp":0,"nbf":1e15}"#), &endless, &[], 0);
}

#[test]
fn registered_claims_have_their_types() {
    let policy = Policy::default();
    let table: &[Row<'_>] = &[
        (r#"{"iss":"a","sub":"b","jti":"c","aud":"d"}"#, &[], 0),
        (r#"{"aud":["a","b"]}"#, &[], 0),
        (r#"{"aud":[]}"#, &[], 0),
        (r#"{"iss":7}"#, &[("iss", Code::IssType)], 7),
        (r#"{"iss":["me","evil"]}"#, &[("iss", Code::IssType)], 7),
        (r#"{"sub":42}"#, &[("sub", Code::SubType)], 7),
        (r#"{"jti":1}"#, &[("jti", Code::JtiType)], 7),
        (r#"{"aud":5}"#, &[("aud", Code::AudType)], 7),
        (r#"{"aud":["a",5]}"#, &[("aud", Code::AudType)], 7),
    ];
    for &(payload, failures, exit) in table {
        assert_outcome(&token(payload), &policy, failures, exit);
    }
}

#[test]
fn demanded_issuers_audiences_and_subjects() {
    let policy = Policy {
        issuers: vec!["https://a.example".into(), "https://b.example".into()],
        audiences: vec!["api".into()],
        subject: Some("ann".into()),
        ..Policy::default()
    };
    let table: &[Row<'_>] = &[
        (r#"{"iss":"https://b.example","aud":["x","api"],"sub":"ann"}"#, &[], 0),
        (r#"{"iss":"https://a.example","aud":"api","sub":"ann"}"#, &[], 0),
        ("{}", &[("iss", Code::ClaimMissing), ("aud", Code::ClaimMissing), ("sub", Code::ClaimMissing)], 7),
        (r#"{"iss":"https://a.example/","aud":"api","sub":"ann"}"#, &[("iss", Code::IssSlash)], 7),
        (r#"{"iss":"http://A.example","aud":"api","sub":"ann"}"#, &[("iss", Code::IssSlash)], 7),
        (r#"{"iss":"https://evil.example","aud":"api","sub":"ann"}"#, &[("iss", Code::IssMismatch)], 7),
        (r#"{"iss":"https://a.example","aud":["API"],"sub":"ann"}"#, &[("aud", Code::AudMismatch)], 7),
        (r#"{"iss":"https://a.example","aud":[],"sub":"Ann"}"#, &[("aud", Code::AudMismatch), ("sub", Code::SubMismatch)], 7),
    ];
    for &(payload, failures, exit) in table {
        assert_outcome(&token(payload), &policy, failures, exit);
    }
}

#[test]
fn demanded_claims_and_scopes() {
    let spec = |text: &str| text.parse::<ClaimArgument>().unwrap().spec(None).unwrap();
    let policy = Policy {
        required: vec!["email".into(), "/a/b".into()],
        expected: vec![spec("n:=1"), spec("/o:={\"x\":1,\"y\":[2]}")],
        scopes: vec!["read".into(), "write".into()],
        ..Policy::default()
    };
    let good = r#"{"email":"x","a":{"b":0},"n":1.0,"o":{"y":[2],"x":1},"scope":"write read"}"#;
    assert_outcome(&token(good), &policy, &[], 0);
    let failures = [
        ("scope", Code::ScopeMissing),
        ("email", Code::ClaimMissing),
        ("/a/b", Code::ClaimMissing),
        ("n", Code::ClaimMismatch),
        ("o", Code::ClaimMissing),
    ];
    assert_outcome(&token(r#"{"email":null,"a":[],"n":"1","scp":["read"]}"#), &policy, &failures, 7);
}

#[test]
fn age_and_remaining_time() {
    let policy =
        Policy { max_age: Some(Lifetime::from_secs(100)), min_remaining: Some(Lifetime::from_secs(300)), ..Policy::default() };
    let table: &[Row<'_>] = &[
        (r#"{"iat":1699999900,"exp":1700000300}"#, &[], 0),
        (r#"{"iat":1699999900}"#, &[], 0),
        (r#"{"iat":1699999899,"exp":1700000299}"#, &[("max_age", Code::TooOld), ("min_remaining", Code::RemainingShort)], 10),
        ("{}", &[("max_age", Code::ClaimMissing)], 7),
        (r#"{"iat":1699999990,"exp":1699999999}"#, &[("exp", Code::Expired), ("min_remaining", Code::RemainingShort)], 5),
    ];
    for &(payload, failures, exit) in table {
        assert_outcome(&token(payload), &policy, failures, exit);
    }
}

#[test]
fn a_demanded_type_is_compared_as_media_types_are() {
    let policy = Policy { typ: Some("at+jwt".into()), ..Policy::default() };
    for typ in [r#""at+jwt""#, r#""AT+JWT""#, r#""application/at+jwt""#] {
        assert_outcome(&signed(&format!(r#"{{"alg":"HS256","typ":{typ}}}"#), "{}"), &policy, &[], 0);
    }
    for header in [r#"{"alg":"HS256"}"#, r#"{"alg":"HS256","typ":"JWT"}"#, r#"{"alg":"HS256","typ":1}"#] {
        assert_outcome(&signed(header, "{}"), &policy, &[("typ", Code::TypMismatch)], 7);
    }
}

#[test]
fn ignored_checks_are_reported_but_do_not_refuse() {
    let policy = Policy { ignored: vec![Ignorable::Exp, Ignorable::Sub], ..Policy::default() };
    let report = judge(&token(r#"{"exp":1699999999,"sub":5}"#), &policy);
    assert_eq!((report.valid(), report.exit_code()), (Some(true), 0));
    let codes: Vec<_> = report.diagnostics().iter().map(|found| (found.code, found.severity.name())).collect();
    assert_eq!(codes, [(Code::Expired, "warning"), (Code::SubType, "warning")]);
    assert!(!report.checks().iter().any(|check| check.name == "exp"), "neither passed nor failed");
}

#[test]
fn headers_that_are_refused() {
    let policy = Policy::default();
    let table: &[Row<'_>] = &[
        (r#"{"typ":"JWT"}"#, &[("alg", Code::AlgMissing)], 3),
        (r#"{"alg":null}"#, &[("alg", Code::AlgMissing)], 3),
        (r#"{"alg":["HS256"]}"#, &[("alg", Code::AlgMissing)], 3),
        (r#"{"alg":"none"}"#, &[("alg", Code::AlgNone)], 4),
        (r#"{"alg":"NoNe"}"#, &[("alg", Code::AlgNone)], 4),
        (r#"{"alg":"hs256"}"#, &[("alg", Code::AlgCase)], 4),
        (r#"{"alg":"SHA256"}"#, &[("alg", Code::AlgUnknown)], 4),
        (r#"{"alg":""}"#, &[("alg", Code::AlgUnknown)], 4),
        (r#"{"alg":"RS256"}"#, &[("alg", Code::KeyIsSecret)], 4),
        (r#"{"alg":"ES256"}"#, &[("alg", Code::KeyIsSecret)], 4),
        (r#"{"alg":"HS256","crit":["exp2"],"exp2":1}"#, &[("crit", Code::Crit)], 4),
        (r#"{"alg":"HS256","crit":["b64"],"b64":true}"#, &[("crit", Code::Crit)], 4),
        (r#"{"alg":"HS256","crit":[]}"#, &[("crit", Code::Crit)], 3),
        (r#"{"alg":"HS256","crit":"exp"}"#, &[("crit", Code::Crit)], 3),
        (r#"{"alg":"HS256","crit":["alg"]}"#, &[("crit", Code::Crit)], 3),
        (r#"{"alg":"HS256","crit":["absent"]}"#, &[("crit", Code::Crit)], 3),
        (r#"{"alg":"HS256","crit":[1]}"#, &[("crit", Code::Crit)], 3),
        (r#"{"alg":"HS256","kid":5}"#, &[("key", Code::KidOdd)], 3),
        (r#"{"alg":"none","alg":"HS256"}"#, &[("header", Code::DupKey)], 3),
    ];
    for &(header, failures, exit) in table {
        assert_outcome(&signed(header, "{}"), &policy, failures, exit);
    }
}

#[test]
fn an_unsecured_token_is_refused_whatever_its_signature() {
    for signature in ["", "AA"] {
        let token = format!("{}.{}.{signature}", encode(br#"{"alg":"none"}"#), encode(b"{}"));
        assert_outcome(&token, &Policy::default(), &[("alg", Code::AlgNone)], 4);
    }
}

#[test]
fn keys_that_a_token_brings_are_ignored() {
    let header = r#"{"alg":"HS256","jku":"https://evil.example","jwk":{},"x5u":"x","x5c":[]}"#;
    let report = judge(&signed(header, "{}"), &Policy::default());
    assert_eq!(report.valid(), Some(true));
    assert_eq!(report.diagnostics().iter().filter(|found| found.code == Code::RemoteKeyHdr).count(), 4);
}

#[test]
fn texts_that_are_no_token() {
    let table = [
        ("", Code::Empty),
        ("abc", Code::OneSegmentOpaque),
        ("e30.e30", Code::TwoSegments),
        ("e30.e30.AA.AA", Code::FourSegments),
        ("eyJlbmMiOiJBMTI4R0NNIn0.a.b.c.d", Code::Jwe),
    ];
    for (token, code) in table {
        let report = judge(token, &Policy::default());
        assert_eq!(report.exit_code(), 3, "{token}");
        assert_eq!(report.refusal().map(|(_, code)| code), Some(code), "{token}");
    }
}

#[test]
fn parts_that_cannot_be_read_strictly_are_refused_even_when_signed() {
    let table: [(&[u8], Code); 8] = [
        (b"", Code::Detached),
        (b"hello", Code::PayloadJson),
        (b"[1]", Code::NotObject),
        (b"{\"sub\":\"a\",\"sub\":\"b\"}", Code::DupKey),
        (b"{\"x\":{\"y\":1,\"y\":1}}", Code::DupKey),
        (b"\xef\xbb\xbf{}", Code::Bom),
        (b"{\"a\":\"\xe9\"}", Code::BadUtf8),
        (b"{\"exp\":17", Code::TruncatedPayload),
    ];
    for (payload, code) in table {
        let input = format!("{}.{}", encode(br#"{"alg":"HS256"}"#), encode(payload));
        let token = format!("{input}.{}", encode(&key(1).sign(input.as_bytes()).unwrap()));
        let report = judge(&token, &Policy::default());
        assert_eq!((report.refusal(), report.exit_code()), (Some((Refusal::Malformed, code)), 3), "{report:#?}");
        assert_eq!(report.signature(), SignatureStatus::Ok, "the signature is checked all the same");
    }
}

#[test]
fn signatures_that_are_refused() {
    let good = token("{}");
    let (input, signature) = good.rsplit_once('.').unwrap();
    let bytes = super::super::base64url::decode(signature).unwrap();
    let hex = bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let mut other = bytes.clone();
    other[0] ^= 1;
    let table = [
        (encode(&other), Code::SigBad, SignatureStatus::Bad, 4),
        (encode(&bytes[..31]), Code::SigLength, SignatureStatus::Bad, 4),
        (hex, Code::SigHex, SignatureStatus::Bad, 4),
        (String::new(), Code::EmptySegment, SignatureStatus::None, 4),
        (format!("{signature}="), Code::B64Padded, SignatureStatus::Unchecked, 3),
    ];
    for (signature, code, status, exit) in table {
        let report = judge(&format!("{input}.{signature}"), &Policy::default());
        assert_eq!(outcome(&report), (vec![("signature", code)], exit), "{signature}");
        assert_eq!(report.signature(), status, "{signature}");
        let errors = report.diagnostics().iter().filter(|found| found.severity == super::super::Severity::Error).count();
        assert_eq!(errors, 1, "{:?}", report.diagnostics());
    }
}

#[test]
fn every_failing_check_is_reported_and_the_order_of_the_classes_decides() {
    let bad = signed(r#"{"alg":"HS256","kid":"x"}"#, r#"{"exp":1,"nbf":1800000000,"iss":5}"#);
    let bad = bad.split_at(bad.len() - 4).0.to_owned() + "AAAA";
    let failures = [("signature", Code::SigBad), ("exp", Code::Expired), ("nbf", Code::NotYet), ("iss", Code::IssType)];
    assert_outcome(&bad, &Policy::default(), &failures, 4);
    assert_eq!(judge(&bad, &Policy::default()).reason().as_deref(), Some("sig-bad"));
}

#[test]
fn a_published_set_says_when_it_was_fetched() {
    let fetched = Origin::Fetched { ago: Lifetime::from_secs(10_920) };
    let set = KeySet::new(vec![candidate(&key(1), Some("a"), fetched), candidate(&key(2), Some("b"), fetched)]);
    let token = signed(r#"{"alg":"HS256","kid":"x"}"#, "{}");
    let report = verify(&token, &set, &Policy::default(), Timestamp::from_unix(NOW));
    let found = report.diagnostics().iter().find(|found| found.code == Code::KidUnknown).unwrap();
    assert_eq!(found.message, "there is no key \"x\" in the key set (it has: a, b; fetched 3h 2m ago)");
}

#[test]
fn keys_are_chosen_by_their_id() {
    let now = Timestamp::from_unix(NOW);
    let file = Origin::File(KeyState::Active);
    let set = KeySet::new(vec![candidate(&key(9), Some("old"), file), candidate(&key(1), Some("new"), file)]);
    let named = |kid: &str| signed(&format!(r#"{{"alg":"HS256","kid":"{kid}"}}"#), "{}");
    let policy = Policy::default();
    let table = [
        (named("new"), None, Some("new"), 0),
        (named("old"), Some(Code::SigBad), None, 4),
        (named("gone"), Some(Code::KidUnknown), None, 9),
        (token("{}"), None, Some("new"), 0),
    ];
    for (token, code, kid, exit) in table {
        let report = verify(&token, &set, &policy, now);
        assert_eq!(report.refusal().map(|(_, code)| code), code);
        assert_eq!(report.key().and_then(|key| key.kid.as_ref()).map(AsRef::as_ref), kid);
        assert_eq!(report.exit_code(), exit);
    }
    let unknown = verify(named("gone"), &set, &policy, now);
    assert!(unknown.diagnostics()[0].message.contains("old, new"), "{:?}", unknown.diagnostics());
    let chosen = Policy { kid: Some("new".parse().unwrap()), ..Policy::default() };
    assert_eq!(verify(named("gone"), &set, &chosen, now).valid(), Some(true), "the policy names the key");
    let none = verify(token("{}"), &KeySet::default(), &policy, now);
    assert_eq!((none.reason().as_deref(), none.exit_code()), (Some("no-key"), 9));
}

#[test]
fn a_retired_key_no_longer_counts() {
    let set = KeySet::new(vec![candidate(&key(1), Some("k"), Origin::File(KeyState::Retired))]);
    let report = verify(token("{}"), &set, &Policy::default(), Timestamp::from_unix(NOW));
    assert_eq!(outcome(&report), (vec![("key", Code::KeyRetired)], 8));
    assert_eq!(report.signature(), SignatureStatus::Ok);
}

#[test]
fn the_policy_narrows_the_algorithms() {
    let policy = Policy { algorithms: vec![Algorithm::Hs512], ..Policy::default() };
    assert_outcome(&token("{}"), &policy, &[("alg", Code::AlgMismatch)], 4);
    let policy = Policy { algorithms: vec![Algorithm::Hs512, Algorithm::Hs256], ..Policy::default() };
    assert_outcome(&token("{}"), &policy, &[], 0);
}

#[test]
fn what_a_store_knows_decides_after_authenticity() {
    let at = |seconds| Timestamp::from_unix(NOW + seconds);
    let active = |after: Option<i64>| SubjectStanding::Active { tokens_valid_after: after.map(at) };
    let revoked = Revocation { at: at(-60), reason: Some("leaked".into()) };
    let table: Vec<(Row<'_>, Option<SubjectStanding>, Option<Revocation>)> = vec![
        ((r#"{"sub":"ann"}"#, &[], 0), Some(active(None)), None),
        ((r#"{"sub":"ann"}"#, &[], 0), None, None),
        ((r#"{"sub":"ann"}"#, &[("user", Code::UserUnknown)], 8), Some(SubjectStanding::Unknown), None),
        ((r#"{"sub":"ann"}"#, &[("user", Code::UserDisabled)], 8), Some(SubjectStanding::Disabled { reason: None }), None),
        ((r#"{"sub":"ann"}"#, &[("user", Code::UserExpired)], 8), Some(SubjectStanding::Expired { at: at(-9) }), None),
        ((r#"{"sub":"ann","iat":1699999999}"#, &[("user", Code::TokensEnded)], 8), Some(active(Some(0))), None),
        ((r#"{"sub":"ann","iat":1700000000}"#, &[], 0), Some(active(Some(0))), None),
        ((r#"{"sub":"ann"}"#, &[("user", Code::TokensEnded)], 8), Some(active(Some(0))), None),
        (
            (r#"{"sub":"ann","jti":"j"}"#, &[("user", Code::UserUnknown), ("revoked", Code::Revoked)], 8),
            Some(SubjectStanding::Unknown),
            Some(revoked.clone()),
        ),
        ((r#"{"exp":1,"jti":"j"}"#, &[("exp", Code::Expired), ("revoked", Code::Revoked)], 8), None, Some(revoked)),
    ];
    for ((payload, failures, exit), subject, revoked) in table {
        let standing = Standing { subject, revoked };
        for detail in [Detail::Verdict, Detail::Findings, Detail::Comparisons] {
            let report = judge(&token(payload), &Policy { detail, ..Policy::default() }).with_standing(&standing);
            assert_eq!(outcome(&report), (failures.to_vec(), exit), "{payload} {detail:?}");
        }
    }
}

#[test]
fn a_user_who_may_not_act_comes_before_the_revocation_that_follows() {
    let revoked = Some(Revocation { at: Timestamp::from_unix(NOW), reason: Some("the user's tokens were ended".into()) });
    for (subject, code) in [
        (SubjectStanding::Unknown, Code::UserUnknown),
        (SubjectStanding::Disabled { reason: None }, Code::UserDisabled),
        (SubjectStanding::Expired { at: Timestamp::from_unix(NOW - 9) }, Code::UserExpired),
    ] {
        let standing = Standing { subject: Some(subject), revoked: revoked.clone() };
        let report = judge(&token(r#"{"sub":"ann","jti":"j","exp":1700000600}"#), &Policy::default()).with_standing(&standing);
        assert_eq!(report.refusal().map(|(_, code)| code), Some(code));
        assert_eq!(report.diagnostics().iter().map(|found| found.code).collect::<Vec<_>>(), [code, Code::Revoked]);
    }
}

#[test]
fn a_token_without_a_time_of_issue_is_told_what_it_lacks() {
    let subject = Some(SubjectStanding::Active { tokens_valid_after: Some(Timestamp::from_unix(NOW)) });
    let hint = |payload: &str| {
        let report =
            judge(&token(payload), &Policy::default()).with_standing(&Standing { subject: subject.clone(), revoked: None });
        report.diagnostics().iter().find(|found| found.code == Code::TokensEnded).unwrap().hint.clone().unwrap()
    };
    assert!(hint(r#"{"sub":"ann"}"#).contains("`iat`"));
    assert!(!hint(r#"{"sub":"ann","iat":1699999999}"#).contains("`iat`"));
}

#[test]
fn nobody_is_asked_about_a_token_that_anyone_could_have_written() {
    let bad = token(r#"{"sub":"ann"}"#).split_at(10).0.to_owned() + "AAAA";
    let report = judge(&bad, &Policy::default());
    assert_eq!(report.question(), None);
    let checks = report.checks().len();
    assert_eq!(report.with_standing(&Standing::default()).checks().len(), checks);
}

#[test]
fn findings_point_into_the_input_as_it_was_handed_over() {
    let token = token(r#"{"sub":"ann","exp":5}"#);
    let report = judge(&format!("  {token}\n"), &Policy::default());
    let found = &report.diagnostics().iter().find(|found| found.code == Code::Expired).unwrap();
    let payload = token.find('.').unwrap() + 1;
    // The value of `exp` is byte 19 of the payload; 19 bytes fill 25 characters and begin the 26th.
    assert_eq!(found.offset, Some(2 + payload + 25));
    assert_eq!(found.pointer.as_deref(), Some("/exp"));
    assert_eq!(report.normalised(), ["outer-whitespace"]);
}

#[test]
fn large_and_deep_inputs_are_refused_at_once() {
    let report = judge(&"a".repeat(16 << 20), &Policy::default());
    assert_eq!((report.exit_code(), report.reason().as_deref()), (3, Some("too-big")));
    let deep = format!("{}.{}.", encode(br#"{"alg":"HS256"}"#), encode("[".repeat(100_000).as_bytes()));
    assert_eq!(judge(&deep, &Policy::default()).reason().as_deref(), Some("too-big"));
}

#[test]
fn explained_checks_tell_what_they_compared() {
    let policy = Policy { detail: Detail::Comparisons, ..Policy::default() };
    let report = judge(&token(r#"{"exp":1700000060}"#), &policy);
    let exp = report.checks().iter().find(|check| check.name == "exp").unwrap();
    assert_eq!(exp.expected.as_deref(), Some("after 2023-11-14T22:13:20Z"));
    assert_eq!(exp.actual.as_deref(), Some("in 1m (2023-11-14T22:14:20Z)"));
}

#[test]
fn a_verdict_alone_tells_what_refuses_the_token_and_nothing_else() {
    let policy = Policy { detail: Detail::Verdict, ignored: vec![Ignorable::Iat], ..Policy::default() };
    let (header, payload) = (r#"{"alg":"HS256","jku":"https://example.com"}"#, r#"{"password":"x","iat":1800000000}"#);
    let report = judge(&format!("Bearer {}", signed(header, payload)), &policy);
    assert_eq!((report.valid(), report.checks().len(), report.diagnostics().len()), (Some(true), 0, 0), "{report:#?}");
    let report = judge(&token(r#"{"password":"x","exp":1,"nbf":1800000000}"#), &policy);
    assert_eq!(outcome(&report), (vec![("exp", Code::Expired), ("nbf", Code::NotYet)], 5));
    let codes: Vec<_> = report.diagnostics().iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::Expired, Code::NotYet]);
}

#[test]
fn the_report_as_json() {
    let report = judge(&token(r#"{"sub":"ann","iat":1699985480,"exp":1699989080,"n":1.10}"#), &Policy::default());
    let json = serde_json::to_string(&report).unwrap();
    let expected = concat!(
        r#"{"schema":"authctl.token/1","valid":false,"reason":"expired","format":"jws-compact","alg":"HS256","#,
        r#""header":{"alg":"HS256"},"payload":{"sub":"ann","iat":1699985480,"exp":1699989080,"n":1.10},"#,
        r#""verified":{"signature":"ok","key":{"kid":null,"source":"outside","state":null,"alg":"HS256"}},"#,
        r#""times":{"now":"2023-11-14T22:13:20Z","iat":{"value":1699985480,"rfc3339":"2023-11-14T18:11:20Z","relative":"4h 2m ago"},"#,
        r#""nbf":null,"exp":{"value":1699989080,"rfc3339":"2023-11-14T19:11:20Z","relative":"3h 2m ago","remaining_s":-10920}},"#,
        r#""checks":[{"name":"format","ok":true},{"name":"header","ok":true},{"name":"payload","ok":true},"#,
        r#"{"name":"alg","ok":true},{"name":"signature","ok":true},"#,
        r#"{"name":"exp","ok":false,"code":"EXPIRED","expected":"after 2023-11-14T22:13:20Z","#,
        r#""actual":"3h 2m ago (2023-11-14T19:11:20Z)"},{"name":"nbf","ok":true},{"name":"iat","ok":true},"#,
        r#"{"name":"iss","ok":true},{"name":"aud","ok":true},{"name":"sub","ok":true},{"name":"jti","ok":true}],"#,
        r#""diagnostics":[{"code":"EXPIRED","severity":"error","segment":"payload","pointer":"/exp","offset":69,"#,
        r#""message":"expired 3h 2m ago (2023-11-14T19:11:20Z), lived 1h","hint":"issue a new token"}],"#,
        r#""normalised":[],"exit_code":5}"#,
    );
    assert_eq!(json, expected);
}
