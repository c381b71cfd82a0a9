//! The tree that all syntaxes become.

use std::collections::BTreeMap;

use super::super::{Fault, Place, SeedError};

/// How deep lists and tables may stand in each other; a seed needs four levels.
pub(super) const DEEPEST: usize = 16;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) place: Place,
    pub(super) value: Value,
}

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// What is no text without quotes: as it stands there, and what it is taken for.
    Bare(String, &'static str),
    Text(String),
    List(Vec<Node>),
    Table(Table),
}

/// The members of a table by key, each with the place of the key.
pub(super) type Table = BTreeMap<String, (Place, Node)>;

impl Node {
    pub(super) fn fault(&self, fault: Fault) -> SeedError {
        SeedError { place: self.place.clone(), fault }
    }

    /// What it is, in words.
    pub(super) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Bare(_, kind) => kind,
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }

    /// An error where another kind of value was expected.
    pub(super) fn unexpected(&self, key: &str, expected: &'static str) -> SeedError {
        self.fault(Fault::Unexpected { key: key.to_owned(), expected, found: self.kind() })
    }
}

/// Adds a member whose key must be new.
pub(super) fn insert(table: &mut Table, key: String, place: Place, node: Node) -> Result<(), SeedError> {
    if let Some((first, _)) = table.get(&key) {
        let fault = Fault::DuplicateKey { key, first: first.clone() };
        return Err(SeedError { place, fault });
    }
    table.insert(key, (place, node));
    Ok(())
}
