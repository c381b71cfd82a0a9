//! Keys, each fixed to the algorithms that it may serve; the token's header never chooses.
//!
//! A [`SigningKey`] has exactly one algorithm. A [`VerifyingKey`] has one where its origin says so (the user file, a JWK with `alg`),
//! else those of its kind: an RSA key six, a key on a curve one, an HMAC secret three. A [`SealedKey`] is neither until a
//! [`Passphrase`] opens it.

mod algorithm;
mod backend;
mod base64;
mod der;
mod error;
mod id;
mod jwk;
mod note;
mod openssh;
mod pem;
mod private;
mod public;
mod recognised;
mod sealed;
mod set;
mod signing;
mod sniff;
mod state;
mod stored;
mod verifying;
mod weak;

pub use algorithm::{Algorithm, Curve, KeyType, UnknownAlgorithm};
pub use error::KeyError;
pub use id::{KeyId, KeyIdError};
pub use jwk::{Jwk, JwkError};
pub use note::Note;
pub use recognised::{KeyPart, Recognised, RecognisedKey};
pub use sealed::{Passphrase, SealError, SealedKey};
pub use set::{Candidate, KeySet, Origin};
pub use signing::SigningKey;
pub use sniff::{looks_like_public_key, recognise};
pub use state::{KeyState, StateError, UnknownState};
pub use stored::{ActivationError, Jwks, Material, NoSigningKey, StoredKey, initial_state, signing_key};
pub use verifying::VerifyingKey;
pub use weak::Weakness;
pub(crate) use weak::placeholders;

#[cfg(test)]
mod tests;
