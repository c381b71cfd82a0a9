//! The JSON of a JWK: texts are cleared on drop, since some of them are secrets.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use zeroize::Zeroizing;

use super::JwkError;

/// A value of which a JWK may consist.
pub(super) enum Value {
    Text(Zeroizing<String>),
    List(Vec<Self>),
    Object(Members),
    Other,
}

/// The members of an object, each once.
pub(super) struct Members(Vec<(String, Value)>);

impl Members {
    pub(super) fn parse(json: &[u8]) -> Result<Self, JwkError> {
        match serde_json::from_slice(json) {
            Ok(Value::Object(members)) => Ok(members),
            Ok(_) => Err(JwkError::NotAJwk),
            Err(error) => Err(JwkError::Json(format!("line {} column {}", error.line(), error.column()))),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(member, _)| member == name).map(|(_, value)| value)
    }

    /// A member that must be a string where it is there.
    pub(super) fn text(&self, member: &'static str) -> Result<Option<&str>, JwkError> {
        match self.get(member) {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(_) => Err(JwkError::NotText { member }),
        }
    }

    /// A member that must be a string and be there.
    pub(super) fn required(&self, member: &'static str) -> Result<&str, JwkError> {
        self.text(member)?.ok_or(JwkError::Missing { member })
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(Zeroizing::new(text.to_owned())))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members: Vec<(String, Value)> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            // RFC 7517 section 4: "JWK parsers MUST either reject JWKs with duplicate Member Names or …"
            if members.iter().any(|(known, _)| *known == name) {
                map.next_value::<IgnoredAny>()?;
                return Err(de::Error::custom("duplicate member"));
            }
            members.push((name, map.next_value()?));
        }
        Ok(Value::Object(Members(members)))
    }
}
