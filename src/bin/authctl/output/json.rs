//! JSON out: compact or pretty, with every hostile character as `\uXXXX`.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use super::escape::is_hostile;
use crate::failure::{Exit, Failure};

/// A JSON value over several lines, with a newline at the end.
pub(crate) fn pretty<T: Serialize + ?Sized>(value: &T) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut bytes, Harmless(PrettyFormatter::new()))).map_err(internal)?;
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(internal)
}

/// A JSON value on one line, with a newline at the end.
pub(crate) fn line<T: Serialize + ?Sized>(value: &T) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    append_line(value, &mut bytes)?;
    String::from_utf8(bytes).map_err(internal)
}

/// Appends a JSON value on one line.
pub(crate) fn append_line<T: Serialize + ?Sized>(value: &T, to: &mut Vec<u8>) -> Result<(), Failure> {
    super::line::append(value, to).map_err(internal)?;
    to.push(b'\n');
    Ok(())
}

/// The error object of the contract, on one line.
pub(crate) fn failure(failure: &Failure) -> String {
    let object = serde_json::json!({"error": {
        "code": failure.code,
        "exit": failure.exit.number(),
        "message": failure.message,
        "causes": failure.causes,
        "hints": failure.hints,
    }});
    line(&object).unwrap_or_default()
}

fn internal(error: impl Into<anyhow::Error>) -> Failure {
    Failure::new(Exit::Internal, "internal", "the answer could not be put into JSON").caused_by(error)
}

/// The layout over several lines, with no hostile character raw in a string.
struct Harmless(PrettyFormatter<'static>);

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // Most of what is written. Without an early end the compiler looks at many bytes at once.
        if fragment.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~')) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_hostile(*c)) {
            let (before, hostile) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = hostile.split_at(c.len_utf8()).1;
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_are_escaped_in_both_layouts() {
        let value = serde_json::json!({"a\u{9b}": "\u{1b}[0m \u{202e} ü \u{7f}"});
        let shown = "\"\\u001b[0m \\u202e ü \\u007f\"";
        assert_eq!(line(&value).unwrap(), format!("{{\"a\\u009b\":{shown}}}\n"));
        assert_eq!(pretty(&value).unwrap(), format!("{{\n  \"a\\u009b\": {shown}\n}}\n"));
    }
}
