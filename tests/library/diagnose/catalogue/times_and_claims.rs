//! The stages of times and claims, and what a store knows.

use authctl::{
    clock::{Lifetime, Timestamp},
    token::{
        Code, Policy, Revocation,
        Segment::{Header, Payload},
        Standing, SubjectStanding,
    },
};

use super::{
    super::lab::{NOW, claims, header},
    Case, decode, judge, part, place,
};

pub(crate) fn cases() -> Vec<Case> {
    [instants(), units(), types(), remarks(), demands(), limits(), standings()].into_iter().flatten().collect()
}

/// A finding about that text of the payload, in decoding and in verification.
fn both(cases: &mut Vec<Case>, code: Code, json: &str, at: &str) {
    let token = claims(json);
    cases.push(decode(code, Payload, place(&token, 1, at), &token));
    cases.push(judge(code, Payload, place(&token, 1, at), &token, Policy::default()));
}

/// The same as a warning.
fn both_warn(cases: &mut Vec<Case>, code: Code, json: &str, at: &str) {
    let token = claims(json);
    cases.push(decode(code, Payload, place(&token, 1, at), &token).warning());
    cases.push(judge(code, Payload, place(&token, 1, at), &token, Policy::default()).warning());
}

fn instants() -> Vec<Case> {
    let mut cases = Vec::new();
    for exp in ["1700000000", "1699999999", "1690000000", "1699999999.5"] {
        both(&mut cases, Code::Expired, &format!(r#"{{"exp":{exp}}}"#), exp);
    }
    for nbf in ["1700000001", "1700000042", "1700000000.5"] {
        both(&mut cases, Code::NotYet, &format!(r#"{{"exp":1700003600,"nbf":{nbf}}}"#), nbf);
    }
    for iat in ["1700000001", "1700000300", "1700003000"] {
        both(&mut cases, Code::IatFuture, &format!(r#"{{"exp":1700003600,"iat":{iat}}}"#), iat);
    }
    cases
}

fn units() -> Vec<Case> {
    let mut cases = Vec::new();
    for exp in ["1700003600000", "100000000000", "1.7e12"] {
        both_warn(&mut cases, Code::ExpMs, &format!(r#"{{"exp":{exp}}}"#), exp);
    }
    // As an instant that must have come, it refuses the token.
    both(&mut cases, Code::ExpMs, r#"{"exp":1700003600,"iat":1699999000000}"#, "1699999000000");
    both(&mut cases, Code::ExpMs, r#"{"exp":1700003600,"nbf":1699999000000}"#, "1699999000000");
    for exp in ["1700003600000000", "1700003600000000000", "1e30"] {
        both_warn(&mut cases, Code::TimeUsNs, &format!(r#"{{"exp":{exp}}}"#), exp);
    }
    both(&mut cases, Code::TimeUsNs, r#"{"exp":1700003600,"iat":1699999000000000}"#, "1699999000000000");
    for exp in ["-1", "-1700003600", "-0.5"] {
        both(&mut cases, Code::ExpNeg, &format!(r#"{{"exp":{exp}}}"#), exp);
    }
    for exp in ["3600", "1", "86400", "999999999"] {
        both(&mut cases, Code::ExpRelative, &format!(r#"{{"exp":{exp}}}"#), exp);
    }
    for exp in ["1700003600.25", "1.7000036e9", "17000036E2"] {
        let token = claims(format!(r#"{{"exp":{exp}}}"#));
        let at = place(&token, 1, exp);
        cases.push(decode(Code::ExpFloat, Payload, at, &token).info());
        cases.push(judge(Code::ExpFloat, Payload, at, &token, Policy::default()).info());
    }
    cases
}

fn types() -> Vec<Case> {
    let mut cases = Vec::new();
    for (code, values) in [
        (Code::ExpString, [r#""1700003600""#, r#""soon""#, "true"]),
        (Code::ExpIso, [r#""2030-01-01T00:00:00Z""#, r#""2030-01-01""#, r#""2030-01-01 00:00""#]),
        (Code::ExpNull, ["null", " null", "null "]),
    ] {
        for value in values {
            both(&mut cases, code, &format!(r#"{{"exp":{value}}}"#), value.trim());
        }
    }
    for (claim, value) in [("nbf", r#""now""#), ("iat", "null"), ("iat", "[1]")] {
        both(&mut cases, Code::TimeType, &format!(r#"{{"exp":1700003600,"{claim}":{value}}}"#), value);
    }
    for (code, claim) in [(Code::SubType, "sub"), (Code::IssType, "iss"), (Code::JtiType, "jti"), (Code::AudType, "aud")] {
        for value in ["42", "null", r#"{"id":1}"#] {
            both(&mut cases, code, &format!(r#"{{"exp":1700003600,"{claim}":{value}}}"#), value);
        }
    }
    both(&mut cases, Code::AudType, r#"{"exp":1700003600,"aud":["api",5]}"#, "[\"api\"");
    cases
}

fn remarks() -> Vec<Case> {
    let mut cases = Vec::new();
    for json in ["{}", r#"{"sub":"ann"}"#, r#"{"iat":1699999000}"#] {
        let token = claims(json);
        cases.push(decode(Code::NoExp, Payload, part(&token, 1), &token).warning());
        cases.push(judge(Code::NoExp, Payload, part(&token, 1), &token, Policy::default()).warning());
    }
    for (iat, exp) in [(1_600_000_000, 1_800_000_000), (1_699_999_000, 2_015_359_000), (1_699_999_000, 9_999_999_999_i64)] {
        both_warn(&mut cases, Code::LongLived, &format!(r#"{{"iat":{iat},"exp":{exp}}}"#), &exp.to_string());
    }
    let mut with_expired = |code, json: &str, at: &str| {
        // It is a remark beside the refusal, so it is looked at where expiry is ignored.
        let token = claims(json);
        let policy = Policy { ignored: authctl::token::Ignorable::ALL.to_vec(), ..Policy::default() };
        cases.push(judge(code, Payload, place(&token, 1, at), &token, policy).warning());
    };
    for (iat, exp) in [(1_699_999_000, 1_699_998_000), (1_699_999_999, 1_600_000_000), (1_700_000_500, 1_700_000_400)] {
        with_expired(Code::ExpLtIat, &format!(r#"{{"iat":{iat},"exp":{exp}}}"#), &exp.to_string());
    }
    for (nbf, exp) in [(1_699_999_000, 1_699_998_000), (1_700_000_500, 1_700_000_400), (1_800_000_000, 1_700_000_400)] {
        with_expired(Code::NbfGtExp, &format!(r#"{{"nbf":{nbf},"exp":{exp}}}"#), &nbf.to_string());
    }
    for (claim, value) in [("nonce", "\"n-0S6\""), ("at_hash", "\"x\""), ("token_use", "\"id\"")] {
        both_warn(&mut cases, Code::IdAsAccess, &format!(r#"{{"exp":1700003600,"{claim}":{value}}}"#), value);
    }
    for (claim, value) in [("typ", "\"Refresh\""), ("token_use", "\"refresh\""), ("token_type", "\"refresh_token\"")] {
        both_warn(&mut cases, Code::RefreshAsAccess, &format!(r#"{{"exp":1700003600,"{claim}":{value}}}"#), value);
    }
    for number in ["9007199254740993", "-9007199254740993", "123456789012345678901234567890"] {
        both_warn(&mut cases, Code::NumPrecision, &format!(r#"{{"exp":1700003600,"x":{{"id":[{number}]}}}}"#), number);
    }
    for value in [r#""\u001b[2J""#, r#""a\u202eb""#, r#""\u009b31m""#, "\"a\u{200B}b\""] {
        both_warn(&mut cases, Code::ControlChars, &format!(r#"{{"exp":1700003600,"sub":{value}}}"#), value);
    }
    for (claim, value) in
        [("password", "\"hunter2\""), ("card_number", "4111111111111111"), ("x", "\"-----BEGIN PRIVATE KEY-----\"")]
    {
        both_warn(&mut cases, Code::SecretInClaim, &format!(r#"{{"exp":1700003600,"{claim}":{value}}}"#), value);
    }
    cases
}

fn demands() -> Vec<Case> {
    let mut cases = Vec::new();
    let strings = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut claim = |code, json: &str, at: &str, policy: &Policy| {
        let token = claims(json);
        let offset = if at.is_empty() { None } else { Some(place(&token, 1, at)) };
        cases.push(judge(code, Payload, offset, &token, policy.clone()));
    };
    let policy = Policy { issuers: strings(&["https://id.example"]), ..Policy::default() };
    for iss in ["https://id.example/", "http://id.example", "https://ID.example"] {
        claim(Code::IssSlash, &format!(r#"{{"exp":1700003600,"iss":"{iss}"}}"#), &format!("\"{iss}\""), &policy);
    }
    for iss in ["https://evil.example", "id", "https://id.example.evil"] {
        claim(Code::IssMismatch, &format!(r#"{{"exp":1700003600,"iss":"{iss}"}}"#), &format!("\"{iss}\""), &policy);
    }
    claim(Code::ClaimMissing, r#"{"exp":1700003600}"#, "", &policy);
    let policy = Policy { audiences: strings(&["billing"]), ..Policy::default() };
    for aud in [r#""api""#, r#"["api","web"]"#, r#""api://billing""#, "[]"] {
        claim(Code::AudMismatch, &format!(r#"{{"exp":1700003600,"aud":{aud}}}"#), aud, &policy);
    }
    let policy = Policy { subject: Some("ann".into()), ..Policy::default() };
    for sub in ["bob", "Ann", "ann "] {
        claim(Code::SubMismatch, &format!(r#"{{"exp":1700003600,"sub":"{sub}"}}"#), &format!("\"{sub}\""), &policy);
    }
    let policy = Policy { scopes: strings(&["write"]), ..Policy::default() };
    for scope in [r#""read""#, r#""writer""#, r#""""#] {
        claim(Code::ScopeMissing, &format!(r#"{{"exp":1700003600,"scope":{scope}}}"#), scope, &policy);
    }
    for name in ["email", "roles", "tenant"] {
        let policy = Policy { required: strings(&[name]), ..Policy::default() };
        claim(Code::ClaimMissing, r#"{"exp":1700003600}"#, "", &policy);
    }
    cases.extend(mismatched_claims());
    for typ in [r#""JWT""#, r#""id+jwt""#, "7"] {
        let token = header(format!(r#"{{"alg":"HS256","typ":{typ}}}"#));
        let policy = Policy { typ: Some("at+jwt".into()), ..Policy::default() };
        cases.push(judge(Code::TypMismatch, Header, place(&token, 0, typ), &token, policy));
    }
    cases
}

fn mismatched_claims() -> Vec<Case> {
    let token = claims(r#"{"exp":1700003600,"role":"user","n":5,"x":{"y":false}}"#);
    [("role=admin", "\"user\""), ("n:=6", "5,"), ("/x/y:=true", "false")]
        .into_iter()
        .map(|(expected, at)| {
            let expected = expected.parse::<authctl::token::ClaimArgument>().unwrap().spec(None).unwrap();
            let policy = Policy { expected: vec![expected], ..Policy::default() };
            judge(Code::ClaimMismatch, Payload, place(&token, 1, at), &token, policy)
        })
        .collect()
}

fn limits() -> Vec<Case> {
    let mut cases = Vec::new();
    for seconds in [60, 600, 900] {
        let token = claims(r#"{"exp":1700003600,"iat":1699999000}"#);
        let policy = Policy { max_age: Some(Lifetime::from_secs(seconds)), ..Policy::default() };
        cases.push(judge(Code::TooOld, Payload, place(&token, 1, "1699999000"), &token, policy));
        let token = claims(r#"{"exp":1700000030}"#);
        let policy = Policy { min_remaining: Some(Lifetime::from_secs(seconds)), ..Policy::default() };
        cases.push(judge(Code::RemainingShort, Payload, place(&token, 1, "1700000030"), &token, policy));
    }
    cases
}

fn standings() -> Vec<Case> {
    let mut cases = Vec::new();
    let at = Timestamp::from_unix(NOW - 60);
    for name in ["ann", "bob", "carol"] {
        let token = claims(format!(r#"{{"sub":"{name}","exp":1700003600,"iat":1699999000,"jti":"j-7"}}"#));
        let table = [
            (Code::UserUnknown, "sub", SubjectStanding::Unknown),
            (Code::UserDisabled, "sub", SubjectStanding::Disabled { reason: None }),
            (Code::UserExpired, "sub", SubjectStanding::Expired { at }),
            (Code::TokensEnded, "iat", SubjectStanding::Active { tokens_valid_after: Some(at) }),
        ];
        for (code, claim, subject) in table {
            let text = if claim == "sub" { format!("\"{name}\"") } else { "1699999000".to_owned() };
            let standing = Standing { subject: Some(subject), revoked: None };
            let offset = place(&token, 1, &text);
            cases.push(judge(code, Payload, offset, &token, Policy::default()).standing(standing));
        }
        let revoked = Revocation { at, reason: Some("leaked".into()) };
        let standing = Standing { subject: None, revoked: Some(revoked) };
        let offset = place(&token, 1, "\"j-7\"");
        cases.push(judge(Code::Revoked, Payload, offset, &token, Policy::default()).standing(standing));
    }
    cases
}
