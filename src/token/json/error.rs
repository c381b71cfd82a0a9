//! Where and why a text is not JSON.

use super::MAX_DEPTH;

/// Why a text is not JSON, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {offset}")]
pub struct JsonError {
    /// The byte offset of the fault; the length of the text where it ends too early.
    pub offset: usize,
    /// What is wrong there.
    pub kind: JsonErrorKind,
}

/// What is wrong with a text that is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonErrorKind {
    /// The text stops; more would make it whole.
    #[error("the text ends where {0} is expected")]
    UnexpectedEnd(&'static str),
    /// Another byte than the grammar allows.
    #[error("expected {0}")]
    Expected(&'static str),
    /// A backslash and a character that is no escape.
    #[error("a backslash escape that JSON does not have")]
    BadEscape,
    /// `\ud800` without its other half: no character (RFC 8259 section 8.2).
    #[error("half a surrogate pair")]
    LoneSurrogate,
    /// Bytes that are not UTF-8 (RFC 8259 section 8.1).
    #[error("a byte that is not UTF-8")]
    BadUtf8,
    /// An unescaped control character in a string (RFC 8259 section 7).
    #[error("an unescaped control character 0x{0:02x} in a string")]
    ControlCharacter(u8),
    /// A number with a leading zero, a bare point, …
    #[error("a malformed number")]
    BadNumber,
    /// Nested too deeply.
    #[error("nesting deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// Bytes after the value.
    #[error("more text after the end of the value")]
    Trailing,
    /// U+FEFF before the value (RFC 8259 section 8.1).
    #[error("a byte order mark")]
    ByteOrderMark,
}

impl JsonError {
    /// Whether the text is a beginning of JSON that was cut off.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        matches!(self.kind, JsonErrorKind::UnexpectedEnd(_))
    }

    /// The line and column of the fault in `text`, both from 1; columns count bytes.
    #[must_use]
    pub fn line_column(&self, text: &[u8]) -> (usize, usize) {
        let before = text.get(..self.offset).unwrap_or(text);
        let line = before.split(|byte| *byte == b'\n').count();
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
        (line, column.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_and_column_count_from_one() {
        let error = |offset| JsonError { offset, kind: JsonErrorKind::Trailing };
        assert_eq!(error(0).line_column(b"ab\ncd"), (1, 1));
        assert_eq!(error(1).line_column(b"ab\ncd"), (1, 2));
        assert_eq!(error(3).line_column(b"ab\ncd"), (2, 1));
        assert_eq!(error(99).line_column(b"ab\ncd"), (2, 3));
    }
}
