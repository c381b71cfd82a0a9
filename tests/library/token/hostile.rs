//! Inputs of any kind: none panics, none takes long, and none is accepted but for what was signed.

use std::time::Duration;

use authctl::{
    keys::Algorithm,
    token::{Code, Policy, Report, base64url::encode, dangerous, verify},
};
use proptest::prelude::*;

use super::properties::{Tree, tree};
use crate::diagnose::{
    inputs::pieces,
    lab::{good, good_of, key, now, only, seal, signed},
};

/// How long a single input may take, in a debug build.
const LIMIT: Duration = Duration::from_secs(1);

/// The time that this thread has spent computing, so that a busy machine does not count; where the system does not tell, the time
/// of day.
fn spent() -> Duration {
    // proc(5): the first number of `schedstat` is the time on the processor in nanoseconds.
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    #[expect(clippy::disallowed_methods, reason = "it is about time")]
    let by_clock = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    nanoseconds.map_or_else(by_clock, Duration::from_nanos)
}

/// Decodes and verifies an input and writes both reports, within the limit.
fn looked_at(input: &[u8], algorithm: Algorithm) -> Report<'static> {
    let keys = only(algorithm);
    let start = spent();
    let shown = dangerous::inspect(input, now());
    let report = verify(input, &keys, &Policy::default(), now());
    let length = serde_json::to_string(&shown).unwrap().len() + serde_json::to_string(&report).unwrap().len();
    let took = spent().saturating_sub(start);
    assert!(took < LIMIT, "{took:?} for {} bytes in and {length} out", input.len());
    assert_eq!((shown.valid(), shown.verified().is_some()), (None, false));
    for found in report.diagnostics() {
        assert!(found.message.len() < 400 && !found.message.contains('\n'), "{found:?}");
        assert!(found.offset.is_none_or(|offset| offset <= input.len()), "{found:?}");
    }
    report
}

/// An accepted input holds what was signed, and where it holds more, the report says what was taken off. The parts of the JSON
/// serialization stand apart.
fn accepted_only_as_signed(input: &[u8], token: &str, report: &Report) -> Result<(), TestCaseError> {
    if report.valid() != Some(true) {
        return Ok(());
    }
    let holds = |part: &str| input.windows(part.len()).any(|window| window == part.as_bytes());
    let whole = holds(token);
    let apart = report.normalised().contains(&"jws-json") && token.split('.').all(holds);
    prop_assert!(whole || apart, "accepted {:?}", String::from_utf8_lossy(input));
    let line = [token.as_bytes(), b"\n"].concat();
    let untouched = input == token.as_bytes() || input == line || input == [token.as_bytes(), b"\r\n"].concat();
    prop_assert!(untouched || !report.normalised().is_empty(), "silently accepted {:?}", String::from_utf8_lossy(input));
    Ok(())
}

/// One edit of a token.
#[derive(Clone, Debug)]
enum Edit {
    Insert(usize, String),
    Remove(usize, usize),
    Swap(usize, usize),
    Repeat(usize, usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let place = 0_usize..600;
    let edit = prop_oneof![
        (place.clone(), "[A-Za-z0-9._~+/= \n\"'{}%:-]{1,3}").prop_map(|(at, text)| Edit::Insert(at, text)),
        (place.clone(), 1_usize..9).prop_map(|(at, count)| Edit::Remove(at, count)),
        (place.clone(), place.clone()).prop_map(|(a, b)| Edit::Swap(a, b)),
        (place.clone(), place).prop_map(|(a, b)| Edit::Repeat(a, b)),
    ];
    prop::collection::vec(edit, 1..4)
}

fn edited(token: &str, edits: &[Edit]) -> String {
    let mut bytes: Vec<char> = token.chars().collect();
    for edit in edits {
        let clamp = |at: usize| at % (bytes.len() + 1);
        match edit {
            Edit::Insert(at, text) => {
                let at = clamp(*at);
                bytes.splice(at..at, text.chars());
            }
            Edit::Remove(at, count) => {
                let at = clamp(*at);
                bytes.drain(at..(at + count).min(bytes.len()));
            }
            Edit::Swap(a, b) => {
                let (a, b) = (clamp(*a), clamp(*b));
                if a.max(b) < bytes.len() {
                    bytes.swap(a, b);
                }
            }
            Edit::Repeat(a, b) => {
                let (a, b) = (clamp(*a), clamp(*b));
                let again = bytes[a.min(b)..a.max(b)].to_vec();
                bytes.extend(again);
            }
        }
    }
    bytes.into_iter().collect()
}

/// An object with the members that tokens have, of any kind.
fn odd_object(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(names).prop_map(str::to_owned), tree()), 0..5)
        .prop_map(|members| Tree::Object(members).text(""))
}

const HEADER_NAMES: &[&str] = &["alg", "typ", "kid", "crit", "b64", "cty", "zip", "jku", "jwk", "x5c", "enc", "nonce", "x"];
const CLAIM_NAMES: &[&str] = &["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "scope", "scp", "nonce", "typ", "token_use", "x"];

proptest! {
    #[test]
    fn arbitrary_bytes_are_refused(input in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(looked_at(&input, Algorithm::Hs256).valid(), Some(false));
    }

    #[test]
    fn arbitrary_segments_are_refused(parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 1..6)) {
        let input = parts.iter().map(|part| encode(part)).collect::<Vec<_>>().join(".");
        prop_assert_eq!(looked_at(input.as_bytes(), Algorithm::Es256).valid(), Some(false));
    }

    #[test]
    fn arbitrary_json_is_judged_though_it_is_signed(
        header in prop_oneof![tree().prop_map(|tree| tree.text("")), odd_object(HEADER_NAMES)],
        payload in prop_oneof![tree().prop_map(|tree| tree.text(" ")), odd_object(CLAIM_NAMES)],
        is_good_header in any::<bool>(),
    ) {
        let header = if is_good_header { r#"{"alg":"HS256"}"#.to_owned() } else { header };
        let token = signed(&header, &payload);
        let report = looked_at(token.as_bytes(), Algorithm::Hs256);
        let names_it = report.algorithm() == Some("HS256");
        prop_assert!(report.valid() != Some(true) || names_it, "{header} {payload}");
        let exact = report.verified().map(|verified| verified.as_value().to_json());
        let meant = authctl::token::json::parse(payload.as_bytes()).map(|value| value.to_json()).ok();
        prop_assert!(exact.is_none() || exact == meant, "{payload}");
    }

    #[test]
    fn mutated_tokens_are_accepted_only_as_signed(
        algorithm in prop::sample::select(&[Algorithm::Hs256, Algorithm::EdDsa, Algorithm::Es256][..]),
        edits in edits(),
    ) {
        let token = good_of(algorithm);
        let input = edited(&token, &edits);
        let report = looked_at(input.as_bytes(), algorithm);
        accepted_only_as_signed(input.as_bytes(), &token, &report)?;
    }

    #[test]
    fn tokens_among_anything_are_accepted_only_as_signed(before in pieces(), after in pieces(), middle in 0_usize..4) {
        let token = good();
        let (head, tail) = token.split_at(token.len() / 3);
        let inner = match middle {
            0 => token.clone(),
            1 => head.to_owned(),
            2 => format!("{head}{before}{tail}"),
            _ => format!("{token}{after}{token}"),
        };
        let input = format!("{before}{inner}{after}");
        let report = looked_at(input.as_bytes(), Algorithm::Hs256);
        accepted_only_as_signed(input.as_bytes(), &token, &report)?;
    }

    #[test]
    fn json_around_the_parts_is_accepted_only_as_signed(
        names in prop::sample::subsequence(vec!["payload", "protected", "signature", "signatures", "access_token", "header"], 1..6),
        values in prop::collection::vec(0_usize..6, 6),
    ) {
        let token = good();
        let parts: Vec<&str> = token.split('.').collect();
        let value = |index: usize| match values[index] {
            0..3 => format!("\"{}\"", parts[values[index]]),
            3 => format!("\"{token}\""),
            4 => format!(r#"[{{"protected":"{}","signature":"{}"}}]"#, parts[0], parts[2]),
            _ => r#"{"alg":"HS256"}"#.to_owned(),
        };
        let members: Vec<String> = names.iter().enumerate().map(|(i, name)| format!("\"{name}\":{}", value(i))).collect();
        let input = format!("{{{}}}", members.join(","));
        let report = looked_at(input.as_bytes(), Algorithm::Hs256);
        accepted_only_as_signed(input.as_bytes(), &token, &report)?;
    }
}

/// A hostile input and the first thing to be said about it.
fn bombs() -> Vec<(&'static str, Vec<u8>, Code)> {
    let good = good();
    let huge = 16 << 20;
    let (head, body) = good.split_once('.').unwrap();
    let part = |json: String| encode(json.as_bytes());
    let deep =
        |open: &str, depth: usize| seal(key(Algorithm::Hs256), &format!("{head}.{}", part(open.repeat(depth)))).into_bytes();
    let header_of =
        |json: String| seal(key(Algorithm::Hs256), &format!("{}.{}", part(json), body.split('.').next().unwrap())).into_bytes();
    let members = |count: usize| (0..count).map(|n| format!("\"m{n}\":{n}")).collect::<Vec<_>>().join(",");
    let long = |text: String| format!(r#"{{"exp":1700003600,"x":"{text}"}}"#);
    let claims = |json: String| signed(r#"{"alg":"HS256"}"#, json).into_bytes();
    let repeated = ",\"a\":1".repeat(20_000);
    vec![
        ("16 MB of one letter", vec![b'a'; huge], Code::TooBig),
        ("16 MB of dots", vec![b'.'; huge], Code::TooBig),
        ("16 MB of zeros", vec![0; huge], Code::TooBig),
        ("a payload of 12 MB", claims(long("a".repeat(12 << 20))), Code::TooBig),
        ("arrays 100,000 deep", deep("[", 100_000), Code::TooBig),
        ("objects 30,000 deep", deep(r#"{"a":"#, 30_000), Code::TooBig),
        ("objects 100,000 deep", deep(r#"{"a":"#, 100_000), Code::TooBig),
        ("a header 100,000 deep", header_of("[".repeat(100_000)), Code::TooBig),
        ("bare JSON 50,000 deep", r#"{"a":"#.repeat(50_000).into_bytes(), Code::OneSegmentOpaque),
        ("escapes", claims(long("\\u0000".repeat(30_000))), Code::TooBig),
        ("a long number", claims(format!("{{\"exp\":1{}}}", "0".repeat(180_000))), Code::TooBig),
        ("many members", claims(format!("{{\"exp\":1700003600,{}}}", members(9_000))), Code::TooBig),
        ("many equal members", claims(format!("{{\"exp\":1700003600{repeated}}}")), Code::DupKey),
    ]
}

#[test]
fn huge_and_deep_inputs_are_answered_at_once() {
    for (name, input, code) in bombs() {
        let start = spent();
        let report = looked_at(&input, Algorithm::Hs256);
        println!("{name}: {} bytes, {:?}", input.len(), spent().saturating_sub(start));
        let first = report.diagnostics().first().map(|found| found.code);
        assert_eq!(first, Some(code), "{name}: {:?}", report.diagnostics().iter().take(5).collect::<Vec<_>>());
    }
}
