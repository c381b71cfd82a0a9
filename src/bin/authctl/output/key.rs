//! Keys of the user file, and what was done to them.

use std::fmt;

use authctl::{
    clock::Timestamp,
    keys::{KeyState, StoredKey},
};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::json;

use super::{DIM, GOOD, Page, Safe, View, WARNING, head};
use crate::failure::Exit;

/// What a command did to a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyAction {
    Created,
    Imported,
    Activated,
    Rotated,
    Retired,
    Deleted,
    Unchanged,
}

impl KeyAction {
    const fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Imported => "imported",
            Self::Activated => "activated",
            Self::Rotated => "rotated",
            Self::Retired => "retired",
            Self::Deleted => "deleted",
            Self::Unchanged => "unchanged",
        }
    }
}

/// A key as it is, or after a change. Private material is never part of it.
pub(crate) struct KeyView<'a> {
    key: &'a StoredKey,
    action: Option<KeyAction>,
    previous: Option<&'a StoredKey>,
    now: Timestamp,
}

impl<'a> KeyView<'a> {
    /// The columns of a list.
    pub(crate) const HEADS: [&'static str; 6] = ["KID", "ALG", "STATE", "KEY", "CREATED", "EXPIRES"];

    /// A key to look at.
    pub(crate) const fn shown(key: &'a StoredKey, now: Timestamp) -> Self {
        Self { key, action: None, previous: None, now }
    }

    /// A key after a change.
    pub(crate) const fn changed(key: &'a StoredKey, action: KeyAction, now: Timestamp) -> Self {
        Self { key, action: Some(action), previous: None, now }
    }

    /// A key that took over from another.
    pub(crate) const fn rotated(key: &'a StoredKey, previous: Option<&'a StoredKey>, now: Timestamp) -> Self {
        Self { key, action: Some(KeyAction::Rotated), previous, now }
    }

    /// The cells of a list.
    pub(crate) fn cells(&self) -> [String; 6] {
        let Self { key, now, .. } = self;
        [
            key.kid.to_string(),
            key.algorithm.to_string(),
            self.state(),
            self.kind(),
            key.created_at.to_string(),
            key.expires_at.map_or_else(|| "never".to_owned(), |end| format!("{end} ({})", end.relative(*now))),
        ]
    }

    /// The state, with what keeps the key from what its state would let it do.
    fn state(&self) -> String {
        let Self { key, now, .. } = self;
        let standing = key.state_at(*now);
        let mut state = standing.name().to_owned();
        if key.has_expired(*now) && standing != KeyState::Retired {
            state.push_str(", expired");
        }
        if !key.can_sign() {
            state.push_str(", verify-only");
        }
        if key.is_sealed() {
            state.push_str(", sealed");
        }
        state
    }

    /// What it is made of. Of a sealed HMAC secret not even the length is known.
    fn kind(&self) -> String {
        self.key.verifying_key().map_or_else(|| self.key.algorithm.key_type().to_string(), |key| key.describe())
    }
}

impl Serialize for KeyView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let key = self.key;
        let mut object = head::object(serializer, "key")?;
        if let Some(action) = self.action {
            head::add_change(&mut object, action.name(), action != KeyAction::Unchanged)?;
        }
        object.serialize_entry("kid", key.kid.as_str())?;
        object.serialize_entry("alg", key.algorithm.name())?;
        object.serialize_entry("state", key.state_at(self.now).name())?;
        object.serialize_entry("created_at", &key.created_at.to_string())?;
        object.serialize_entry("expires_at", &key.expires_at.map(|end| end.to_string()))?;
        object.serialize_entry("verify_only", &!key.can_sign())?;
        object.serialize_entry("sealed", &key.is_sealed())?;
        object.serialize_entry("expired", &key.has_expired(self.now))?;
        object.serialize_entry("key", &self.kind())?;
        object.serialize_entry("public_jwk", &key.public_jwk())?;
        if self.action == Some(KeyAction::Rotated) {
            let previous = |key: &StoredKey| {
                json!({
                    "kid": key.kid.as_str(),
                    "state": key.state_at(self.now).name(),
                    "expires_at": key.expires_at.map(|end| end.to_string()),
                })
            };
            object.serialize_entry("previous", &self.previous.map(previous))?;
        }
        object.end()
    }
}

impl View for KeyView<'_> {
    fn is_said_by_exit(&self) -> bool {
        self.action.is_some()
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        let Self { key, now, .. } = self;
        let name = Safe(key.kid.as_str());
        match self.action {
            Some(KeyAction::Rotated) => page.line(format_args!("key {name} signs from now on"))?,
            Some(action) => page.line(format_args!("key {name} {}", action.name()))?,
            None => page.heading(key.kid.as_str())?,
        }
        if self.action == Some(KeyAction::Deleted) {
            return Ok(());
        }
        let style = if key.state == KeyState::Active && !key.has_expired(*now) { GOOD } else { DIM };
        page.styled_field("state", format_args!("{style}{}{style:#}", self.state()))?;
        page.field("algorithm", key.algorithm)?;
        page.field("key", self.kind())?;
        page.field("created", format_args!("{} ({})", key.created_at, key.created_at.relative(*now)))?;
        match key.expires_at {
            Some(end) => page.field("expires", format_args!("{end} ({})", end.relative(*now))),
            None => page.field("expires", "never"),
        }
    }
}

/// The answer of `key match`: the key that signed a token, or that none did.
pub(crate) struct MatchView<'a> {
    /// The key.
    pub(crate) key: Option<&'a StoredKey>,
    /// The token's `alg`, as it stands.
    pub(crate) algorithm: Option<&'a str>,
    /// The token's `kid`, as it stands.
    pub(crate) named: Option<&'a str>,
    /// How many keys there are.
    pub(crate) tried: usize,
    pub(crate) now: Timestamp,
}

impl MatchView<'_> {
    /// 0 where a key signed the token, else 4.
    pub(crate) const fn exit(&self) -> Exit {
        if self.key.is_some() { Exit::Done } else { Exit::NotAuthentic }
    }
}

impl Serialize for MatchView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(key) = self.key {
            return KeyView::shown(key, self.now).serialize(serializer);
        }
        let mut object = head::object(serializer, "key")?;
        object.serialize_entry("kid", &None::<&str>)?;
        object.serialize_entry("alg", &self.algorithm)?;
        object.serialize_entry("state", &None::<&str>)?;
        object.serialize_entry("tried", &self.tried)?;
        object.serialize_entry("exit_code", &self.exit().number())?;
        object.end()
    }
}

impl View for MatchView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        if let Some(key) = self.key {
            return KeyView::shown(key, self.now).text(page);
        }
        let plural = if self.tried == 1 { "" } else { "s" };
        page.line(format_args!("{WARNING}no key of the file signed this token{WARNING:#}: {} key{plural} tried", self.tried))?;
        page.optional("algorithm", self.algorithm)?;
        page.optional("names key", self.named)
    }
}
