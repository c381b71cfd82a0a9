//! The name of a set: who owns what a seed made.

use std::{fmt, str::FromStr};

/// The longest name in bytes.
const LONGEST: usize = 64;

/// The name of a set: 1 to 64 ASCII letters, digits, `.`, `_`, `-` and `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetName(String);

impl SetName {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `default`: the set of a seed that names none.
impl Default for SetName {
    fn default() -> Self {
        Self("default".to_owned())
    }
}

impl fmt::Display for SetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SetName {
    type Err = SetNameError;

    fn from_str(text: &str) -> Result<Self, SetNameError> {
        let fits = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
        if (1..=LONGEST).contains(&text.len()) && text.chars().all(fits) { Ok(Self(text.to_owned())) } else { Err(SetNameError) }
    }
}

/// A text that is no name of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a set's name has 1 to 64 ASCII letters, digits, `.`, `_`, `-` and `/`")]
pub struct SetNameError;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_plain() {
        for text in ["default", "ci/e2e", "a.b_c-1"] {
            assert_eq!(text.parse::<SetName>().map(|name| name.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "a b", "ä", "a\n", &"x".repeat(65)] {
            assert_eq!(text.parse::<SetName>(), Err(SetNameError), "{text:?}");
        }
    }
}
