//! Email addresses and full names: what people are called outside the application.

use std::str::FromStr;

use super::text::{TextError, check, text_type};

text_type! {
    /// An email address, kept as given: one `@` with something on both sides, no spaces or control characters, at most 254 bytes.
    /// Whether it receives mail only a message to it can tell.
    Email
}

impl FromStr for Email {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        check(text, 254, |c| !c.is_whitespace() && !c.is_control())?;
        match text.split_once('@') {
            Some((_, domain)) if domain.contains('@') => Err(TextError::AtSigns(text.matches('@').count())),
            Some(("", _)) => Err(TextError::EmptyPart("before")),
            Some((_, "")) => Err(TextError::EmptyPart("after")),
            Some(_) => Ok(Self(text.to_owned())),
            None => Err(TextError::NoAt),
        }
    }
}

text_type! {
    /// A person's name as it is shown: 1 to 255 bytes without control characters.
    FullName
}

impl FromStr for FullName {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        check(text, 255, |c| !c.is_control())?;
        Ok(Self(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_at_with_something_on_both_sides() {
        for text in ["john@example.com", "John.Doe+tag@Example.COM", "ü@müller.example", "a@b"] {
            assert_eq!(text.parse::<Email>().map(|e| e.to_string()), Ok(text.to_owned()));
        }
        let table = [
            ("", TextError::Empty),
            ("john", TextError::NoAt),
            ("a@b@c", TextError::AtSigns(2)),
            ("@b", TextError::EmptyPart("before")),
            ("a@", TextError::EmptyPart("after")),
            ("a b@c", TextError::Character { character: ' ', position: 2 }),
            ("a@c\u{7f}", TextError::Character { character: '\u{7f}', position: 4 }),
        ];
        for (text, error) in table {
            assert_eq!(text.parse::<Email>(), Err(error), "{text:?}");
        }
    }

    #[test]
    fn a_full_name_has_no_control_characters() {
        assert!("José María O’Neill".parse::<FullName>().is_ok());
        assert_eq!("a\tb".parse::<FullName>(), Err(TextError::Character { character: '\t', position: 2 }));
        assert_eq!("".parse::<FullName>(), Err(TextError::Empty));
    }
}
