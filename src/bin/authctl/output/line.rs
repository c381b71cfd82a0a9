//! JSON on one line, for answers of which there are many: what `serde_json` would write, with every hostile character as `\uXXXX`.
//!
//! A report holds a hundred short strings. Here each is looked at once, eight bytes at a time, and copied; `serde_json` looks at every
//! byte by itself, and the formatter that must see hostile characters then looks again.

use serde::{
    Serialize, Serializer,
    ser::{
        SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
        SerializeTupleVariant,
    },
};
use serde_json::Error;

use super::escape::is_hostile;

/// Appends a value.
pub(super) fn append<T: Serialize + ?Sized>(value: &T, to: &mut Vec<u8>) -> Result<(), Error> {
    value.serialize(Line(to))
}

/// Whether a string stands for itself: printable ASCII without quotes and backslashes. Most texts are names of a few bytes: eight are
/// looked at in one go, the last whether or not they were among those before.
fn is_plain(text: &[u8]) -> bool {
    let eight = |word: &[u8; 8]| odd_in(u64::from_le_bytes(*word));
    let four = |word: &[u8; 4]| u64::from(u32::from_le_bytes(*word));
    match (text.last_chunk(), text.first_chunk(), text.last_chunk()) {
        (Some(last), ..) => text.as_chunks().0.iter().fold(eight(last), |odd, word| odd | eight(word)) == 0,
        (None, Some(first), Some(last)) => odd_in(four(first) << 32 | four(last)) == 0,
        (None, ..) => text.iter().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')),
    }
}

/// The high bit of each byte that is not below 0x80, is below 0x20, or is 0x7F, a quote or a backslash. Bits above the lowest that is
/// set may be set without reason: the subtractions borrow.
const fn odd_in(word: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH << 7;
    const fn is(word: u64, byte: u64) -> u64 {
        (word ^ EACH.wrapping_mul(byte)).wrapping_sub(EACH)
    }
    (word | word.wrapping_sub(EACH << 5) | is(word, 0x7F) | is(word, 0x22) | is(word, 0x5C)) & HIGH
}

fn append_string(text: &str, to: &mut Vec<u8>) {
    to.push(b'"');
    if is_plain(text.as_bytes()) {
        to.extend_from_slice(text.as_bytes());
    } else {
        text.chars().for_each(|c| append_escaped(c, to));
    }
    to.push(b'"');
}

/// The short escapes are those that `serde_json` knows.
#[cold]
fn append_escaped(c: char, to: &mut Vec<u8>) {
    let mut own = [0; 4];
    let short = match c {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\u{8}' => "\\b",
        '\u{C}' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ if is_hostile(c) => {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                to.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
            }
            return;
        }
        _ => c.encode_utf8(&mut own),
    };
    to.extend_from_slice(short.as_bytes());
}

/// Writes one value.
struct Line<'o>(&'o mut Vec<u8>);

impl<'o> Line<'o> {
    fn parts(self, begin: &str, end: &'static str) -> Parts<'o> {
        self.0.extend_from_slice(begin.as_bytes());
        Parts { to: self.0, is_first: true, end }
    }

    /// An object whose one member is named by a variant.
    fn variant(self, variant: &str) -> Self {
        self.0.push(b'{');
        append_string(variant, self.0);
        self.0.push(b':');
        self
    }
}

/// What holds values.
struct Parts<'o> {
    to: &'o mut Vec<u8>,
    is_first: bool,
    end: &'static str,
}

impl Parts<'_> {
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(Line(self.to))
    }

    fn item<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
        if !std::mem::take(&mut self.is_first) {
            self.to.push(b',');
        }
        self.value(item)
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.item(name)?;
        self.to.push(b':');
        self.value(value)
    }

    fn close(self) {
        self.to.extend_from_slice(self.end.as_bytes());
    }
}

/// Numbers as `serde_json` writes them.
macro_rules! numbers {
    ($($method:ident: $number:ty),*) => {
        $(fn $method(self, number: $number) -> Result<(), Error> {
            serde_json::to_writer(self.0, &number)
        })*
    };
}

impl<'o> Serializer for Line<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'o>;
    type SerializeTuple = Parts<'o>;
    type SerializeTupleStruct = Parts<'o>;
    type SerializeTupleVariant = Parts<'o>;
    type SerializeMap = Parts<'o>;
    type SerializeStruct = Members<'o>;
    type SerializeStructVariant = Parts<'o>;

    numbers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128);
    numbers!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128);
    numbers!(serialize_f32: f32, serialize_f64: f64);

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        append_string(value, self.0);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let Line(to) = self.variant(variant);
        value.serialize(Line(to))?;
        to.push(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'o>, Error> {
        Ok(self.parts("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'o>, Error> {
        Ok(self.parts("[", "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>, Error> {
        Ok(self.parts("[", "]"))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Parts<'o>, Error> {
        Ok(self.variant(variant).parts("[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'o>, Error> {
        Ok(self.parts("{", "}"))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Members<'o>, Error> {
        // By such a name, which no type has, `serde_json` says that a text is JSON already.
        Ok(if name.starts_with('$') { Members::Text(self.0) } else { Members::Several(self.parts("{", "}")) })
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Parts<'o>, Error> {
        Ok(self.variant(variant).parts("{", "}}"))
    }
}

/// The members of a struct, or the text of a `RawValue`.
enum Members<'o> {
    Several(Parts<'o>),
    Text(&'o mut Vec<u8>),
}

impl SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        match self {
            Self::Several(parts) => parts.member(name, value),
            Self::Text(to) => {
                let text: String = serde_json::from_value(serde_json::to_value(value)?)?;
                to.extend_from_slice(text.as_bytes());
                Ok(())
            }
        }
    }

    fn end(self) -> Result<(), Error> {
        if let Self::Several(parts) = self {
            parts.close();
        }
        Ok(())
    }
}

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.item(key)?;
        self.to.push(b':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.value(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

/// What holds values one after the other.
macro_rules! sequences {
    ($($kind:ident, $method:ident);*) => {
        $(impl $kind for Parts<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
                self.item(item)
            }

            fn end(self) -> Result<(), Error> {
                self.close();
                Ok(())
            }
        })*
    };
}

sequences!(SerializeSeq, serialize_element; SerializeTuple, serialize_element);
sequences!(SerializeTupleStruct, serialize_field; SerializeTupleVariant, serialize_field);

impl SerializeStructVariant for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.member(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn plain_is_what_needs_no_escape_whatever_its_length_and_place() {
        for length in 0..20 {
            assert!(is_plain(&vec![b'a'; length]));
            for (at, byte) in (0..length).flat_map(|at| (0..=u8::MAX).map(move |byte| (at, byte))) {
                for neighbour in [b' ', b'!', b'#', b'[', b']', b'~'] {
                    let mut text = vec![neighbour; length];
                    text[at] = byte;
                    let is_odd = matches!(byte, ..0x20 | b'"' | b'\\' | 0x7F..);
                    assert_eq!(is_plain(&text), !is_odd, "{text:?}");
                }
            }
        }
    }

    #[derive(Serialize)]
    struct Several<'t> {
        name: &'t str,
        missing: Option<u8>,
        there: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        left_out: Option<u8>,
        items: Vec<Kind>,
        map: BTreeMap<String, f64>,
        unit: (),
        pair: (char, bool),
        raw: Box<serde_json::value::RawValue>,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        Bare,
        One(u128),
        Two(i8, f32),
        Named { value: &'static str },
    }

    #[test]
    fn values_are_written_as_serde_json_writes_them() {
        let all: String = (0..=0x2FFF).chain([0xFEFF, 0xFFFD, 0x1_F600]).filter_map(char::from_u32).collect();
        for name in ["", "plain", "a quote\" and a \\ backslash", &all] {
            let value = Several {
                name,
                missing: None,
                there: Some(i64::MIN),
                left_out: None,
                items: vec![Kind::Bare, Kind::One(u128::MAX), Kind::Two(-1, 0.1), Kind::Named { value: "x" }],
                map: [(name.to_owned(), 1e300), ("n".to_owned(), f64::NAN)].into(),
                unit: (),
                pair: ('\'', true),
                raw: serde_json::value::RawValue::from_string("{\"a\":[1.10,\"\\u00e9\"]}".to_owned()).unwrap(),
            };
            let mut line = Vec::new();
            append(&value, &mut line).unwrap();
            let expected = serde_json::to_string(&value).unwrap();
            let harmless = |c| if is_hostile(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
            assert_eq!(String::from_utf8(line).unwrap(), expected.chars().map(harmless).collect::<String>());
        }
    }
}
