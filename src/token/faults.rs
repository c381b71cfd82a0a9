//! What keeps a part of a token from being read strictly, as diagnostics. Offsets are into the token.

use super::{
    Code, Diagnostic, Segment,
    anatomy::Piece,
    base64url::{Base64Error, Base64ErrorKind},
    diagnose,
    json::{Duplicate, duplicates},
};

/// Everything that is wrong with a header or payload, the root cause first.
pub(super) fn of_piece(piece: &Piece<'_>, segment: Segment) -> Vec<Diagnostic> {
    if piece.part.text.is_empty() {
        return vec![of_nothing(piece.part.start, segment)];
    }
    let mut found: Vec<_> = piece.base64.iter().map(|error| of_base64(*error, piece.part.start, segment)).collect();
    // Where the base64 is cut or broken, so is the JSON: that is no second fault.
    if let Some(error) = piece.error.filter(|_| piece.is_whole) {
        found.push(diagnose::not_json(error, piece, segment));
    }
    if let (Some(value), None, true) = (&piece.value, piece.error, piece.is_whole) {
        if value.is_object() {
            found.extend(duplicates(value).iter().map(|duplicate| of_duplicate(duplicate, piece, segment)));
        } else {
            found.push(diagnose::not_object(value, piece, segment));
        }
    }
    found
}

fn of_nothing(start: usize, segment: Segment) -> Diagnostic {
    let found = if segment == Segment::Payload {
        Diagnostic::error(Code::Detached, "the payload is empty: it is detached, or was stripped")
            .advising("a token carries its claims; a detached payload (RFC 7515 appendix F) makes no JWT")
    } else {
        Diagnostic::error(Code::EmptySegment, format!("the {} is empty", segment.name()))
            .advising("copy the whole token: three parts with two dots")
    };
    found.within(segment).at(start)
}

/// A fault of the encoding of the part that begins at `start`.
pub(super) fn of_base64(error: Base64Error, start: usize, segment: Segment) -> Diagnostic {
    let name = segment.name();
    let place = start.saturating_add(error.offset);
    let found = match error.kind {
        Base64ErrorKind::StandardAlphabet(character) => Diagnostic::error(
            Code::B64Std,
            format!("the {name} uses the standard base64 alphabet (`{character}`), a token needs base64url"),
        )
        .advising("the issuer encodes wrongly; the signature covers the text as sent, so it cannot be mended by hand"),
        Base64ErrorKind::Padding => {
            Diagnostic::error(Code::B64Padded, format!("the {name} is padded with `=`, a token has no padding"))
                .advising("the issuer encodes wrongly (RFC 7515 section 2); the signature covers the text as sent")
        }
        Base64ErrorKind::Illegal(character) => Diagnostic::error(
            Code::B64Char,
            format!("illegal character {} at byte {} of the {name}", shown(character), error.offset),
        )
        .advising("copy the token again, as plain text"),
        Base64ErrorKind::Length => {
            Diagnostic::error(Code::B64Length, format!("the {name} has a length that base64 cannot have: it is cut"))
                .advising("at least one character is missing: copy the whole token")
        }
        Base64ErrorKind::NonCanonical => Diagnostic::error(
            Code::B64NonCanon,
            format!("the last character of the {name} carries stray bits: the text is not what the issuer wrote"),
        )
        .advising("an altered copy: get the token from its issuer again"),
    };
    found.within(segment).at(place)
}

fn of_duplicate(duplicate: &Duplicate<'_>, piece: &Piece<'_>, segment: Segment) -> Diagnostic {
    let message = format!("the member \"{}\" stands more than once: readers disagree which one counts", duplicate.again.name);
    Diagnostic::error(Code::DupKey, message)
        .within(segment)
        .pointing(&duplicate.pointer)
        .at(piece.place(duplicate.again.name_start))
        .advising("the issuer must write each name once (RFC 7519 section 4)")
}

/// A character with its code point; one that cannot be seen by its code point alone.
fn shown(character: char) -> String {
    let code = u32::from(character);
    if character.is_control() || character.is_whitespace() || !character.is_alphanumeric() && !character.is_ascii() {
        format!("U+{code:04X}")
    } else {
        format!("`{character}` (U+{code:04X})")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        base64url::encode,
        segments::{Split, split},
    };
    use super::*;

    fn faults(token: &str, segment: Segment) -> Vec<(Code, Option<usize>, Option<String>)> {
        let Split::Compact(compact) = split(token) else { panic!("not compact: {token}") };
        let found = super::super::Decoded::of(&compact).read().faults(segment);
        found.into_iter().map(|found| (found.code, found.offset, found.pointer)).collect()
    }

    #[test]
    fn faults_of_a_payload_have_code_and_place() {
        let table: [(&[u8], Code, usize); 11] = [
            (b"", Code::Detached, 3),
            (b"hello", Code::PayloadJson, 3),
            (br#"{"exp":17"#, Code::TruncatedPayload, 3 + 12),
            (br#"{"a":1,}"#, Code::PayloadJson, 3 + 9),
            (b"{\"a\":\"\xe9\"}", Code::BadUtf8, 3 + 8),
            (b"\xef\xbb\xbf{}", Code::Bom, 3),
            (b"[1]", Code::NotObject, 3),
            (b"\"{}\"", Code::NotObject, 3),
            (br#"{"sub":"a","sub":"b"}"#, Code::DupKey, 3 + 14),
            (br#"{"x":{"a":1,"a":2}}"#, Code::DupKey, 3 + 16),
            (&[b'['; 100], Code::TooBig, 3 + 85),
        ];
        for (json, code, offset) in table {
            let found = faults(&format!("e0.{}.", encode(json)), Segment::Payload);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!((found[0].0, found[0].1), (code, Some(offset)), "{}", String::from_utf8_lossy(json));
        }
    }

    #[test]
    fn faults_of_the_encoding_have_code_and_place() {
        let table = [
            ("e30=.e30.", Segment::Header, Code::B64Padded, 3),
            ("e30.eyJhIjoi/z8ifQ.", Segment::Payload, Code::B64Std, 12),
            ("e30.e3*0.", Segment::Payload, Code::B64Char, 6),
            ("e30.e30aa.", Segment::Payload, Code::B64Length, 9),
            ("e30.e31.", Segment::Payload, Code::B64NonCanon, 6),
            ("e30.e30.AAB", Segment::Signature, Code::B64NonCanon, 10),
            ("e30.e30.AA==", Segment::Signature, Code::B64Padded, 10),
            (".e30.AA", Segment::Header, Code::EmptySegment, 0),
        ];
        for (token, segment, code, offset) in table {
            let found = faults(token, segment);
            assert_eq!((found[0].0, found[0].1), (code, Some(offset)), "{token} {found:?}");
        }
    }

    #[test]
    fn a_duplicate_is_pointed_at() {
        let found = faults(&format!("e30.{}.", encode(br#"{"x":[{"a":1,"a":2}]}"#)), Segment::Payload);
        assert_eq!(found[0].2.as_deref(), Some("/x/0/a"));
    }
}
