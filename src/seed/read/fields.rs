//! The members of one table, taken one by one.

use std::{collections::BTreeSet, error::Error, str::FromStr};

use super::{
    super::{Fault, Place, SeedError, SourceText, Wish},
    node::{Node, Table, Value},
};
use crate::clock::{TimeSpec, Timestamp};

/// A table whose keys are all known.
pub(super) struct Fields {
    pub(super) place: Place,
    table: Table,
}

impl Fields {
    /// The members of a node that must be a table; `what` names it in an error.
    pub(super) fn of(node: Node, what: &str, known: &'static [&'static str]) -> Result<Self, SeedError> {
        let Value::Table(table) = node.value else { return Err(node.unexpected(what, "a table")) };
        let strange = table.iter().filter(|(key, _)| !known.contains(&key.as_str()));
        match strange.min_by_key(|(_, (place, _))| (place.line, place.column)) {
            None => Ok(Self { place: node.place, table }),
            Some((key, (place, _))) => {
                let fault = Fault::UnknownKey { key: key.clone(), nearest: nearest(key, known), known };
                Err(SeedError { place: place.clone(), fault })
            }
        }
    }

    /// The value of a key.
    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        self.table.remove(key).map(|(_, node)| node)
    }

    /// The place of the value of a key, else of the table.
    pub(super) fn place_of(&self, key: &str) -> Place {
        self.table.get(key).map_or_else(|| self.place.clone(), |(place, _)| place.clone())
    }

    pub(super) fn flag(&mut self, key: &'static str) -> Result<Option<bool>, SeedError> {
        match self.take(key) {
            None => Ok(None),
            Some(Node { value: Value::Bool(flag), .. }) => Ok(Some(flag)),
            Some(node) => Err(node.unexpected(key, "true or false")),
        }
    }

    /// A value that has to be there if its key is.
    pub(super) fn some<T: FromStr<Err: Error + Send + Sync + 'static>>(
        &mut self,
        key: &'static str,
    ) -> Result<Option<T>, SeedError> {
        self.take(key).map(|node| parse(&node, key)).transpose()
    }

    /// A value without which the table means nothing.
    pub(super) fn required<T: FromStr<Err: Error + Send + Sync + 'static>>(&mut self, key: &'static str) -> Result<T, SeedError> {
        self.some(key)?.ok_or_else(|| SeedError { place: self.place.clone(), fault: Fault::Missing(key) })
    }

    /// A value that `null` clears.
    pub(super) fn wish<T: FromStr<Err: Error + Send + Sync + 'static>>(
        &mut self,
        key: &'static str,
    ) -> Result<Wish<T>, SeedError> {
        match self.take(key) {
            None => Ok(Wish::Keep),
            Some(Node { value: Value::Null, .. }) => Ok(Wish::Clear),
            Some(node) => parse(&node, key).map(Wish::Set),
        }
    }

    /// A set of texts; `null` is the empty one.
    pub(super) fn set<T: Ord + FromStr<Err: Error + Send + Sync + 'static>>(
        &mut self,
        key: &'static str,
    ) -> Result<Option<BTreeSet<T>>, SeedError> {
        match self.take(key) {
            None => Ok(None),
            Some(Node { value: Value::Null, .. }) => Ok(Some(BTreeSet::new())),
            Some(Node { value: Value::List(items), .. }) => {
                items.iter().map(|item| parse(item, key)).collect::<Result<_, _>>().map(Some)
            }
            Some(node) => Err(node.unexpected(key, "a list")),
        }
    }

    /// An instant that means the same at every run; `null` and `never` clear it. It may stand without quotes.
    pub(super) fn instant(&mut self, key: &'static str) -> Result<Wish<Timestamp>, SeedError> {
        let Some(node) = self.take(key) else { return Ok(Wish::Keep) };
        let text = match &node.value {
            Value::Null => return Ok(Wish::Clear),
            Value::Text(text) | Value::Bare(text, _) => text,
            _ => return Err(node.unexpected(key, "a time")),
        };
        match text.parse() {
            Ok(TimeSpec::At(at)) => Ok(Wish::Set(at)),
            Ok(TimeSpec::Never) => Ok(Wish::Clear),
            Ok(_) => Err(node.fault(Fault::Moving(key))),
            Err(error) => Err(node.fault(Fault::Invalid { key: key.to_owned(), source: Box::new(error) })),
        }
    }

    /// A text that says where a secret is.
    pub(super) fn source(&mut self, key: &'static str) -> Result<Option<Wish<SourceText>>, SeedError> {
        match self.take(key) {
            None => Ok(None),
            Some(Node { value: Value::Null, .. }) => Ok(Some(Wish::Clear)),
            // What stands here may be a secret, so it is not shown.
            Some(node) => match node.value {
                Value::Text(text) => Ok(Some(Wish::Set(SourceText::new(node.place, text)))),
                _ => Err(node.unexpected(key, "a text")),
            },
        }
    }

    /// The items of a list of tables.
    pub(super) fn list(&mut self, key: &'static str) -> Result<Vec<Node>, SeedError> {
        match self.take(key) {
            None | Some(Node { value: Value::Null, .. }) => Ok(Vec::new()),
            Some(Node { value: Value::List(items), .. }) => Ok(items),
            Some(node) => Err(node.unexpected(key, "a list")),
        }
    }
}

/// A text as the value that its `FromStr` makes of it.
fn parse<T: FromStr<Err: Error + Send + Sync + 'static>>(node: &Node, key: &str) -> Result<T, SeedError> {
    let key = || key.to_owned();
    let not_text = |shown: &str, found| Err(node.fault(Fault::NotText { key: key(), found, shown: shown.to_owned() }));
    match &node.value {
        Value::Text(text) => {
            text.parse().map_err(|error: T::Err| node.fault(Fault::Invalid { key: key(), source: Box::new(error) }))
        }
        Value::Null => not_text("null", "null"),
        Value::Bool(flag) => not_text(if *flag { "true" } else { "false" }, "a boolean"),
        Value::Bare(text, kind) => not_text(text, kind),
        Value::List(_) | Value::Table(_) => Err(node.unexpected(&key(), "a text")),
    }
}

/// The known key that a mistyped one may have meant.
fn nearest(key: &str, known: &'static [&'static str]) -> Option<&'static str> {
    let far = key.chars().count().div_ceil(3).min(3);
    let distances = known.iter().map(|candidate| (strsim::damerau_levenshtein(key, candidate), *candidate));
    let near = distances.filter(|(distance, _)| *distance <= far).min();
    near.map(|(_, candidate)| candidate)
}
