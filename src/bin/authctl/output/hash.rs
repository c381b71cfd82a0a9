//! A password hash: made, verified, or identified.

use std::fmt;

use authctl::password::{CostLimit, PasswordHash, Policy};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{GOOD, Page, View, WARNING, head};

const SCHEMA: &str = "hash";

/// A new hash, which is asked for and so shown.
pub(crate) struct CreatedView<'a> {
    pub(crate) hash: &'a PasswordHash,
    pub(crate) policy: &'a Policy,
}

impl Serialize for CreatedView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = head::object(serializer, SCHEMA)?;
        object.serialize_entry("scheme", self.hash.params().scheme().name())?;
        object.serialize_entry("params", &self.hash.params().to_string())?;
        object.serialize_entry("needs_rehash", &self.policy.needs_rehash(self.hash))?;
        object.serialize_entry("hash", self.hash.as_str())?;
        object.end()
    }
}

/// The bare hash: stdout is for the next program.
impl View for CreatedView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        page.line(self.hash.as_str())
    }
}

/// Whether a password belongs to a hash.
pub(crate) struct VerifiedView<'a> {
    pub(crate) matches: bool,
    pub(crate) hash: &'a PasswordHash,
    pub(crate) policy: &'a Policy,
}

impl Serialize for VerifiedView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = head::object(serializer, SCHEMA)?;
        object.serialize_entry("match", &self.matches)?;
        object.serialize_entry("scheme", self.hash.params().scheme().name())?;
        object.serialize_entry("params", &self.hash.params().to_string())?;
        object.serialize_entry("needs_rehash", &self.policy.needs_rehash(self.hash))?;
        object.end()
    }
}

impl View for VerifiedView<'_> {
    fn is_said_by_exit(&self) -> bool {
        true
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        page.heading(if self.matches { "The password matches" } else { "The password does not match" })?;
        page.field("scheme", self.hash.params().scheme())?;
        page.field("costs", self.hash.params())?;
        rehash(page, self.hash, self.policy)
    }
}

/// What a hash is.
pub(crate) struct IdentifiedView<'a> {
    pub(crate) hash: &'a PasswordHash,
    pub(crate) policy: &'a Policy,
}

impl IdentifiedView<'_> {
    /// The cost that is too high to be computed, if there is one.
    fn limit(&self) -> Option<CostLimit> {
        self.hash.params().check_limits().err()
    }
}

impl Serialize for IdentifiedView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = head::object(serializer, SCHEMA)?;
        object.serialize_entry("scheme", self.hash.params().scheme().name())?;
        object.serialize_entry("identifier", self.hash.identifier())?;
        object.serialize_entry("params", &self.hash.params().to_string())?;
        object.serialize_entry("salt_length", &self.hash.salt_length())?;
        object.serialize_entry("hash_length", &self.hash.key_length())?;
        object.serialize_entry("needs_rehash", &self.policy.needs_rehash(self.hash))?;
        object.serialize_entry("within_limits", &self.limit().is_none())?;
        object.serialize_entry("verified_by", self.hash.verifiers())?;
        object.end()
    }
}

impl View for IdentifiedView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        page.field("scheme", self.hash.params().scheme())?;
        page.field("identifier", self.hash.identifier())?;
        page.field("costs", self.hash.params())?;
        page.field("salt", format_args!("{} bytes", self.hash.salt_length()))?;
        page.field("hash", format_args!("{} bytes", self.hash.key_length()))?;
        rehash(page, self.hash, self.policy)?;
        if let Some(CostLimit { name, max, .. }) = self.limit() {
            page.styled_field("refused", format_args!("{WARNING}{name} is above the limit of {max}{WARNING:#}"))?;
        }
        page.field("verified by", self.hash.verifiers().join(", "))
    }
}

fn rehash(page: &mut Page, hash: &PasswordHash, policy: &Policy) -> fmt::Result {
    let wanted = &policy.params;
    if !policy.needs_rehash(hash) {
        return page.styled_field("needs rehash", format_args!("{GOOD}no{GOOD:#}"));
    }
    let why = if hash.params().scheme() == wanted.scheme() { "weaker than" } else { "the policy is" };
    page.styled_field("needs rehash", format_args!("{WARNING}yes{WARNING:#}: {why} {} {wanted}", wanted.scheme()))
}
