//! Keys of the user file, and what was done to them.

use std::fmt;

use authctl::{
    clock::Timestamp,
    keys::{KeyState, StoredKey},
};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{DIM, GOOD, Page, Safe, View};

/// What a command did to a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyAction {
    Created,
    Imported,
    Activated,
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
    now: Timestamp,
}

impl<'a> KeyView<'a> {
    /// The columns of a list.
    pub(crate) const HEADS: [&'static str; 6] = ["KID", "ALG", "STATE", "KEY", "CREATED", "EXPIRES"];

    /// A key to look at.
    pub(crate) const fn shown(key: &'a StoredKey, now: Timestamp) -> Self {
        Self { key, action: None, now }
    }

    /// A key after a change.
    pub(crate) const fn changed(key: &'a StoredKey, action: KeyAction, now: Timestamp) -> Self {
        Self { key, action: Some(action), now }
    }

    /// The cells of a list.
    pub(crate) fn cells(&self) -> [String; 6] {
        let Self { key, now, .. } = self;
        [
            key.kid.to_string(),
            key.algorithm.to_string(),
            self.state(),
            key.verifying.describe(),
            key.created_at.to_string(),
            key.expires_at.map_or_else(|| "never".to_owned(), |end| format!("{end} ({})", end.relative(*now))),
        ]
    }

    /// The state, with what keeps the key from what its state would let it do.
    fn state(&self) -> String {
        let Self { key, now, .. } = self;
        let mut state = key.state.name().to_owned();
        if key.has_expired(*now) {
            state.push_str(", expired");
        }
        if key.signing.is_none() {
            state.push_str(", verify-only");
        }
        state
    }
}

impl Serialize for KeyView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let key = self.key;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("schema", "authctl.key/1")?;
        if let Some(action) = self.action {
            object.serialize_entry("action", action.name())?;
            object.serialize_entry("changed", &(action != KeyAction::Unchanged))?;
        }
        object.serialize_entry("kid", key.kid.as_str())?;
        object.serialize_entry("alg", key.algorithm.name())?;
        object.serialize_entry("state", key.state.name())?;
        object.serialize_entry("created_at", &key.created_at.to_string())?;
        object.serialize_entry("expires_at", &key.expires_at.map(|end| end.to_string()))?;
        object.serialize_entry("verify_only", &key.signing.is_none())?;
        object.serialize_entry("expired", &key.has_expired(self.now))?;
        object.serialize_entry("key", &key.verifying.describe())?;
        object.serialize_entry("public_jwk", &key.public_jwk())?;
        object.end()
    }
}

impl View for KeyView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        let Self { key, now, .. } = self;
        let name = Safe(key.kid.as_str());
        match self.action {
            Some(action) => page.line(format_args!("key {name} {}", action.name()))?,
            None => page.heading(key.kid.as_str())?,
        }
        if self.action == Some(KeyAction::Deleted) {
            return Ok(());
        }
        let style = if key.state == KeyState::Active && !key.has_expired(*now) { GOOD } else { DIM };
        page.styled_field("state", format_args!("{style}{}{style:#}", self.state()))?;
        page.field("algorithm", key.algorithm)?;
        page.field("key", key.verifying.describe())?;
        page.field("created", format_args!("{} ({})", key.created_at, key.created_at.relative(*now)))?;
        match key.expires_at {
            Some(end) => page.field("expires", format_args!("{end} ({})", end.relative(*now))),
            None => page.field("expires", "never"),
        }
    }
}
