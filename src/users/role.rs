//! Roles, scopes and audiences: the words that say what a user may do, and where.

use std::str::FromStr;

use super::text::{TextError, check, text_type};

/// Bytes that a role, scope or audience may have.
const LIMIT: usize = 255;

text_type! {
    /// What a user is, to the application: `admin`, `editor`. 1 to 255 characters of RFC 6749's scope-token.
    Role
}

impl FromStr for Role {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        check(text, LIMIT, scope_token)?;
        Ok(Self(text.to_owned()))
    }
}

text_type! {
    /// What a token may be used for: `items:read`. A scope-token of RFC 6749 section 3.3 of 1 to 255 characters.
    Scope
}

impl FromStr for Scope {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        check(text, LIMIT, scope_token)?;
        Ok(Self(text.to_owned()))
    }
}

text_type! {
    /// A server that a token is meant for (RFC 7519 section 4.1.3), 1 to 255 bytes without control characters.
    Audience
}

impl FromStr for Audience {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        check(text, LIMIT, |c| !c.is_control())?;
        Ok(Self(text.to_owned()))
    }
}

/// RFC 6749 section 3.3: `scope-token = 1*( %x21 / %x23-5B / %x5D-7E )`, all visible ASCII but `"` and `\`.
fn scope_token(c: char) -> bool {
    c.is_ascii_graphic() && c != '"' && c != '\\'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scope_tokens_are_visible_ascii_without_quote_and_backslash() {
        for text in ["admin", "items:read", "!", "~", "https://example.com/scope", "a[b]^c"] {
            assert!(text.parse::<Scope>().is_ok(), "{text}");
            assert!(text.parse::<Role>().is_ok(), "{text}");
        }
        let table = [
            ("", TextError::Empty),
            ("a b", at(' ', 2)),
            ("\"", at('"', 1)),
            ("a\\", at('\\', 2)),
            ("é", at('é', 1)),
            ("a\n", at('\n', 2)),
        ];
        for (text, error) in table {
            assert_eq!(text.parse::<Scope>(), Err(error.clone()), "{text:?}");
            assert_eq!(text.parse::<Role>(), Err(error), "{text:?}");
        }
        assert!("s".repeat(255).parse::<Scope>().is_ok());
        assert_eq!("s".repeat(256).parse::<Scope>(), Err(TextError::TooLong { found: 256, limit: 255 }));
    }

    #[test]
    fn audiences_are_any_text_without_control_characters() {
        assert!("https://api.example.com/ü".parse::<Audience>().is_ok());
        assert_eq!("a\u{1b}".parse::<Audience>(), Err(at('\u{1b}', 2)));
    }

    fn at(character: char, position: usize) -> TextError {
        TextError::Character { character, position }
    }
}
