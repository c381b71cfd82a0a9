//! A user, and what can be asked of it.

use std::collections::BTreeSet;

use super::{Audience, Facts, Kind, Status, UserId, Username};
use crate::{
    clock::{Lifetime, Timestamp},
    password::PasswordHash,
    secret::SecretDigest,
};

/// A person or a service account of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub(super) facts: Facts,
    /// Whether a change that is not written yet ends the tokens issued so far. The mark in [`Facts`] cannot tell: an earlier change of
    /// the same second has put it there already, and tokens were issued since.
    pub(super) ends_tokens: bool,
}

impl From<Facts> for User {
    fn from(facts: Facts) -> Self {
        Self { facts, ends_tokens: false }
    }
}

impl User {
    /// A fresh, enabled person without password, roles and scopes.
    #[must_use]
    pub fn new(id: UserId, username: Username, now: Timestamp) -> Self {
        Self::from(Facts {
            id,
            username,
            email: None,
            full_name: None,
            status: Status::Enabled,
            kind: Kind::Human { password: None, must_change: false },
            roles: BTreeSet::new(),
            scopes: BTreeSet::new(),
            expires_at: None,
            tokens_valid_after: None,
            failed_logins: 0,
            locked_until: None,
            created_at: now,
            updated_at: now,
        })
    }

    /// A fresh, enabled service account with these limits.
    #[must_use]
    pub fn new_service(
        id: UserId,
        username: Username,
        max_ttl: Option<Lifetime>,
        audiences: BTreeSet<Audience>,
        now: Timestamp,
    ) -> Self {
        let mut user = Self::new(id, username, now);
        user.facts.kind = Kind::Service { max_ttl, audiences, secret: None };
        user
    }

    /// Everything that is known of the user.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The name to log in with.
    #[must_use]
    pub fn username(&self) -> &Username {
        &self.facts.username
    }

    /// The stored hash of the password, if there is one.
    #[must_use]
    pub fn password(&self) -> Option<&PasswordHash> {
        match &self.facts.kind {
            Kind::Human { password, .. } => password.as_ref(),
            Kind::Service { .. } => None,
        }
    }

    /// What is stored of a service account's client secret, if it has one.
    #[must_use]
    pub fn client_secret(&self) -> Option<&SecretDigest> {
        match &self.facts.kind {
            Kind::Service { secret, .. } => secret.as_ref(),
            Kind::Human { .. } => None,
        }
    }

    /// Whether the password has to be changed at the next login.
    #[must_use]
    pub fn must_change(&self) -> bool {
        matches!(self.facts.kind, Kind::Human { must_change: true, .. })
    }

    /// Whether it is a service account.
    #[must_use]
    pub fn is_service(&self) -> bool {
        matches!(self.facts.kind, Kind::Service { .. })
    }

    /// The longest life of a service account's tokens; `None` is no limit.
    #[must_use]
    pub fn max_ttl(&self) -> Option<Lifetime> {
        match &self.facts.kind {
            Kind::Service { max_ttl, .. } => *max_ttl,
            Kind::Human { .. } => None,
        }
    }

    /// The servers that a service account's tokens may be meant for; an empty set is no limit. A person has no such set.
    #[must_use]
    pub fn audiences(&self) -> Option<&BTreeSet<Audience>> {
        match &self.facts.kind {
            Kind::Service { audiences, .. } => Some(audiences),
            Kind::Human { .. } => None,
        }
    }

    /// Whether the user was switched off.
    #[must_use]
    pub fn is_disabled(&self) -> bool {
        matches!(self.facts.status, Status::Disabled { .. })
    }

    /// Whether the user's tokens of that time of issue (the claim `iat`) have ended. Without a time of issue nobody can tell that
    /// a token is young enough, so it has ended with the others.
    #[must_use]
    pub fn has_ended(&self, issued_at: Option<Timestamp>) -> bool {
        match (self.facts.tokens_valid_after, issued_at) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(after), Some(issued_at)) => issued_at < after,
        }
    }

    /// Whether a change since the user was read ended the tokens issued so far.
    #[cfg(feature = "store")]
    pub(crate) fn ends_tokens(&self) -> bool {
        self.ends_tokens
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::users) const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

    pub(in crate::users) fn id() -> UserId {
        "936da01f-9abd-4d9d-80c7-02af85c822a8".parse().unwrap()
    }

    pub(in crate::users) fn ann() -> User {
        User::new(id(), "ann".parse().unwrap(), NOW)
    }
}
