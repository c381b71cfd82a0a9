//! `--audit-secret [WORDLIST]`: what a token's secret is guessed from.

use std::{fs::File, path::PathBuf, str::FromStr};

use authctl::token::{Audited, SecretAudit};

use crate::failure::{Exit, Failure};

/// What is tried as a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WordList {
    /// The placeholders of documentation.
    Placeholders,
    /// Those, then the words of the file, one a line.
    File(PathBuf),
}

impl WordList {
    /// How clap hands over the option without a path: no path begins so that anyone types.
    pub(super) const NONE: &str = ":placeholders";
}

/// What cannot be a word list. The text is not repeated: it may be a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum WordListError {
    #[error("that is a token, not the path of a word list: write the token first, or the option last")]
    Token,
    #[error("a word list is a file: its path, or @PATH")]
    NoPath,
}

impl FromStr for WordList {
    type Err = WordListError;

    fn from_str(text: &str) -> Result<Self, WordListError> {
        let path = text.strip_prefix('@').or_else(|| text.strip_prefix("file:")).unwrap_or(text);
        match path {
            Self::NONE => Ok(Self::Placeholders),
            "" | "-" => Err(WordListError::NoPath),
            // `eyJ` begins the base64url of `{"`.
            token if token.starts_with("eyJ") && token.matches('.').count() >= 2 => Err(WordListError::Token),
            path => Ok(Self::File(path.into())),
        }
    }
}

/// Tries what is to be tried.
pub(super) fn audit(audit: &SecretAudit, list: &WordList) -> Result<Audited, Failure> {
    let first = audit.placeholders();
    let (WordList::File(path), None) = (list, first.found) else { return Ok(first) };
    let unreadable = |error| {
        Failure::new(Exit::Key, "source-unreadable", format!("the word list cannot be read from {}", path.display()))
            .caused_by(error)
    };
    let words = File::open(path).and_then(|file| audit.words(file)).map_err(unreadable)?;
    Ok(Audited { tried: first.tried.saturating_add(words.tried), found: words.found })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_list_is_a_path_and_never_a_token() {
        let table = [
            ("words.txt", Ok("words.txt")),
            ("@words.txt", Ok("words.txt")),
            ("file:/usr/share/dict/words", Ok("/usr/share/dict/words")),
            ("eyJhbGciOiJIUzI1NiJ9.e30.AAAA", Err(WordListError::Token)),
            ("-", Err(WordListError::NoPath)),
            ("@", Err(WordListError::NoPath)),
        ];
        for (text, expected) in table {
            assert_eq!(text.parse::<WordList>(), expected.map(|path| WordList::File(path.into())), "{text}");
        }
    }
}
