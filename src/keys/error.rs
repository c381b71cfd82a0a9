//! Why a key cannot be made, read or used.

use super::{Algorithm, Curve, JwkError, KeyType, Note};

/// Why a key cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// An RSA key below the least size that RFC 7518 section 3.3 allows.
    #[error("an RSA key of {bits} bits is weak: 2048 is the least")]
    RsaTooSmall {
        /// The size of its modulus.
        bits: usize,
    },
    /// An RSA key beyond what the backend takes.
    #[error("an RSA key of {bits} bits is larger than 8192")]
    RsaTooLarge {
        /// The size of its modulus.
        bits: usize,
    },
    /// A size that an RSA key cannot be generated with.
    #[error("an RSA key cannot be made with {bits} bits, only with 2048, 3072, 4096 or 8192")]
    BitsUnknown {
        /// The size asked for.
        bits: u32,
    },
    /// A size for a key whose algorithm fixes it.
    #[error("the algorithm {algorithm} fixes the size of its key")]
    BitsFixed {
        /// The algorithm.
        algorithm: Algorithm,
    },
    /// No bytes at all as an HMAC secret: anyone could sign with it.
    #[error("the secret is empty")]
    SecretEmpty,
    /// RFC 7518 section 3.2: "A key of the same size as the hash output … or larger MUST be used".
    #[error("the secret has {bytes} bytes, {algorithm} needs {needed}")]
    SecretTooShort {
        /// The algorithm.
        algorithm: Algorithm,
        /// The length of the secret.
        bytes: usize,
        /// The least length for that algorithm.
        needed: usize,
    },
    /// A secret that stands in documentation or examples.
    #[error("the secret is a well-known placeholder")]
    SecretPlaceholder,
    /// A key or certificate where an HMAC secret is wanted. Were a public key taken, anyone could sign.
    #[error("{found} cannot be an HMAC secret")]
    SecretIsKey {
        /// What it is, as `a public key`.
        found: &'static str,
    },
    /// A key of another kind than the algorithm needs.
    #[error("{algorithm} needs a key of type {}, this is {found}", algorithm.key_type())]
    WrongType {
        /// The algorithm.
        algorithm: Algorithm,
        /// The kind of the key.
        found: KeyType,
    },
    /// A key that is bound to other algorithms, by its own `alg` or by its kind.
    #[error("the key is bound to {}, not {algorithm}", names(.bound))]
    Bound {
        /// The algorithm asked for.
        algorithm: Algorithm,
        /// What the key may serve.
        bound: Vec<Algorithm>,
    },
    /// A public key where a private one is needed.
    #[error("the key has no private part")]
    NoPrivatePart,
    /// An HMAC secret where a public key is needed.
    #[error("an HMAC secret has no public part")]
    NoPublicPart,
    /// A structure that is recognised but broken.
    #[error("not a valid {what}")]
    Malformed {
        /// The structure, as `PKCS#8 private key`.
        what: &'static str,
    },
    /// A key that is well-formed but of a kind that is not supported.
    #[error("keys of type {what} are not supported")]
    Unsupported {
        /// The kind.
        what: String,
    },
    /// Coordinates that are no point of their curve.
    #[error("the coordinates are not on the curve {curve}")]
    NotOnCurve {
        /// The curve.
        curve: Curve,
    },
    /// A private and a public part that do not belong together.
    #[error("the private and the public part of the key do not belong together")]
    Inconsistent,
    /// Nothing that looks like a key.
    #[error("not a key: neither PEM, DER, JWK, JWKS nor an OpenSSH public key")]
    NotAKey,
    /// Recognised, but without any key that is of use.
    #[error("the key set holds no usable key")]
    EmptySet {
        /// Why each was left out.
        skipped: Vec<Note>,
    },
    /// An encrypted key and no passphrase.
    #[error("the private key is encrypted and there is no passphrase")]
    PassphraseNeeded,
    /// A passphrase that does not open the key.
    #[error("the passphrase does not decrypt the private key")]
    PassphraseWrong,
    /// Encrypted in a way that is not read.
    #[error("the private key is encrypted with {scheme}, which is not supported")]
    Encryption {
        /// The scheme, as far as it is known.
        scheme: String,
    },
    /// Encrypted with more rounds or memory than is spent on a file.
    #[error("the private key is encrypted at a cost beyond 10,000,000 rounds or 128 MiB")]
    EncryptionCost,
    /// `Proc-Type: 4,ENCRYPTED`: one round of MD5 over the passphrase.
    #[error("the private key is encrypted in the old OpenSSL format (Proc-Type: 4,ENCRYPTED)")]
    LegacyEncryption,
    /// `-----BEGIN OPENSSH PRIVATE KEY-----`.
    #[error("the private key is in OpenSSH's own format")]
    OpenSshPrivate,
    /// A JWK or JWKS that breaks its rules.
    #[error(transparent)]
    Jwk(#[from] JwkError),
    /// The cryptographic backend failed without a reason.
    #[error("the cryptographic backend failed at {at}")]
    Backend {
        /// What it was doing.
        at: &'static str,
    },
}

impl KeyError {
    /// Whether the key is understood but refused for its weakness, as opposed to unreadable.
    #[must_use]
    pub const fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::RsaTooSmall { .. }
                | Self::EncryptionCost
                | Self::SecretEmpty
                | Self::SecretTooShort { .. }
                | Self::SecretPlaceholder
                | Self::SecretIsKey { .. }
        )
    }
}

fn names(algorithms: &[Algorithm]) -> String {
    algorithms.iter().map(|algorithm| algorithm.name()).collect::<Vec<_>>().join(", ")
}
