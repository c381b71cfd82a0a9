//! Key files as openssl and ssh-keygen make them, and as shells and editors leave them.

use std::{path::Path, process::Command};

use authctl::{
    keys::{Algorithm, Curve, KeyError, KeyPart, KeyType, Note, Recognised, SigningKey, recognise},
    secret::SecretBytes,
};
use proptest::prelude::*;
use tempfile::TempDir;

use super::read;

/// A folder in which shell commands make keys.
pub(super) struct Maker(TempDir);

impl Maker {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Runs a script; a missing tool fails the test.
    fn run(&self, script: &str) {
        let output = Command::new("sh").arg("-ec").arg(script).current_dir(self.0.path()).output().expect("sh runs");
        assert!(
            output.status.success(),
            "`{script}` failed, are openssl and ssh-keygen installed? tests/run installs them, or names them\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// Writes a file into the folder.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.0.path().join(name), bytes).unwrap();
    }

    fn file(&self, name: &str) -> Vec<u8> {
        std::fs::read(Path::new(self.0.path()).join(name)).unwrap()
    }

    pub(super) fn make(&self, script: &str) -> Vec<u8> {
        self.run(script);
        self.file("out")
    }
}

const RSA: &str = "openssl genrsa -out key 2048";
const P256: &str = "openssl ecparam -name prime256v1 -genkey -noout -out key";

#[test]
#[expect(clippy::too_many_lines, reason = "one long table")]
fn every_label_and_structure_of_openssl() {
    let maker = Maker::new();
    let spki = "openssl pkey -in key -pubout -out out";
    let pkcs8 = "openssl pkcs8 -topk8 -nocrypt -in key -out out";
    let table: &[(&str, &str, KeyPart, KeyType, &[Note])] = &[
        (RSA, spki, KeyPart::Public, KeyType::Rsa, &[]),
        (RSA, pkcs8, KeyPart::Private, KeyType::Rsa, &[]),
        (RSA, "openssl rsa -in key -traditional -out out", KeyPart::Private, KeyType::Rsa, &[Note::Pkcs1]),
        (RSA, "openssl rsa -in key -RSAPublicKey_out -out out", KeyPart::Public, KeyType::Rsa, &[Note::Pkcs1]),
        (
            RSA,
            "openssl rsa -in key -outform DER -traditional -out out",
            KeyPart::Private,
            KeyType::Rsa,
            &[Note::Der, Note::Pkcs1],
        ),
        (
            RSA,
            "openssl rsa -in key -RSAPublicKey_out -outform DER -out out",
            KeyPart::Public,
            KeyType::Rsa,
            &[Note::Der, Note::Pkcs1],
        ),
        (RSA, "openssl pkcs8 -topk8 -nocrypt -in key -outform DER -out out", KeyPart::Private, KeyType::Rsa, &[Note::Der]),
        (
            RSA,
            "openssl req -x509 -new -key key -subj /CN=x -days 1 -out out",
            KeyPart::Public,
            KeyType::Rsa,
            &[Note::Certificate],
        ),
        (
            RSA,
            "openssl req -x509 -new -key key -subj /CN=x -outform DER -out out",
            KeyPart::Public,
            KeyType::Rsa,
            &[Note::Der, Note::Certificate],
        ),
        (P256, spki, KeyPart::Public, KeyType::Ec(Curve::P256), &[]),
        (P256, "openssl pkey -in key -pubout -ec_conv_form compressed -out out", KeyPart::Public, KeyType::Ec(Curve::P256), &[]),
        (P256, pkcs8, KeyPart::Private, KeyType::Ec(Curve::P256), &[]),
        (P256, "cp key out", KeyPart::Private, KeyType::Ec(Curve::P256), &[Note::Sec1]),
        (
            "openssl ecparam -name secp384r1 -genkey -out key",
            "cp key out",
            KeyPart::Private,
            KeyType::Ec(Curve::P384),
            &[Note::Sec1],
        ),
        (
            "openssl ecparam -name secp521r1 -genkey -noout -out key",
            "openssl ec -in key -outform DER -out out",
            KeyPart::Private,
            KeyType::Ec(Curve::P521),
            &[Note::Der, Note::Sec1],
        ),
        ("openssl ecparam -name secp521r1 -genkey -noout -out key", spki, KeyPart::Public, KeyType::Ec(Curve::P521), &[]),
        (
            "openssl ecparam -name secp384r1 -genkey -noout -out key",
            "openssl req -x509 -new -key key -subj /CN=x -out out",
            KeyPart::Public,
            KeyType::Ec(Curve::P384),
            &[Note::Certificate],
        ),
        ("openssl genpkey -algorithm ED25519 -out key", "cp key out", KeyPart::Private, KeyType::Ed25519, &[]),
        ("openssl genpkey -algorithm ED25519 -out key", spki, KeyPart::Public, KeyType::Ed25519, &[]),
        (
            "openssl genpkey -algorithm ED25519 -outform DER -out key",
            "cp key out",
            KeyPart::Private,
            KeyType::Ed25519,
            &[Note::Der],
        ),
        (
            "ssh-keygen -q -t rsa -b 2048 -N '' -f key",
            "cp key.pub out; rm key key.pub",
            KeyPart::Public,
            KeyType::Rsa,
            &[Note::OpenSsh],
        ),
        (
            "ssh-keygen -q -t ed25519 -N '' -f key",
            "cp key.pub out; rm key key.pub",
            KeyPart::Public,
            KeyType::Ed25519,
            &[Note::OpenSsh],
        ),
        (
            "ssh-keygen -q -t ecdsa -b 256 -N '' -f key",
            "cp key.pub out; rm key key.pub",
            KeyPart::Public,
            KeyType::Ec(Curve::P256),
            &[Note::OpenSsh],
        ),
        (
            "ssh-keygen -q -t ecdsa -b 384 -N '' -f key",
            "cp key.pub out; rm key key.pub",
            KeyPart::Public,
            KeyType::Ec(Curve::P384),
            &[Note::OpenSsh],
        ),
        (
            "ssh-keygen -q -t ecdsa -b 521 -N '' -f key",
            "ssh-keygen -e -m RFC4716 -f key.pub >out; rm key key.pub",
            KeyPart::Public,
            KeyType::Ec(Curve::P521),
            &[Note::OpenSsh],
        ),
    ];
    for (make, convert, part, key_type, notes) in table {
        maker.run("rm -f key key.pub out");
        let bytes = maker.make(&format!("{make}; {convert}"));
        let read = read(&bytes).unwrap_or_else(|error| panic!("{make}; {convert}: {error}"));
        assert_eq!((read.keys.len(), read.keys[0].part(), read.keys[0].key_type()), (1, *part, *key_type), "{make}; {convert}");
        assert_eq!(read.notes, *notes, "{make}; {convert}");
    }
}

#[test]
fn what_openssl_signs_with_the_private_file_verifies_with_the_public_one() {
    let maker = Maker::new();
    for make in [RSA, P256] {
        maker.run(&format!("{make}; openssl pkey -in key -pubout -out pub; printf message >m"));
        let private = read(maker.file("key")).unwrap().keys.remove(0);
        let public = read(maker.file("pub")).unwrap().keys.remove(0).verifying_key().unwrap();
        let signing = private.signing_key(None).unwrap();
        assert!(public.verify(signing.algorithm(), b"message", &signing.sign(b"message").unwrap()));
        if signing.algorithm() == Algorithm::Rs256 {
            let signature = maker.make("openssl dgst -sha256 -sign key -out out m");
            assert!(public.verify(Algorithm::Rs256, b"message", &signature));
            assert_eq!(signing.sign(b"message").unwrap(), signature);
        }
    }
}

#[test]
fn what_is_exported_openssl_reads() {
    let maker = Maker::new();
    let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
    for algorithm in [Algorithm::Rs256, Algorithm::Es256, Algorithm::Es384, Algorithm::Es512, Algorithm::EdDsa] {
        let key = SigningKey::generate(algorithm, None, &mut rng).unwrap();
        std::fs::write(maker.0.path().join("private"), key.to_private_pem().unwrap().expose()).unwrap();
        std::fs::write(maker.0.path().join("public"), key.verifying_key().public_pem().unwrap()).unwrap();
        maker.run("openssl pkey -in private -pubout -out derived; cmp derived public");
    }
}

#[test]
fn damage_that_shells_and_editors_do_is_put_right_and_reported() {
    let maker = Maker::new();
    let pem = String::from_utf8(maker.make(&format!("{RSA}; openssl pkey -in key -pubout -out out"))).unwrap();
    let base64 = |bytes: &[u8]| base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes);
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(pem.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let table: Vec<(Vec<u8>, Vec<Note>)> = vec![
        (pem.replace('\n', "\\n").into(), vec![Note::LiteralNewlines]),
        (pem.replace('\n', "\\r\\n").into(), vec![Note::LiteralNewlines]),
        (format!("\"{}\"", pem.trim_end().replace('\n', "\\n")).into(), vec![Note::Quoted, Note::LiteralNewlines]),
        (format!("'{pem}'").into(), vec![Note::Quoted]),
        (pem.replace('\n', " ").into(), vec![Note::OneLine]),
        (pem.replace('\n', "").into(), vec![Note::OneLine]),
        (pem.replace('\n', "\r\n").into(), vec![Note::Crlf]),
        (format!("\u{feff}{pem}").into(), vec![Note::ByteOrderMark]),
        (utf16, vec![Note::Utf16]),
        (format!("  \n\n{pem}\n\n").into(), vec![]),
        (pem.replace('\n', "\n    ").into(), vec![]),
        (format!("subject=CN = x\nBag Attributes\n{pem}").into(), vec![]),
        (pem.replace("-----", "----").into(), vec![Note::FourDashes]),
        (base64(pem.as_bytes()).into(), vec![Note::Base64Wrapped]),
        (body.clone().into(), vec![Note::NoBoundaries]),
        (
            pem.replace("PUBLIC KEY", "RSA PUBLIC KEY").into(),
            vec![Note::Mislabelled { label: "RSA PUBLIC KEY".into(), found: "public key" }],
        ),
    ];
    let expected = read(&pem).unwrap().keys[0].verifying_key().unwrap();
    for (bytes, notes) in table {
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        let read = read(&bytes).unwrap_or_else(|error| panic!("{shown}: {error}"));
        assert!(read.keys[0].verifying_key().unwrap().is_same_key(&expected), "{shown}");
        assert_eq!(read.notes, notes, "{shown}");
    }
}

#[test]
fn encrypted_keys_open_with_their_passphrase_alone() {
    let maker = Maker::new();
    let open = |bytes: &[u8], passphrase: Option<&str>| {
        let passphrase = passphrase.map(|text| SecretBytes::new(text.into()));
        recognise(&SecretBytes::new(bytes.to_vec()), passphrase.as_ref())
    };
    for (make, cipher) in [(RSA, "-v2 aes-256-cbc"), (P256, "-v2 aes-128-cbc -v2prf hmacWithSHA512"), (RSA, "-scrypt")] {
        let bytes = maker.make(&format!("{make}; openssl pkcs8 -topk8 {cipher} -passout pass:sesame -in key -out out"));
        let opened = open(&bytes, Some("sesame")).unwrap();
        let plain = read(maker.file("key")).unwrap();
        assert_eq!(opened.notes, [Note::Decrypted]);
        assert!(opened.keys[0].verifying_key().unwrap().is_same_key(&plain.keys[0].verifying_key().unwrap()));
        assert_eq!(open(&bytes, None).map(|_| ()), Err(KeyError::PassphraseNeeded));
        assert_eq!(open(&bytes, Some("Sesame")).map(|_| ()), Err(KeyError::PassphraseWrong));
        assert_eq!(open(&bytes, Some("")).map(|_| ()), Err(KeyError::PassphraseWrong));
    }
}

#[test]
fn a_key_encrypted_at_a_ruinous_cost_is_refused() {
    let maker = Maker::new();
    let mut bytes = maker.make(&format!("{P256}; openssl pkcs8 -topk8 -scrypt -passout pass:x -in key -outform DER -out out"));
    let usual_r_and_p = [2, 1, 8, 2, 1, 1];
    let at = bytes.windows(6).position(|window| window == usual_r_and_p).unwrap();
    bytes[at + 2] = 0x7f;
    let passphrase = SecretBytes::new(b"x".to_vec());
    assert_eq!(recognise(&SecretBytes::new(bytes), Some(&passphrase)).map(|_| ()), Err(KeyError::EncryptionCost));
}

#[test]
fn files_that_are_named_and_refused() {
    let maker = Maker::new();
    let unsupported = |what: &str| KeyError::Unsupported { what: what.into() };
    let table = [
        (maker.make(&format!("{RSA}; openssl rsa -in key -traditional -aes128 -passout pass:xxxx -out out")), KeyError::LegacyEncryption),
        (maker.make("rm -f key*; ssh-keygen -q -t ed25519 -N '' -f key; cp key out"), KeyError::OpenSshPrivate),
        (maker.make("openssl genpkey -algorithm X25519 -out out"), unsupported("X25519 (key agreement, not signatures)")),
        (maker.make("openssl genpkey -algorithm ED448 -out out"), unsupported("Ed448")),
        (maker.make("openssl genpkey -algorithm ED448 -out key; openssl pkey -in key -pubout -out out"), unsupported("Ed448")),
        (maker.make("openssl ecparam -name secp256k1 -genkey -noout -out out"), unsupported("EC secp256k1")),
        (maker.make("openssl genrsa -out key 1024; openssl pkey -in key -pubout -out out"), KeyError::RsaTooSmall { bits: 1024 }),
        (maker.make("openssl genrsa -out out 1024"), KeyError::RsaTooSmall { bits: 1024 }),
        (maker.make(&format!("{RSA}; openssl req -new -key key -subj /CN=x -out out")), unsupported("PEM `CERTIFICATE REQUEST`")),
        (maker.make(&format!("{RSA}; openssl req -x509 -new -key key -subj /CN=x -out crt; openssl pkcs12 -export -inkey key -in crt -passout pass:x -out out")), unsupported("PKCS#12 (.p12, .pfx)")),
        (b"hunter2".to_vec(), KeyError::NotAKey),
        (b"".to_vec(), KeyError::NotAKey),
        (vec![0x30, 0x82, 0xff, 0xff], KeyError::NotAKey),
        (vec![0xff; 64], KeyError::NotAKey),
        (b"eyJhbGciOiJIUzI1NiJ9.e30.AAAA".to_vec(), KeyError::NotAKey),
    ];
    for (bytes, error) in table {
        assert_eq!(read(&bytes).map(|_| ()), Err(error), "{}", String::from_utf8_lossy(&bytes));
    }
    let cut = maker.make(&format!("{RSA}; openssl pkey -in key -pubout -out out"));
    assert!(matches!(read(&cut[..200]), Err(KeyError::Malformed { .. })));
    assert!(matches!(read("-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----"), Err(KeyError::Malformed { .. })));
}

#[test]
fn a_chain_gives_its_first_key_and_a_bundle_its_private_one() {
    let maker = Maker::new();
    maker.run(&format!("{P256}; openssl req -x509 -new -key key -subj /CN=leaf -out leaf"));
    maker.run(&format!("{}; openssl req -x509 -new -key ca -subj /CN=ca -out cacrt", RSA.replace("key", "ca")));
    let leaf = read(maker.file("key")).unwrap().keys[0].verifying_key().unwrap();
    let check = |read: Recognised, part, note: Note| {
        assert_eq!((read.keys.len(), read.keys[0].part()), (1, part));
        assert!(read.keys[0].verifying_key().unwrap().is_same_key(&leaf));
        assert!(read.notes.contains(&note), "{:?}", read.notes);
    };
    check(read(maker.make("cat leaf cacrt >out")).unwrap(), KeyPart::Public, Note::Chain { rest: 1 });
    check(read(maker.make("cat leaf key >out")).unwrap(), KeyPart::Private, Note::CertificateBesidePrivate);
    check(read(maker.make("cat key leaf cacrt >out")).unwrap(), KeyPart::Private, Note::CertificateBesidePrivate);
}

#[test]
fn rsa_pss_keys_serve_pss_alone() {
    let maker = Maker::new();
    let bytes = maker.make("openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out out");
    let key = read(bytes).unwrap().keys.remove(0);
    assert_eq!(key.algorithms(), [Algorithm::Ps256, Algorithm::Ps384, Algorithm::Ps512]);
    assert!(matches!(key.signing_key(Some(Algorithm::Rs256)), Err(KeyError::Bound { .. })));
    assert!(key.signing_key(Some(Algorithm::Ps384)).is_ok());
}

proptest! {
    /// Arbitrary bytes are no key, and nothing panics.
    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(bytes).is_err());
    }

    /// A key file damaged anywhere is read or refused, without panic.
    #[test]
    fn damaged_key_files_are_read_or_refused(
        file in 0_usize..6, at in any::<proptest::sample::Index>(), byte in any::<u8>(), cut in any::<bool>(),
    ) {
        let mut bytes = samples()[file].clone();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        if let Ok(read) = read(bytes) {
            prop_assert!(!read.keys.is_empty());
        }
    }
}

/// A key in several forms, made once.
fn samples() -> &'static [Vec<u8>; 6] {
    static SAMPLES: std::sync::OnceLock<[Vec<u8>; 6]> = std::sync::OnceLock::new();
    SAMPLES.get_or_init(|| {
        let maker = Maker::new();
        maker.run(P256);
        let set = r#"{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#;
        [
            maker.make("cp key out"),
            maker.make("openssl pkey -in key -pubout -outform DER -out out"),
            maker.make("openssl ec -in key -outform DER -out out"),
            maker.make("openssl pkcs8 -topk8 -nocrypt -in key -outform DER -out out"),
            maker.make("openssl req -x509 -new -key key -subj /CN=x -outform DER -out out"),
            set.into(),
        ]
    })
}
