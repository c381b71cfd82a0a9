//! Names of keys (`kid`, RFC 7515 section 4.1.4).

use std::{fmt, str::FromStr};

/// The longest name in bytes.
const LONGEST: usize = 255;

/// A key's name: 1 to 255 bytes without control characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(String);

impl KeyId {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For text that is known to fit, as a thumbprint is.
    pub(super) fn trusted(text: String) -> Self {
        Self(text)
    }
}

impl AsRef<str> for KeyId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for KeyId {
    type Err = KeyIdError;

    fn from_str(text: &str) -> Result<Self, KeyIdError> {
        match text.len() {
            0 => Err(KeyIdError::Empty),
            1..=LONGEST => match text.char_indices().find(|(_, c)| c.is_control()) {
                Some((offset, character)) => Err(KeyIdError::Control { offset, character }),
                None => Ok(Self(text.to_owned())),
            },
            length => Err(KeyIdError::TooLong { length }),
        }
    }
}

/// Why a text is no key id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyIdError {
    /// There is no text.
    #[error("a key id is empty")]
    Empty,
    /// More than 255 bytes.
    #[error("a key id has {length} bytes, more than {LONGEST}")]
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// A C0 or C1 control character or DEL.
    #[error("a key id has the control character U+{:04X} at byte {offset}", u32::from(*.character))]
    Control {
        /// Where, in bytes.
        offset: usize,
        /// Which.
        character: char,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_fit() {
        for text in ["a", "2024-01", "https://example.org/keys/1", "clé", "../odd", &"x".repeat(255)] {
            assert_eq!(text.parse::<KeyId>().map(|id| id.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn ids_that_do_not() {
        let table = [
            (String::new(), KeyIdError::Empty),
            ("x".repeat(256), KeyIdError::TooLong { length: 256 }),
            ("a\nb".to_owned(), KeyIdError::Control { offset: 1, character: '\n' }),
            ("ab\u{1b}[31m".to_owned(), KeyIdError::Control { offset: 2, character: '\u{1b}' }),
            ("\u{85}".to_owned(), KeyIdError::Control { offset: 0, character: '\u{85}' }),
        ];
        for (text, error) in table {
            assert_eq!(text.parse::<KeyId>(), Err(error));
        }
    }
}
