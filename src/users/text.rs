//! What the small text types share: the error, and the code around one private `String`.

/// Why a text is refused. The text itself is not repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// Nothing was given.
    #[error("it is empty")]
    Empty,
    /// Longer than the type allows.
    #[error("it is {found} bytes long, at most {limit} are allowed")]
    TooLong {
        /// The length in bytes.
        found: usize,
        /// The most there may be.
        limit: usize,
    },
    /// A character that the type does not allow.
    #[error("the character {} at position {position} is not allowed", crate::users::text::code_point(*character))]
    Character {
        /// The character.
        character: char,
        /// Its place, counted in characters from 1.
        position: usize,
    },
    /// An address without an `@`.
    #[error("it has no `@`")]
    NoAt,
    /// An address with several of them.
    #[error("it has {0} `@`, not one")]
    AtSigns(usize),
    /// An address with nothing before or after the `@`.
    #[error("nothing stands {0} the `@`")]
    EmptyPart(&'static str),
}

/// A character that is safe to show: itself in quotes if it is printable ASCII, else as `U+XXXX`.
pub(crate) fn code_point(c: char) -> String {
    if c.is_ascii_graphic() { format!("`{c}`") } else { format!("U+{:04X}", u32::from(c)) }
}

/// Checks length and characters.
pub(super) fn check(text: &str, limit: usize, allowed: impl Fn(char) -> bool) -> Result<(), TextError> {
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.len() > limit {
        return Err(TextError::TooLong { found: text.len(), limit });
    }
    match (1..).zip(text.chars()).find(|(_, c)| !allowed(*c)) {
        Some((position, character)) => Err(TextError::Character { character, position }),
        None => Ok(()),
    }
}

/// A newtype over `String` with `as_str`, `Display`, and no other way in than its `FromStr`.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(super) use text_type;
