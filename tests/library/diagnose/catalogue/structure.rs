//! The stages of segments, base64, JSON and the signature's form.

use authctl::{
    keys::Algorithm,
    token::{
        Code, Policy,
        Segment::{self, Header, Input, Payload, Signature},
        base64url::encode,
    },
};
use base64::prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE, Engine};

use super::{
    super::lab::{CLAIMS, HEADER, claims, good, good_of, header, key, only, seal},
    Case, decode, judge, part, place,
};

pub(crate) fn cases() -> Vec<Case> {
    [counts(), serializations(), empty_parts(), alphabets(), texts(), objects(), sizes(), forms()].into_iter().flatten().collect()
}

fn counts() -> Vec<Case> {
    let (good, end) = (good(), good().len());
    let parts: Vec<&str> = good.split('.').collect();
    let two = format!("{}.{}", parts[0], parts[1]);
    let encrypted = |json: &str| format!("{}.AAAA.BBBB.CCCC.DDDD", encode(json.as_bytes()));
    let session = encode(br#"{"user_id":7}"#);
    let time = encode(&[0x65, 0x53, 0xF1, 0x00]);
    let mut cases = Vec::new();
    for input in ["0123456789abcdefghij", "opaque-token_with-signs", parts[1], "s3cr3t"] {
        cases.push(decode(Code::OneSegmentOpaque, Input, 0, input));
    }
    for input in [parts[0].to_owned(), encode(br#"{"typ":"JWT","alg":"none"}"#), parts[0][..18].to_owned()] {
        cases.push(decode(Code::HeaderOnly, Input, input.len(), &input));
    }
    for input in [two.clone(), two[..two.len() - 5].to_owned(), format!("{}.{}", encode(br#"{"alg":"none"}"#), parts[1])] {
        cases.push(decode(Code::TwoSegments, Input, input.len(), &input));
    }
    for tail in [parts[2], "abc", "x.y.z"] {
        cases.push(decode(Code::FourSegments, Input, end, format!("{good}.{tail}")));
    }
    cases.push(judge(Code::FourSegments, Input, end, format!("{good}.{}", parts[2]), Policy::default()));
    for json in [
        r#"{"alg":"dir","enc":"A256GCM"}"#,
        r#"{"alg":"RSA-OAEP","enc":"A128CBC-HS256","kid":"k"}"#,
        r#"{"enc":"A128GCM","alg":"ECDH-ES"}"#,
    ] {
        let token = encrypted(json);
        let value = json.find(r#""A"#).unwrap();
        let at = place(&token, 0, &json[value..value + 4]);
        cases.push(decode(Code::Jwe, Header, at, &token));
        cases.push(judge(Code::Jwe, Header, at, &token, Policy::default()));
    }
    for input in [
        format!("{session}.{time}.abcdefghijklmnopqrstuvwxyz0"),
        ".eJyrVkrLz1eyUkpKLFKqBQAdegQ0.ZVPxAA.abcdefghijklmnopqrstuvwxyz0".to_owned(),
        format!("{}.{time}.abcdefghijklmnopqrstuvwxyz0", encode(br#"{"_fresh":true}"#)),
    ] {
        cases.push(decode(Code::FlaskCookie, Input, 0, &input));
        cases.push(judge(Code::FlaskCookie, Input, 0, &input, Policy::default()));
    }
    cases
}

fn serializations() -> Vec<Case> {
    let good = good();
    let end = good.len();
    let parts: Vec<&str> = good.split('.').collect();
    let (h, p, s) = (parts[0], parts[1], parts[2]);
    let disclosure = encode(br#"["salt","given_name","Ann"]"#);
    let mut cases = Vec::new();
    for tail in [format!("~{disclosure}~"), format!("~{disclosure}~{disclosure}~{good}"), "~".to_owned()] {
        cases.push(decode(Code::SdJwt, Input, end, format!("{good}{tail}")).info());
        cases.push(judge(Code::SdJwt, Input, end, format!("{good}{tail}"), Policy::default()));
    }
    for json in [
        format!(r#"{{"payload":"{p}","protected":"{h}","signature":"{s}"}}"#),
        format!(r#"{{"payload":"{p}","signatures":[{{"protected":"{h}","signature":"{s}"}}]}}"#),
        format!(
            r#"{{"signatures":[{{"protected":"{h}","header":{{"kid":"k"}},"signature":"{s}"}},{{"protected":"x","signature":"y"}}],"payload":"{p}"}}"#
        ),
    ] {
        cases.push(decode(Code::JwsJson, Input, 0, &json).info());
        cases.push(judge(Code::JwsJson, Input, 0, &json, Policy::default()).info());
    }
    cases.push(decode(Code::JwsJson, Input, 0, format!(r#"{{"payload":"{p}","header":{HEADER},"signature":"{s}"}}"#)));
    cases
}

fn empty_parts() -> Vec<Case> {
    let good = good();
    let parts: Vec<&str> = good.split('.').collect();
    let (h, p, s) = (parts[0], parts[1], parts[2]);
    let mut cases = Vec::new();
    for algorithm in [Algorithm::Hs256, Algorithm::Es256, Algorithm::Rs256] {
        let header = encode(format!(r#"{{"alg":"{algorithm}"}}"#).as_bytes());
        let detached = seal(key(algorithm), &format!("{header}."));
        cases.push(decode(Code::Detached, Payload, header.len() + 1, &detached));
        cases.push(judge(Code::Detached, Payload, header.len() + 1, &detached, Policy::default()).keys(only(algorithm)));
    }
    cases.push(decode(Code::EmptySegment, Header, 0, format!(".{p}.{s}")));
    let stripped = format!("{h}.{p}.");
    cases.push(decode(Code::EmptySegment, Signature, stripped.len(), &stripped));
    cases.push(judge(Code::EmptySegment, Signature, stripped.len(), &stripped, Policy::default()));
    cases
}

/// The same faults of encoding in each part. The issuer signs what it writes.
fn alphabets() -> Vec<Case> {
    let mut cases = Vec::new();
    let both = |cases: &mut Vec<Case>, code, segment, at, token: &str| {
        cases.push(decode(code, segment, at, token));
        cases.push(judge(code, segment, at, token, Policy::default()));
    };
    // `?` and `>` at the right places give `/` and `+`.
    let odd = br#"{"exp":1700003600,"a":"???>>>~~~"}"#;
    let payload = BASE64_STANDARD_NO_PAD.encode(odd);
    let token = seal(key(Algorithm::Hs256), &format!("{}.{payload}", encode(HEADER.as_bytes())));
    both(&mut cases, Code::B64Std, Payload, part(&token, 1) + payload.find(['+', '/']).unwrap(), &token);
    let head = BASE64_STANDARD_NO_PAD.encode(br#"{"alg":"HS256","a":"???>>>~~~"}"#);
    let token = seal(key(Algorithm::Hs256), &format!("{head}.{}", encode(CLAIMS.as_bytes())));
    both(&mut cases, Code::B64Std, Header, head.find(['+', '/']).unwrap(), &token);
    let token = (0..100)
        .map(|n| claims(format!(r#"{{"exp":1700003600,"n":{n}}}"#)))
        .find(|token| token.rsplit('.').next().unwrap().contains(['-', '_']))
        .unwrap();
    let dot = token.rfind('.').unwrap() + 1;
    let standard = format!("{}{}", &token[..dot], token[dot..].replace('-', "+").replace('_', "/"));
    both(&mut cases, Code::B64Std, Signature, dot + standard[dot..].find(['+', '/']).unwrap(), &standard);

    let padded = BASE64_URL_SAFE.encode(br#"{"exp":1700003600,"a":12}"#);
    let token = seal(key(Algorithm::Hs256), &format!("{}.{padded}", encode(HEADER.as_bytes())));
    both(&mut cases, Code::B64Padded, Payload, part(&token, 1) + padded.find('=').unwrap(), &token);
    let head = BASE64_STANDARD.encode(br#"{"alg":"HS256" }"#);
    let token = seal(key(Algorithm::Hs256), &format!("{head}.{}", encode(CLAIMS.as_bytes())));
    both(&mut cases, Code::B64Padded, Header, head.find('=').unwrap(), &token);
    let token = format!("{}=", good());
    both(&mut cases, Code::B64Padded, Signature, token.len() - 1, &token);

    let good = good();
    for (segment, at) in [(Header, 9), (Payload, part(&good, 1) + 7), (Signature, part(&good, 2) + 11)] {
        for sign in ["*", "!", "é", "@"] {
            let token = format!("{}{sign}{}", &good[..at], &good[at + 1..]);
            both(&mut cases, Code::B64Char, segment, at, &token);
        }
        let stray: Vec<u8> = [&good.as_bytes()[..at], &[0xFF], &good.as_bytes()[at + 1..]].concat();
        cases.push(decode(Code::B64Char, segment, at, stray));
    }
    cut_parts(&good, &mut both_of(&mut cases));
    cases
}

/// Pushes a decoding and a verification of the same token.
fn both_of(cases: &mut Vec<Case>) -> impl FnMut(Code, Segment, usize, &str) {
    |code, segment, at, token| {
        cases.push(decode(code, segment, at, token));
        cases.push(judge(code, segment, at, token, Policy::default()));
    }
}

/// Parts of impossible length, and parts with stray bits.
fn cut_parts(good: &str, both: &mut impl FnMut(Code, Segment, usize, &str)) {
    let parts: Vec<&str> = good.split('.').collect();
    let segments = [Header, Payload, Signature];
    for (index, segment) in segments.into_iter().enumerate() {
        let mut cut = parts[index].to_owned();
        while cut.len() % 4 != 1 {
            cut.pop();
        }
        let mut with = parts.clone();
        with[index] = &cut;
        let token = with.join(".");
        both(Code::B64Length, segment, part(&token, index) + cut.len(), &token);
    }
    let stray = |part: &str| match part.len() % 4 {
        2 => format!("{}{}", &part[..part.len() - 1], if part.ends_with('Q') { 'R' } else { 'B' }),
        _ => format!("{}{}", &part[..part.len() - 1], 'B'),
    };
    let header = encode(br#"{"alg":"HS256"}  "#);
    let payload = encode(br#"{"exp":1700003600}  "#);
    let (h, p) = (header.len(), payload.len());
    assert!(h % 4 != 0 && p % 4 != 0);
    let token = format!("{}.{payload}.{}", stray(&header), parts[2]);
    both(Code::B64NonCanon, Header, h - 1, &token);
    let token = format!("{header}.{}.{}", stray(&payload), parts[2]);
    both(Code::B64NonCanon, Payload, h + p, &token);
    let token = format!("{}.{}.{}", parts[0], parts[1], stray(parts[2]));
    both(Code::B64NonCanon, Signature, token.len() - 1, &token);
}

fn texts() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut payload = |code, json: &[u8], at: usize| {
        let token = claims(json);
        let offset = part(&token, 1) + at + at / 3;
        cases.push(decode(code, Payload, offset, &token));
        cases.push(judge(code, Payload, offset, &token, Policy::default()));
    };
    for length in [10, 30, 47, CLAIMS.len() - 1] {
        payload(Code::TruncatedPayload, &CLAIMS.as_bytes()[..length], length);
    }
    payload(Code::PayloadJson, b"hello world", 0);
    payload(Code::PayloadJson, br#"{"exp":1700003600,}"#, 18);
    payload(Code::PayloadJson, br#"{"exp" 1700003600}"#, 7);
    payload(Code::PayloadJson, br#"{"exp":1700003600}}"#, 18);
    payload(Code::JsonLoose, b"{'exp':1700003600}", 1);
    payload(Code::JsonLoose, b"{exp:1700003600}", 1);
    payload(Code::JsonLoose, br#"{"admin":True}"#, 9);
    payload(Code::JsonLoose, br#"{"n":NaN}"#, 5);
    payload(Code::BadUtf8, b"{\"name\":\"Ren\xE9\"}", 12);
    payload(Code::BadUtf8, b"{\"name\":\"M\xFCller\"}", 10);
    payload(Code::BadUtf8, b"{\0\"\0a\0\"\0:\0x\0}\0", 1);
    payload(Code::Bom, b"\xEF\xBB\xBF{\"exp\":1700003600}", 0);
    payload(Code::Bom, b"\xEF\xBB\xBF {\"exp\":1700003600}", 0);
    payload(Code::Deflated, &miniz_oxide::deflate::compress_to_vec_zlib(CLAIMS.as_bytes(), 6), 0);
    payload(Code::Nested, good().as_bytes(), 0);
    payload(Code::Nested, format!("\"{}\" ", good_of(Algorithm::Es256)).as_bytes(), 0);
    for depth in [65, 1_000, 20_000] {
        payload(Code::TooBig, "[".repeat(depth).as_bytes(), 64);
    }
    for (json, at) in [(&br#"{"alg":"HS256""#[..], 14), (b"hello", 0), (br#"{"alg":"HS256",}"#, 15)] {
        let token = header(json);
        cases.push(decode(Code::HdrJson, Header, at + at / 3, &token));
        cases.push(judge(Code::HdrJson, Header, at + at / 3, &token, Policy::default()));
    }
    let token = header(b"\xEF\xBB\xBF{\"alg\":\"HS256\"}");
    cases.push(judge(Code::Bom, Header, 0, &token, Policy::default()));
    for json in [r#"{"alg":"HS256","zip":"DEF"}"#, r#"{"zip":"DEF","alg":"HS256"}"#] {
        let token = header(json);
        cases.push(decode(Code::Deflated, Header, place(&token, 0, "\"DEF"), &token).warning());
    }
    let token = header(r#"{"alg":"HS256","cty":"JWT"}"#);
    cases.push(decode(Code::Nested, Header, place(&token, 0, "\"JWT"), &token).warning());
    cases
}

fn objects() -> Vec<Case> {
    let mut cases = Vec::new();
    for json in ["[1,2]", "\"{}\"", "17", "null", "true"] {
        let token = claims(json);
        cases.push(decode(Code::NotObject, Payload, part(&token, 1), &token));
        cases.push(judge(Code::NotObject, Payload, part(&token, 1), &token, Policy::default()));
    }
    for (json, again) in [
        (r#"{"sub":"a","exp":1700003600,"sub":"b"}"#, "\"sub\":\"b\""),
        (r#"{"exp":1700003600,"x":{"a":1,"a":2}}"#, "\"a\":2"),
        (r#"{"exp":1700003600,"x":[{"a":1,"\u0061":2}]}"#, "\"\\u0061\""),
    ] {
        let token = claims(json);
        cases.push(decode(Code::DupKey, Payload, place(&token, 1, again), &token));
        cases.push(judge(Code::DupKey, Payload, place(&token, 1, again), &token, Policy::default()));
    }
    let token = header(r#"{"alg":"HS256","alg":"HS256","x":1}"#);
    cases.push(judge(Code::DupKey, Header, place(&token, 0, "\"alg\":\"HS256\",\"x\""), &token, Policy::default()));
    cases
}

fn sizes() -> Vec<Case> {
    let large = claims(format!(r#"{{"exp":1700003600,"roles":"{}"}}"#, "a".repeat(70_000)));
    let huge = "a".repeat(16 << 20);
    vec![
        decode(Code::TooBig, Input, None, &large).warning(),
        judge(Code::TooBig, Input, None, &large, Policy::default()).warning(),
        decode(Code::TooBig, Input, 256 << 10, &huge),
        judge(Code::TooBig, Input, 256 << 10, &huge, Policy::default()),
    ]
}

/// Signatures of the wrong form, seen with and without the key.
fn forms() -> Vec<Case> {
    use Algorithm as A;
    let mut cases = Vec::new();
    let mut signature = |code, algorithm: Algorithm, reform: &dyn Fn(Vec<u8>) -> String| {
        let good = good_of(algorithm);
        let (input, text) = good.rsplit_once('.').unwrap();
        let token = format!("{input}.{}", reform(authctl::token::base64url::decode(text).unwrap()));
        cases.push(decode(code, Signature, input.len() + 1, &token));
        cases.push(judge(code, Signature, input.len() + 1, &token, Policy::default()).keys(only(algorithm)));
    };
    for (algorithm, length) in [(A::Hs256, 20), (A::Hs512, 61), (A::Es256, 60), (A::EdDsa, 63), (A::Rs256, 251), (A::Ps384, 10)] {
        signature(Code::SigLength, algorithm, &|bytes| encode(&bytes[..length]));
    }
    signature(Code::SigLength, A::Hs256, &|bytes| encode(&[&bytes[..], &[7; 3]].concat()));
    let hex = |bytes: &[u8]| bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    for algorithm in [A::Hs256, A::Hs384, A::Hs512, A::Rs256, A::Es256] {
        signature(Code::SigHex, algorithm, &|bytes| hex(&bytes));
        signature(Code::SigHex, algorithm, &|bytes| encode(hex(&bytes).as_bytes()));
    }
    for algorithm in [A::Es256, A::Es384, A::Es512] {
        signature(Code::SigDer, algorithm, &|bytes| encode(&der(&bytes)));
        signature(Code::SigShortRs, algorithm, &|bytes| encode(&bytes[1..]));
        signature(Code::SigShortRs, algorithm, &|bytes| encode(&bytes[2..]));
    }
    cases
}

/// The two numbers as an ASN.1 sequence.
pub(crate) fn der(signature: &[u8]) -> Vec<u8> {
    let number = |half: &[u8]| {
        let digits: Vec<u8> = half.iter().copied().skip_while(|byte| *byte == 0).collect();
        let sign: &[u8] = if digits.first().is_some_and(|byte| *byte >= 0x80) { &[0] } else { &[] };
        [&[2, u8::try_from(sign.len() + digits.len()).unwrap()], sign, &digits].concat()
    };
    let (r, s) = signature.split_at(signature.len() / 2);
    let body = [number(r), number(s)].concat();
    let length = u8::try_from(body.len()).unwrap();
    let head: &[u8] = if length < 0x80 { &[0x30, length] } else { &[0x30, 0x81, length] };
    [head, &body].concat()
}

#[test]
fn good_tokens_have_no_fault() {
    for algorithm in Algorithm::ALL {
        let report = authctl::token::verify(good_of(algorithm), &only(algorithm), &Policy::default(), super::super::lab::now());
        assert_eq!(report.valid(), Some(true), "{algorithm}");
        assert_eq!(report.diagnostics(), [], "{algorithm}");
        let report = authctl::token::dangerous::inspect(good_of(algorithm), super::super::lab::now());
        assert_eq!(report.diagnostics(), [], "{algorithm}");
    }
}
