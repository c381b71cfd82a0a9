//! The name of a user, normalised once.

use std::{borrow::Cow, fmt, str::FromStr};

use precis_core::{CodepointInfo, Error, UnexpectedError, profile::Profile};
use precis_profiles::UsernameCaseMapped;

use super::text::code_point;

/// A username after RFC 8265 `UsernameCaseMapped`: `JohnDoe` and `johndoe` are one user. 1 to 255 bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Username(String);

impl Username {
    /// The most bytes a name may have after normalisation.
    pub const LIMIT: usize = 255;

    /// The normalised text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes a name as it stands in a file, where it must be normalised already.
    ///
    /// # Errors
    /// Those of parsing, and [`UsernameError::NotNormalised`].
    pub fn from_normalised(text: &str) -> Result<Self, UsernameError> {
        let name: Self = text.parse()?;
        if name.0 == text { Ok(name) } else { Err(UsernameError::NotNormalised) }
    }
}

impl fmt::Display for Username {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Username {
    type Err = UsernameError;

    fn from_str(text: &str) -> Result<Self, UsernameError> {
        let name = normalise(text)?;
        if name.len() > Self::LIMIT { Err(UsernameError::TooLong { found: name.len() }) } else { Ok(Self(name.into_owned())) }
    }
}

/// Why a text is no username.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UsernameError {
    /// Nothing was given.
    #[error("it is empty")]
    Empty,
    /// A space of any kind.
    #[error("it has a space at position {position}, which RFC 8265 does not allow in a username")]
    Space {
        /// Counted in characters from 1.
        position: usize,
    },
    /// A control character.
    #[error("it has the control character {} at position {position}", code_point(*character))]
    Control {
        /// The character.
        character: char,
        /// Counted in characters from 1.
        position: usize,
    },
    /// A character outside the `IdentifierClass` of RFC 8264 section 4.2.
    #[error("it has {} at position {position}, which RFC 8265 does not allow in a username", code_point(*character))]
    Character {
        /// The character, after width mapping.
        character: char,
        /// Counted in characters from 1.
        position: usize,
    },
    /// Left-to-right and right-to-left characters that RFC 5893 section 2 does not allow together.
    #[error("it mixes directions of writing in a way that RFC 5893 does not allow")]
    Direction,
    /// Too many bytes after normalisation.
    #[error("it is {found} bytes long, at most {} are allowed", Username::LIMIT)]
    TooLong {
        /// The length in bytes.
        found: usize,
    },
    /// A name that changes when it is normalised, where it must not.
    #[error("it is not in the normalised form of RFC 8265")]
    NotNormalised,
}

/// RFC 8265 section 3.3.2: width mapping, case mapping, NFC, the Bidi rule, and no empty result.
fn normalise(text: &str) -> Result<Cow<'_, str>, UsernameError> {
    if text.is_empty() {
        return Err(UsernameError::Empty);
    }
    // For visible ASCII the whole of the profile is the case mapping.
    if text.bytes().all(|b| b.is_ascii_graphic()) {
        let upper = text.bytes().any(|b| b.is_ascii_uppercase());
        return Ok(if upper { text.to_ascii_lowercase().into() } else { text.into() });
    }
    let profile = UsernameCaseMapped::new();
    let mut name = profile.enforce(text).map_err(|error| refusal(&error))?.into_owned();
    // RFC 8264 section 7: the rules are applied until the result is stable, and a text that never is has no form.
    for _ in 0..3 {
        let again = profile.enforce(name.as_str()).map_err(|error| refusal(&error))?.into_owned();
        if again == name {
            return Ok(name.into());
        }
        name = again;
    }
    Err(UsernameError::NotNormalised)
}

fn refusal(error: &Error) -> UsernameError {
    let info = match error {
        Error::BadCodepoint(info)
        | Error::Unexpected(UnexpectedError::ContextRuleNotApplicable(info) | UnexpectedError::MissingContextRule(info)) => info,
        // After the characters were all allowed, only the directionality rule says no.
        Error::Invalid | Error::Unexpected(_) => return UsernameError::Direction,
    };
    let CodepointInfo { cp, position, .. } = info;
    let character = char::from_u32(*cp).unwrap_or(char::REPLACEMENT_CHARACTER);
    let position = position.saturating_add(1);
    if character.is_control() {
        UsernameError::Control { character, position }
    } else if character.is_whitespace() {
        UsernameError::Space { position }
    } else {
        UsernameError::Character { character, position }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_are_one_user() {
        // RFC 8265 section 3.5, table 1, and the width and normalisation rules of section 3.3.
        let table = [
            ("johndoe", "johndoe"),
            ("JohnDoe", "johndoe"),
            ("juliet@example.com", "juliet@example.com"),
            ("fussball", "fussball"),
            ("fußball", "fußball"),
            ("π", "π"),
            ("Σ", "σ"),
            ("ς", "ς"),
            ("ＪＯＨＮ", "john"),
            ("Jose\u{301}", "josé"),
            ("Ünal", "ünal"),
        ];
        for (text, name) in table {
            assert_eq!(text.parse::<Username>().as_ref().map(Username::as_str), Ok(name), "{text}");
        }
    }

    #[test]
    fn texts_that_are_no_username() {
        // RFC 8265 section 3.5, table 2, and bytes that would drive a terminal.
        let table = [
            ("", UsernameError::Empty),
            ("foo bar", UsernameError::Space { position: 4 }),
            ("a\u{a0}b", UsernameError::Space { position: 2 }),
            ("henryⅣ", UsernameError::Character { character: 'Ⅳ', position: 6 }),
            ("\u{212b}ngstrom", UsernameError::Character { character: '\u{212b}', position: 1 }),
            ("∞", UsernameError::Character { character: '∞', position: 1 }),
            ("♚", UsernameError::Character { character: '♚', position: 1 }),
            ("a\u{1b}[31m", UsernameError::Control { character: '\u{1b}', position: 2 }),
            ("bob\n", UsernameError::Control { character: '\n', position: 4 }),
            ("bob\u{85}", UsernameError::Control { character: '\u{85}', position: 4 }),
            ("bob\u{202e}", UsernameError::Character { character: '\u{202e}', position: 4 }),
            ("bob\u{200b}", UsernameError::Character { character: '\u{200b}', position: 4 }),
            ("bob\u{feff}", UsernameError::Character { character: '\u{feff}', position: 4 }),
            ("\u{5d0}a", UsernameError::Direction),
        ];
        for (text, error) in table {
            assert_eq!(text.parse::<Username>(), Err(error), "{text:?}");
        }
    }

    #[test]
    fn the_limit_is_255_bytes_after_normalisation() {
        assert!("a".repeat(255).parse::<Username>().is_ok());
        assert_eq!("a".repeat(256).parse::<Username>(), Err(UsernameError::TooLong { found: 256 }));
        assert!("ａ".repeat(255).parse::<Username>().is_ok());
    }

    #[test]
    fn a_stored_name_must_be_normalised() {
        assert!(Username::from_normalised("ann").is_ok());
        assert_eq!(Username::from_normalised("Ann"), Err(UsernameError::NotNormalised));
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in "\\PC{1,20}") {
            if let Ok(name) = text.parse::<Username>() {
                prop_assert_eq!(Username::from_normalised(name.as_str()), Ok(name.clone()));
            }
        }

        #[test]
        fn visible_ascii_takes_the_same_way_as_the_profile(text in "[!-~]{1,20}") {
            let name: Username = text.parse().unwrap();
            let by_profile = UsernameCaseMapped::new().enforce(text.as_str()).unwrap().into_owned();
            prop_assert_eq!(name.as_str(), by_profile);
        }
    }
}
