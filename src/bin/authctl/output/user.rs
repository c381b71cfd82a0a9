//! Users: what is known of them, and what was done to them.

use std::fmt;

use authctl::{
    clock::{Lifetime, Timestamp},
    password::{PasswordHash, Policy},
    users::{Audience, Email, FullName, Role, Scope, Status, User, Username},
};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Value, json};

use super::{Page, Safe, View, head};

/// What a command did to a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserAction {
    Created,
    Updated,
    PasswordChanged,
    Enabled,
    Disabled,
    Unlocked,
    Deleted,
    Unchanged,
}

impl UserAction {
    const fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::PasswordChanged => "password-changed",
            Self::Enabled => "enabled",
            Self::Disabled => "disabled",
            Self::Unlocked => "unlocked",
            Self::Deleted => "deleted",
            Self::Unchanged => "unchanged",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::PasswordChanged => "has a new password",
            Self::Unchanged => "is unchanged",
            _ => self.name(),
        }
    }
}

/// A user as it is, or after a change. Its hash is never part of it.
pub(crate) struct UserView<'a> {
    name: &'a Username,
    user: Option<&'a User>,
    action: Option<UserAction>,
    policy: &'a Policy,
    now: Timestamp,
}

impl<'a> UserView<'a> {
    /// The columns of a list.
    pub(crate) const HEADS: [&'static str; 6] = ["USERNAME", "FULL NAME", "EMAIL", "STATUS", "ROLES", "PASSWORD"];

    /// A user to look at.
    pub(crate) fn shown(user: &'a User, policy: &'a Policy, now: Timestamp) -> Self {
        Self { name: user.username(), user: Some(user), action: None, policy, now }
    }

    /// A user after a change.
    pub(crate) fn changed(user: &'a User, action: UserAction, policy: &'a Policy, now: Timestamp) -> Self {
        Self { name: user.username(), user: Some(user), action: Some(action), policy, now }
    }

    /// A name that was passed over, because no user has it.
    pub(crate) fn missing(name: &'a Username, policy: &'a Policy, now: Timestamp) -> Self {
        Self { name, user: None, action: Some(UserAction::Unchanged), policy, now }
    }

    /// The cells of a list.
    pub(crate) fn cells(&self) -> Vec<String> {
        let Some(user) = self.user else { return vec![self.name.to_string()] };
        let facts = user.facts();
        let dash = || "-".to_owned();
        vec![
            self.name.to_string(),
            facts.full_name.as_ref().map_or_else(dash, ToString::to_string),
            facts.email.as_ref().map_or_else(dash, ToString::to_string),
            self.status(user),
            if facts.roles.is_empty() { dash() } else { joined(facts.roles.iter().map(Role::as_str)) },
            match user.password() {
                _ if user.is_service() => "service".to_owned(),
                None => dash(),
                Some(hash) if self.policy.needs_rehash(hash) => format!("{} (weak)", hash.params().scheme().name()),
                Some(hash) => hash.params().scheme().name().to_owned(),
            },
        ]
    }

    /// In a word or two, whether the user may act and log in.
    fn status(&self, user: &User) -> String {
        if user.is_disabled() {
            "disabled".to_owned()
        } else if user.subject(self.now).is_err() {
            "expired".to_owned()
        } else if self.lock(user).is_some() {
            "locked".to_owned()
        } else {
            "enabled".to_owned()
        }
    }

    /// The end of a lock that holds now.
    fn lock(&self, user: &User) -> Option<Timestamp> {
        user.facts().locked_until.filter(|until| *until > self.now)
    }

    fn distance(&self, at: Timestamp) -> String {
        format!("{at} ({})", at.relative(self.now))
    }

    fn object(&self, user: &User) -> Value {
        let facts = user.facts();
        let reason = match &facts.status {
            Status::Disabled { reason } => reason.as_deref(),
            Status::Enabled => None,
        };
        let hash = user.password();
        json!({
            "id": facts.id.to_string(),
            "username": facts.username.as_str(),
            "email": facts.email.as_ref().map(Email::as_str),
            "full_name": facts.full_name.as_ref().map(FullName::as_str),
            "service": user.is_service(),
            "disabled": user.is_disabled(),
            "disabled_reason": reason,
            "roles": facts.roles.iter().map(Role::as_str).collect::<Vec<_>>(),
            "scopes": facts.scopes.iter().map(Scope::as_str).collect::<Vec<_>>(),
            "expires_at": instant(facts.expires_at),
            "must_change": user.must_change(),
            "password": {
                "set": hash.is_some(),
                "scheme": hash.map(|hash| hash.params().scheme().name()),
                "params": hash.map(|hash| hash.params().to_string()),
                "needs_rehash": hash.is_some_and(|hash| self.policy.needs_rehash(hash)),
            },
            "locked_until": instant(self.lock(user)),
            "created_at": instant(Some(facts.created_at)),
            "updated_at": instant(Some(facts.updated_at)),
            "failed_logins": facts.failed_logins,
            "tokens_valid_after": instant(facts.tokens_valid_after),
            "max_ttl_s": user.max_ttl().map(Lifetime::as_secs),
            "audiences": user.audiences().into_iter().flatten().map(Audience::as_str).collect::<Vec<_>>(),
            "client_secret": { "set": user.client_secret().is_some() },
        })
    }

    fn page(&self, user: &User, page: &mut Page) -> fmt::Result {
        let facts = user.facts();
        page.heading(self.name.as_str())?;
        page.optional("full name", facts.full_name.as_ref())?;
        page.optional("email", facts.email.as_ref())?;
        page.field("kind", if user.is_service() { "service account" } else { "person" })?;
        match &facts.status {
            Status::Disabled { reason: Some(reason) } => page.field("status", format_args!("disabled: {reason}"))?,
            _ => page.field("status", self.status(user))?,
        }
        page.optional("expires", facts.expires_at.map(|at| self.distance(at)))?;
        page.optional("locked until", self.lock(user).map(|at| self.distance(at)))?;
        page.optional("roles", some(joined(facts.roles.iter().map(Role::as_str))))?;
        page.optional("scopes", some(joined(facts.scopes.iter().map(Scope::as_str))))?;
        if user.is_service() {
            page.field("longest token", user.max_ttl().map_or_else(|| "no limit".to_owned(), |limit| limit.to_string()))?;
            let audiences = user.audiences().into_iter().flatten().map(Audience::as_str);
            page.field("audiences", some(joined(audiences)).unwrap_or_else(|| "any".to_owned()))?;
            page.field("client secret", if user.client_secret().is_some() { "set" } else { "none" })?;
        } else {
            page.field("password", self.password(user.password(), user.must_change()))?;
        }
        page.optional("tokens ended", facts.tokens_valid_after.map(|at| format!("those before {}", self.distance(at))))?;
        page.field("created", self.distance(facts.created_at))?;
        page.field("updated", self.distance(facts.updated_at))?;
        page.field("id", facts.id)
    }

    fn password(&self, hash: Option<&PasswordHash>, must_change: bool) -> String {
        let Some(hash) = hash else { return "none: cannot log in".to_owned() };
        let mut text = format!("{} {}", hash.params().scheme().name(), hash.params());
        if self.policy.needs_rehash(hash) {
            text.push_str(", weaker than the policy");
        }
        if must_change {
            text.push_str(", to be changed at the next login");
        }
        text
    }
}

impl Serialize for UserView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = head::object(serializer, "user")?;
        if let Some(action) = self.action {
            head::add_change(&mut object, action.name(), action != UserAction::Unchanged)?;
        }
        if self.user.is_none() {
            object.serialize_entry("username", self.name.as_str())?;
        }
        object.serialize_entry("user", &self.user.map(|user| self.object(user)))?;
        object.end()
    }
}

impl View for UserView<'_> {
    fn is_said_by_exit(&self) -> bool {
        self.action.is_some()
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        match (self.user, self.action) {
            (Some(user), None) => self.page(user, page),
            (Some(user), Some(UserAction::Created)) if user.password().is_none() && !user.is_service() => {
                page.line(format_args!("user {} created, without a password", Safe(self.name.as_str())))
            }
            (Some(_), Some(action)) => page.line(format_args!("user {} {}", Safe(self.name.as_str()), action.words())),
            (None, _) => page.line(format_args!("user {} does not exist", Safe(self.name.as_str()))),
        }
    }
}

fn instant(at: Option<Timestamp>) -> Option<String> {
    at.map(|at| at.to_string())
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}
