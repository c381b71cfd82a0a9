//! What is said of the key that a caller hands over: of its file, of what it is, and of what the signer made of it.

use authctl::{
    keys::{Algorithm, SigningKey},
    secret::SecretBytes,
    token::{Code, Segment::Key},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{
    super::lab::{CLAIMS, HEADER, good_of, key, signed_by, weak},
    Case, How, decode,
};

pub(crate) fn cases() -> Vec<Case> {
    [files(), numbers(), private_keys(), public_secrets(), secrets()].into_iter().flatten().collect()
}

/// A good token of that algorithm, verified with a key file.
fn by_file(code: Code, algorithm: Algorithm, file: impl AsRef<[u8]>) -> Case {
    Case { how: How::KeyFile(file.as_ref().to_vec()), ..decode(code, Key, None, good_of(algorithm)) }
}

/// A good token, verified with a secret that is not the signer's.
fn by_secret(code: Code, signer: &str, given: &str) -> Case {
    let token = signed_by(&weak(signer), HEADER, CLAIMS);
    Case { how: How::Secret(given.as_bytes().to_vec()), ..decode(code, Key, None, token) }
}

fn public_pem(algorithm: Algorithm) -> String {
    key(algorithm).verifying_key().public_pem().unwrap()
}

fn public_jwk(key: &SigningKey) -> Value {
    serde_json::to_value(key.verifying_key().public_jwk().unwrap()).unwrap()
}

fn files() -> Vec<Case> {
    use Algorithm as A;
    let pem = public_pem(A::Es256);
    vec![
        by_file(Code::KeyFormat, A::Es256, pem.replace('\n', "\\n")).info(),
        by_file(Code::KeyFormat, A::Es256, format!("\"{pem}\"")).info(),
        by_file(Code::KeyFormat, A::Rs256, public_pem(A::Rs256).replace('\n', " ")).info(),
        by_file(Code::KeyFormat, A::EdDsa, STANDARD.encode(public_pem(A::EdDsa))).info(),
        by_file(Code::KeyFormat, A::Es384, key(A::Es384).verifying_key().public_der().unwrap()).info(),
        by_file(Code::KeyFormat, A::Es256, pem.replace("-----", "----")).warning(),
        by_file(Code::KeyFormat, A::Es512, public_pem(A::Es512).replace("PUBLIC", "RSA PUBLIC")).warning(),
    ]
}

/// The same JWK with another number.
fn with_number(algorithm: Algorithm, member: &str, change: impl FnOnce(Vec<u8>) -> String) -> String {
    let mut jwk = public_jwk(key(algorithm));
    let number = bytes(&jwk[member]);
    jwk[member] = json!(change(number));
    jwk.to_string()
}

fn bytes(number: &Value) -> Vec<u8> {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(number.as_str().unwrap()).unwrap()
}

fn url(bytes: &[u8]) -> String {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

fn numbers() -> Vec<Case> {
    use Algorithm as A;
    let mut cases = Vec::new();
    // Makers that take a number for an integer drop its leading zero, or add one for the sign.
    for (algorithm, member) in [(A::Es256, "x"), (A::Es256, "y"), (A::Es384, "x")] {
        let longer = with_number(algorithm, member, |number| url(&[&[0][..], &number].concat()));
        cases.push(by_file(Code::JwkShortCoord, algorithm, longer).warning());
    }
    let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
    let mut short = || loop {
        let key = SigningKey::generate(A::Es512, None, &mut rng).unwrap();
        let number = bytes(&public_jwk(&key)["x"]);
        if number[0] == 0 {
            return (key, url(&number[1..]));
        }
    };
    for _ in 0..3 {
        let (key, x) = short();
        let mut jwk = public_jwk(&key);
        jwk["x"] = json!(x);
        let token = signed_by(&key, r#"{"alg":"ES512"}"#, CLAIMS);
        cases.push(Case { input: token.into_bytes(), ..by_file(Code::JwkShortCoord, A::Es512, jwk.to_string()) }.warning());
    }
    // One that lost another byte is no point of its curve any more.
    for (algorithm, member) in [(A::Es256, "x"), (A::Es384, "y"), (A::EdDsa, "x")] {
        let cut = with_number(algorithm, member, |number| url(&number[..number.len() - 1]));
        cases.push(by_file(Code::JwkShortCoord, algorithm, cut));
    }
    for (algorithm, member) in [(A::Es256, "x"), (A::EdDsa, "x"), (A::Rs256, "n"), (A::Ps256, "e")] {
        cases.push(by_file(Code::JwkStdB64, algorithm, with_number(algorithm, member, |number| padded(&number))).warning());
    }
    cases
}

/// Standard base64 that differs from base64url, by padding if by nothing else.
fn padded(number: &[u8]) -> String {
    // A number whose length is a multiple of three, as the usual `e`, has no padding; with a leading zero it has.
    let number = if number.len().is_multiple_of(3) { [&[0][..], number].concat() } else { number.to_vec() };
    STANDARD.encode(number)
}

fn private_keys() -> Vec<Case> {
    use Algorithm as A;
    let pem = |algorithm| key(algorithm).to_private_pem().unwrap().expose().to_vec();
    let jwk = |algorithm| key(algorithm).to_private_jwk(None).unwrap().expose().to_vec();
    let files = [(A::Es256, pem(A::Es256)), (A::Rs256, pem(A::Rs256)), (A::EdDsa, jwk(A::EdDsa)), (A::Es512, jwk(A::Es512))];
    files.into_iter().map(|(algorithm, file)| by_file(Code::KeyPrivateForVerify, algorithm, file).warning()).collect()
}

fn public_secrets() -> Vec<Case> {
    use Algorithm as A;
    let files = [
        public_pem(A::Rs256),
        public_pem(A::Es256).replace('\n', "\\n"),
        public_jwk(key(A::EdDsa)).to_string(),
        STANDARD.encode(key(A::Es384).verifying_key().public_der().unwrap()),
    ];
    files.iter().map(|file| by_secret(Code::HmacKeyIsPublic, "any secret of a signer", file)).collect()
}

/// What the signer held, and what is given to verify.
fn secrets() -> Vec<Case> {
    let newline = |(signer, given): (&str, &str)| by_secret(Code::KeyNewline, signer, given);
    let base64 = |(signer, given): (&str, &str)| by_secret(Code::KeyB64, signer, given);
    let format = |(signer, given): (&str, &str)| by_secret(Code::KeyFormat, signer, given);
    let newlines =
        [("hunter2 hunter2", "hunter2 hunter2\n"), ("pass phrase\n", "pass phrase"), ("pass phrase", " pass phrase\r\n")];
    let encodings = [
        ("correct horse", "Y29ycmVjdCBob3JzZQ=="),
        ("Y29ycmVjdCBob3JzZQ==", "correct horse"),
        ("correct horse", "636f727265637420686f727365"),
        ("correct horse", "Y29ycmVjdCBob3JzZQ"),
    ];
    let quotes =
        [("correct horse", "\"correct horse\""), ("'correct horse'", "correct horse"), ("correct horse", "`correct horse`")];
    newlines.map(newline).into_iter().chain(encodings.map(base64)).chain(quotes.map(format)).collect()
}

/// Bytes as they are handed over.
pub(super) fn secret(bytes: &[u8]) -> SecretBytes {
    SecretBytes::new(bytes.to_vec())
}
