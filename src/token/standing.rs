//! What a user file knows of a token: whether its subject may act and whether it was taken back.
//!
//! A store answers these questions; the report only takes the answers, so that verification needs no store.

use crate::{
    clock::Timestamp,
    users::{Inactive, User},
};

/// The answers.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Standing {
    /// What is known of the subject; `None` where nobody asked.
    pub subject: Option<SubjectStanding>,
    /// When and why this very token was taken back.
    pub revoked: Option<Revocation>,
}

/// What is known of the subject of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubjectStanding {
    /// Nobody of that name.
    Unknown,
    /// A user who may act.
    Active {
        /// Tokens issued before that instant are ended.
        tokens_valid_after: Option<Timestamp>,
    },
    /// A user who was disabled.
    Disabled {
        /// Why.
        reason: Option<String>,
    },
    /// A user whose time is over.
    Expired {
        /// Since when.
        at: Timestamp,
    },
}

/// A token that was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Option<String>,
}

impl SubjectStanding {
    /// What a user file says of a subject: the user of that name, if there is one.
    #[must_use]
    pub fn of(user: Option<&User>, now: Timestamp) -> Self {
        let Some(user) = user else { return Self::Unknown };
        match user.subject(now) {
            Ok(_) => Self::Active { tokens_valid_after: user.facts().tokens_valid_after },
            Err(Inactive::Disabled { reason }) => Self::Disabled { reason },
            Err(Inactive::Expired { at }) => Self::Expired { at },
        }
    }
}
