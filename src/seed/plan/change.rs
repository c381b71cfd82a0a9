//! A change, as it is told.

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;

/// What happens to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// It is made.
    Create,
    /// It becomes another.
    Update,
    /// It goes.
    Delete,
}

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the kinds of things in a user file")]
pub enum Kind {
    User,
    Key,
    Token,
}

impl Kind {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Key => "key",
            Self::Token => "token",
        }
    }
}

/// A change of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happens.
    pub op: Op,
    /// To what kind of thing.
    pub kind: Kind,
    /// Its name: a username or kid.
    pub name: String,
    /// The fields that change; none where it goes.
    pub fields: Vec<(&'static str, Field)>,
}

/// What becomes of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Field {
    /// Another value.
    Value {
        /// The one before.
        from: Value,
        /// The one after.
        to: Value,
    },
    /// A password, of which no value is shown.
    Password {
        /// What happens to it.
        change: PasswordChange,
    },
}

/// What becomes of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PasswordChange {
    /// There was none, and there will be one.
    Set,
    /// It stays, although the seed names one.
    Kept,
    /// It becomes another.
    Changed,
    /// It goes.
    Removed,
}

impl PasswordChange {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Kept => "kept",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// `{"op":…,"kind":…,"name":…,"fields":{…}}`
impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields: serde_json::Map<String, Value> = self
            .fields
            .iter()
            .map(|(name, field)| Ok(((*name).to_owned(), serde_json::to_value(field)?)))
            .collect::<serde_json::Result<_>>()
            .map_err(serde::ser::Error::custom)?;
        let mut object = serializer.serialize_map(Some(4))?;
        object.serialize_entry("op", &self.op)?;
        object.serialize_entry("kind", &self.kind)?;
        object.serialize_entry("name", &self.name)?;
        object.serialize_entry("fields", &fields)?;
        object.end()
    }
}

/// How many things change, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the numbers of each kind of change")]
pub struct Summary {
    pub create: usize,
    pub update: usize,
    pub delete: usize,
    pub unchanged: usize,
}
