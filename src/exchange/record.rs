//! What a file says of one user, and what that makes of the user.

use std::collections::BTreeSet;

use super::Fault;
use crate::{
    clock::{Lifetime, Timestamp},
    password::PasswordHash,
    secret::Password,
    users::{Audience, Email, FullName, Kind, Role, Scope, Status, User, UserId, Username},
};

/// What a file says of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said<T> {
    /// It does not have the field.
    #[default]
    Nothing,
    /// The field is empty.
    Empty,
    /// The field has a value.
    Value(T),
}

impl<T> Said<T> {
    /// Whether what is there is as the file says.
    pub fn admits(&self, present: Option<&T>) -> bool
    where
        T: PartialEq,
    {
        match self {
            Self::Nothing => true,
            Self::Empty => present.is_none(),
            Self::Value(value) => present == Some(value),
        }
    }

    /// The same of something made of the value.
    pub fn map<'a, U>(&'a self, make: impl FnOnce(&'a T) -> U) -> Said<U> {
        match self {
            Self::Nothing => Said::Nothing,
            Self::Empty => Said::Empty,
            Self::Value(value) => Said::Value(make(value)),
        }
    }

    /// Sets the field, where the file has it.
    fn set(&self, set: impl FnOnce(Option<&T>)) {
        match self {
            Self::Nothing => {}
            Self::Empty => set(None),
            Self::Value(value) => set(Some(value)),
        }
    }
}

/// What a file says of a password.
#[derive(Clone, Debug, Default)]
pub enum Credential {
    /// Nothing; or that the user needs a new one, which a user who has one already does not.
    #[default]
    Unsaid,
    /// There is none.
    None,
    /// Its hash.
    Hash(PasswordHash),
    /// The password itself.
    Plain(Password),
    /// A hash or password that cannot be used, and why: the row is refused, or the user needs a new password.
    Unusable(Fault),
}

/// What a file says of one user. A field that the file does not have stays as it is.
#[derive(Clone, Debug)]
pub struct Record {
    /// The name to log in with.
    pub username: Username,
    /// The identifier that outlives renames.
    pub id: Option<UserId>,
    /// Where mail goes.
    pub email: Said<Email>,
    /// The name to show.
    pub full_name: Said<FullName>,
    /// Whether the user was switched off.
    pub disabled: Option<bool>,
    /// Why, in the operator's words.
    pub disabled_reason: Said<String>,
    /// What the user is.
    pub roles: Option<BTreeSet<Role>>,
    /// Roles of which the file says no more than whether the user has them.
    pub role_flags: Vec<(Role, bool)>,
    /// What the user's tokens may be used for.
    pub scopes: Option<BTreeSet<Scope>>,
    /// From then on the user may not act.
    pub expires_at: Said<Timestamp>,
    /// Whether the password has to be changed at the next login.
    pub must_change: Option<bool>,
    /// Whether it is a service account.
    pub service: Option<bool>,
    /// A service account's longest life of a token.
    pub max_ttl: Said<Lifetime>,
    /// The servers that a service account's tokens may be meant for.
    pub audiences: Option<BTreeSet<Audience>>,
    /// When the user was made; only for a user that is made of the record.
    pub created_at: Option<Timestamp>,
    /// The password.
    pub credential: Credential,
    /// Fields of the source that have no place here and were not empty.
    pub left_out: Vec<&'static str>,
}

impl Record {
    /// A record that says nothing but the name.
    #[must_use]
    pub const fn new(username: Username) -> Self {
        Self {
            username,
            id: None,
            email: Said::Nothing,
            full_name: Said::Nothing,
            disabled: None,
            disabled_reason: Said::Nothing,
            roles: None,
            role_flags: Vec::new(),
            scopes: None,
            expires_at: Said::Nothing,
            must_change: None,
            service: None,
            max_ttl: Said::Nothing,
            audiences: None,
            created_at: None,
            credential: Credential::Unsaid,
            left_out: Vec::new(),
        }
    }

    /// The user that the record makes. Of an unusable password nothing is left but that it has to be changed.
    ///
    /// # Errors
    /// [`Fault::Service`].
    pub fn user(&self, id: UserId, now: Timestamp) -> Result<User, Fault> {
        let id = self.id.unwrap_or(id);
        let created = self.created_at.unwrap_or(now);
        let mut user = if self.service == Some(true) {
            User::new_service(id, self.username.clone(), None, BTreeSet::new(), created)
        } else {
            User::new(id, self.username.clone(), created)
        };
        self.apply(&mut user, now)?;
        if matches!(self.credential, Credential::Unusable(_)) {
            user.set_must_change(true)?;
        }
        Ok(user)
    }

    /// Brings a user to what the record says. A changed password, or being switched off, ends the user's tokens.
    ///
    /// # Errors
    /// [`Fault::Service`]; [`Fault::Other`] where identifier or kind are not the user's.
    pub fn apply(&self, user: &mut User, now: Timestamp) -> Result<(), Fault> {
        self.is_of(user)?;
        self.email.set(|email| user.set_email(email.cloned()));
        self.full_name.set(|name| user.set_full_name(name.cloned()));
        if let Some(roles) = &self.roles {
            user.set_roles(roles.clone());
        }
        for (role, has) in &self.role_flags {
            if *has {
                user.grant_role(role.clone());
            } else {
                user.revoke_role(role);
            }
        }
        if let Some(scopes) = &self.scopes {
            user.set_scopes(scopes.clone());
        }
        self.expires_at.set(|at| user.set_expiry(at.copied()));
        match self.max_ttl {
            Said::Value(limit) => user.set_max_ttl(Some(limit))?,
            Said::Empty if user.is_service() => user.set_max_ttl(None)?,
            Said::Empty | Said::Nothing => {}
        }
        if let Some(audiences) = &self.audiences
            && (!audiences.is_empty() || user.is_service())
        {
            user.set_audiences(audiences.clone())?;
        }
        self.apply_password(user, now)?;
        if let Some(must) = self.must_change() {
            user.set_must_change(must)?;
        }
        self.apply_status(user, now);
        Ok(())
    }

    /// Where the password is unusable, whether it has to be changed is not for the file to say.
    fn must_change(&self) -> Option<bool> {
        self.must_change.filter(|_| !matches!(self.credential, Credential::Unusable(_)))
    }

    fn apply_password(&self, user: &mut User, now: Timestamp) -> Result<(), Fault> {
        let wanted = match &self.credential {
            Credential::None => None,
            Credential::Hash(hash) => Some(hash),
            Credential::Unsaid | Credential::Plain(_) | Credential::Unusable(_) => return Ok(()),
        };
        if differs(wanted, user.password()) {
            let had_one = user.password().is_some();
            user.set_password(wanted.cloned())?;
            if had_one {
                user.end_tokens(now);
            }
        }
        Ok(())
    }

    fn apply_status(&self, user: &mut User, now: Timestamp) {
        match self.disabled {
            Some(true) => {
                // An earlier reason stays with a user who is disabled already, unless it is to be forgotten.
                if self.disabled_reason == Said::Empty && user.is_disabled() {
                    user.enable();
                }
                let reason = match &self.disabled_reason {
                    Said::Value(reason) => Some(reason.clone()),
                    Said::Nothing | Said::Empty => None,
                };
                user.disable(reason, now);
            }
            Some(false) => user.enable(),
            None => {}
        }
    }

    /// The fields in which a user is not as the record says, by the names of the columns.
    ///
    /// # Errors
    /// [`Fault::Other`] where identifier or kind are not the user's.
    pub fn differences(&self, user: &User) -> Result<Vec<&'static str>, Fault> {
        self.is_of(user)?;
        let facts = user.facts();
        let mut fields = Vec::new();
        let mut note = |name, differs| {
            if differs {
                fields.push(name);
            }
        };
        note("email", !self.email.admits(facts.email.as_ref()));
        note("full_name", !self.full_name.admits(facts.full_name.as_ref()));
        note("disabled", self.disabled.is_some_and(|disabled| disabled != user.is_disabled()));
        let reason = match &facts.status {
            Status::Disabled { reason } => reason.as_ref(),
            Status::Enabled => None,
        };
        let reasoned = user.is_disabled() && self.disabled == Some(true);
        note("disabled_reason", reasoned && !self.disabled_reason.admits(reason));
        let flagged = self.role_flags.iter().any(|(role, has)| facts.roles.contains(role) != *has);
        note("roles", flagged || self.roles.as_ref().is_some_and(|roles| *roles != facts.roles));
        note("scopes", self.scopes.as_ref().is_some_and(|scopes| *scopes != facts.scopes));
        note("expires_at", !self.expires_at.admits(facts.expires_at.as_ref()));
        note("must_change", self.must_change().is_some_and(|must| must != user.must_change()));
        note("max_ttl", !self.max_ttl.admits(user.max_ttl().as_ref()));
        let nowhere = BTreeSet::new();
        let audiences = user.audiences().unwrap_or(&nowhere);
        note("audiences", self.audiences.as_ref().is_some_and(|wanted| wanted != audiences));
        note(
            "password",
            match &self.credential {
                Credential::None => user.password().is_some(),
                Credential::Hash(hash) => differs(Some(hash), user.password()),
                Credential::Plain(_) => true,
                Credential::Unsaid | Credential::Unusable(_) => false,
            },
        );
        Ok(fields)
    }

    /// Whether the user can be the one that the record is about.
    fn is_of(&self, user: &User) -> Result<(), Fault> {
        let other = |field| Fault::Other { name: self.username.clone(), field };
        if self.id.is_some_and(|id| id != user.facts().id) {
            return Err(other("id"));
        }
        let is_service = matches!(user.facts().kind, Kind::Service { .. });
        if self.service.is_some_and(|service| service != is_service) {
            return Err(other("service"));
        }
        Ok(())
    }
}

/// Whether two passwords are stored otherwise than alike: two spellings of one hash are alike.
fn differs(wanted: Option<&PasswordHash>, present: Option<&PasswordHash>) -> bool {
    match (wanted, present) {
        (Some(wanted), Some(present)) => !wanted.is_same_as(present),
        (wanted, present) => wanted.is_some() != present.is_some(),
    }
}
