//! JSON. The parser checks the whole text first; the places come from where each value's own text begins in it.

use std::{fmt, sync::Arc};

use serde::{
    Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    super::{Fault, Place, SeedError, place::Text},
    node::{DEEPEST, Node, Table, Value, insert},
};

pub(super) fn parse(source: &str, file: &Arc<str>) -> Result<Node, SeedError> {
    let reader = Reader { source, text: Text::new(source, file) };
    let root: &RawValue = serde_json::from_str(source).map_err(|error| reader.syntax(&error, 0))?;
    reader.node(root, 0)
}

struct Reader<'a> {
    source: &'a str,
    text: Text<'a>,
}

impl<'a> Reader<'a> {
    /// Where a part of the text begins in it.
    fn offset(&self, part: &str) -> usize {
        part.as_ptr().addr().saturating_sub(self.source.as_ptr().addr())
    }

    fn node(&self, raw: &'a RawValue, depth: usize) -> Result<Node, SeedError> {
        let text = raw.get();
        let start = self.offset(text);
        let place = self.text.place(start);
        if depth > DEEPEST {
            return Err(SeedError { place, fault: Fault::TooDeep(DEEPEST) });
        }
        let value = match text.as_bytes().first() {
            Some(b'{') => Value::Table(self.members(text, depth)?),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| self.syntax(&error, start))?;
                let items = items.into_iter().map(|item| self.node(item, depth.saturating_add(1)));
                Value::List(items.collect::<Result<_, _>>()?)
            }
            Some(b'"') => Value::Text(serde_json::from_str(text).map_err(|error| self.syntax(&error, start))?),
            Some(b't') => Value::Bool(true),
            Some(b'f') => Value::Bool(false),
            Some(b'n') => Value::Null,
            _ => Value::Bare(text.to_owned(), "a number"),
        };
        Ok(Node { place, value })
    }

    fn members(&self, text: &'a str, depth: usize) -> Result<Table, SeedError> {
        let start = self.offset(text);
        let members = serde_json::Deserializer::from_str(text).deserialize_map(Members);
        let mut table = Table::new();
        let mut end = start;
        for (key, raw) in members.map_err(|error| self.syntax(&error, start))? {
            // Between the brace or the value before and the key there are but white space and a comma.
            let gap = self.source.get(end..).and_then(|rest| rest.find('"')).unwrap_or_default();
            let place = self.text.place(end.saturating_add(gap));
            end = self.offset(raw.get()).saturating_add(raw.get().len());
            insert(&mut table, key, place, self.node(raw, depth.saturating_add(1))?)?;
        }
        Ok(table)
    }

    /// The parser's complaint about the text from `start` on.
    fn syntax(&self, error: &serde_json::Error, start: usize) -> SeedError {
        let base = self.text.place(start);
        let column =
            if error.line() <= 1 { base.column.saturating_add(error.column()).saturating_sub(1) } else { error.column() };
        let line = base.line.saturating_add(error.line()).saturating_sub(1);
        let place = Place { line: line.max(1), column: column.max(1), ..base };
        let message = error.to_string();
        let message = message.split_once(" at line ").map_or(message.as_str(), |(message, _)| message).to_owned();
        SeedError { place, fault: Fault::Syntax { syntax: "JSON", message } }
    }
}

/// The members of an object in their order, each value as its text.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}
