//! The confusion matrix: every algorithm against every kind of key material. Only the right pairs verify.

use authctl::{
    keys::{Algorithm, KeyError, KeyType, SigningKey, VerifyingKey},
    secret::SecretBytes,
};

use super::read;

const MESSAGE: &[u8] = b"eyJhbGciOiJ4In0.e30";

fn keys() -> Vec<SigningKey> {
    let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
    Algorithm::ALL.into_iter().map(|algorithm| SigningKey::generate(algorithm, None, &mut rng).unwrap()).collect()
}

/// Every form in which the verifying half of a key can be handed in: named, with the key that comes of it.
fn materials(key: &SigningKey) -> Vec<(String, VerifyingKey)> {
    let kind = key.algorithm().name();
    let verifying = key.verifying_key();
    let mut forms = vec![
        (format!("{kind} stored"), verifying.clone()),
        (format!("{kind} private jwk"), outside(key.to_private_jwk(None).unwrap().expose())),
    ];
    if let (Some(jwk), Some(pem), Some(der)) = (verifying.public_jwk(), verifying.public_pem(), verifying.public_der()) {
        forms.push((
            format!("{kind} jwk with alg"),
            outside(serde_json::to_vec(&jwk.clone().described(None, Some(key.algorithm()))).unwrap()),
        ));
        forms.push((format!("{kind} jwk"), outside(serde_json::to_vec(&jwk).unwrap())));
        forms.push((format!("{kind} pem"), outside(pem)));
        forms.push((format!("{kind} der"), outside(der)));
        forms.push((format!("{kind} private pem"), outside(key.to_private_pem().unwrap().expose())));
    } else {
        forms.push((format!("{kind} secret"), VerifyingKey::from_secret(&key.to_stored()).unwrap()));
    }
    forms
}

fn outside(bytes: impl AsRef<[u8]>) -> VerifyingKey {
    read(bytes).unwrap().keys.remove(0).verifying_key().unwrap()
}

#[test]
fn only_the_right_pairs_verify() {
    let keys = keys();
    let signatures: Vec<_> = keys.iter().map(|key| (key.algorithm(), key.sign(MESSAGE).unwrap())).collect();
    for (position, key) in keys.iter().enumerate() {
        for (name, verifying) in materials(key) {
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
    for key in keys() {
        for (name, verifying) in materials(&key) {
            let bound = ["stored", "private jwk", "jwk with alg"].iter().any(|form| name.ends_with(form));
            let expected = if bound { vec![key.algorithm()] } else { key.algorithm().key_type().algorithms().to_vec() };
            assert_eq!(verifying.algorithms(), expected, "{name}");
        }
    }
}

#[test]
fn an_rsa_signature_verifies_under_its_own_padding_and_hash_alone() {
    let keys: Vec<_> = keys().into_iter().filter(|key| key.algorithm().key_type() == KeyType::Rsa).collect();
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
    for key in keys().into_iter().filter(|key| !key.algorithm().is_symmetric()) {
        let verifying = key.verifying_key();
        let pem = verifying.public_pem().unwrap();
        let forms = [
            ("pem", pem.clone().into_bytes()),
            ("pem on one line", pem.replace('\n', " ").into_bytes()),
            ("pem with literal line ends", pem.replace('\n', "\\n").into_bytes()),
            ("pem with a byte order mark", [b"\xef\xbb\xbf", pem.as_bytes()].concat()),
            ("pem without line ends", pem.replace('\n', "").into_bytes()),
            ("pem without its end", pem.as_bytes()[..60].to_vec()),
            ("der", verifying.public_der().unwrap().to_vec()),
            ("jwk", serde_json::to_vec(&verifying.public_jwk().unwrap()).unwrap()),
            ("jwks", format!("{{\"keys\":[{}]}}", serde_json::to_string(&verifying.public_jwk().unwrap()).unwrap()).into_bytes()),
            ("private pem", key.to_private_pem().unwrap().expose().to_vec()),
            ("private jwk", key.to_private_jwk(None).unwrap().expose().to_vec()),
        ];
        for (form, bytes) in forms {
            refused(&format!("{} {form}", key.algorithm()), &bytes);
        }
    }
}

#[test]
fn an_empty_signature_and_an_ecdsa_signature_of_zeros_never_verify() {
    for key in keys() {
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
