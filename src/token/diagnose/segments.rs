//! Texts that do not have the three parts of a signed token, or have three and are something else (`ONE_SEGMENT_OPAQUE`,
//! `HEADER_ONLY`, `TWO_SEGMENTS`, `FOUR_SEGMENTS`, `JWE`, `FLASK_COOKIE`, `MULTIPLE_TOKENS`). Offsets are into the token.

use super::text::begins_like_token;
use crate::token::{
    Code, DecodedPart, Diagnostic, Segment, base64url,
    json::Value,
    segments::{Compact, Part},
    text::brief,
};

/// A text in parts, their number not three.
struct Shape<'t> {
    count: usize,
    /// At most five.
    parts: &'t [Part<'t>],
    /// The first part, if it is a JSON object or the beginning of one.
    first: Option<Value<'t>>,
    /// The text of the first part.
    text: String,
}

impl<'t> Shape<'t> {
    fn part(&self, index: usize) -> Option<&Part<'t>> {
        self.parts.get(index)
    }

    fn end(&self) -> usize {
        self.parts.last().map_or(0, |part| part.start.saturating_add(part.text.len()))
    }

    /// Whether the first part names that member, be it with half a value.
    fn names(&self, name: &str) -> bool {
        self.first.is_some() && self.text.contains(&format!("\"{name}\""))
    }
}

type Rule = fn(&Shape<'_>) -> Option<Diagnostic>;

/// The order in which they are tried. Where none applies, there are too many parts.
const RULES: &[Rule] =
    &[compressed_cookie, header_alone, payload_alone, opaque, without_signature, encrypted, joined, signature_twice];

/// What a text is that does not have three parts.
#[must_use]
pub(in crate::token) fn wrong_count(count: usize, parts: &[Part<'_>]) -> Diagnostic {
    let decoded = parts.first().map(|part| DecodedPart::of(*part));
    let first = decoded.as_ref().map(DecodedPart::read);
    let text = first.as_ref().map_or_else(String::new, |piece| String::from_utf8_lossy(piece.bytes).into_owned());
    let shape = Shape { count, parts, first: first.and_then(|piece| piece.value).filter(Value::is_object), text };
    let found = RULES.iter().find_map(|rule| rule(&shape)).unwrap_or_else(|| too_many(&shape));
    let offset = found.offset.unwrap_or(0);
    if found.segment.is_some() { found.at(offset) } else { found.within(Segment::Input).at(offset) }
}

/// Three parts that are no signed token: a session cookie of Flask has its payload first, then the time in four or five bytes.
pub(in crate::token) fn not_signed_token(compact: &Compact<'_>) -> Option<Diagnostic> {
    if !(6..=7).contains(&compact.payload.text.len()) {
        return None;
    }
    base64url::decode(compact.payload.text).ok().filter(|time| first_byte_of_time(time))?;
    let decoded = DecodedPart::of(compact.header);
    let session = decoded.read().value.filter(Value::is_object)?;
    (session.get("alg").is_none() && session.get("typ").is_none()).then(|| cookie("three parts, the second of them a time"))
}

/// Seconds since 1970 (or, in old versions, since 2011) in four or five bytes; JSON would begin with a brace.
fn first_byte_of_time(bytes: &[u8]) -> bool {
    matches!(bytes.len(), 4 | 5) && bytes.first().is_some_and(|byte| *byte != b'{')
}

fn cookie(why: &str) -> Diagnostic {
    Diagnostic::error(Code::FlaskCookie, format!("a session cookie of Flask (itsdangerous), not a JWT: {why}"))
        .within(Segment::Input)
        .at(0)
        .advising("its parts are payload, time and signature; read it with Flask's own tools")
}

/// The leading dot marks a compressed payload.
fn compressed_cookie(shape: &Shape<'_>) -> Option<Diagnostic> {
    let is_first_empty = shape.part(0).is_some_and(|part| part.text.is_empty());
    let begins = shape.part(1).is_some_and(|part| part.text.starts_with("eJ"));
    (is_first_empty && begins).then(|| cookie("the leading dot marks a compressed payload"))
}

fn header_alone(shape: &Shape<'_>) -> Option<Diagnostic> {
    let is_header = ["alg", "typ", "kid", "enc"].into_iter().any(|name| shape.names(name));
    (shape.count == 1 && is_header).then(|| {
        Diagnostic::error(Code::HeaderOnly, "only a header: payload and signature are missing")
            .at(shape.end())
            .advising("something split the token at its dots, or the copy ends early: copy all of it")
    })
}

fn payload_alone(shape: &Shape<'_>) -> Option<Diagnostic> {
    (shape.count == 1 && shape.first.is_some()).then(|| {
        Diagnostic::error(Code::OneSegmentOpaque, "one part of a token, perhaps its payload: the other two are missing")
            .advising("copy the whole token: three parts with two dots")
    })
}

fn opaque(shape: &Shape<'_>) -> Option<Diagnostic> {
    (shape.count == 1).then(|| {
        Diagnostic::error(Code::OneSegmentOpaque, "there is no dot in it: an opaque token or another text, not a JWT")
            .advising("only the issuer can say what it means (RFC 7662); some issue a JWT once an audience is asked for")
    })
}

fn without_signature(shape: &Shape<'_>) -> Option<Diagnostic> {
    (shape.count == 2).then(|| {
        let is_unsecured = shape.first.as_ref().and_then(|header| header.get("alg")?.as_str()).is_some_and(|alg| alg == "none");
        let hint = if is_unsecured {
            "an unsecured token ends with a dot; this one lost it, and would prove nothing with it"
        } else {
            "the copy ends early: copy the whole token, three parts with two dots"
        };
        Diagnostic::error(Code::TwoSegments, "only header and payload: the signature and its dot are missing")
            .at(shape.end())
            .advising(hint)
    })
}

/// RFC 7516 section 9: a JWE has five parts, and `enc` in its header.
fn encrypted(shape: &Shape<'_>) -> Option<Diagnostic> {
    let header = shape.first.as_ref().filter(|_| shape.count == 5)?;
    let enc = header.get("enc")?.as_str().unwrap_or("?");
    let alg = header.get("alg").and_then(Value::as_str).unwrap_or("?");
    let place = shape.part(0).map_or(0, |part| {
        let value = header.get("enc").map_or(0, Value::start);
        part.start.saturating_add(base64url::character_of_byte(value))
    });
    let message = format!("an encrypted token (alg={}, enc={}): only its recipient's key opens it", brief(alg), brief(enc));
    Some(
        Diagnostic::error(Code::Jwe, message)
            .within(Segment::Header)
            .pointing("/enc")
            .at(place)
            .advising("the header is all that can be shown; ask the issuer for a signed token (JWS)"),
    )
}

/// Two tokens without anything between them, or a dot.
fn joined(shape: &Shape<'_>) -> Option<Diagnostic> {
    let header = shape.part(0)?.text.get(..8)?;
    let (third, fourth) = (shape.part(2)?, shape.part(3)?);
    // A token that follows directly begins within the third part, one that follows a dot is the fourth.
    let within = third.text.find(header).filter(|at| *at > 0);
    let (part, at) = match within {
        Some(at) => (third, at),
        None if begins_like_token(fourth.text) => (fourth, 0),
        None => return None,
    };
    Some(
        Diagnostic::error(Code::MultipleTokens, "two tokens stand here without a space between them")
            .at(part.start.saturating_add(at))
            .advising("hand them over as separate arguments, or one a line"),
    )
}

fn signature_twice(shape: &Shape<'_>) -> Option<Diagnostic> {
    let (third, fourth) = (shape.part(2)?, shape.part(3)?);
    (shape.count == 4 && third.text == fourth.text && !third.text.is_empty()).then(|| {
        Diagnostic::error(Code::FourSegments, "four parts, where a signed token has three: the signature stands twice")
            .at(fourth.start.saturating_sub(1))
            .advising("whatever put the token together added its signature again")
    })
}

fn too_many(shape: &Shape<'_>) -> Diagnostic {
    Diagnostic::error(Code::FourSegments, format!("{} parts; a signed token has three, an encrypted one five", shape.count))
        .at(shape.part(3).map_or(0, |part| part.start.saturating_sub(1)))
        .advising("copy the token alone, without the text around it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::segments::{Split, split};

    fn code(text: &str) -> (Code, usize) {
        let found = match split(text) {
            Split::Compact(compact) => not_signed_token(&compact).expect("signed"),
            Split::Other { count, parts } => wrong_count(count, &parts),
        };
        (found.code, found.offset.unwrap())
    }

    #[test]
    fn every_number_of_parts_is_explained() {
        let header = base64url::encode(br#"{"alg":"HS256"}"#);
        let claims = base64url::encode(br#"{"sub":"ann"}"#);
        let encrypted = base64url::encode(br#"{"alg":"dir","enc":"A256GCM"}"#);
        let session = base64url::encode(br#"{"user_id":7}"#);
        let table = [
            ("opaque-token-0123456789".to_owned(), Code::OneSegmentOpaque, 0),
            (claims.clone(), Code::OneSegmentOpaque, 0),
            (header.clone(), Code::HeaderOnly, header.len()),
            (header[..header.len() - 3].to_owned(), Code::HeaderOnly, header.len() - 3),
            (format!("{header}.{claims}"), Code::TwoSegments, header.len() + claims.len() + 1),
            (format!("{header}.{claims}.abc.abc"), Code::FourSegments, header.len() + claims.len() + 5),
            (format!("{header}.{claims}.abc.def"), Code::FourSegments, header.len() + claims.len() + 5),
            (format!("{header}.a.b.c.d"), Code::FourSegments, header.len() + 4),
            (format!("{header}.a.b.c.d.e.f"), Code::FourSegments, header.len() + 4),
            (format!("{encrypted}.a.b.c.d"), Code::Jwe, 25),
            (format!("{header}.{claims}.abc{header}.{claims}.abc"), Code::MultipleTokens, header.len() + claims.len() + 5),
            (format!("{header}.{claims}.abc.{header}.{claims}.abc"), Code::MultipleTokens, header.len() + claims.len() + 6),
            (format!("{session}.aFbCdA.abcdefghijklmnopqrstuvwxyz0"), Code::FlaskCookie, 0),
            (".eJyrVkrLz1eyUkpKLFKqBQAdegQ0.aFbCdA.abcdefg".to_owned(), Code::FlaskCookie, 0),
        ];
        for (text, expected, offset) in table {
            assert_eq!(code(&text), (expected, offset), "{text}");
        }
    }

    #[test]
    fn a_short_payload_of_a_signed_token_is_no_time() {
        let header = base64url::encode(br#"{"alg":"HS256"}"#);
        for text in
            [format!("{header}.aFbCdA.abc"), format!("{header}.eyJ9.abc"), format!("{}.eyIiOjF9.abc", base64url::encode(b"{}"))]
        {
            let Split::Compact(compact) = split(&text) else { panic!("{text}") };
            assert_eq!(not_signed_token(&compact), None, "{text}");
        }
    }
}
