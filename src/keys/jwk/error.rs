//! Why a JWK is none.

use crate::keys::{Algorithm, KeyIdError};

/// Why a text is no JWK (RFC 7517) or JWKS that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JwkError {
    /// Not JSON, or a member given twice (RFC 7517 section 4 allows to reject that).
    #[error("the JWK is not JSON with unique members: {0}")]
    Json(String),
    /// Neither `kty` nor `keys`.
    #[error("the JSON is neither a JWK (no `kty`) nor a JWKS (no `keys`)")]
    NotAJwk,
    /// A member that its type of key needs.
    #[error("the JWK has no `{member}`")]
    Missing {
        /// Its name.
        member: &'static str,
    },
    /// A member that must be a string.
    #[error("the JWK's `{member}` is not a string")]
    NotText {
        /// Its name.
        member: &'static str,
    },
    /// A member that must be base64url.
    #[error("the JWK's `{member}` is not base64url")]
    Base64 {
        /// Its name.
        member: &'static str,
    },
    /// A coordinate, scalar or seed of the wrong length.
    #[error("the JWK's `{member}` has {found} bytes, {needed} are needed")]
    Length {
        /// Its name.
        member: &'static str,
        /// Its length.
        found: usize,
        /// The length that the curve fixes.
        needed: usize,
    },
    /// A `kty` of RFC 7518 or elsewhere that is not supported.
    #[error("the JWK's key type `{0}` is not supported")]
    KeyType(String),
    /// A `crv` that is not supported or belongs to another `kty`.
    #[error("the JWK's curve `{0}` is not supported for its key type")]
    Curve(String),
    /// An `alg` that is no signature algorithm of this library.
    #[error("the JWK's algorithm `{0}` is not supported")]
    Algorithm(String),
    /// An `alg` that its key cannot serve.
    #[error("the JWK's `alg` is {algorithm}, which its key cannot serve")]
    Mismatch {
        /// The `alg`.
        algorithm: Algorithm,
    },
    /// A `use` or `key_ops` other than signatures.
    #[error("the JWK is for `{0}`, not for signatures")]
    Purpose(String),
    /// An RSA private key with `d` alone: RFC 7518 section 6.3.2 makes the rest optional, the backend needs it.
    #[error("the RSA private key lacks `{member}`: a key with `d` alone is not supported")]
    CrtMissing {
        /// The first member that is missing.
        member: &'static str,
    },
    /// An RSA key of more than two primes (`oth`).
    #[error("RSA keys of more than two primes are not supported")]
    MultiPrime,
    /// A `kid` that is no key id.
    #[error("the JWK's `kid`: {0}")]
    Kid(KeyIdError),
}
