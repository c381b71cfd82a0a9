//! Key files as text, freed of what editors, shells and environment variables put into them.

use zeroize::Zeroizing;

use crate::keys::{KeyError, Note, RecognisedKey, base64::lenient, openssh};

/// The text of a key file; none where it is not text.
pub(super) fn clean(bytes: &[u8], notes: &mut Vec<Note>) -> Option<Zeroizing<String>> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            notes.push(Note::ByteOrderMark);
            Zeroizing::new(std::str::from_utf8(rest).ok()?.to_owned())
        }
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes, notes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes, notes)?,
        _ => Zeroizing::new(std::str::from_utf8(bytes).ok()?.to_owned()),
    };
    let mut text = text;
    if text.contains("\r\n") {
        notes.push(Note::Crlf);
        text = Zeroizing::new(text.replace("\r\n", "\n"));
    }
    if let Some(inner) = unquoted(text.trim()) {
        notes.push(Note::Quoted);
        text = Zeroizing::new(inner.to_owned());
    }
    // Inside JSON a `\n` is an escape of its own.
    if text.contains("\\n") && !text.trim_start().starts_with('{') {
        notes.push(Note::LiteralNewlines);
        text = Zeroizing::new(Zeroizing::new(text.replace("\\r\\n", "\n")).replace("\\n", "\n"));
    }
    Some(Zeroizing::new(text.trim().to_owned()))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, notes: &mut Vec<Note>) -> Option<Zeroizing<String>> {
    let (pairs, []) = bytes.as_chunks::<2>() else {
        return None;
    };
    notes.push(Note::Utf16);
    let units: Zeroizing<Vec<u16>> = Zeroizing::new(pairs.iter().map(|pair| unit(*pair)).collect());
    String::from_utf16(&units).ok().map(Zeroizing::new)
}

fn unquoted(text: &str) -> Option<&str> {
    ['"', '\'', '`'].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
}

/// The key of an RFC 4716 file: `---- BEGIN SSH2 PUBLIC KEY ----`, headers, base64.
pub(super) fn ssh2(text: &str) -> Result<Option<RecognisedKey>, KeyError> {
    let Some((_, rest)) = text.split_once("---- BEGIN SSH2 PUBLIC KEY ----") else {
        return Ok(None);
    };
    let malformed = || KeyError::Malformed { what: "SSH2 public key" };
    let (body, _) = rest.split_once("---- END SSH2 PUBLIC KEY ----").ok_or_else(malformed)?;
    let mut continued = false;
    let mut base64 = String::new();
    for line in body.lines() {
        let header = continued || line.contains(':');
        continued = header && line.ends_with('\\');
        if !header {
            base64.push_str(line.trim());
        }
    }
    openssh::read_blob(&lenient(&base64).ok_or_else(malformed)?).map(Some)
}
