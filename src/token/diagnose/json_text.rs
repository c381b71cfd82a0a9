//! Why the text of a header or payload is not JSON (`HDR_JSON`, `PAYLOAD_JSON`, `JSON_LOOSE`, `TRUNCATED_PAYLOAD`, `BAD_UTF8`, `BOM`,
//! `DEFLATED`, `NESTED`, `TOO_BIG`). Offsets are into the token.

use miniz_oxide::inflate::{decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};

use super::text::find_tokens;
use crate::token::{
    Code, Diagnostic, Segment,
    anatomy::Piece,
    json::{self, JsonError, JsonErrorKind, Value},
};

/// What a decoded part holds that is not JSON, and where it stops being JSON.
struct Fault<'p, 't> {
    piece: &'p Piece<'t>,
    segment: Segment,
    error: JsonError,
}

impl Fault<'_, '_> {
    fn name(&self) -> &'static str {
        self.segment.name()
    }

    fn text(&self) -> &[u8] {
        self.piece.bytes
    }

    /// The bytes from the fault on.
    fn rest(&self) -> &[u8] {
        self.text().get(self.error.offset..).unwrap_or_default()
    }

    fn syntax(&self) -> Code {
        if self.segment == Segment::Header { Code::HdrJson } else { Code::PayloadJson }
    }
}

type Rule = fn(&Fault<'_, '_>) -> Option<Diagnostic>;

/// The order in which they are tried: first what the whole text is, then what stands at the fault. Where none applies,
/// it is a fault of syntax.
const RULES: &[Rule] = &[byte_order_mark, utf16, compressed, nested, too_deep, cut, not_utf8, loose, plain_text];

/// Explains why a part is not JSON.
pub(in crate::token) fn explain(error: JsonError, piece: &Piece<'_>, segment: Segment) -> Diagnostic {
    let fault = Fault { piece, segment, error };
    let found = RULES.iter().find_map(|rule| rule(&fault)).unwrap_or_else(|| syntax(&fault));
    found.within(segment).at(piece.place(error.offset))
}

/// Explains JSON that is no object.
pub(in crate::token) fn not_object(value: &Value, piece: &Piece<'_>, segment: Segment) -> Diagnostic {
    let name = segment.name();
    let is_object = |text: &str| json::parse(text.as_bytes()).is_ok_and(|value| value.is_object());
    let found = match value.as_str() {
        Some(text) if is_token(text) => nested_finding(name),
        Some(text) if is_object(text) => {
            Diagnostic::error(Code::NotObject, format!("the {name} is a string that holds a JSON object, not the object itself"))
                .advising("the issuer serialises it twice: it must hand over the object, not its text")
        }
        _ => Diagnostic::error(Code::NotObject, format!("the {name} is {}, not a JSON object", value.kind_name()))
            .advising("claims are members of an object (RFC 7519 section 7.2)"),
    };
    found.within(segment).at(piece.place(value.start()))
}

fn byte_order_mark(fault: &Fault<'_, '_>) -> Option<Diagnostic> {
    (fault.error.kind == JsonErrorKind::ByteOrderMark).then(|| {
        Diagnostic::error(Code::Bom, format!("the {} begins with a byte order mark", fault.name()))
            .advising("the issuer must encode JSON as UTF-8 without a byte order mark (RFC 8259 section 8.1)")
    })
}

/// Every second byte of Latin text in UTF-16 is zero.
fn utf16(fault: &Fault<'_, '_>) -> Option<Diagnostic> {
    let is_utf16 = matches!(fault.text(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [_, 0, _, 0, ..] | [0, _, 0, _, ..]);
    is_utf16.then(|| {
        Diagnostic::error(Code::BadUtf8, format!("the {} is UTF-16 text", fault.name()))
            .advising("the issuer must encode JSON as UTF-8 (RFC 7519 section 7.1)")
    })
}

fn compressed(fault: &Fault<'_, '_>) -> Option<Diagnostic> {
    inflate(fault.text()).map(|_| {
        Diagnostic::error(Code::Deflated, format!("the {} is compressed (DEFLATE)", fault.name())).advising(
            "a signed token cannot be compressed (`zip` is for encrypted ones, RFC 7516 section 4.1.3): the issuer must not",
        )
    })
}

/// The largest text that is inflated, in bytes: a few hundred bytes may claim to be gigabytes.
const INFLATED: usize = 64 << 10;

/// The JSON object in compressed bytes: zlib (RFC 1950), or bare DEFLATE (RFC 1951).
pub(in crate::token) fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = if let [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..] = bytes {
        decompress_to_vec_zlib_with_limit(bytes, INFLATED).ok()
    } else if bytes.first().is_some_and(|byte| !byte.is_ascii_graphic() || !matches!(byte, b'{' | b'[' | b'"')) {
        decompress_to_vec_with_limit(bytes, INFLATED).ok()
    } else {
        None
    };
    text.filter(|text| text.first() == Some(&b'{'))
}

/// RFC 7519 section 5.2: the payload of a nested token is a token itself.
fn nested(fault: &Fault<'_, '_>) -> Option<Diagnostic> {
    let text = std::str::from_utf8(fault.text()).ok()?;
    is_token(text).then(|| nested_finding(fault.name()))
}

fn is_token(text: &str) -> bool {
    let inner = text.trim();
    find_tokens(inner).first() == Some(&(0..inner.len()))
}

fn nested_finding(name: &str) -> Diagnostic {
    Diagnostic::error(Code::Nested, format!("the {name} is a token itself: a nested token"))
        .advising("decode the payload and hand over what is in it; the inner token has its own signature")
}

fn too_deep(fault: &Fault<'_, '_>) -> Option<Diagnostic> {
    (fault.error.kind == JsonErrorKind::TooDeep).then(|| {
        Diagnostic::error(Code::TooBig, format!("the {} has {}", fault.name(), fault.error.kind))
            .advising("no issuer nests claims so deep: the token is hostile or broken")
    })
}

/// JSON that was right until it ended.
fn cut(fault: &Fault<'_, '_>) -> Option<Diagnostic> {
    if !fault.error.is_cut() || fault.segment != Segment::Payload || fault.error.offset == 0 {
        return None;
    }
    let message = match last_words(fault.text()) {
        Some(words) => format!("the payload ends in the middle of its JSON, after `{words}`"),
        None => format!("the payload ends in the middle of its JSON, after {} bytes", fault.error.offset),
    };
    let hint = "something on its way cuts at a length: a cookie (4096), a header (8192), a database column";
    Some(Diagnostic::error(Code::TruncatedPayload, message).advising(hint))
}

/// The last member that was begun, if it is short enough to be no secret.
fn last_words(text: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(text).ok()?;
    let words = text.rsplit(['{', ',']).next()?.trim();
    ((1..=16).contains(&words.len()) && words.bytes().all(|b| b.is_ascii_graphic() && b != b'`')).then_some(words)
}

fn not_utf8(fault: &Fault<'_, '_>) -> Option<Diagnostic> {
    if fault.error.kind != JsonErrorKind::BadUtf8 && fault.text().first() == Some(&b'{') {
        return None;
    }
    let odd = fault.text().iter().filter(|b| !b.is_ascii()).count();
    if odd == 0 || std::str::from_utf8(fault.text()).is_ok() {
        return None;
    }
    let (what, hint) = if odd.saturating_mul(3) > fault.text().len() {
        ("is no text at all: it is encrypted, compressed or binary", "is it a signed token, and all of it?")
    } else {
        ("is not UTF-8, perhaps Latin-1", "the issuer must encode JSON as UTF-8 (RFC 7519 section 7.1)")
    };
    let message = format!("the {} {what} (byte {} of it)", fault.name(), fault.error.offset);
    Some(Diagnostic::error(Code::BadUtf8, message).advising(hint))
}

/// How Python and JavaScript write what JSON writes otherwise.
const LITERALS: &[&str] =
    &["True", "False", "None", "NaN", "undefined", "Infinity", "-Infinity", "nil", "b'", "datetime", "Decimal", "//", "/*"];

/// A literal of a programming language where JSON is wanted.
fn loose(fault: &Fault<'_, '_>) -> Option<Diagnostic> {
    let rest = fault.rest();
    let (what, language) = if rest.starts_with(b"'") {
        ("strings in single quotes", "Python or JavaScript")
    } else if let Some(literal) = LITERALS.iter().find(|literal| rest.starts_with(literal.as_bytes())) {
        return Some(loose_finding(fault, &format!("`{literal}`")));
    } else if fault.text().starts_with(b"{")
        && rest.first().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b'$'))
        && is_name(rest)
    {
        ("names without quotes", "JavaScript")
    } else {
        return None;
    };
    Some(loose_finding(fault, &format!("{what}, as {language} writes them")))
}

fn loose_finding(fault: &Fault<'_, '_>, what: &str) -> Diagnostic {
    Diagnostic::error(Code::JsonLoose, format!("the {} is a program's literal, not JSON: it has {what}", fault.name()))
        .advising("the issuer must serialise it: `json.dumps` in Python, `JSON.stringify` in JavaScript")
}

/// A name and a colon.
fn is_name(text: &[u8]) -> bool {
    let end = text.iter().position(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'_' | b'$'));
    let after = end.and_then(|end| text.get(end..)).unwrap_or_default();
    after.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b':')
}

/// Text that never was JSON.
fn plain_text(fault: &Fault<'_, '_>) -> Option<Diagnostic> {
    let text = std::str::from_utf8(fault.text()).ok()?;
    let first = text.trim_start().chars().next()?;
    (fault.error.offset <= 4 && !matches!(first, '{' | '[' | '"') && !text.contains(char::is_control)).then(|| {
        Diagnostic::error(fault.syntax(), format!("the {} is plain text, not JSON", fault.name()))
            .advising("a JWS may carry any text, a JWT must carry a JSON object (RFC 7519 section 7.2)")
    })
}

fn syntax(fault: &Fault<'_, '_>) -> Diagnostic {
    let (line, column) = fault.error.line_column(fault.text());
    let near = match near(fault) {
        Some(near) => format!(" near `{near}`"),
        None => String::new(),
    };
    let message = format!(
        "the {} is not JSON: {} at line {line} column {column} (byte {} of it){near}",
        fault.name(),
        fault.error.kind,
        fault.error.offset
    );
    let hint = match fault.rest() {
        [b'}' | b']', ..] => "a comma too many before it: the issuer wrote the JSON by hand",
        _ => "the issuer wrote it so, or the token was altered on its way",
    };
    Diagnostic::error(fault.syntax(), message).advising(hint)
}

/// A few characters around the fault.
fn near<'f>(fault: &'f Fault<'_, '_>) -> Option<&'f str> {
    const AROUND: usize = 4;
    let start = fault.error.offset.saturating_sub(AROUND);
    let end = fault.error.offset.saturating_add(AROUND).min(fault.text().len());
    let near = std::str::from_utf8(fault.text().get(start..end)?).ok()?;
    (!near.is_empty() && near.bytes().all(|b| (b.is_ascii_graphic() || b == b' ') && b != b'`')).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::{DecodedPart, base64url::encode, segments::Part};

    fn found(json: &[u8], segment: Segment) -> (Code, String) {
        let text = encode(json);
        let decoded = DecodedPart::of(Part { text: &text, start: 0 });
        let piece = decoded.read();
        let found = explain(piece.error.expect("JSON"), &piece, segment);
        (found.code, found.message)
    }

    #[test]
    fn what_is_not_json_is_named() {
        let zlib = miniz_oxide::deflate::compress_to_vec_zlib(br#"{"sub":"ann"}"#, 6);
        let deflate = miniz_oxide::deflate::compress_to_vec(br#"{"sub":"ann"}"#, 6);
        let utf16: Vec<u8> = r#"{"a":1}"#.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let table: [(&[u8], Code, &str); 22] = [
            (b"\xEF\xBB\xBF{}", Code::Bom, "byte order mark"),
            (&utf16, Code::BadUtf8, "UTF-16"),
            (b"{\"a\":\"caf\xE9\"}", Code::BadUtf8, "Latin-1"),
            (b"\x91\x82\xC3\xD4\x95\xA6", Code::BadUtf8, "no text"),
            (&zlib, Code::Deflated, "compressed"),
            (&deflate, Code::Deflated, "compressed"),
            (b"eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.abc", Code::Nested, "nested"),
            (&[b'['; 100], Code::TooBig, "64"),
            (br#"{"sub":"a","exp":17"#, Code::TruncatedPayload, "`\"exp\":17`"),
            (br#"{"sub":"#, Code::TruncatedPayload, "`\"sub\":`"),
            (br#"{"password":"correct horse bat"#, Code::TruncatedPayload, "after 30 bytes"),
            (b"{'sub':'a'}", Code::JsonLoose, "single quotes"),
            (b"{sub:\"a\"}", Code::JsonLoose, "without quotes"),
            (br#"{"a":True}"#, Code::JsonLoose, "`True`"),
            (br#"{"a":NaN}"#, Code::JsonLoose, "`NaN`"),
            (b"hello world", Code::PayloadJson, "plain text"),
            (b"sub=a&exp=1", Code::PayloadJson, "plain text"),
            (br#"{"a":1,}"#, Code::PayloadJson, "column 8"),
            (br#"{"a" 1}"#, Code::PayloadJson, "near"),
            (br#"{"a":01}"#, Code::PayloadJson, "byte"),
            (br#"{"a":1}}"#, Code::PayloadJson, "after the end"),
            (br#"{"a":"\x"}"#, Code::PayloadJson, "backslash"),
        ];
        for (json, code, part) in table {
            let (found, message) = found(json, Segment::Payload);
            assert_eq!(found, code, "{} {message}", String::from_utf8_lossy(json));
            assert!(message.contains(part), "{message}");
        }
        assert_eq!(found(br#"{"alg""#, Segment::Header).0, Code::HdrJson);
        assert_eq!(found(b"hello", Segment::Header).0, Code::HdrJson);
    }

    #[test]
    fn inflating_stops_at_its_limit() {
        let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b'{'; 10 << 20], 6);
        assert!(bomb.len() < 20_000);
        assert_eq!(inflate(&bomb), None);
    }
}
