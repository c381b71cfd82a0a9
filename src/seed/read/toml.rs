//! TOML. It has no null: an empty text clears.

use std::sync::Arc;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    super::{Fault, SeedError, place::Text},
    node::{Node, Table, Value, insert},
};

pub(super) fn parse(source: &str, file: &Arc<str>) -> Result<Node, SeedError> {
    let text = Text::new(source, file);
    let table = DeTable::parse(source).map_err(|error| SeedError {
        place: text.place(error.span().map_or(0, |span| span.start)),
        fault: Fault::Syntax { syntax: "TOML", message: error.message().replace('\n', ", ") },
    })?;
    Ok(Node { place: text.place(0), value: Value::Table(members(&text, table.into_inner())?) })
}

/// The depth needs no bound here: the parser has one.
fn members(text: &Text<'_>, table: DeTable<'_>) -> Result<Table, SeedError> {
    let mut members = Table::new();
    for (key, value) in table {
        let place = text.place(key.span().start);
        insert(&mut members, key.into_inner().into_owned(), place, node(text, value)?)?;
    }
    Ok(members)
}

fn node(text: &Text<'_>, value: Spanned<DeValue<'_>>) -> Result<Node, SeedError> {
    let place = text.place(value.span().start);
    let value = match value.into_inner() {
        DeValue::String(string) if string.is_empty() => Value::Null,
        DeValue::String(string) => Value::Text(string.into_owned()),
        DeValue::Integer(integer) => Value::Bare(integer.to_string(), "a number"),
        DeValue::Float(float) => Value::Bare(float.to_string(), "a number"),
        DeValue::Boolean(flag) => Value::Bool(flag),
        DeValue::Datetime(instant) => Value::Bare(instant.to_string(), "a date"),
        DeValue::Array(items) => Value::List(items.into_iter().map(|item| node(text, item)).collect::<Result<_, _>>()?),
        DeValue::Table(table) => Value::Table(members(text, table)?),
    };
    Ok(Node { place, value })
}
