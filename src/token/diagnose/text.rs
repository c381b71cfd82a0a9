//! The text on its way from the input to the token, with the way back for every byte; and what a token looks like in a text.

use std::{borrow::Cow, ops::Range};

use crate::{
    keys::Algorithm,
    token::{base64url::decode_leniently, json},
};

/// A text that remembers where its bytes stood in the input.
#[derive(Clone)]
pub(super) struct Text<'a> {
    text: Cow<'a, str>,
    origin: Origin,
}

/// Where the bytes of a text stood.
#[derive(Clone)]
pub(super) enum Origin {
    /// All of them that many bytes further on.
    Shift(usize),
    /// Each byte at its own place. Inputs are capped far below 4 GiB.
    Table(Vec<u32>),
}

impl Origin {
    /// The offset in the input of the byte at `at`; past the end, that of the end.
    pub(super) fn of(&self, at: usize) -> usize {
        match self {
            Self::Shift(by) => by.saturating_add(at),
            Self::Table(table) => match table.get(at) {
                Some(&offset) => usize::try_from(offset).unwrap_or(usize::MAX),
                None => table.last().map_or(0, |&last| usize::try_from(last).unwrap_or(usize::MAX).saturating_add(1)),
            },
        }
    }
}

impl<'a> Text<'a> {
    /// The input itself.
    pub(super) fn new(text: Cow<'a, str>) -> Self {
        Self { text, origin: Origin::Shift(0) }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn offset(&self, at: usize) -> usize {
        self.origin.of(at)
    }

    pub(super) fn into_parts(self) -> (Cow<'a, str>, Origin) {
        (self.text, self.origin)
    }

    /// A part of the text; an impossible range is empty.
    pub(super) fn slice(&self, range: Range<usize>) -> Self {
        let text = match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(text.get(range.clone()).unwrap_or_default()),
            Cow::Owned(text) => Cow::Owned(text.get(range.clone()).unwrap_or_default().to_owned()),
        };
        let origin = match &self.origin {
            Origin::Shift(by) => Origin::Shift(by.saturating_add(range.start)),
            Origin::Table(table) => Origin::Table(table.get(range).unwrap_or_default().to_vec()),
        };
        Self { text, origin }
    }

    /// Another text, made of characters that each come from a byte of this one.
    pub(super) fn rebuilt(&self, characters: impl IntoIterator<Item = (char, usize)>) -> Self {
        let mut text = String::new();
        let mut table = Vec::new();
        for (character, from) in characters {
            text.push(character);
            let offset = u32::try_from(self.offset(from)).unwrap_or(u32::MAX);
            table.extend(std::iter::repeat_n(offset, character.len_utf8()));
        }
        Self { text: Cow::Owned(text), origin: Origin::Table(table) }
    }

    /// The text without the characters that `unwanted` picks by place and value.
    pub(super) fn without(&self, unwanted: impl Fn(usize, char) -> bool) -> Self {
        self.rebuilt(self.text.char_indices().filter(|&(at, c)| !unwanted(at, c)).map(|(at, c)| (c, at)))
    }
}

/// Whether the byte may stand in a compact token: the alphabet of base64url (RFC 4648 section 5) and the dot.
pub(super) const fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

/// The same, or a character of ordinary base64, which careless issuers use.
pub(super) const fn is_loose_token_byte(byte: u8) -> bool {
    is_token_byte(byte) || matches!(byte, b'+' | b'/' | b'=')
}

/// Whether the text begins as the base64 of a JSON object does: `{"`, `{ "` or `{` and a line break.
pub(super) fn begins_like_token(text: &str) -> bool {
    text.starts_with("ey") || text.starts_with("ew")
}

/// The length of the shortest first segment that is taken for a header: `{"alg":1}` has 12 characters.
const SHORTEST_HEADER: usize = 8;

/// The places in the text that look like a compact token: two dots at least, the first segment like JSON.
pub(super) fn find_tokens(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0_usize;
    // Bytes of a token are ASCII, so that a run of them begins and ends between characters.
    for run in text.as_bytes().split(|&byte| !is_token_byte(byte)) {
        let (from, end) = (start, start.saturating_add(run.len()));
        start = end.saturating_add(1);
        if run.len() <= SHORTEST_HEADER {
            continue;
        }
        let run = text.get(from..end).unwrap_or_default();
        // Dots past the second one at the end are those of the sentence around the token.
        let dots = count_dots(run);
        let at_end = run.len().saturating_sub(run.trim_end_matches('.').len());
        let token = run.get(..run.len().saturating_sub(at_end.min(dots.saturating_sub(2)))).unwrap_or_default();
        let header = token.find('.').unwrap_or(0);
        let has_body = dots >= 2 && !token.ends_with("..");
        if begins_like_token(token) && header >= SHORTEST_HEADER && has_body {
            found.push(from..from.saturating_add(token.len()));
        }
    }
    found
}

pub(super) fn count_dots(text: &str) -> usize {
    text.bytes().filter(|&b| b == b'.').count()
}

/// Whether the text, from its first byte to its last, may be a token: begins like one and has a dot.
pub(super) fn looks_like_token(text: &str) -> bool {
    begins_like_token(text) && text.contains('.')
}

/// A name from the input, if it is harmless to show: short, of letters, digits and `_`, `-`, `.`.
pub(super) fn showable(name: &str) -> Option<&str> {
    (1..=40).contains(&name.len()).then_some(name).filter(|name| name.bytes().all(is_token_byte))
}

/// Decodes base64 of either alphabet, padded or not, whatever its last bits are: for a look, never for a verdict.
pub(super) fn peek(text: &str) -> Option<Vec<u8>> {
    let found = decode_leniently(text);
    found.is_whole().then_some(found.bytes)
}

/// Whether a token ends with a whole signature, by its length, and not with the first of two halves that `rest` completes.
pub(super) fn is_complete(token: &str, rest: &str) -> bool {
    let Some((input, signature)) = token.rsplit_once('.') else { return false };
    let algorithm = algorithm(input);
    let fits = |characters: usize| match algorithm.and_then(Algorithm::signature_length) {
        Some(bytes) => characters == characters_of(bytes),
        // RSA of 1024, 2048, 3072 and 4096 bits.
        None if algorithm.is_some() => matches!(characters, 171 | 342 | 512 | 683),
        None => matches!(characters, 43 | 64 | 86 | 128 | 176 | 171 | 342 | 512 | 683),
    };
    let tail = rest.trim();
    let goes_on = !tail.is_empty() && tail.bytes().all(is_token_byte) && fits(signature.len().saturating_add(tail.len()));
    fits(signature.len()) && !goes_on
}

/// The algorithm that the header of a token names, if it can be read.
fn algorithm(token: &str) -> Option<Algorithm> {
    let header = peek(token.split('.').next()?)?;
    json::parse(&header).ok()?.get("alg")?.as_str()?.parse().ok()
}

/// How many characters of base64url hold so many bytes.
const fn characters_of(bytes: usize) -> usize {
    bytes.saturating_mul(4).div_ceil(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_traced_through_slicing_and_rebuilding() {
        let text = Text::new("  a%2Eb".into()).slice(2..7);
        assert_eq!((text.as_str(), text.offset(0), text.offset(4)), ("a%2Eb", 2, 6));
        let text = text.rebuilt([('a', 0), ('.', 1), ('b', 4)]);
        assert_eq!((text.as_str(), text.offset(1), text.offset(2), text.offset(3)), ("a.b", 3, 6, 7));
        let text = text.without(|_, c| c == '.');
        assert_eq!((text.as_str(), text.offset(1)), ("ab", 6));
    }

    #[test]
    fn tokens_are_found_between_other_text() {
        let token = "eyJhbGciOiJ9.eyJ9.abc";
        assert_eq!(find_tokens(token).first(), Some(&(0..21)));
        assert_eq!(find_tokens(&format!("é {token}. and {token}")), [3..24, 30..51]);
        assert_eq!(find_tokens("eyJhbGciOiJ9.eyJ9"), []);
        assert_eq!(find_tokens("www.example.com"), []);
        assert_eq!(find_tokens("eyJhbGciOiJ9.eyJ9.").first(), Some(&(0..18)));
    }

    #[test]
    fn a_whole_signature_is_told_from_half_of_one() {
        let token = |alg: &str, length: usize| {
            format!("{}.e30.{}", crate::token::base64url::encode(format!("{{\"alg\":\"{alg}\"}}").as_bytes()), "a".repeat(length))
        };
        let table = [
            ("HS256", 43, 0, true),
            ("HS256", 42, 1, false),
            ("HS384", 43, 21, false),
            ("ES512", 176, 0, true),
            ("RS256", 342, 0, true),
            ("RS256", 342, 5, true),
            ("RS256", 171, 171, false),
            ("RS256", 171, 0, true),
            ("X", 43, 0, true),
            ("X", 44, 0, false),
        ];
        for (alg, length, rest, complete) in table {
            assert_eq!(is_complete(&token(alg, length), &"a".repeat(rest)), complete, "{alg} {length} {rest}");
        }
        assert!(is_complete(&token("HS256", 43), "and more words"));
    }

    #[test]
    fn peeking_takes_any_alphabet() {
        for text in ["e30", "e30=", "e31"] {
            assert_eq!(peek(text).as_deref(), Some(&b"{}"[..]), "{text}");
        }
        assert_eq!(peek("-_-_"), peek("+/+/"));
        assert_eq!(peek("a"), None);
    }
}
