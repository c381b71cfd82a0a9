//! JSON as a token carries it (RFC 8259): members in order, numbers by their source text, duplicate members kept, and the byte
//! offset of everything, so that a fault can be pointed at.
//!
//! The reader is strict. [`parse`] accepts a whole text or says where it stops being JSON; [`parse_partial`] also hands back what
//! stood before that place, which is what a person needs to see of a truncated token.

mod build;
mod duplicates;
mod error;
mod name;
mod number;
mod pointer;
mod read;
mod write;

use std::borrow::Cow;

pub use duplicates::{Duplicate, duplicates};
pub use error::{JsonError, JsonErrorKind};
use name::Head;
pub use name::Name;
pub use number::Number;
pub use pointer::{escape_reference, references};
pub use read::{MAX_DEPTH, Partial, parse, parse_partial};

/// A JSON value and where it stood.
///
/// It borrows from the text that it was read from whatever stands there as it is; [`Value::into_owned`] makes it independent.
///
/// Two values are equal when their content is, wherever they stood; numbers are equal when their texts are.
/// [`Value::same`] compares by meaning.
#[derive(Clone, Debug)]
pub struct Value<'t> {
    kind: Kind<'t>,
    start: usize,
}

impl PartialEq for Value<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// The seven kinds of value of RFC 8259 section 3, `true` and `false` taken as one.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind<'t> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, by its source text.
    Number(Number),
    /// A string, its escapes resolved.
    String(Cow<'t, str>),
    /// An array.
    Array(Vec<Value<'t>>),
    /// An object: all members in order, duplicates included.
    Object(Vec<Member<'t>>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member<'t> {
    /// The name, its escapes resolved.
    pub name: Name<'t>,
    /// The byte offset of the name's opening quote.
    pub name_start: usize,
    /// The value.
    pub value: Value<'t>,
}

impl<'t> Value<'t> {
    /// The kind, with the content.
    #[must_use]
    pub const fn kind(&self) -> &Kind<'t> {
        &self.kind
    }

    /// The byte offset of the value's first byte in the text it was read from; 0 for a value that was built.
    #[must_use]
    pub const fn start(&self) -> usize {
        self.start
    }

    /// The member of that name. Of several the last, as most readers have it; see [`duplicates`].
    #[inline]
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let head = Head::of(name);
        self.members().iter().rev().find(|member| member.name.is(head, name)).map(|member| &member.value)
    }

    /// The members of an object; nothing for other kinds.
    #[must_use]
    pub fn members(&self) -> &[Member<'t>] {
        match &self.kind {
            Kind::Object(members) => members,
            _ => &[],
        }
    }

    /// Whether this is an object.
    #[must_use]
    pub const fn is_object(&self) -> bool {
        matches!(self.kind, Kind::Object(_))
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number.
    #[must_use]
    pub const fn as_number(&self) -> Option<&Number> {
        match &self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The items of an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match &self.kind {
            Kind::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The kind in words, with its article: `a string`, `an array`, `null`.
    #[must_use]
    pub const fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Bool(_) => "a boolean",
            Kind::Number(_) => "a number",
            Kind::String(_) => "a string",
            Kind::Array(_) => "an array",
            Kind::Object(_) => "an object",
        }
    }

    /// Whether two values mean the same: `1.0` is `1`, and the order of an object's members does not matter.
    #[must_use]
    pub fn same(&self, other: &Value<'_>) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Number(a), Kind::Number(b)) => a.same(b),
            (Kind::Array(a), Kind::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b)),
            (Kind::Object(a), Kind::Object(b)) => {
                a.len() == b.len() && a.iter().all(|member| other.get(&member.name).is_some_and(|value| member.value.same(value)))
            }
            (a, b) => a == b,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_mean_the_same() {
        let table = [
            ("1", "1.0", true),
            ("1e3", "1000", true),
            ("1", "2", false),
            ("1", "\"1\"", false),
            (r#"{"a":1,"b":[2]}"#, r#"{"b":[2.0],"a":1}"#, true),
            (r#"{"a":1}"#, r#"{"a":1,"b":2}"#, false),
            ("[1,2]", "[2,1]", false),
            ("null", "false", false),
        ];
        for (a, b, same) in table {
            assert_eq!(parse(a.as_bytes()).unwrap().same(&parse(b.as_bytes()).unwrap()), same, "{a} {b}");
        }
    }

    #[test]
    fn of_duplicate_members_the_last_is_looked_up_and_all_are_kept() {
        let value = parse(br#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(value.get("a").unwrap().as_number().unwrap().text(), "2");
        assert_eq!(value.members().len(), 2);
    }
}
