//! What there is to do: keys, secrets and tokens, made anew for each run in `target/bench-work`.

use std::{fs, io::Write, os::unix::fs::OpenOptionsExt, path::PathBuf};

use authctl::{
    clock::Timestamp,
    keys::{Algorithm, SigningKey},
    secret::SecretBytes,
    token::{Claims, HeaderOptions, issue, random_id},
};
use getrandom::SysRng;
use rand_core::UnwrapErr;

/// The issuer of every token.
pub(crate) const ISSUER: &str = "https://id.example.com";
/// Their audience.
pub(crate) const AUDIENCE: &str = "https://api.example.com";

/// Tokens that differ; a batch goes round them, because to sign as many as it has would take longer than to verify them.
const DISTINCT: usize = 1_000;

/// The folder of all of it.
pub(crate) fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/bench-work");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The path of a file, which is written, for the owner alone.
pub(crate) fn file(name: &str, bytes: &[u8]) -> String {
    let path = folder().join(name);
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600).open(&path).unwrap().write_all(bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A file with an HMAC secret.
pub(crate) fn secret_file() -> String {
    file("secret", b"8f3c1b7e94a24d5f9b60c2d7e1a8f4530c9e7b16d2584fa3")
}

/// A file with a fresh RSA key of 2048 bits.
pub(crate) fn rsa_key_file() -> String {
    let key = SigningKey::generate(Algorithm::Rs256, Some(2048), &mut UnwrapErr(SysRng)).unwrap();
    file("rsa.pem", key.to_private_pem().unwrap().expose())
}

/// The NumericDate of half an hour from now.
pub(crate) fn in_half_an_hour() -> i64 {
    Timestamp::system().plus("30m".parse().unwrap()).unix()
}

/// A key, what verifies with it, and tokens to verify.
pub(crate) struct Batch {
    /// What the key verifies with.
    pub(crate) key: SigningKey,
    /// The file of the HMAC secret or public key.
    pub(crate) key_file: String,
    /// The tokens that differ.
    pub(crate) tokens: Vec<String>,
}

impl Batch {
    /// Tokens of one algorithm.
    pub(crate) fn new(algorithm: Algorithm) -> Self {
        let rng = &mut UnwrapErr(SysRng);
        let (key, key_file) = if algorithm == Algorithm::Hs256 {
            let path = secret_file();
            let secret = fs::read(&path).unwrap();
            (SigningKey::from_secret(algorithm, &SecretBytes::new(secret.trim_ascii_end().to_vec())).unwrap(), path)
        } else {
            let key = SigningKey::generate(algorithm, None, rng).unwrap();
            let pem = key.verifying_key().public_pem().unwrap();
            (key, file(&format!("{algorithm}.pem"), pem.as_bytes()))
        };
        let now = Timestamp::system();
        let tokens = (0..DISTINCT).map(|number| {
            let claims = Claims::new(&format!("user-{number}"), now, "1h".parse().unwrap())
                .with_issuer(ISSUER)
                .with_audiences(&[AUDIENCE.to_owned()])
                .with_not_before(now)
                .with_id(&random_id(rng))
                .with_scopes(&["items:read", "items:write"]);
            issue(&claims, &key, &HeaderOptions::default()).unwrap().expose().to_owned()
        });
        Self { tokens: tokens.collect(), key, key_file }
    }

    /// A file of that many tokens, one a line.
    pub(crate) fn file(&self, count: usize) -> String {
        let lines: String = self.tokens.iter().cycle().take(count).flat_map(|token| [token, "\n"]).collect();
        file(&format!("{}.{count}", self.key.algorithm()), lines.as_bytes())
    }
}
