//! CSV (RFC 4180): a header of column names, then a row a user. Several values in a cell are separated by `;`, and a `\` takes its
//! meaning from the `;` or `\` after it.
//!
//! The reading is our own because it has to be strict: a quote that is never closed or that stands within a cell would move
//! everything behind it into one cell, and with it lose users silently.

use std::borrow::Cow;

use super::{
    Fault, FileError, Record, Separator,
    columns::{Column, Draft, nearest, not_a},
    json::{self, Value},
};

/// The columns of a file; `None` is one that is passed over.
pub(super) type Header = Vec<Option<Column>>;

/// The cells of a row.
pub(super) fn cells(text: &str) -> Result<Vec<Cow<'_, str>>, Fault> {
    let mut found = Vec::with_capacity(16);
    let mut rest = text.strip_suffix('\r').unwrap_or(text);
    loop {
        let stray = Fault::Quote { cell: found.len().saturating_add(1) };
        let (cell, tail) = if let Some(open) = rest.strip_prefix('"') {
            let (cell, tail) = quoted(open).ok_or_else(|| stray.clone())?;
            if !tail.is_empty() && !tail.starts_with(',') {
                return Err(stray);
            }
            (cell, tail.strip_prefix(','))
        } else {
            let (cell, tail) = rest.split_once(',').map_or((rest, None), |(cell, tail)| (cell, Some(tail)));
            if cell.contains('"') {
                return Err(stray);
            }
            (Cow::Borrowed(cell), tail)
        };
        found.push(cell);
        match tail {
            Some(tail) => rest = tail,
            None => return Ok(found),
        }
    }
}

/// What stands before the closing quote, and what behind it.
fn quoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let (first, mut rest) = text.split_once('"')?;
    let mut cell = Cow::Borrowed(first);
    while let Some(more) = rest.strip_prefix('"') {
        let (next, tail) = more.split_once('"')?;
        let cell = cell.to_mut();
        cell.push('"');
        cell.push_str(next);
        rest = tail;
    }
    Some((cell, rest))
}

/// The columns that a header names.
pub(super) fn header(bytes: &[u8], ignore_unknown: bool) -> Result<Header, FileError> {
    const FORM: fn(&'static str) -> FileError = |what| FileError::Form { format: super::Format::Csv, what };
    let text = json::text(bytes).map_err(|_| FORM("its header is not UTF-8"))?;
    let names = cells(text).map_err(|_| FORM("its header has a stray quote"))?;
    if let [only] = names.as_slice()
        && let Some(separator) = Separator::ALL.into_iter().find(|separator| only.contains(separator.mark()))
    {
        return Err(FileError::Separated(separator));
    }
    let mut columns: Header = Vec::new();
    for name in names {
        let column = Column::in_header(&name);
        if column.is_none() && !ignore_unknown {
            return Err(FileError::Column { nearest: nearest(&name), name: name.into_owned() });
        }
        if let Some(column) = column
            && columns.contains(&Some(column))
        {
            return Err(FileError::ColumnTwice(column.name()));
        }
        columns.push(column);
    }
    if columns.contains(&Some(Column::Username)) { Ok(columns) } else { Err(FileError::NoUsernameColumn) }
}

/// The record of a row, or its name with what is wrong with it.
pub(super) fn parse(bytes: &[u8], header: &Header) -> (Option<String>, Result<Record, Fault>) {
    let row = match json::text(bytes).and_then(cells) {
        Ok(row) => row,
        Err(fault) => return (None, Err(fault)),
    };
    let at = header.iter().position(|column| *column == Some(Column::Username)).unwrap_or_default();
    let name = row.get(at).filter(|name| !name.is_empty()).cloned();
    let read = || {
        if row.len() != header.len() {
            let is_hash = row.len() > header.len() && row.iter().any(|cell| cell.starts_with('$') && cell.contains('='));
            return Err(Fault::Cells { found: row.len(), expected: header.len(), is_hash });
        }
        let mut draft = Draft::new(name.as_ref().ok_or(Fault::Nameless { what: "username" })?)?;
        for (column, cell) in header.iter().zip(row) {
            if let Some(column) = *column {
                draft.set(column, value(column, cell)?)?;
            }
        }
        draft.finish()
    };
    let record = read();
    (name.filter(|_| record.is_err()).map(Cow::into_owned), record)
}

/// A cell as a JSON value of its column's type.
fn value(column: Column, cell: Cow<'_, str>) -> Result<Value<'_>, Fault> {
    if column.is_set() {
        return Ok(Value::List(split(&cell).into_iter().map(|part| Value::Text(Cow::Owned(part))).collect()));
    }
    if !column.is_flag() {
        return Ok(Value::Text(cell));
    }
    match cell.as_ref() {
        "1" | "true" | "TRUE" | "True" => Ok(Value::Bool(true)),
        "" | "0" | "false" | "FALSE" | "False" => Ok(Value::Bool(false)),
        _ => Err(not_a(column.name(), "true or false")),
    }
}

/// The values of a cell.
fn split(cell: &str) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![String::new()];
    let mut letters = cell.chars();
    while let Some(letter) = letters.next() {
        if letter == ';' {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(if letter == '\\' { letters.next().unwrap_or(letter) } else { letter });
        }
    }
    parts
}

/// The values as one cell.
pub(super) fn join<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut cell = String::new();
    for (index, value) in values.enumerate() {
        if index > 0 {
            cell.push(';');
        }
        for letter in value.chars() {
            if matches!(letter, ';' | '\\') {
                cell.push('\\');
            }
            cell.push(letter);
        }
    }
    cell
}

/// Appends a cell, in quotes where it needs them (RFC 4180 section 2, rules 5 to 7).
pub(super) fn append(cell: &str, to: &mut Vec<u8>) {
    if !cell.contains([',', '"', '\n', '\r']) {
        to.extend_from_slice(cell.as_bytes());
        return;
    }
    to.push(b'"');
    to.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
    to.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_rfc_4180() {
        let table: [(&str, &[&str]); 8] = [
            ("a,b", &["a", "b"]),
            ("a,b\r", &["a", "b"]),
            ("", &[""]),
            (",", &["", ""]),
            (r#""a,b",c"#, &["a,b", "c"]),
            (r#""a""b","""""#, &["a\"b", "\""]),
            ("\"a\r\nb\",\"\"", &["a\r\nb", ""]),
            ("a b, c ", &["a b", " c "]),
        ];
        for (text, expected) in table {
            assert_eq!(cells(text).unwrap(), expected, "{text:?}");
        }
    }

    #[test]
    fn quotes_out_of_place() {
        for (text, cell) in [("a\"b", 1), ("a,b\"", 2), ("\"a\"b,c", 1), ("a,\"b", 2), ("\"a\" ,b", 1)] {
            assert_eq!(cells(text), Err(Fault::Quote { cell }), "{text}");
        }
    }

    #[test]
    fn several_values_in_a_cell_come_back() {
        let table: [&[&str]; 4] = [&["a"], &["a", "b"], &["a;b", "c\\", "\\;"], &[]];
        for values in table {
            assert_eq!(split(&join(values.iter().copied())), values, "{values:?}");
        }
    }

    #[test]
    fn a_header_names_columns_once() {
        assert!(matches!(header(b"username,mail", false), Err(FileError::Column { nearest: Some("email"), .. })));
        assert!(matches!(header(b"username,email,email", false), Err(FileError::ColumnTwice("email"))));
        assert!(matches!(header(b"email", false), Err(FileError::NoUsernameColumn)));
        assert!(matches!(header(b"username;email", false), Err(FileError::Separated(Separator::Semicolon))));
        assert_eq!(header(b"username,shoe size,\"email\"\r", true).unwrap(), [Some(Column::Username), None, Some(Column::Email)]);
    }
}
