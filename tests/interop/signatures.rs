//! Signatures of tokens, checked by the openssl command as bare signatures of bytes.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use der::{Encode, Sequence, asn1::UintRef};

use crate::{authctl::Home, peers::try_tool};

/// The form of RFC 3279 section 2.2.3, which openssl takes; a JWS has the two numbers side by side (RFC 7518 section 3.4).
#[derive(Sequence)]
struct EcdsaSignature<'a> {
    r: UintRef<'a>,
    s: UintRef<'a>,
}

fn in_der(signature: &[u8]) -> Vec<u8> {
    let (r, s) = signature.split_at(signature.len() / 2);
    EcdsaSignature { r: UintRef::new(r).unwrap(), s: UintRef::new(s).unwrap() }.to_der().unwrap()
}

#[test]
fn openssl_accepts_the_signature_of_a_token_and_of_nothing_else() {
    let home = Home::new(&[]);
    let path = |name: &str| home.path(name).display().to_string();
    let digest = ["dgst", "-verify", "PUBLIC", "-signature", "SIGNATURE"];
    let pss = ["-sha384", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"];
    let table = [
        ("RS256", [&digest[..], &["-sha256"]].concat()),
        ("PS384", [&digest[..], &pss].concat()),
        ("ES256", [&digest[..], &["-sha256"]].concat()),
        ("ES512", [&digest[..], &["-sha512"]].concat()),
        ("EdDSA", vec!["pkeyutl", "-verify", "-pubin", "-inkey", "PUBLIC", "-sigfile", "SIGNATURE", "-rawin", "-in"]),
    ];
    for (alg, arguments) in table {
        home.done(&["key", "generate", "--alg", alg, "--kid", alg, "--activate"]);
        home.done(&["key", "export", "--format", "pem", "--out", &path(&format!("{alg}.pem"))]);
        let token = home.done(&["token", "issue", "--sub", "ann"]);
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        let signature = if alg.starts_with("ES") { in_der(&signature) } else { signature };
        home.file(&format!("{alg}.signature"), signature);
        let accepts = |name: &str, bytes: &str| {
            home.file(name, bytes);
            let named = arguments.iter().map(|argument| match *argument {
                "PUBLIC" => path(&format!("{alg}.pem")),
                "SIGNATURE" => path(&format!("{alg}.signature")),
                other => other.to_owned(),
            });
            let named: Vec<String> = named.chain([path(name)]).collect();
            try_tool("openssl", &named.iter().map(String::as_str).collect::<Vec<_>>(), "").status.success()
        };
        assert!(accepts(&format!("{alg}.signed"), signed), "{alg}");
        assert!(!accepts(&format!("{alg}.other"), &format!("{signed}A")), "{alg} of other bytes");
    }
}
