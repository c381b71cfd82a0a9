//! What a seed must not overrule.

use super::{
    super::{Place, SetName},
    Kind,
};
use crate::{
    keys::{ActivationError, Algorithm, KeyId, StateError},
    users::{ServiceAccount, UserId, Username},
};

/// Why a seed cannot be brought about.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Conflict {
    /// Another set made it.
    #[error("{place}: the {} `{name}` belongs to the set `{owner}`", kind.name())]
    OtherSet {
        /// Where the seed names it.
        place: Place,
        /// What it is.
        kind: Kind,
        /// Its name.
        name: String,
        /// The other set.
        owner: SetName,
    },
    /// The user has another identifier.
    #[error("{place}: the user `{name}` has the id {found}")]
    UserId {
        /// Where the seed names it.
        place: Place,
        /// The user.
        name: Username,
        /// Its identifier.
        found: UserId,
    },
    /// The user is a service account, or is none.
    #[error("{place}: the user `{name}` is {}", if *service { "a service account" } else { "no service account" })]
    UserKind {
        /// Where the seed names it.
        place: Place,
        /// The user.
        name: Username,
        /// Whether it is one.
        service: bool,
    },
    /// The user cannot have what only the other kind has.
    #[error("{place}: the user `{name}` cannot be as it says")]
    Service {
        /// Where the seed names it.
        place: Place,
        /// The user.
        name: Username,
        /// Why.
        #[source]
        source: ServiceAccount,
    },
    /// The key has another algorithm.
    #[error("{place}: the key `{kid}` is for {found}")]
    KeyAlgorithm {
        /// Where the seed names it.
        place: Place,
        /// The key.
        kid: KeyId,
        /// Its algorithm.
        found: Algorithm,
    },
    /// The key is another one of the same name.
    #[error("{place}: another key has the name `{kid}`")]
    KeyMaterial {
        /// Where the seed names it.
        place: Place,
        /// The key.
        kid: KeyId,
    },
    /// Whether the key is the same cannot be said while it is sealed.
    #[error("{place}: the key `{kid}` is sealed and cannot be compared")]
    KeySealed {
        /// Where the seed names it.
        place: Place,
        /// The key.
        kid: KeyId,
    },
    /// The key cannot become active.
    #[error("{place}: the key `{kid}` cannot sign")]
    Activation {
        /// Where the seed names it.
        place: Place,
        /// The key.
        kid: KeyId,
        /// Why.
        #[source]
        source: ActivationError,
    },
    /// The life of a key has no such step.
    #[error("{place}: the key `{kid}` cannot have that state")]
    KeyState {
        /// Where the seed names it.
        place: Place,
        /// The key.
        kid: KeyId,
        /// Why.
        #[source]
        source: StateError,
    },
    /// A token is to be issued for nobody.
    #[error("{place}: there is no user `{name}` to issue a token for")]
    TokenUser {
        /// Where the seed names it.
        place: Place,
        /// The user.
        name: Username,
    },
}

/// More would be pruned than may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pruned} of the {owned} things of the set would be deleted, and at most {most} may be")]
pub struct TooManyDeletions {
    /// How many would be.
    pub pruned: usize,
    /// How many the set owns.
    pub owned: usize,
    /// How many may be.
    pub most: usize,
}
