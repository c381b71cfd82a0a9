//! YAML: the events of the parser become the tree. Anchors, aliases and merge keys (`<<`) are followed, but not without bound.

use std::{collections::BTreeMap, sync::Arc};

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};

use super::{
    super::{Fault, Place, SeedError},
    node::{DEEPEST, Node, Table, Value, insert},
    scalar::plain,
};

/// The most values a seed may have, counting what aliases repeat.
const MOST: usize = 1_000_000;

pub(super) fn parse(text: &str, file: &Arc<str>) -> Result<Node, SeedError> {
    let mut builder = Builder { file: file.clone(), open: Vec::new(), anchors: BTreeMap::new(), count: 0, root: None };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let fault = Fault::Syntax { syntax: "YAML", message: error.info().to_owned() };
            SeedError { place: builder.place(error.marker()), fault }
        })?;
        let place = builder.place(&span.start);
        builder.take(event, place)?;
    }
    let start = Place { file: file.clone(), line: 1, column: 1 };
    // A file of comments alone asks for nothing.
    Ok(builder.root.unwrap_or(Node { place: start, value: Value::Table(Table::new()) }))
}

struct Builder {
    file: Arc<str>,
    open: Vec<Open>,
    /// What anchors name, with the number of values in it.
    anchors: BTreeMap<usize, (Node, usize)>,
    count: usize,
    root: Option<Node>,
}

/// A list or table whose end has not come.
struct Open {
    place: Place,
    anchor: usize,
    /// The count of values before it.
    before: usize,
    holds: Holds,
}

enum Holds {
    List(Vec<Node>),
    Table(Table, Option<(String, Place)>, Vec<Node>),
}

impl Builder {
    fn place(&self, marker: &Marker) -> Place {
        Place { file: self.file.clone(), line: marker.line(), column: marker.col().saturating_add(1) }
    }

    fn take(&mut self, event: Event<'_>, place: Place) -> Result<(), SeedError> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(&text, style, tag.as_deref()).ok_or_else(|| unsupported(&place, "tags but `!!str`"))?;
                if let Some(Open { holds: Holds::Table(_, key @ None, _), .. }) = self.open.last_mut() {
                    *key = Some((text.into_owned(), place));
                    return Ok(());
                }
                self.grow(1, &place)?;
                self.put(Node { place, value }, anchor, 1)
            }
            Event::SequenceStart(anchor, tag) => self.begin(Holds::List(Vec::new()), anchor, tag.is_some(), place),
            Event::MappingStart(anchor, tag) => {
                self.begin(Holds::Table(Table::new(), None, Vec::new()), anchor, tag.is_some(), place)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Alias(anchor) => {
                let found = self.anchors.get(&anchor).map(|(_, size)| *size);
                let size = found.ok_or_else(|| unsupported(&place, "alias of the list or table that it stands in"))?;
                self.grow(size, &place)?;
                let node = self.anchors.get(&anchor).map(|(node, _)| node.clone());
                node.map_or(Ok(()), |node| self.put(node, 0, size))
            }
            Event::DocumentStart(_) if self.root.is_some() => Err(unsupported(&place, "second document")),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => Ok(()),
        }
    }

    fn grow(&mut self, by: usize, place: &Place) -> Result<(), SeedError> {
        self.count = self.count.saturating_add(by);
        if self.count > MOST { Err(SeedError { place: place.clone(), fault: Fault::TooMany(MOST) }) } else { Ok(()) }
    }

    fn begin(&mut self, holds: Holds, anchor: usize, has_tag: bool, place: Place) -> Result<(), SeedError> {
        if has_tag {
            return Err(unsupported(&place, "tags but `!!str`"));
        }
        if let Some(Open { holds: Holds::Table(_, None, _), .. }) = self.open.last() {
            return Err(unsupported(&place, "keys but texts"));
        }
        if self.open.len() >= DEEPEST {
            return Err(SeedError { place, fault: Fault::TooDeep(DEEPEST) });
        }
        let before = self.count;
        self.grow(1, &place)?;
        self.open.push(Open { place, anchor, before, holds });
        Ok(())
    }

    fn end(&mut self) -> Result<(), SeedError> {
        let Some(Open { place, anchor, before, holds }) = self.open.pop() else { return Ok(()) };
        let value = match holds {
            Holds::List(items) => Value::List(items),
            Holds::Table(mut table, _, merged) => {
                for node in merged {
                    merge(&mut table, node)?;
                }
                Value::Table(table)
            }
        };
        let size = self.count.saturating_sub(before);
        self.put(Node { place, value }, anchor, size)
    }

    /// Puts a whole value into the list or table that is open.
    fn put(&mut self, node: Node, anchor: usize, size: usize) -> Result<(), SeedError> {
        // The parser numbers anchors from 1; 0 is none.
        if anchor > 0 {
            self.grow(size, &node.place)?;
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open { holds: Holds::List(items), .. }) => items.push(node),
            Some(Open { holds: Holds::Table(table, key, merged), .. }) => match key.take() {
                Some((key, _)) if key == "<<" => merged.push(node),
                Some((key, place)) => insert(table, key, place, node)?,
                None => return Err(unsupported(&node.place, "keys but texts")),
            },
        }
        Ok(())
    }
}

/// A quoted scalar is a text; so is one with the tag `!!str`. No other tag is known.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Option<Value> {
    match tag {
        Some(tag) if tag.is_yaml_core_schema() && tag.suffix == "str" => Some(Value::Text(text.to_owned())),
        Some(_) => None,
        None if style == ScalarStyle::Plain => Some(plain(text)),
        None => Some(Value::Text(text.to_owned())),
    }
}

/// Adds the members of a table, or of each table of a list, whose keys are not there.
fn merge(table: &mut Table, node: Node) -> Result<(), SeedError> {
    match node.value {
        Value::Table(other) => {
            for (key, member) in other {
                table.entry(key).or_insert(member);
            }
            Ok(())
        }
        Value::List(nodes) => nodes.into_iter().try_for_each(|node| merge(table, node)),
        _ => Err(node.unexpected("<<", "a table")),
    }
}

fn unsupported(place: &Place, what: &'static str) -> SeedError {
    SeedError { place: place.clone(), fault: Fault::Unsupported(what) }
}
