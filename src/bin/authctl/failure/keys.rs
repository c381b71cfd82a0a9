//! What is wrong with keys.

use authctl::{
    keys::{ActivationError, JwkError, KeyError, KeyId, NoSigningKey, SealError},
    store::View,
};

use super::{Exit, Failure};

/// How alike two names must be, from 0 to 1, for one to be suggested for the other.
const ALIKE: f64 = 0.85;

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        let (exit, code) = class(&error);
        advise(Self::stating(exit, code, &error), &error)
    }
}

/// The exit number and the stable code of an error.
fn class(error: &KeyError) -> (Exit, &'static str) {
    match error {
        KeyError::SecretIsKey { .. } => (Exit::Policy, "secret-is-key"),
        error if error.is_refusal() => (Exit::Policy, "key-weak"),
        KeyError::BitsUnknown { .. } | KeyError::BitsFixed { .. } => (Exit::Usage, "key-bits"),
        KeyError::WrongType { .. } | KeyError::Bound { .. } => (Exit::Usage, "key-algorithm"),
        KeyError::NoPrivatePart => (Exit::Usage, "key-public-only"),
        KeyError::Backend { .. } => (Exit::Internal, "key-backend"),
        KeyError::PassphraseNeeded => (Exit::Key, "passphrase-needed"),
        KeyError::PassphraseWrong => (Exit::Key, "passphrase-wrong"),
        KeyError::Unsupported { .. } => (Exit::Key, "key-unsupported"),
        _ => (Exit::Key, "key-unreadable"),
    }
}

fn advise(failure: Failure, error: &KeyError) -> Failure {
    match error {
        KeyError::RsaTooSmall { .. } => failure.hint("`authctl key generate --alg RS256` makes one of 2048 bits"),
        KeyError::SecretTooShort { algorithm, .. } => {
            failure.hint(format!("`authctl key generate --alg {algorithm}` makes a good one"))
        }
        KeyError::SecretEmpty | KeyError::SecretPlaceholder => {
            failure.hint("`authctl key generate --alg HS256` makes a good one")
        }
        KeyError::SecretIsKey { .. } => {
            failure.hint("give the secret that the signer uses, or the key as a key, without an HMAC algorithm")
        }
        KeyError::WrongType { found, .. } => failure.hint(format!("this key serves {}", listed(found.algorithms()))),
        KeyError::BitsUnknown { .. } => failure.hint("2048 is the default; 3072 and 4096 are slower"),
        KeyError::BitsFixed { .. } => failure.hint("leave the size out; only RSA keys have a choice"),
        KeyError::NotAKey => failure
            .hint("a file is given as @PATH, stdin as -")
            .hint("an HMAC secret needs its algorithm: --alg HS256, HS384 or HS512"),
        KeyError::PassphraseNeeded => failure.hint("give it: --passphrase SOURCE"),
        KeyError::LegacyEncryption | KeyError::Encryption { .. } => {
            failure.hint("encrypt it anew: `openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out NEW`")
        }
        KeyError::OpenSshPrivate => failure
            .hint("RSA and ECDSA: `ssh-keygen -p -m PKCS8 -f COPY` rewrites a copy of it as PKCS#8")
            .hint("Ed25519 has no other form there: `authctl key generate --alg EdDSA` makes a key"),
        KeyError::Jwk(JwkError::CrtMissing { .. }) => failure.hint("export it with p, q, dp, dq and qi, or as PEM"),
        KeyError::EmptySet { skipped } => skipped.iter().fold(failure, |failure, note| failure.hint(note.to_string())),
        _ => failure,
    }
}

fn listed(algorithms: &[authctl::keys::Algorithm]) -> String {
    algorithms.iter().map(|algorithm| algorithm.name()).collect::<Vec<_>>().join(", ")
}

impl From<SealError> for Failure {
    fn from(error: SealError) -> Self {
        match error {
            SealError::WrongPassphrase => Self::stating(Exit::NotAuthentic, "passphrase-wrong", &error),
            SealError::Rounds { .. } => Self::stating(Exit::Policy, "seal-cost", &error),
            SealError::Backend => Self::stating(Exit::Internal, "key-backend", &error),
            _ => Self::stating(Exit::UserFile, "user-file-corrupt", &error),
        }
    }
}

impl From<ActivationError> for Failure {
    fn from(error: ActivationError) -> Self {
        let failure = Self::stating(Exit::Policy, "key-cannot-sign", &error);
        match error {
            ActivationError::VerifyOnly { .. } => failure.hint("import its private part to sign with it"),
            _ => failure.hint("`authctl key generate --alg ALG --activate` makes another"),
        }
    }
}

impl From<NoSigningKey> for Failure {
    fn from(error: NoSigningKey) -> Self {
        if matches!(error, NoSigningKey::Sealed { .. }) {
            return Self::stating(Exit::Key, "passphrase-needed", &error).hint("give its passphrase: --passphrase SOURCE");
        }
        Self::stating(Exit::NotFound, "no-signing-key", &error)
            .hint("`authctl key list` shows the keys, `authctl key activate KID` makes one sign")
            .hint("`authctl key generate --alg HS256 --activate` makes another")
    }
}

/// There is no key of that name; perhaps there is one of a similar name.
pub(crate) fn unknown_key(view: &View, kid: &KeyId) -> Failure {
    let failure = Failure::new(Exit::NotFound, "key-not-found", format!("there is no key `{kid}`"));
    // A failed search is not what was asked.
    let keys = view.keys().unwrap_or_default();
    let score = |known: &str| if known.starts_with(kid.as_str()) { 1.0 } else { strsim::jaro_winkler(known, kid.as_str()) };
    let similar: Vec<_> = keys.iter().filter(|key| score(key.kid.as_str()) > ALIKE).map(|key| format!("`{}`", key.kid)).collect();
    if similar.is_empty() {
        failure.hint("`authctl key list` shows the keys")
    } else {
        failure.hint(format!("did you mean {}?", similar.join(" or ")))
    }
}
