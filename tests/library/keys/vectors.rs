//! Keys and signatures of RFC 7515, RFC 7519, RFC 7520 and RFC 8037; thumbprints of RFC 7638.

use authctl::keys::Algorithm;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use super::read;

const FILES: [&str; 4] = [
    include_str!("../../vectors/rfc7515.json"),
    include_str!("../../vectors/rfc7519.json"),
    include_str!("../../vectors/rfc7520.json"),
    include_str!("../../vectors/rfc8037.json"),
];

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

#[test]
fn signatures_of_the_rfcs_verify_and_damaged_ones_do_not() {
    for file in FILES {
        let file: Value = serde_json::from_str(file).unwrap();
        for case in file["cases"].as_array().unwrap() {
            let label = format!("{} {}", text(&file["source"]), text(&case["section"]));
            let algorithm: Algorithm = text(&case["algorithm"]).parse().unwrap();
            let key = read(case["key"].to_string()).unwrap().keys.remove(0);
            let verifying = key.verifying_key().unwrap();
            let message = text(&case["message"]).as_bytes();
            let signature = URL_SAFE_NO_PAD.decode(text(&case["signature"])).unwrap();
            assert!(verifying.verify(algorithm, message, &signature), "{label}");
            for at in [0, signature.len() / 2, signature.len() - 1] {
                let mut damaged = signature.clone();
                damaged[at] ^= 1;
                assert!(!verifying.verify(algorithm, message, &damaged), "{label} damaged at {at}");
            }
            let ours = key.signing_key(Some(algorithm)).unwrap().sign(message).unwrap();
            assert!(verifying.verify(algorithm, message, &ours), "{label}");
            if ["HS256", "RS256", "EdDSA"].contains(&algorithm.name()) {
                assert_eq!(ours, signature, "{label} is deterministic");
            }
        }
    }
}

#[test]
fn a_jwk_written_is_the_jwk_read() {
    for file in FILES {
        let file: Value = serde_json::from_str(file).unwrap();
        for case in file["cases"].as_array().unwrap() {
            let algorithm: Algorithm = text(&case["algorithm"]).parse().unwrap();
            let key = read(case["key"].to_string()).unwrap().keys.remove(0);
            let private = key.signing_key(Some(algorithm)).unwrap().to_private_jwk(key.kid.as_ref()).unwrap();
            let mut expected = case["key"].clone();
            expected["use"] = "sig".into();
            expected["alg"] = algorithm.name().into();
            assert_eq!(serde_json::from_slice::<Value>(private.expose()).unwrap(), expected);
            let Some(public) = key.verifying_key().unwrap().public_jwk() else { continue };
            for member in ["d", "p", "q", "dp", "dq", "qi", "use", "alg", "kid"] {
                expected.as_object_mut().unwrap().remove(member);
            }
            assert_eq!(serde_json::to_value(&public).unwrap(), expected);
        }
    }
}

#[test]
fn thumbprints_of_rfc_7638() {
    let file: Value = serde_json::from_str(include_str!("../../vectors/rfc7638.json")).unwrap();
    for case in file["cases"].as_array().unwrap() {
        let key = read(case["key"].to_string()).unwrap().keys.remove(0).verifying_key().unwrap();
        assert_eq!(key.thumbprint().as_str(), text(&case["thumbprint"]), "{}", text(&case["section"]));
    }
}
