//! A user and the transitions it may go through.

use std::collections::BTreeSet;

use super::{Audience, Email, FullName, Role, Scope, UserId, Username};
use crate::{
    clock::{Lifetime, Timestamp},
    password::PasswordHash,
    secret::SecretDigest,
};

/// A person or a service account of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    facts: Facts,
    /// Whether a change that is not written yet ends the tokens issued so far. The mark in [`Facts`] cannot tell: an earlier change of
    /// the same second has put it there already, and tokens were issued since.
    ends_tokens: bool,
}

/// All that is known of a user. Whoever holds them can look at everything; a [`User`] changes only by its transitions.
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

/// A service account was asked to have a password, or a person to have the limits of a service account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceAccount {
    /// It has no password.
    #[error("a service account has no password")]
    NoPassword,
    /// Only a service account has them.
    #[error("only a service account has limits on its tokens")]
    NotOne,
    /// Only a service account has one.
    #[error("only a service account has a client secret")]
    NoSecret,
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

    /// Switches the user off and ends the tokens; a reason replaces an earlier one.
    pub fn disable(&mut self, reason: Option<String>, now: Timestamp) {
        match &mut self.facts.status {
            Status::Disabled { reason: earlier } => {
                if reason.is_some() {
                    *earlier = reason;
                }
            }
            status @ Status::Enabled => {
                *status = Status::Disabled { reason };
                self.end_tokens(now);
            }
        }
    }

    /// Switches the user on again. Ended tokens stay ended.
    pub fn enable(&mut self) {
        self.facts.status = Status::Enabled;
    }

    /// Forgets why the user was switched off, if it was.
    pub fn forget_reason(&mut self) {
        if let Status::Disabled { reason } = &mut self.facts.status {
            *reason = None;
        }
    }

    /// Ends all tokens issued before now.
    pub fn end_tokens(&mut self, now: Timestamp) {
        self.facts.tokens_valid_after = self.facts.tokens_valid_after.max(Some(now));
        self.ends_tokens = true;
    }

    /// Sets or, with `None`, clears the address.
    pub fn set_email(&mut self, email: Option<Email>) {
        self.facts.email = email;
    }

    /// Sets or, with `None`, clears the name to show.
    pub fn set_full_name(&mut self, full_name: Option<FullName>) {
        self.facts.full_name = full_name;
    }

    /// Sets or, with `None`, clears the instant from which the user may not act.
    pub fn set_expiry(&mut self, expires_at: Option<Timestamp>) {
        self.facts.expires_at = expires_at;
    }

    /// Replaces all roles.
    pub fn set_roles(&mut self, roles: BTreeSet<Role>) {
        self.facts.roles = roles;
    }

    /// Replaces all scopes.
    pub fn set_scopes(&mut self, scopes: BTreeSet<Scope>) {
        self.facts.scopes = scopes;
    }

    /// Adds a role.
    pub fn grant_role(&mut self, role: Role) {
        self.facts.roles.insert(role);
    }

    /// Takes a role away.
    pub fn revoke_role(&mut self, role: &Role) {
        self.facts.roles.remove(role);
    }

    /// Adds a scope.
    pub fn grant_scope(&mut self, scope: Scope) {
        self.facts.scopes.insert(scope);
    }

    /// Takes a scope away.
    pub fn revoke_scope(&mut self, scope: &Scope) {
        self.facts.scopes.remove(scope);
    }

    /// Sets or, with `None`, removes the password and forgets failed logins. The tokens stay as they are.
    ///
    /// # Errors
    /// [`ServiceAccount::NoPassword`] for a service account that is to have one.
    pub fn set_password(&mut self, hash: Option<PasswordHash>) -> Result<(), ServiceAccount> {
        match &mut self.facts.kind {
            Kind::Human { password, .. } => *password = hash,
            Kind::Service { .. } if hash.is_some() => return Err(ServiceAccount::NoPassword),
            Kind::Service { .. } => {}
        }
        self.unlock();
        Ok(())
    }

    /// Says whether the password has to be changed at the next login.
    ///
    /// # Errors
    /// [`ServiceAccount::NoPassword`] for a service account.
    pub fn set_must_change(&mut self, must: bool) -> Result<(), ServiceAccount> {
        match &mut self.facts.kind {
            Kind::Human { must_change, .. } => *must_change = must,
            Kind::Service { .. } if must => return Err(ServiceAccount::NoPassword),
            Kind::Service { .. } => {}
        }
        Ok(())
    }

    /// Sets or, with `None`, removes the client secret. The tokens stay as they are.
    ///
    /// # Errors
    /// [`ServiceAccount::NoSecret`] for a person that is to have one.
    pub fn set_client_secret(&mut self, digest: Option<SecretDigest>) -> Result<(), ServiceAccount> {
        match &mut self.facts.kind {
            Kind::Service { secret, .. } => *secret = digest,
            Kind::Human { .. } if digest.is_some() => return Err(ServiceAccount::NoSecret),
            Kind::Human { .. } => {}
        }
        Ok(())
    }

    /// Sets or, with `None`, lifts the limit on the life of a service account's tokens.
    ///
    /// # Errors
    /// [`ServiceAccount::NotOne`] for a person.
    pub fn set_max_ttl(&mut self, limit: Option<Lifetime>) -> Result<(), ServiceAccount> {
        match &mut self.facts.kind {
            Kind::Service { max_ttl, .. } => *max_ttl = limit,
            Kind::Human { .. } => return Err(ServiceAccount::NotOne),
        }
        Ok(())
    }

    /// Names the servers that a service account's tokens may be meant for; none is no limit.
    ///
    /// # Errors
    /// [`ServiceAccount::NotOne`] for a person.
    pub fn set_audiences(&mut self, allowed: BTreeSet<Audience>) -> Result<(), ServiceAccount> {
        match &mut self.facts.kind {
            Kind::Service { audiences, .. } => *audiences = allowed,
            Kind::Human { .. } => return Err(ServiceAccount::NotOne),
        }
        Ok(())
    }

    /// Forgets failed logins, and with them the lock.
    pub fn unlock(&mut self) {
        self.set_failures(0, None);
    }

    pub(super) fn set_failures(&mut self, failed_logins: u32, locked_until: Option<Timestamp>) {
        self.facts.failed_logins = failed_logins;
        self.facts.locked_until = locked_until;
    }

    /// Whether a change since the user was read ended the tokens issued so far.
    #[cfg(feature = "store")]
    pub(crate) fn ends_tokens(&self) -> bool {
        self.ends_tokens
    }

    /// Notes the time at which the changes are written.
    #[cfg(feature = "store")]
    pub(crate) fn touch(&mut self, now: Timestamp) {
        self.facts.updated_at = now;
        self.ends_tokens = false;
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::secret::SecretBytes;

    pub(in crate::users) const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

    pub(in crate::users) fn id() -> UserId {
        "936da01f-9abd-4d9d-80c7-02af85c822a8".parse().unwrap()
    }

    pub(in crate::users) fn ann() -> User {
        User::new(id(), "ann".parse().unwrap(), NOW)
    }

    fn robot() -> User {
        User::new_service(id(), "robot".parse().unwrap(), Some(Lifetime::from_secs(60)), BTreeSet::new(), NOW)
    }

    #[test]
    fn disabling_ends_the_tokens_once() {
        let mut user = ann();
        user.disable(Some("left".into()), NOW);
        assert_eq!(user.facts().tokens_valid_after, Some(NOW));
        user.disable(None, NOW.plus(Lifetime::from_secs(5)));
        assert_eq!(user.facts().tokens_valid_after, Some(NOW), "nothing new to end");
        assert_eq!(user.facts().status, Status::Disabled { reason: Some("left".into()) }, "no new reason keeps the old one");
        user.enable();
        assert!(!user.is_disabled());
        assert_eq!(user.facts().tokens_valid_after, Some(NOW), "ended tokens stay ended");
    }

    #[test]
    fn tokens_have_ended_when_issued_before() {
        let second = |n: i64| Some(Timestamp::from_unix(1_700_000_000 + n));
        let mut user = ann();
        assert!(!user.has_ended(second(-9)) && !user.has_ended(None));
        user.end_tokens(NOW);
        for (issued_at, ended) in [(second(-1), true), (second(0), false), (second(1), false), (None, true)] {
            assert_eq!(user.has_ended(issued_at), ended, "{issued_at:?}");
        }
        user.end_tokens(Timestamp::from_unix(5));
        assert_eq!(user.facts().tokens_valid_after, Some(NOW), "the mark never moves back");
    }

    #[test]
    fn a_service_account_has_limits_and_no_password() {
        let mut user = robot();
        assert!(user.is_service() && user.password().is_none());
        assert_eq!(user.set_must_change(true), Err(ServiceAccount::NoPassword));
        assert_eq!(user.set_password(None), Ok(()));
        assert_eq!(user.set_max_ttl(None), Ok(()));
        assert_eq!(ann().set_max_ttl(None), Err(ServiceAccount::NotOne));
        assert_eq!(ann().set_audiences(BTreeSet::new()), Err(ServiceAccount::NotOne));
    }

    #[test]
    fn a_service_account_may_have_a_client_secret_and_a_person_may_not() {
        let secret = SecretBytes::new(b"s".to_vec());
        let mut user = robot();
        assert_eq!(user.set_client_secret(Some(SecretDigest::of(&secret))), Ok(()));
        assert!(user.client_secret().unwrap().matches(&secret));
        assert!(!user.client_secret().unwrap().matches(&SecretBytes::new(b"t".to_vec())));
        assert_eq!(ann().set_client_secret(Some(SecretDigest::of(&secret))), Err(ServiceAccount::NoSecret));
        assert_eq!(ann().set_client_secret(None), Ok(()));
    }

    #[test]
    fn roles_and_scopes_are_sets() {
        let mut user = ann();
        for role in ["b", "a", "b"] {
            user.grant_role(role.parse().unwrap());
        }
        user.revoke_role(&"c".parse().unwrap());
        assert_eq!(user.facts().roles.iter().map(Role::as_str).collect::<Vec<_>>(), ["a", "b"]);
        user.revoke_role(&"a".parse().unwrap());
        assert_eq!(user.facts().roles.len(), 1);
    }
}
