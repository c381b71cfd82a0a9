//! The JSON of one record: borrowed where it can be, and strict where that of `serde_json` is not, about members that are there
//! twice.

use std::{borrow::Cow, fmt};

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Fault;

/// A JSON value.
#[derive(Debug)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    Integer(i64),
    /// A number that is no whole one of 64 bits.
    Number(f64),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Object(Object<'a>),
}

/// The members of an object, in their order.
pub(super) type Object<'a> = Vec<(Cow<'a, str>, Value<'a>)>;

/// What the message of a repeated member begins with, so that it is told from faults of the syntax.
const REPEATED: &str = "\u{1}";

/// The object of a record.
pub(super) fn object(bytes: &[u8]) -> Result<Object<'_>, Fault> {
    let text = text(bytes)?;
    match serde_json::from_str(text) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(Fault::NotAnObject),
        Err(error) => Err(fault(&error)),
    }
}

/// The text of a record.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(bytes).map_err(|error| Fault::NotUtf8 { byte: error.valid_up_to() })
}

/// The errors of syntax hold nothing of the text, and the values here take any type.
fn fault(error: &serde_json::Error) -> Fault {
    let what = error.to_string();
    let what = what.rsplit_once(" at line ").map_or(what.as_str(), |(what, _)| what);
    match what.strip_prefix(REPEATED) {
        Some(name) => Fault::Repeated { name: name.to_owned() },
        None => Fault::Json { line: error.line(), column: error.column(), what: what.to_owned() },
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Value<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        // A number too large for a field is as wrong as a fraction.
        Ok(i64::try_from(value).map_or(Value::Number(f64::INFINITY), Value::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element()? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut members: Object<'de> = Vec::with_capacity(16);
        while let Some((Name(name), value)) = access.next_entry::<Name<'de>, Value<'de>>()? {
            // Records have some ten members; a set would take longer than it saves.
            if members.len() < FEW && members.iter().any(|(known, _)| *known == name) {
                return Err(A::Error::custom(format_args!("{REPEATED}{name}")));
            }
            members.push((name, value));
        }
        if members.len() > FEW {
            let mut names: Vec<_> = members.iter().map(|(name, _)| name).collect();
            names.sort_unstable();
            if let Some(name) = names.windows(2).find_map(|pair| pair.first().filter(|first| pair.last() == Some(first))) {
                return Err(A::Error::custom(format_args!("{REPEATED}{name}")));
            }
        }
        Ok(Value::Object(members))
    }
}

/// So many members are compared one by one.
const FEW: usize = 64;

/// The name of a member, borrowed where it has no escapes.
struct Name<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_str(AnyValue)? {
            Value::Text(text) => Ok(Self(text)),
            _ => Err(D::Error::custom("the name of a member is no text")),
        }
    }
}

impl Value<'_> {
    /// What is missed where the value is of another type.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Null | Self::Bool(false) => true,
            Self::Text(text) => text.is_empty(),
            Self::List(values) => values.is_empty(),
            Self::Object(members) => members.is_empty(),
            Self::Bool(true) | Self::Integer(_) | Self::Number(_) => false,
        }
    }

    /// As `password::convert` takes it.
    pub(super) fn to_serde(&self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Integer(value) => (*value).into(),
            Self::Number(value) => (*value).into(),
            Self::Text(text) => text.as_ref().into(),
            Self::List(values) => values.iter().map(Value::to_serde).collect(),
            Self::Object(members) => serde_json::Value::Object(to_map(members)),
        }
    }
}

/// An object as `password::convert` takes it.
pub(super) fn to_map(members: &Object<'_>) -> serde_json::Map<String, serde_json::Value> {
    members.iter().map(|(name, value)| (name.as_ref().to_owned(), value.to_serde())).collect()
}

/// The member of that name.
pub(super) fn member<'o, 'a>(object: &'o Object<'a>, name: &str) -> Option<&'o Value<'a>> {
    object.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_may_be_there_once() {
        for text in [r#"{"a":1,"a":2}"#, r#"{"b":{"a":1,"\u0061":2}}"#] {
            assert_eq!(object(text.as_bytes()).unwrap_err(), Fault::Repeated { name: "a".into() }, "{text}");
        }
        let many = (0..100).map(|n| format!("\"m{n}\":0,")).collect::<Vec<_>>().concat();
        assert!(object(format!("{{{many}\"last\":0}}").as_bytes()).is_ok());
        assert_eq!(object(format!("{{{many}\"m7\":0}}").as_bytes()).unwrap_err(), Fault::Repeated { name: "m7".into() });
    }

    #[test]
    fn faults_say_where_and_never_what() {
        let table = [
            (r#"{"password":"hunter2" "x":1}"#, 1, 23),
            ("{\"password\":\n\"hunter2}", 2, 9),
            (r#"{"password":hunter2}"#, 1, 13),
        ];
        for (text, line, column) in table {
            let Fault::Json { line: found, column: at, what } = object(text.as_bytes()).unwrap_err() else { panic!("{text}") };
            assert_eq!((found, at), (line, column), "{text}: {what}");
            assert!(!what.contains("hunter"), "{what}");
        }
        assert_eq!(object(b"[1]").unwrap_err(), Fault::NotAnObject);
        assert_eq!(object(b"{\"a\":\"\xff\"}").unwrap_err(), Fault::NotUtf8 { byte: 6 });
    }
}
