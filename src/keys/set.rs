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
    /// The names of HMAC secrets that are sealed: a token that needs one of them is refused for want of a passphrase.
    pub sealed: Vec<KeyId>,
}

impl KeySet {
    /// The keys of the user file. Retired keys are among them, so that their tokens can be explained; a key past its expiry counts
    /// as retired.
    #[must_use]
    pub fn from_stored(keys: &[StoredKey], now: Timestamp) -> Self {
        let mut set = Self::default();
        for stored in keys {
            let origin = Origin::File(if stored.may_verify(now) { stored.state } else { KeyState::Retired });
            match stored.verifying_key() {
                Some(key) => set.keys.push(Candidate { kid: Some(stored.kid.clone()), key, origin }),
                None => set.sealed.push(stored.kid.clone()),
            }
        }
        set
    }

    /// The keys of a caller.
    #[must_use]
    pub const fn new(keys: Vec<Candidate>) -> Self {
        Self { keys, sealed: Vec::new() }
    }

    /// The candidates of that name.
    pub fn named(&self, kid: &str) -> impl Iterator<Item = &Candidate> {
        self.keys.iter().filter(move |candidate| candidate.kid.as_ref().is_some_and(|known| known.as_str() == kid))
    }
}
