//! The confusion matrix: every algorithm against every kind of key material. Only the right pairs verify.

use std::sync::LazyLock;

use authctl::{
    clock::Timestamp,
    keys::{Algorithm, Candidate, KeyError, KeySet, KeyType, Origin, SigningKey, VerifyingKey},
    secret::SecretBytes,
    token::{Code, Policy, Refusal, base64url::encode, verify},
};
use base64::prelude::{BASE64_STANDARD, Engine};

use super::{files::Maker, read};

const MESSAGE: &[u8] = b"eyJhbGciOiJ4In0.e30";

/// One key for each algorithm, of its own.
static KEYS: LazyLock<Vec<SigningKey>> = LazyLock::new(|| {
    let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
    Algorithm::ALL.into_iter().map(|algorithm| SigningKey::generate(algorithm, None, &mut rng).unwrap()).collect()
});

/// A key in one of the forms in which it can be handed in.
struct Form {
    name: String,
    bytes: Vec<u8>,
    /// Whether it says itself which algorithm it is for.
    is_bound: bool,
}

/// The forms of each key, in the order of [`KEYS`].
static FORMS: LazyLock<Vec<Vec<Form>>> = LazyLock::new(|| KEYS.iter().map(made).collect());

fn forms(key: &SigningKey) -> &'static [Form] {
    let position = KEYS.iter().position(|known| known.algorithm() == key.algorithm()).unwrap();
    &FORMS[position]
}

/// Every form of a key in bytes: what the library writes, and what openssl and ssh-keygen make of it.
fn made(key: &SigningKey) -> Vec<Form> {
    let mut forms = Vec::new();
    let mut add = |form: &str, is_bound: bool, bytes: &[u8]| {
        forms.push(Form { name: format!("{} {form}", key.algorithm()), bytes: bytes.to_vec(), is_bound });
    };
    let verifying = key.verifying_key();
    let set = |jwk: &[u8]| [b"{\"keys\":[", jwk, b"]}"].concat();
    let private = key.to_private_jwk(None).unwrap();
    add("private jwk", true, private.expose());
    add("private jwks", true, &set(private.expose()));
    let (Some(jwk), Some(pem), Some(der)) = (verifying.public_jwk(), verifying.public_pem(), verifying.public_der()) else {
        return forms;
    };
    let plain = serde_json::to_vec(&jwk).unwrap();
    let described = serde_json::to_vec(&jwk.clone().described(None, Some(key.algorithm()))).unwrap();
    add("jwk", false, &plain);
    add("jwks", false, &set(&plain));
    add("jwk with alg", true, &described);
    add("jwks with alg", true, &set(&described));
    add("spki pem", false, pem.as_bytes());
    add("spki der", false, der);
    let pkcs8 = key.to_private_pem().unwrap();
    add("pkcs8 pem", false, pkcs8.expose());
    let maker = Maker::new();
    maker.put("key", pkcs8.expose());
    let mut made = |form: &str, script: &str| add(form, false, &maker.make(script));
    made("pkcs8 der", "openssl pkcs8 -topk8 -nocrypt -in key -outform DER -out out");
    made("certificate", "openssl req -x509 -new -key key -subj /CN=x -out out");
    made("certificate der", "openssl req -x509 -new -key key -subj /CN=x -outform DER -out out");
    match key.algorithm().key_type() {
        KeyType::Rsa => {
            made("pkcs1 pem", "openssl rsa -in key -traditional -out out");
            made("pkcs1 der", "openssl rsa -in key -traditional -outform DER -out out");
            made("pkcs1 public pem", "openssl rsa -in key -RSAPublicKey_out -out out");
            made("pkcs1 public der", "openssl rsa -in key -RSAPublicKey_out -outform DER -out out");
        }
        KeyType::Ec(_) => {
            made("sec1 pem", "openssl ec -in key -out out");
            made("sec1 der", "openssl ec -in key -outform DER -out out");
        }
        KeyType::Ed25519 | KeyType::Secret => {}
    }
    let ssh = if key.algorithm().key_type() == KeyType::Ed25519 {
        openssh_ed25519(der).into_bytes()
    } else {
        maker.put("spki", pem.as_bytes());
        maker.make("ssh-keygen -i -m PKCS8 -f spki >out")
    };
    add("openssh", false, &ssh);
    forms
}

/// RFC 8709 section 4: the name and the 32 bytes, each after its length. ssh-keygen does not convert these.
fn openssh_ed25519(spki: &[u8]) -> String {
    let blob = [&[0, 0, 0, 11], &b"ssh-ed25519"[..], &[0, 0, 0, 32], &spki[spki.len() - 32..]].concat();
    format!("ssh-ed25519 {} someone@example", BASE64_STANDARD.encode(blob))
}

/// What is made of every form: named, with the key that comes of it, and whether it is bound to one algorithm.
fn materials(key: &SigningKey) -> Vec<(String, VerifyingKey, bool)> {
    let stored = (format!("{} stored", key.algorithm()), key.verifying_key(), true);
    let mut materials: Vec<_> = forms(key).iter().map(|form| (form.name.clone(), outside(&form.bytes), form.is_bound)).collect();
    materials.push(stored);
    if key.algorithm().is_symmetric() {
        let secret = VerifyingKey::from_secret(&key.to_stored()).unwrap();
        materials.push((format!("{} secret", key.algorithm()), secret, false));
    }
    materials
}

fn outside(bytes: impl AsRef<[u8]>) -> VerifyingKey {
    read(bytes).unwrap().keys.remove(0).verifying_key().unwrap()
}

#[test]
fn only_the_right_pairs_verify() {
    let keys = &*KEYS;
    let signatures: Vec<_> = keys.iter().map(|key| (key.algorithm(), key.sign(MESSAGE).unwrap())).collect();
    for (position, key) in keys.iter().enumerate() {
        for (name, verifying, _) in materials(key) {
            for (signer, (signed_with, signature)) in signatures.iter().enumerate() {
                for claimed in Algorithm::ALL {
                    let right = signer == position && claimed == *signed_with;
                    let accepted = verifying.verify(claimed, MESSAGE, signature);
                    assert_eq!(accepted, right, "{name}: a {signed_with} signature that claims {claimed}");
                }
            }
        }
    }
}

#[test]
fn what_each_material_may_serve() {
    for key in &*KEYS {
        for (name, verifying, is_bound) in materials(key) {
            let expected = if is_bound { vec![key.algorithm()] } else { key.algorithm().key_type().algorithms().to_vec() };
            assert_eq!(verifying.algorithms(), expected, "{name}");
        }
    }
}

#[test]
fn an_rsa_signature_verifies_under_its_own_padding_and_hash_alone() {
    let keys: Vec<_> = KEYS.iter().filter(|key| key.algorithm().key_type() == KeyType::Rsa).collect();
    // One RSA key, signing with all six.
    let pem = keys[0].to_private_pem().unwrap();
    let one = read(pem.expose()).unwrap().keys.remove(0);
    let verifying = one.verifying_key().unwrap();
    for signed_with in KeyType::Rsa.algorithms() {
        let signature = one.signing_key(Some(*signed_with)).unwrap().sign(MESSAGE).unwrap();
        for claimed in KeyType::Rsa.algorithms() {
            assert_eq!(verifying.verify(*claimed, MESSAGE, &signature), claimed == signed_with, "{signed_with} as {claimed}");
        }
    }
}

#[test]
fn no_key_file_is_taken_for_an_hmac_secret() {
    let refused = |name: &str, bytes: &[u8]| {
        let secret = SecretBytes::new(bytes.to_vec());
        assert!(matches!(VerifyingKey::from_secret(&secret), Err(KeyError::SecretIsKey { .. })), "{name}");
        assert!(matches!(SigningKey::from_secret(Algorithm::Hs256, &secret), Err(KeyError::SecretIsKey { .. })), "{name}");
        assert!(matches!(SigningKey::from_weak_secret(Algorithm::Hs256, &secret), Err(KeyError::SecretIsKey { .. })), "{name}");
    };
    for key in KEYS.iter().filter(|key| !key.algorithm().is_symmetric()) {
        let verifying = key.verifying_key();
        let pem = verifying.public_pem().unwrap();
        for Form { name, bytes, .. } in forms(key) {
            refused(name, bytes);
        }
        let damaged = [
            ("pem on one line", pem.replace('\n', " ").into_bytes()),
            ("pem with literal line ends", pem.replace('\n', "\\n").into_bytes()),
            ("pem with a byte order mark", [b"\xef\xbb\xbf", pem.as_bytes()].concat()),
            ("pem without line ends", pem.replace('\n', "").into_bytes()),
            ("pem without its end", pem.as_bytes()[..60].to_vec()),
        ];
        for (form, bytes) in damaged {
            refused(&format!("{} {form}", key.algorithm()), &bytes);
        }
    }
}

#[test]
fn an_empty_signature_and_an_ecdsa_signature_of_zeros_never_verify() {
    for key in &*KEYS {
        let verifying = key.verifying_key();
        let length = verifying.signature_length(key.algorithm());
        for signature in [vec![], vec![0; length], vec![0xff; length]] {
            assert!(!verifying.verify(key.algorithm(), MESSAGE, &signature), "{}", key.algorithm());
        }
    }
}

#[test]
fn restricting_narrows_and_never_widens() {
    let secret = VerifyingKey::from_secret(&SecretBytes::new(b"0123456789abcdef0123456789abcdef".to_vec())).unwrap();
    let narrow = secret.restricted_to(&[Algorithm::Hs384, Algorithm::Rs256]).unwrap();
    assert_eq!(narrow.algorithms(), [Algorithm::Hs384]);
    assert!(narrow.restricted_to(&[Algorithm::Hs256]).is_none());
    let signed = SigningKey::from_secret(Algorithm::Hs256, narrow.secret().unwrap()).unwrap().sign(MESSAGE).unwrap();
    assert!(secret.verify(Algorithm::Hs256, MESSAGE, &signed) && !narrow.verify(Algorithm::Hs256, MESSAGE, &signed));
}

fn alone(key: VerifyingKey) -> KeySet {
    KeySet::new(vec![Candidate { kid: None, key, origin: Origin::Outside }])
}

fn unsigned(alg: &str) -> String {
    format!("{}.{}", encode(format!(r#"{{"alg":"{alg}"}}"#).as_bytes()), encode(br#"{"sub":"admin"}"#))
}

/// The verdict on a token, with the first code of its diagnosis.
fn judged(token: &str, keys: &KeySet) -> (Option<Refusal>, Option<Code>) {
    let report = verify(token, keys, &Policy::default(), Timestamp::from_unix(1_700_000_000));
    assert_eq!(report.valid(), Some(report.refusal().is_none()));
    (report.refusal().map(|(refusal, _)| refusal), report.diagnostics().first().map(|found| found.code))
}

#[test]
fn unsecured_tokens_are_refused_by_every_key_in_every_case_with_and_without_a_signature() {
    for key in &*KEYS {
        for (name, verifying, _) in materials(key) {
            let keys = alone(verifying);
            for alg in ["none", "None", "NONE", "nOnE"] {
                let input = unsigned(alg);
                let signature = encode(&key.sign(input.as_bytes()).unwrap());
                for token in [format!("{input}."), format!("{input}.{signature}"), format!("{input}.AA")] {
                    assert_eq!(judged(&token, &keys), (Some(Refusal::NotAuthentic), Some(Code::AlgNone)), "{name}: {alg}");
                }
            }
        }
    }
}

#[test]
fn whatever_a_verifier_knows_of_a_key_signs_no_token() {
    for key in KEYS.iter().filter(|key| !key.algorithm().is_symmetric()) {
        let keys: Vec<_> = materials(key).into_iter().map(|(name, verifying, _)| (name, alone(verifying))).collect();
        for form in forms(key) {
            let trimmed = form.bytes.trim_ascii_end().to_vec();
            for secret in [&form.bytes, &trimmed] {
                for (alg, hash) in [
                    ("HS256", aws_lc_rs::hmac::HMAC_SHA256),
                    ("HS384", aws_lc_rs::hmac::HMAC_SHA384),
                    ("HS512", aws_lc_rs::hmac::HMAC_SHA512),
                ] {
                    let input = unsigned(alg);
                    let tag = aws_lc_rs::hmac::sign(&aws_lc_rs::hmac::Key::new(hash, secret), input.as_bytes());
                    let token = format!("{input}.{}", encode(tag.as_ref()));
                    // The form that was used as a secret and one other stand for all: the verdict does not look at the signature.
                    for (name, keys) in keys.iter().filter(|(name, _)| *name == form.name || name.ends_with("stored")) {
                        let verdict = (Some(Refusal::NotAuthentic), Some(Code::AlgMismatch));
                        assert_eq!(judged(&token, keys), verdict, "{alg} by {} against {name}", form.name);
                    }
                }
            }
        }
    }
}
