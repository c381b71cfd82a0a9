//! What may happen to a user. Each change keeps what belongs together: who is disabled loses the tokens, too.

use std::collections::BTreeSet;

use super::{Audience, Email, FullName, Kind, Role, Scope, Status, User};
use crate::{
    clock::{Lifetime, Timestamp},
    password::PasswordHash,
    secret::SecretDigest,
};

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

impl User {
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

    /// Notes the time at which the changes are written.
    #[cfg(feature = "store")]
    pub(crate) fn touch(&mut self, now: Timestamp) {
        self.facts.updated_at = now;
        self.ends_tokens = false;
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::user::tests::{NOW, ann, id},
        *,
    };
    use crate::secret::SecretBytes;

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
