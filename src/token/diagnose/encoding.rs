//! Encodings laid over the whole token: percent, base64, hexadecimal, UTF-16 (URLENCODED, `DOUBLE_B64`, `HEX_ENCODED`, and a byte order
//! mark of the wrong kind).

use super::{
    input::Outcome,
    text::{Text, begins_like_token, is_loose_token_byte, peek},
};
use crate::token::{Code, Diagnostic, Segment};

/// The value of two hexadecimal digits.
fn hex_byte(digits: &[u8]) -> Option<u8> {
    let [high, low] = digits else { return None };
    let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    Some((value(*high)? << 4) | value(*low)?)
}

/// Percent-encoding (RFC 3986 section 2.1). Only what decodes to ASCII is decoded; nothing else can be part of a token.
pub(super) fn url_encoded<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let at = whole.match_indices('%').map(|(at, _)| at).find(|&at| escape(whole, at).is_some())?;
    let mut characters = Vec::with_capacity(whole.len());
    let mut skipped_until = 0_usize;
    for (place, c) in whole.char_indices() {
        if place < skipped_until {
            continue;
        }
        match escape(whole, place) {
            Some(byte) => {
                characters.push((char::from(byte), place));
                skipped_until = place.saturating_add(3);
            }
            None => characters.push((c, place)),
        }
    }
    Some(Outcome::Recovered {
        name: "url-encoded",
        diagnostic: Diagnostic::warning(Code::UrlEncoded, "the token is URL-encoded")
            .within(Segment::Input)
            .at(text.offset(at))
            .advising("it was decoded once here; the caller has to decode the parameter before using it"),
        text: text.rebuilt(characters),
    })
}

/// The ASCII byte of the escape that begins there.
fn escape(text: &str, at: usize) -> Option<u8> {
    let escape = text.as_bytes().get(at..at.saturating_add(3))?;
    let (percent, digits) = escape.split_first()?;
    if *percent == b'%' { hex_byte(digits).filter(u8::is_ascii) } else { None }
}

/// Hexadecimal digits that spell a token.
pub(super) fn hex<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let skipped = if whole.starts_with("0x") || whole.starts_with("\\x") { 2 } else { 0 };
    let digits = whole.as_bytes().get(skipped..)?;
    if digits.len() < 8 || !digits.len().is_multiple_of(2) {
        return None;
    }
    let bytes: Vec<u8> = digits.chunks(2).map(hex_byte).collect::<Option<_>>()?;
    let token = String::from_utf8(bytes).ok()?;
    if !begins_like_token(&token) || !token.bytes().all(is_loose_token_byte) {
        return None;
    }
    let place = |at: usize| at.saturating_mul(2).saturating_add(skipped);
    Some(Outcome::Patched {
        diagnostic: Diagnostic::error(Code::HexEncoded, "the token is written in hexadecimal digits")
            .within(Segment::Input)
            .at(text.offset(0))
            .advising("decode it first, as `xxd -r -p` does"),
        text: text.rebuilt(token.char_indices().map(|(at, c)| (c, place(at)))),
    })
}

/// Base64 of a whole token, as in the `data` of a Kubernetes Secret. A header alone is base64 of JSON, not of base64.
pub(super) fn base64_again<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    if whole.contains('.') || whole.len() < 16 || !whole.bytes().all(is_loose_token_byte) {
        return None;
    }
    // A copy that was cut still shows what it was.
    let digits = whole.trim_end_matches('=');
    let usable = if digits.len() % 4 == 1 { digits.len().saturating_sub(1) } else { digits.len() };
    let token = String::from_utf8(peek(digits.get(..usable)?)?).ok()?;
    let bare = token.strip_prefix("Bearer ").unwrap_or(&token);
    let shape = bare.trim_end();
    // Text that another encoding of JSON spells by chance has hardly four bytes of it.
    let is_header = shape.len() >= 16 && shape.starts_with("eyJ");
    if !begins_like_token(shape) || !(shape.contains('.') || is_header) || !shape.bytes().all(is_loose_token_byte) {
        return None;
    }
    // Three bytes come from four characters.
    let place = |at: usize| at.saturating_mul(4).checked_div(3).unwrap_or(at);
    Some(Outcome::Recovered {
        name: "double-base64",
        diagnostic: Diagnostic::warning(Code::DoubleB64, "the whole token is base64-encoded once more")
            .within(Segment::Input)
            .at(text.offset(0))
            .advising("decode it once, as `base64 -d` does; the `data` of a Kubernetes Secret is encoded so"),
        text: text.rebuilt(token.char_indices().map(|(at, c)| (c, place(at)))),
    })
}

/// Text in UTF-16, as PowerShell's `>` writes it.
pub(super) fn utf16<'a>(input: &[u8]) -> Option<Outcome<'a>> {
    let (body, is_little) = match input {
        [0xFF, 0xFE, body @ ..] => (body, true),
        [0xFE, 0xFF, body @ ..] => (body, false),
        _ => return None,
    };
    let units = body.chunks_exact(2).map(|pair| {
        let pair = [pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)];
        if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    });
    let text: String = char::decode_utf16(units).collect::<Result<_, _>>().ok()?;
    let mut at = 2_usize;
    let mut characters = Vec::new();
    for c in text.chars() {
        characters.push((c, at));
        at = at.saturating_add(c.len_utf16().saturating_mul(2));
    }
    Some(Outcome::Recovered {
        name: "utf-16",
        diagnostic: Diagnostic::warning(Code::Bom, "the input is UTF-16 text")
            .within(Segment::Input)
            .at(0)
            .advising("PowerShell's `>` writes it so: use `Out-File -Encoding ascii`"),
        text: traced(characters),
    })
}

/// Bytes that are not UTF-8, each shown as U+FFFD; the later stages say where they stand.
pub(super) fn lossy<'a>(input: &[u8]) -> Text<'a> {
    let mut at = 0_usize;
    let mut characters = Vec::new();
    for chunk in input.utf8_chunks() {
        characters.extend(chunk.valid().char_indices().map(|(place, c)| (c, at.saturating_add(place))));
        at = at.saturating_add(chunk.valid().len());
        for _ in chunk.invalid() {
            characters.push(('\u{FFFD}', at));
            at = at.saturating_add(1);
        }
    }
    traced(characters)
}

/// A text of characters with their offsets in the input.
fn traced<'a>(characters: Vec<(char, usize)>) -> Text<'a> {
    Text::new(String::new().into()).rebuilt(characters)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJ9.eyJzdWIiOiJhIn0.abc";

    fn left(rule: for<'a> fn(&Text<'a>) -> Option<Outcome<'a>>, text: &str) -> Option<String> {
        match rule(&Text::new(text.to_owned().into()))? {
            Outcome::Patched { text, .. } | Outcome::Recovered { text, .. } => Some(text.as_str().to_owned()),
            _ => panic!("another outcome"),
        }
    }

    #[test]
    fn percent_encoding_is_undone_once() {
        let table = [
            ("a%2Eb%2Ec", "a.b.c"),
            ("a%2eb%3D", "a.b="),
            ("Bearer%20a", "Bearer a"),
            ("a%252Eb", "a%2Eb"),
            ("%C3a%41", "%C3aA"),
        ];
        for (text, plain) in table {
            assert_eq!(left(url_encoded, text).as_deref(), Some(plain), "{text}");
        }
        for text in ["a.b.c%", "a%zz", "%C3%A9"] {
            assert_eq!(left(url_encoded, text), None, "{text}");
        }
    }

    #[test]
    fn hexadecimal_tokens_are_recognised() {
        let digits = TOKEN.bytes().fold(String::new(), |digits, b| digits + &format!("{b:02x}"));
        for text in [digits.clone(), digits.to_uppercase(), format!("0x{digits}")] {
            assert_eq!(left(hex, &text).as_deref(), Some(TOKEN), "{text}");
        }
        for text in ["00112233445566778899", "deadbeef", "65794a"] {
            assert_eq!(left(hex, text), None, "{text}");
        }
    }

    #[test]
    fn doubly_encoded_tokens_are_decoded_once() {
        use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};
        for token in [TOKEN, "eyJhbGciOiJ9.e30.", "Bearer eyJhbGciOiJ9.e30.abc", "eyJhbGciOiJ9.e30.abc\n"] {
            for text in [BASE64_STANDARD.encode(token), BASE64_URL_SAFE_NO_PAD.encode(token)] {
                assert_eq!(left(base64_again, &text).as_deref(), Some(token), "{text}");
            }
        }
        for text in ["eyJhbGciOiJIUzI1NiJ9", "aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ="] {
            assert_eq!(left(base64_again, text), None, "{text}");
        }
    }

    #[test]
    fn offsets_survive_utf16_and_stray_bytes() {
        let input: Vec<u8> = [0xFF, 0xFE].into_iter().chain("a.b".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let Some(Outcome::Recovered { text, .. }) = utf16(&input) else { panic!("not seen") };
        assert_eq!((text.as_str(), text.offset(2)), ("a.b", 6));
        let text = lossy(b"a\xFFb");
        assert_eq!((text.as_str(), text.offset(1), text.offset(4)), ("a\u{FFFD}b", 1, 2));
    }
}
