//! Values as output: order, duplicates and the source text of numbers survive.

use serde::{
    Serialize, Serializer,
    ser::{Error, SerializeMap},
};
use serde_json::value::RawValue;

use super::{Kind, Number, Value};

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.kind {
            Kind::Null => serializer.serialize_unit(),
            Kind::Bool(value) => serializer.serialize_bool(*value),
            Kind::Number(number) => number.serialize(serializer),
            Kind::String(text) => serializer.serialize_str(text),
            Kind::Array(items) => items.serialize(serializer),
            Kind::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for member in members {
                    map.serialize_entry(&*member.name, &member.value)?;
                }
                map.end()
            }
        }
    }
}

/// A plain integer as one; any other source text through `RawValue`, which `serde_json` writes as it is.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(integer) = self.integer() {
            return serializer.serialize_i64(integer);
        }
        RawValue::from_string(self.text().into_owned()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

impl Value<'_> {
    /// The value as compact JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to memory cannot fail, and every number was read as JSON.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn what_was_read_comes_out_as_it_was() {
        let table = [
            r#"{"b":1,"a":2,"b":3}"#,
            "1180591620717411303424",
            "1.10",
            "1e3",
            "-0",
            r#"{"exp":1.7E9,"x":[true,false,null,"é\n"]}"#,
            "[]",
            "{}",
        ];
        for text in table {
            assert_eq!(parse(text.as_bytes()).unwrap().to_json(), text);
        }
    }

    #[test]
    fn numbers_keep_their_text_in_pretty_output() {
        let value = parse(br#"{"n":1180591620717411303424}"#).unwrap();
        assert_eq!(serde_json::to_string_pretty(&value).unwrap(), "{\n  \"n\": 1180591620717411303424\n}");
    }
}
