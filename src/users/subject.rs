//! Who a token may be issued for: a user, but only while it may act.

use std::collections::BTreeSet;

use super::{Audience, Role, Scope, Status, User, Username};
use crate::clock::{Lifetime, Timestamp};

/// A user that may act at the instant it was asked, and what its tokens may carry.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a>(&'a User);

/// Why a user may not act.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Inactive {
    /// Somebody switched it off.
    #[error("the user is disabled")]
    Disabled {
        /// Why, in the operator's words.
        reason: Option<String>,
    },
    /// Its time is over.
    #[error("the user expired at {at}")]
    Expired {
        /// The first instant at which it could not act.
        at: Timestamp,
    },
}

impl User {
    /// The user as the subject of a token.
    ///
    /// # Errors
    /// [`Inactive::Disabled`]; [`Inactive::Expired`] from the very second of the expiry on.
    pub fn subject(&self, now: Timestamp) -> Result<Subject<'_>, Inactive> {
        if let Status::Disabled { reason } = &self.facts().status {
            return Err(Inactive::Disabled { reason: reason.clone() });
        }
        match self.facts().expires_at {
            Some(at) if now >= at => Err(Inactive::Expired { at }),
            _ => Ok(Subject(self)),
        }
    }
}

impl<'a> Subject<'a> {
    /// The claim `sub`.
    #[must_use]
    pub fn username(self) -> &'a Username {
        self.0.username()
    }

    /// What the user is.
    #[must_use]
    pub fn roles(self) -> &'a BTreeSet<Role> {
        &self.0.facts().roles
    }

    /// The scopes that a token may have at most.
    #[must_use]
    pub fn scopes(self) -> &'a BTreeSet<Scope> {
        &self.0.facts().scopes
    }

    /// The longest life of a token; `None` is no limit.
    #[must_use]
    pub fn max_ttl(self) -> Option<Lifetime> {
        self.0.max_ttl()
    }

    /// The servers that a token may be meant for; `None` is no limit.
    #[must_use]
    pub fn audiences(self) -> Option<&'a BTreeSet<Audience>> {
        self.0.audiences().filter(|audiences| !audiences.is_empty())
    }

    /// When the user will have expired; `None` is never.
    #[must_use]
    pub fn expires_at(self) -> Option<Timestamp> {
        self.0.facts().expires_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::users::user::tests::{NOW, ann, id};

    #[test]
    fn only_an_enabled_user_before_its_expiry_is_a_subject() {
        let mut user = ann();
        assert!(user.subject(NOW).is_ok());
        user.set_expiry(Some(Timestamp::from_unix(NOW.unix() + 1)));
        assert!(user.subject(NOW).is_ok());
        user.set_expiry(Some(NOW));
        assert_eq!(user.subject(NOW).err(), Some(Inactive::Expired { at: NOW }));
        user.disable(Some("left".into()), NOW);
        assert_eq!(user.subject(NOW).err(), Some(Inactive::Disabled { reason: Some("left".into()) }));
    }

    #[test]
    fn no_named_audience_is_no_limit() {
        let service = |audiences| User::new_service(id(), "robot".parse().unwrap(), None, audiences, NOW);
        assert_eq!(service(BTreeSet::new()).subject(NOW).unwrap().audiences(), None);
        let one = BTreeSet::from(["api".parse().unwrap()]);
        assert_eq!(service(one.clone()).subject(NOW).unwrap().audiences(), Some(&one));
    }
}
