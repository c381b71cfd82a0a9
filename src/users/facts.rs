//! What is known of a user.

use std::collections::BTreeSet;

use super::{Audience, Email, FullName, Role, Scope, UserId, Username};
use crate::{
    clock::{Lifetime, Timestamp},
    password::PasswordHash,
    secret::SecretDigest,
};

/// All that is known of a user. Whoever holds them can look at everything; a [`User`](super::User) changes only by its transitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Stays the same for the life of the user.
    pub id: UserId,
    /// The name to log in with, unique in a user file.
    pub username: Username,
    /// Where mail goes.
    pub email: Option<Email>,
    /// The name to show.
    pub full_name: Option<FullName>,
    /// Whether the user may act at all.
    pub status: Status,
    /// A person or a service, with what only that one has.
    pub kind: Kind,
    /// What the user is.
    pub roles: BTreeSet<Role>,
    /// What the user's tokens may be used for.
    pub scopes: BTreeSet<Scope>,
    /// From this instant on the user may not act; `None` is never.
    pub expires_at: Option<Timestamp>,
    /// Tokens issued before this instant have ended.
    pub tokens_valid_after: Option<Timestamp>,
    /// Wrong passwords in a row.
    pub failed_logins: u32,
    /// Until this instant no password is tried.
    pub locked_until: Option<Timestamp>,
    /// When the user was made.
    pub created_at: Timestamp,
    /// When the user was changed last.
    pub updated_at: Timestamp,
}

/// Whether a user was switched off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It was not.
    Enabled,
    /// It was.
    Disabled {
        /// Why, in the operator's words.
        reason: Option<String>,
    },
}

/// What a person has and a service account does not, and the reverse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Logs in with a password.
    Human {
        /// The stored hash; `None` is a user who cannot log in.
        password: Option<PasswordHash>,
        /// Whether the password has to be changed at the next login.
        must_change: bool,
    },
    /// Has no password; its tokens are issued to it, within limits.
    Service {
        /// The longest life of a token; `None` is no limit.
        max_ttl: Option<Lifetime>,
        /// The servers its tokens may be meant for; none named is no limit.
        audiences: BTreeSet<Audience>,
        /// Of the secret that it authenticates with where tokens are issued (RFC 6749 section 2.3.1); `None` is one that cannot.
        secret: Option<SecretDigest>,
    },
}
