//! What a YAML scalar without quotes is.
//!
//! The readers of YAML 1.1 and 1.2 differ in what `no`, `012` and `1:30` are. A name that only some of them take for a text is
//! refused, so that a seed means the same to all.

use super::node::Value;

const A_NUMBER: &str = "a number";
const A_BOOLEAN: &str = "a boolean to some readers of YAML";
const A_DATE: &str = "a date";

/// The value of a plain scalar.
pub(super) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if ["y", "n", "yes", "no", "on", "off"].contains(&text.to_ascii_lowercase().as_str()) => bare(text, A_BOOLEAN),
        _ if is_date(text) => bare(text, A_DATE),
        _ if is_number(text) => bare(text, A_NUMBER),
        _ => Value::Text(text.to_owned()),
    }
}

fn bare(text: &str, kind: &'static str) -> Value {
    Value::Bare(text.to_owned(), kind)
}

/// `2027-01-31`, with whatever follows.
fn is_date(text: &str) -> bool {
    let Some(date) = text.get(..10) else { return false };
    date.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}

/// Integers in base 2, 8, 10, 16 and 60, and floats.
fn is_number(text: &str) -> bool {
    let rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = rest.to_ascii_lowercase();
    if [".inf", ".nan"].contains(&lower.as_str()) {
        return true;
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = lower.strip_prefix(prefix) {
            return !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix) || c == '_');
        }
    }
    let (mantissa, exponent) = lower.split_once('e').map_or((lower.as_str(), None), |(left, right)| (left, Some(right)));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let has_digit = mantissa.bytes().any(|byte| byte.is_ascii_digit());
    let begins = mantissa.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let exponent_fits = exponent.is_none_or(|text| {
        let text = text.strip_prefix(['+', '-']).unwrap_or(text);
        !text.is_empty() && digits(text)
    });
    let separators = mantissa.matches('.').count();
    let sexagesimal = mantissa.contains(':') && mantissa.split([':', '.']).all(|part| !part.is_empty() && digits(part));
    has_digit && begins && exponent_fits && separators <= 1 && (digits(&mantissa.replace('.', "")) || sexagesimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_some_reader_takes_for_something_else_is_no_text() {
        let kind = |text: &str| match plain(text) {
            Value::Null => "null",
            Value::Bool(_) => "bool",
            Value::Bare(_, kind) => kind,
            Value::Text(_) => "text",
            Value::List(_) | Value::Table(_) => unreachable!(),
        };
        let table: &[(&str, &[&str])] = &[
            ("null", &["", "~", "null", "NULL"]),
            ("bool", &["true", "False"]),
            (A_BOOLEAN, &["no", "NO", "Yes", "on", "OFF", "y", "N"]),
            (
                A_NUMBER,
                &[
                    "123",
                    "-1",
                    "1.5",
                    ".5",
                    "1e3",
                    "1_000",
                    "0x1F",
                    "0o17",
                    "0b1",
                    "012",
                    "12:30",
                    "190:20:30",
                    ".inf",
                    "-.NaN",
                    "5.",
                ],
            ),
            (A_DATE, &["2027-01-31", "2027-01-31T00:00:00Z", "2027-01-31 00:00:00"]),
            ("text", &["norway", "a1", "1a", "15m", "0x", "-", "+", ".", "1.2.3", "e5", "1e", "12:", "items:read", "_1", "none"]),
        ];
        for (expected, texts) in table {
            for text in *texts {
                assert_eq!(kind(text), *expected, "{text:?}");
            }
        }
    }
}
