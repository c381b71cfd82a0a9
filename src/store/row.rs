//! Rows, read as if a stranger wrote them: every value goes through the constructor that input goes through.

use std::{collections::BTreeSet, error::Error, str::FromStr};

use rusqlite::{Row, types::FromSql};

use super::StoreError;
use crate::{
    clock::{Lifetime, Timestamp},
    secret::SecretBytes,
};

/// A row of a table, with what an error about it has to name.
pub(super) struct Record<'r> {
    table: &'static str,
    row: &'r Row<'r>,
    id: i64,
}

/// A value that cannot be what the column says.
#[derive(Debug, thiserror::Error)]
pub(super) enum Oddity {
    #[error("{0} is not a number it can have")]
    Number(i64),
    #[error("it is not an array of texts")]
    NotASet,
    #[error("it does not go with the other columns")]
    Contradiction,
}

impl<'r> Record<'r> {
    /// Wraps a row whose column `id` is its number.
    pub(super) fn new(table: &'static str, row: &'r Row<'r>) -> Result<Self, StoreError> {
        Ok(Self { table, row, id: row.get("id")? })
    }

    /// The value as SQLite has it.
    pub(super) fn get<T: FromSql>(&self, column: &'static str) -> Result<T, StoreError> {
        self.row.get(column).map_err(|error| self.bad(column, error))
    }

    /// An error that names the column of this row.
    pub(super) fn bad(&self, column: &'static str, source: impl Into<Box<dyn Error + Send + Sync>>) -> StoreError {
        StoreError::BadRow { table: self.table, column, row: self.id, source: source.into() }
    }

    /// A text that becomes a value by its `FromStr`.
    pub(super) fn parse<T: FromStr<Err: Error + Send + Sync + 'static>>(&self, column: &'static str) -> Result<T, StoreError> {
        self.get::<String>(column)?.parse().map_err(|error: T::Err| self.bad(column, error))
    }

    /// The same, where there may be none.
    pub(super) fn parse_some<T: FromStr<Err: Error + Send + Sync + 'static>>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        let text: Option<String> = self.get(column)?;
        text.map(|text| text.parse().map_err(|error: T::Err| self.bad(column, error))).transpose()
    }

    /// A JSON array of texts, each of which becomes a value by its `FromStr`.
    pub(super) fn set<T: Ord + FromStr<Err: Error + Send + Sync + 'static>>(
        &self,
        column: &'static str,
    ) -> Result<BTreeSet<T>, StoreError> {
        let texts = self.texts(column)?;
        texts.iter().map(|text| text.parse().map_err(|error: T::Err| self.bad(column, error))).collect()
    }

    /// A JSON array of texts.
    pub(super) fn texts(&self, column: &'static str) -> Result<Vec<String>, StoreError> {
        let text: String = self.get(column)?;
        if text == "[]" {
            return Ok(Vec::new());
        }
        serde_json::from_str(&text).map_err(|_| self.bad(column, Oddity::NotASet))
    }

    /// 0 or 1.
    pub(super) fn flag(&self, column: &'static str) -> Result<bool, StoreError> {
        match self.get(column)? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(self.bad(column, Oddity::Number(other))),
        }
    }

    /// A count that fits.
    pub(super) fn count(&self, column: &'static str) -> Result<u32, StoreError> {
        let number = self.get(column)?;
        u32::try_from(number).map_err(|_| self.bad(column, Oddity::Number(number)))
    }

    /// An instant.
    pub(super) fn time(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        self.get(column).map(Timestamp::from_unix)
    }

    /// An instant, where there may be none.
    pub(super) fn some_time(&self, column: &'static str) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.get::<Option<i64>>(column)?.map(Timestamp::from_unix))
    }

    /// A length of time, where there may be none.
    pub(super) fn some_length(&self, column: &'static str) -> Result<Option<Lifetime>, StoreError> {
        let number: Option<i64> = self.get(column)?;
        number.map(|n| u64::try_from(n).map(Lifetime::from_secs).map_err(|_| self.bad(column, Oddity::Number(n)))).transpose()
    }

    /// Bytes that nobody may see.
    pub(super) fn secret(&self, column: &'static str) -> Result<SecretBytes, StoreError> {
        self.get(column).map(SecretBytes::new)
    }

    /// Bytes that nobody may see, where there may be none.
    pub(super) fn some_secret(&self, column: &'static str) -> Result<Option<SecretBytes>, StoreError> {
        Ok(self.get::<Option<Vec<u8>>>(column)?.map(SecretBytes::new))
    }
}

/// Whether a byte of a text stands in JSON as it is.
pub(super) const fn means_itself(byte: u8) -> bool {
    byte >= b' ' && byte != b'"' && byte != b'\\'
}

/// A set as a JSON array.
pub(super) fn json_set<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut set = String::from("[");
    for text in texts {
        if set.len() > 1 {
            set.push(',');
        }
        // Most are words that mean themselves in quotes; the rest is serde_json's.
        if text.bytes().all(means_itself) {
            set.extend(["\"", text, "\""]);
        } else {
            set.push_str(&serde_json::Value::from(text).to_string());
        }
    }
    set.push(']');
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_written_as_serde_json_would() {
        let table: [&[&str]; 5] = [&[], &["a"], &["a", "b:c"], &["\"", "\\", "\n\u{1}\u{7f}"], &["ü€", "/", "a;b"]];
        for texts in table {
            let value: serde_json::Value = texts.iter().copied().collect();
            assert_eq!(json_set(texts.iter().copied()), value.to_string());
        }
    }
}
