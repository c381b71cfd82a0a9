//! The keys that a verification may use.

use super::{KeyId, KeyState, StoredKey, VerifyingKey};
use crate::clock::{Lifetime, Timestamp};

/// Where a verification key came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The user file, in that state.
    File(KeyState),
    /// Given by the caller.
    Outside,
    /// A JWKS.
    Jwks,
    /// A JWKS that its issuer publishes.
    Fetched {
        /// How long ago it was fetched.
        ago: Lifetime,
    },
}

/// A key that may verify a token, with what is known of it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its name, where it has one.
    pub kid: Option<KeyId>,
    /// The key.
    pub key: VerifyingKey,
    /// Where it came from.
    pub origin: Origin,
}

/// The keys that verification may use, in the order they are tried.
#[derive(Clone, Debug, Default)]
pub struct KeySet {
    /// The candidates.
    pub keys: Vec<Candidate>,
}

impl KeySet {
    /// The keys of the user file. Retired keys are among them, so that their tokens can be explained; a key past its expiry counts
    /// as retired.
    #[must_use]
    pub fn from_stored(keys: &[StoredKey], now: Timestamp) -> Self {
        let candidate = |key: &StoredKey| Candidate {
            kid: Some(key.kid.clone()),
            key: key.verifying.clone(),
            origin: Origin::File(if key.may_verify(now) { key.state } else { KeyState::Retired }),
        };
        Self { keys: keys.iter().map(candidate).collect() }
    }

    /// The candidates of that name.
    pub fn named(&self, kid: &str) -> impl Iterator<Item = &Candidate> {
        self.keys.iter().filter(move |candidate| candidate.kid.as_ref().is_some_and(|known| known.as_str() == kid))
    }
}
