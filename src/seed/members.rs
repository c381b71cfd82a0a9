//! A user in the words of a seed.

use serde_json::{Value, json};

use crate::{
    clock::Lifetime,
    users::{Audience, Email, FullName, Role, Scope, Status, User},
};

/// The members that a seed can have of a user beside its name, id, kind and password, in order. What is unset is null, false or an
/// empty list, as it is in a seed.
#[must_use]
pub fn user_members(user: &User) -> [(&'static str, Value); 10] {
    let facts = user.facts();
    let reason = match &facts.status {
        Status::Disabled { reason } => reason.as_deref(),
        Status::Enabled => None,
    };
    [
        ("email", json!(facts.email.as_ref().map(Email::as_str))),
        ("full_name", json!(facts.full_name.as_ref().map(FullName::as_str))),
        ("disabled", json!(user.is_disabled())),
        ("disabled_reason", json!(reason)),
        ("roles", json!(facts.roles.iter().map(Role::as_str).collect::<Vec<_>>())),
        ("scopes", json!(facts.scopes.iter().map(Scope::as_str).collect::<Vec<_>>())),
        ("expires_at", json!(facts.expires_at.map(|at| at.to_string()))),
        ("must_change", json!(user.must_change())),
        ("max_ttl", json!(user.max_ttl().map(|limit| Lifetime::to_string(&limit)))),
        ("audiences", json!(user.audiences().into_iter().flatten().map(Audience::as_str).collect::<Vec<_>>())),
    ]
}
