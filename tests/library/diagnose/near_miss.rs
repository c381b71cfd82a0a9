//! The near miss: what is one step from right is explained, what is wrong is not.

use authctl::{
    keys::{Algorithm, Candidate, KeySet, KeyState, KeyType, Origin, SigningKey, VerifyingKey, recognise},
    secret::SecretBytes,
    token::{
        Code, Policy, Report, Severity,
        base64url::encode,
        diagnose::near_miss::{MOST_TRIALS, Material, Search, near_miss},
        verify,
    },
};
use base64::{Engine, engine::general_purpose as engines};
use rand_core::Rng;

use super::lab::{CLAIMS, candidate, good_of, header, key, now, retired, signed_by};

const HMAC: [Algorithm; 3] = [Algorithm::Hs256, Algorithm::Hs384, Algorithm::Hs512];

fn secret(bytes: impl AsRef<[u8]>) -> SecretBytes {
    SecretBytes::new(bytes.as_ref().to_vec())
}

/// A token that says one algorithm and is signed with that secret by another.
fn signed(says: Algorithm, by: Algorithm, held: impl AsRef<[u8]>) -> String {
    let key = SigningKey::from_weak_secret(by, &secret(held)).unwrap();
    signed_by(&key, format!(r#"{{"alg":"{says}"}}"#), CLAIMS)
}

fn outside(given: impl AsRef<[u8]>) -> KeySet {
    let key = VerifyingKey::from_secret(&secret(given)).unwrap();
    KeySet::new(vec![Candidate { kid: None, key, origin: Origin::Outside }])
}

/// The report without the search and with it.
fn explained(token: &str, keys: &KeySet, policy: &Policy) -> (Report<'static>, Option<Search>, Report<'static>) {
    let before = verify(token, keys, policy, now());
    let search = near_miss(&before, token, keys, policy);
    let after = match &search {
        Some(search) => before.clone().with_near_miss(search.clone(), |_, _| None),
        None => before.clone(),
    };
    (before, search, after)
}

/// What held, and the codes of its findings; the verdict must not have moved.
fn held(what: &str, token: &str, keys: &KeySet, policy: &Policy) -> (Search, Vec<Code>) {
    let (before, search, after) = explained(token, keys, policy);
    let search = search.unwrap_or_else(|| panic!("{what}: no search"));
    assert!(search.tried <= MOST_TRIALS, "{what}: {}", search.tried);
    assert_eq!((after.valid(), after.exit_code(), after.reason()), (Some(false), before.exit_code(), before.reason()), "{what}");
    assert_eq!(after.checks(), before.checks(), "{what}");
    assert!(after.verified().is_none() && after.key().is_none(), "{what}");
    let errors = after.diagnostics().iter().filter(|found| found.severity == Severity::Error);
    (search, errors.map(|found| found.code).collect())
}

fn assert_explained(what: &str, token: &str, keys: &KeySet, codes: &[Code]) -> Search {
    let (search, found) = held(what, token, keys, &Policy::default());
    assert!(search.held.is_some(), "{what}: nothing held of {}", search.tried);
    assert_eq!(found, codes, "{what}");
    search
}

fn assert_unexplained(what: &str, token: &str, keys: &KeySet) {
    let (search, _) = held(what, token, keys, &Policy::default());
    assert_eq!(search.held, None, "{what}");
}

/// A secret of 30 bytes, so that padding counts, none of which is text.
fn raw() -> Vec<u8> {
    (0..31_u8).map(|n| n.wrapping_mul(37) | 0x80).collect()
}

type Encode = fn(&[u8]) -> Vec<u8>;

/// The ways to write a secret down.
const ENCODINGS: [(&str, Encode); 8] = [
    ("base64", |bytes| engines::STANDARD.encode(bytes).into_bytes()),
    ("base64 without padding", |bytes| engines::STANDARD_NO_PAD.encode(bytes).into_bytes()),
    ("padded base64url", |bytes| engines::URL_SAFE.encode(bytes).into_bytes()),
    ("base64url", |bytes| engines::URL_SAFE_NO_PAD.encode(bytes).into_bytes()),
    ("hex", |bytes| bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect()),
    ("upper-case hex", |bytes| bytes.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()).collect()),
    ("base64 twice", |bytes| engines::STANDARD.encode(engines::STANDARD.encode(bytes)).into_bytes()),
    ("quoted base64", |bytes| format!("\"{}\"", engines::STANDARD.encode(bytes)).into_bytes()),
];

const LINE_ENDS: [&str; 3] = ["", "\n", "\r\n"];

#[test]
fn a_signer_that_decodes_the_text_is_explained() {
    for (name, encode) in ENCODINGS {
        for end in LINE_ENDS {
            for says in HMAC {
                for by in HMAC {
                    let given = [encode(&raw()), end.into()].concat();
                    let what = format!("{name} and {end:?}, says {says}, is {by}");
                    let mut codes = vec![Code::AlgMismatch, Code::KeyB64];
                    codes.retain(|code| says != by || *code == Code::KeyB64);
                    assert_explained(&what, &signed(says, by, raw()), &outside(given), &codes);
                }
            }
        }
    }
}

#[test]
fn a_signer_that_keeps_the_text_is_explained() {
    for (name, encode) in ENCODINGS.into_iter().take(6) {
        for end in ["", "\n"] {
            for by in HMAC {
                let kept = [encode(&raw()), end.into()].concat();
                assert_explained(&format!("{name} and {end:?} by {by}"), &signed(by, by, kept), &outside(raw()), &[Code::KeyB64]);
            }
        }
    }
}

#[test]
fn line_ends_white_space_quotes_and_marks_are_explained() {
    use Code::{KeyFormat, KeyNewline};
    let table: [(&str, &str, Code); 14] = [
        ("s3cret pass", "s3cret pass\n", KeyNewline),
        ("s3cret pass", "s3cret pass\r\n", KeyNewline),
        ("s3cret pass\n", "s3cret pass", KeyNewline),
        ("s3cret pass\r\n", "s3cret pass", KeyNewline),
        ("s3cret pass\n\n", "s3cret pass\n", KeyNewline),
        (" s3cret pass\t", "s3cret pass", KeyNewline),
        ("  s3cret pass \n", "s3cret pass", KeyNewline),
        ("\"s3cret pass\"", "s3cret pass", KeyFormat),
        ("'s3cret pass'\n", "s3cret pass", KeyFormat),
        ("`s3cret pass`", "s3cret pass", KeyFormat),
        ("'s3cret pass'", "s3cret pass\n", KeyFormat),
        ("s3cret pass", "\"s3cret pass\"", KeyFormat),
        ("s3cret pass", "'s3cret pass'", KeyFormat),
        ("s3cret pass", "\u{feff}s3cret pass", KeyFormat),
    ];
    for (given, signer, code) in table {
        for by in HMAC {
            assert_explained(&format!("{given:?} for {signer:?}"), &signed(by, by, signer), &outside(given), &[code]);
        }
    }
}

#[test]
fn a_signer_that_decodes_what_is_no_base64_is_explained() {
    // What `Buffer.from("my-secret!key", "base64")` gives in Node.js.
    let node = [0x9b, 0x2f, 0xac, 0x79, 0xca, 0xde, 0xb6, 0x47, 0xb2];
    assert_explained("Node.js", &signed(Algorithm::Hs256, Algorithm::Hs256, node), &outside("my-secret!key"), &[Code::KeyB64]);
}

#[test]
fn the_size_of_the_hash_is_told_by_the_signature() {
    for says in HMAC {
        for by in HMAC.into_iter().filter(|by| *by != says) {
            let token = signed(says, by, raw());
            assert_explained(&format!("says {says}, is {by}"), &token, &outside(raw()), &[Code::AlgMismatch]);
        }
    }
}

#[test]
fn paddings_and_sizes_of_rsa_are_told_apart() {
    let pem = key(Algorithm::Rs256).to_private_pem().unwrap();
    let one = recognise(&pem, None).unwrap().keys.remove(0);
    let keys = KeySet::new(vec![Candidate { kid: None, key: one.verifying_key().unwrap(), origin: Origin::Outside }]);
    for says in KeyType::Rsa.algorithms() {
        for by in KeyType::Rsa.algorithms().iter().filter(|by| *by != says) {
            let token = signed_by(&one.signing_key(Some(*by)).unwrap(), format!(r#"{{"alg":"{says}"}}"#), CLAIMS);
            assert_explained(&format!("says {says}, is {by}"), &token, &keys, &[Code::AlgMismatch]);
        }
    }
}

#[test]
fn an_algorithm_that_key_or_policy_does_not_take_is_explained() {
    let rs256 = key(Algorithm::Rs256);
    let one = recognise(&rs256.to_private_pem().unwrap(), None).unwrap().keys.remove(0);
    let token = signed_by(&one.signing_key(Some(Algorithm::Ps256)).unwrap(), r#"{"alg":"PS256"}"#, CLAIMS);
    let bound = KeySet::new(vec![candidate(rs256, None)]);
    assert_explained("bound to RS256", &token, &bound, &[Code::AlgMismatch]);
    let policy = Policy { algorithms: vec![Algorithm::Hs256], ..Policy::default() };
    let (search, codes) = held("policy", &signed(Algorithm::Hs512, Algorithm::Hs512, raw()), &outside(raw()), &policy);
    assert_eq!(codes, [Code::AlgMismatch]);
    assert_eq!(search.held.unwrap().barred.unwrap().name(), "by-policy");
}

#[test]
fn a_token_forged_with_the_public_key_is_called_a_forgery() {
    for algorithm in [Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa] {
        let public = key(algorithm).verifying_key();
        let pem = public.public_pem().unwrap();
        for text in [pem.as_bytes(), pem.trim_end().as_bytes(), public.public_der().unwrap()] {
            let parts = format!("{}.{}", encode(br#"{"alg":"HS256"}"#), encode(CLAIMS.as_bytes()));
            let mac = aws_lc_rs::hmac::sign(&aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, text), parts.as_bytes());
            let token = format!("{parts}.{}", encode(mac.as_ref()));
            let keys = KeySet::new(vec![candidate(key(algorithm), None)]);
            let search = assert_explained(&format!("{algorithm}"), &token, &keys, &[Code::AlgMismatch]);
            assert_eq!(search.held.unwrap().material, Material::PublicKeyAsSecret);
        }
    }
}

/// The token with another text for its signature.
fn with_signature(token: &str, write: impl Fn(&[u8]) -> String) -> String {
    let (parts, signature) = token.rsplit_once('.').unwrap();
    format!("{parts}.{}", write(&engines::URL_SAFE_NO_PAD.decode(signature).unwrap()))
}

fn hex(bytes: &[u8]) -> String {
    String::from_utf8(ENCODINGS[4].1(bytes)).unwrap()
}

fn integer(number: &[u8]) -> Vec<u8> {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let sign: &[u8] = if number[zeros] >= 0x80 { &[0] } else { &[] };
    let digits = [sign, &number[zeros..]].concat();
    [&[2, u8::try_from(digits.len()).unwrap()][..], &digits].concat()
}

fn der(signature: &[u8]) -> Vec<u8> {
    let (r, s) = signature.split_at(signature.len() / 2);
    let body = [integer(r), integer(s)].concat();
    let length = u8::try_from(body.len()).unwrap();
    let head = if length < 0x80 { vec![0x30, length] } else { vec![0x30, 0x81, length] };
    [head, body].concat()
}

const CURVES: [Algorithm; 3] = [Algorithm::Es256, Algorithm::Es384, Algorithm::Es512];

#[test]
fn signatures_in_der_are_explained() {
    for algorithm in CURVES {
        let keys = KeySet::new(vec![candidate(key(algorithm), None)]);
        for _ in 0..8 {
            let token = with_signature(&good_of(algorithm), |signature| encode(&der(signature)));
            assert_explained(&format!("DER of {algorithm}"), &token, &keys, &[Code::SigDer]);
        }
        let token = with_signature(&good_of(algorithm), |signature| hex(&der(signature)));
        let (search, _) = held("DER in hex", &token, &keys, &Policy::default());
        assert!(search.held.is_some(), "DER in hex of {algorithm}");
    }
}

/// A token whose signature holds a number with a leading zero byte on the side asked for.
fn with_leading_zero(algorithm: Algorithm, side: usize) -> String {
    loop {
        let token = good_of(algorithm);
        let signature = engines::URL_SAFE_NO_PAD.decode(token.rsplit_once('.').unwrap().1).unwrap();
        if signature[side * signature.len() / 2] == 0 {
            return token;
        }
    }
}

#[test]
fn ecdsa_numbers_that_lost_a_leading_zero_are_explained() {
    for algorithm in CURVES {
        let keys = KeySet::new(vec![candidate(key(algorithm), None)]);
        for side in [0, 1] {
            let token = with_signature(&with_leading_zero(algorithm, side), |signature| {
                let mut short = signature.to_vec();
                short.remove(side * signature.len() / 2);
                encode(&short)
            });
            assert_explained(&format!("side {side} of {algorithm}"), &token, &keys, &[Code::SigShortRs]);
        }
    }
}

#[test]
fn ecdsa_numbers_with_a_leading_zero_too_many_are_explained() {
    for algorithm in CURVES {
        let keys = KeySet::new(vec![candidate(key(algorithm), None)]);
        for side in [0, 1] {
            let token = with_signature(&good_of(algorithm), |signature| {
                let mut long = signature.to_vec();
                long.insert(side * signature.len() / 2, 0);
                encode(&long)
            });
            assert_explained(&format!("side {side} of {algorithm}"), &token, &keys, &[Code::SigLength]);
        }
    }
}

#[test]
fn an_rsa_signature_that_lost_a_leading_zero_is_explained() {
    let keys = KeySet::new(vec![candidate(key(Algorithm::Ps256), None)]);
    let token = loop {
        let token = good_of(Algorithm::Ps256);
        if engines::URL_SAFE_NO_PAD.decode(token.rsplit_once('.').unwrap().1).unwrap()[0] == 0 {
            break token;
        }
    };
    assert_explained("RSA", &with_signature(&token, |signature| encode(&signature[1..])), &keys, &[Code::SigLength]);
}

#[test]
fn signatures_in_hexadecimal_are_explained() {
    for algorithm in Algorithm::ALL {
        let keys = KeySet::new(vec![candidate(key(algorithm), None)]);
        let token = good_of(algorithm);
        assert_explained(&format!("hex of {algorithm}"), &with_signature(&token, hex), &keys, &[Code::SigHex]);
        let inner = with_signature(&token, |signature| encode(hex(signature).to_uppercase().as_bytes()));
        assert_explained(&format!("hex within base64url of {algorithm}"), &inner, &keys, &[Code::SigHex]);
    }
}

#[test]
fn signatures_in_standard_base64_are_explained() {
    for algorithm in Algorithm::ALL {
        let keys = KeySet::new(vec![candidate(key(algorithm), None)]);
        for engine in [&engines::STANDARD, &engines::STANDARD_NO_PAD] {
            // A signature whose standard base64 is not base64url as well.
            let token = std::iter::repeat_with(|| header(format!(r#"{{"alg":"{algorithm}","n":{}}}"#, rand())))
                .map(|token| signed_again(algorithm, &token))
                .find(|token| with_signature(token, |signature| engine.encode(signature)).contains(['+', '/']))
                .unwrap();
            let token = with_signature(&token, |signature| engine.encode(signature));
            let (search, codes) = held("base64", &token, &keys, &Policy::default());
            assert!(search.held.is_some(), "{algorithm} {token}");
            assert!(codes.iter().all(|code| matches!(code, Code::B64Std | Code::B64Padded)) && !codes.is_empty(), "{codes:?}");
        }
    }
}

fn rand() -> u32 {
    rand_core::UnwrapErr(getrandom::SysRng).next_u32()
}

/// The same header and claims with the key of that algorithm.
fn signed_again(algorithm: Algorithm, token: &str) -> String {
    super::lab::seal(key(algorithm), token.rsplit_once('.').unwrap().0)
}

#[test]
fn what_was_signed_in_place_of_the_text_is_explained() {
    use engines::{STANDARD, STANDARD_NO_PAD, URL_SAFE};
    for algorithm in [Algorithm::Hs256, Algorithm::Rs256, Algorithm::Es256] {
        let keys = KeySet::new(vec![candidate(key(algorithm), None)]);
        let json = format!(r#"{{"alg":"{algorithm}"}}"#);
        let claims = r#"{"sub":"ann>>>???","x":"yy"}"#;
        let joined = |write: &dyn Fn(&str) -> String| format!("{}.{}", write(&json), write(claims));
        let text = joined(&|part| encode(part.as_bytes()));
        let signed = [
            format!("{text}\n"),
            joined(&|part| URL_SAFE.encode(part)),
            joined(&|part| STANDARD.encode(part)),
            joined(&|part| STANDARD_NO_PAD.encode(part)),
            joined(&str::to_owned),
        ];
        for signed in signed {
            let token = format!("{text}.{}", encode(&key(algorithm).sign(signed.as_bytes()).unwrap()));
            assert_explained(&format!("{algorithm} over {signed}"), &token, &keys, &[Code::SigBad]);
        }
        let spaced = format!("{}.{}", encode(json.replace(':', ": ").as_bytes()), encode(claims.as_bytes()));
        let token = format!("{spaced}.{}", encode(&key(algorithm).sign(text.as_bytes()).unwrap()));
        assert_explained(&format!("{algorithm} written anew"), &token, &keys, &[Code::SigBad]);
    }
}

#[test]
fn the_key_that_signed_is_named_whatever_its_state() {
    let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
    for algorithm in Algorithm::ALL {
        let named = SigningKey::generate(algorithm, None, &mut rng).unwrap();
        for state in KeyState::ALL {
            let signer = Candidate { origin: Origin::File(state), ..candidate(key(algorithm), Some("signer")) };
            for (kid, code) in [("named", Code::SigBad), ("gone", Code::KidUnknown)] {
                let keys = KeySet::new(vec![candidate(&named, Some("named")), signer.clone()]);
                let token = signed_by(key(algorithm), format!(r#"{{"alg":"{algorithm}","kid":"{kid}"}}"#), CLAIMS);
                let search = assert_explained(&format!("{algorithm} {state} {kid}"), &token, &keys, &[code]);
                assert_eq!(search.held.unwrap().key.kid.unwrap().as_str(), "signer");
            }
        }
    }
}

#[test]
fn two_faults_are_both_named() {
    let token = with_signature(&signed(Algorithm::Hs256, Algorithm::Hs512, raw()), hex);
    let (search, codes) =
        held("hex of HS512 by the decoded secret", &token, &outside(engines::STANDARD.encode(raw())), &Policy::default());
    assert!(search.held.is_some());
    assert_eq!(codes, [Code::SigHex, Code::AlgMismatch, Code::KeyB64]);
}

#[test]
fn a_wrong_key_is_never_explained() {
    let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
    for round in 0..300 {
        let by = HMAC[round % 3];
        let mut bytes = [0; 32];
        rng.fill_bytes(&mut bytes);
        let text = engines::STANDARD.encode(bytes);
        let token = signed(by, by, raw());
        assert_unexplained("random bytes", &token, &outside(bytes));
        assert_unexplained("random text", &token, &outside(&text));
        assert_unexplained("random lines", &token, &outside(format!("\"{text}\"\n")));
    }
    for algorithm in Algorithm::ALL {
        let other = SigningKey::generate(algorithm, None, &mut rng).unwrap();
        let keys = KeySet::new(vec![candidate(&other, None)]);
        assert_unexplained("another key", &good_of(algorithm), &keys);
        let keys = KeySet::new((0..40).map(|n| candidate(&other, Some(&format!("k{n}")))).collect());
        assert_unexplained("forty other keys", &good_of(algorithm), &keys);
    }
}

#[test]
fn a_changed_token_is_never_explained() {
    for algorithm in Algorithm::ALL {
        let keys = KeySet::new(vec![candidate(key(algorithm), None), retired(key(Algorithm::Hs256))]);
        let token = good_of(algorithm);
        let (head, rest) = token.split_once('.').unwrap();
        let (_, signature) = rest.split_once('.').unwrap();
        let other = format!("{head}.{}.{signature}", encode(CLAIMS.replace("ann", "eve").as_bytes()));
        assert_unexplained("other claims", &other, &keys);
        let cut = with_signature(&token, |signature| encode(&signature[..signature.len() - 3]));
        assert_unexplained("a cut signature", &cut, &keys);
        for zeros in [1, 32, 48, 64, 70, 96, 132, 256] {
            assert_unexplained("zeros", &with_signature(&token, |_| encode(&vec![0; zeros])), &keys);
        }
    }
}

#[test]
fn blank_and_quoted_nothing_explain_nothing() {
    for blank in [" ", "\n", "\r\n", "\t \n", "\"\"", "''", "\"", "=", "====", "0", "!!", "\u{feff}"] {
        for by in HMAC {
            assert_unexplained(&format!("{blank:?}"), &signed(by, by, raw()), &outside(blank));
            // The empty secret is nobody's, and a token signed with it is not explained by what is left of white space.
            let parts = format!("{}.{}", encode(format!(r#"{{"alg":"{by}"}}"#).as_bytes()), encode(CLAIMS.as_bytes()));
            let hash = [aws_lc_rs::hmac::HMAC_SHA256, aws_lc_rs::hmac::HMAC_SHA384, aws_lc_rs::hmac::HMAC_SHA512];
            let hash = hash[HMAC.iter().position(|known| *known == by).unwrap()];
            let mac = aws_lc_rs::hmac::sign(&aws_lc_rs::hmac::Key::new(hash, b""), parts.as_bytes());
            assert_unexplained(&format!("{blank:?} for nothing"), &format!("{parts}.{}", encode(mac.as_ref())), &outside(blank));
        }
    }
}

#[test]
fn nothing_is_looked_for_where_there_is_nothing_to_explain() {
    let keys = outside(raw());
    let good = signed(Algorithm::Hs256, Algorithm::Hs256, raw());
    let bare = good.rsplit_once('.').unwrap().0;
    for token in [good.as_str(), &format!("{bare}."), bare, "", "x", "a.b.c", "e30.e30.AAAA"] {
        assert!(explained(token, &keys, &Policy::default()).1.is_none(), "{token}");
    }
    let wrong = signed(Algorithm::Hs256, Algorithm::Hs256, b"other");
    assert!(explained(&wrong, &KeySet::default(), &Policy::default()).1.is_none());
    let inspected = authctl::token::dangerous::inspect(&wrong, now());
    assert!(near_miss(&inspected, &wrong, &keys, &Policy::default()).is_none());
}

#[test]
fn a_search_without_success_says_how_much_was_tried() {
    let (_, search, report) =
        explained(&signed(Algorithm::Hs256, Algorithm::Hs256, "other"), &outside(raw()), &Policy::default());
    let tried = search.unwrap().tried;
    let found = report.diagnostics().iter().find(|found| found.code == Code::SigBad).unwrap();
    assert!(tried > 10 && found.message.contains(&format!("tried {tried} variants")), "{}", found.message);
}
