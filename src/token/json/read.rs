//! The reader.

use std::str::from_utf8;

use super::{JsonError, JsonErrorKind, Kind, Member, Number, Value};

/// Levels of arrays and objects that are read; deeper texts are refused, so that none can exhaust the stack.
pub const MAX_DEPTH: usize = 64;

/// Members for which the outermost object has room from the start: as many as the claims of a token often are.
const MEMBERS: usize = 8;

/// What could be read of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Partial {
    /// The value, or of a faulty text the members and items that stood complete before the fault.
    pub value: Option<Value>,
    /// The fault, if there is one.
    pub error: Option<JsonError>,
}

/// Reads a whole JSON text.
///
/// # Errors
/// The first fault, and at which byte.
pub fn parse(text: &[u8]) -> Result<Value, JsonError> {
    let Partial { value, error } = parse_partial(text);
    match (error, value) {
        (Some(error), _) => Err(error),
        (None, Some(value)) => Ok(value),
        (None, None) => Err(JsonError { offset: 0, kind: JsonErrorKind::UnexpectedEnd("a value") }),
    }
}

/// Reads as much as there is of a text. A string or number that the cut may have shortened is left out.
#[must_use]
pub fn parse_partial(text: &[u8]) -> Partial {
    let mut reader = Reader { text, whole: from_utf8(text).ok(), at: 0, depth: 0 };
    let marked = text.starts_with("\u{feff}".as_bytes());
    if marked {
        reader.at = 3;
    }
    let mark = marked.then_some(JsonError { offset: 0, kind: JsonErrorKind::ByteOrderMark });
    reader.space();
    match reader.value() {
        Ok(value) => {
            reader.space();
            let trailing = (reader.at < text.len()).then_some(JsonError { offset: reader.at, kind: JsonErrorKind::Trailing });
            Partial { value: Some(value), error: mark.or(trailing) }
        }
        Err(cut) => Partial { value: cut.partial, error: mark.or(Some(cut.error)) },
    }
}

/// A fault, with what stood before it.
struct Cut {
    partial: Option<Value>,
    error: JsonError,
}

impl From<JsonError> for Cut {
    fn from(error: JsonError) -> Self {
        Self { partial: None, error }
    }
}

/// How many bytes there are before a quote, a backslash or a control character.
fn plain_length(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut length: usize = 0;
    for word in words {
        let ends = ends_in(u64::from_le_bytes(*word));
        if ends != 0 {
            return length.saturating_add(usize::try_from(ends.trailing_zeros() >> 3).unwrap_or(0));
        }
        length = length.saturating_add(8);
    }
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | ..0x20);
    length.saturating_add(rest.iter().position(ends).unwrap_or(rest.len()))
}

/// The high bit of each byte of a word that ends a run. Bits above the lowest that is set may be set without reason: the
/// subtraction borrows.
const fn ends_in(word: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH << 7;
    const fn below(word: u64, limit: u64) -> u64 {
        word.wrapping_sub(EACH.wrapping_mul(limit)) & !word & HIGH
    }
    below(word, 0x20) | below(word ^ EACH.wrapping_mul(0x22), 1) | below(word ^ EACH.wrapping_mul(0x5c), 1)
}

struct Reader<'t> {
    text: &'t [u8],
    /// The text, where all of it is UTF-8: then no part of it need be looked at again.
    whole: Option<&'t str>,
    at: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.step();
        }
    }

    fn fault(&self, kind: JsonErrorKind) -> JsonError {
        JsonError { offset: self.at, kind }
    }

    /// The text ends here, or holds another byte than `what`.
    fn expected(&self, what: &'static str) -> JsonError {
        self.fault(match self.peek() {
            None => JsonErrorKind::UnexpectedEnd(what),
            Some(0x80..) if self.rest_is_not_utf8() => JsonErrorKind::BadUtf8,
            Some(_) => JsonErrorKind::Expected(what),
        })
    }

    fn rest_is_not_utf8(&self) -> bool {
        let next = self.text.get(self.at..self.at.saturating_add(4)).or_else(|| self.text.get(self.at..)).unwrap_or(&[]);
        from_utf8(next).is_err_and(|error| error.valid_up_to() == 0)
    }

    fn value(&mut self) -> Result<Value, Cut> {
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => return self.nested(start, Self::object),
            Some(b'[') => return self.nested(start, Self::array),
            Some(b'"') => Kind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Kind::Number(self.number()?),
            Some(b't') => self.word(b"true", Kind::Bool(true))?,
            Some(b'f') => self.word(b"false", Kind::Bool(false))?,
            Some(b'n') => self.word(b"null", Kind::Null)?,
            _ => return Err(self.expected("a value").into()),
        };
        Ok(Value { kind, start, end: self.at })
    }

    fn nested(&mut self, start: usize, read: fn(&mut Self) -> (Kind, Option<JsonError>)) -> Result<Value, Cut> {
        if self.depth >= MAX_DEPTH {
            return Err(self.fault(JsonErrorKind::TooDeep).into());
        }
        self.depth = self.depth.saturating_add(1);
        self.step();
        let (kind, error) = read(self);
        self.depth = self.depth.saturating_sub(1);
        let value = Value { kind, start, end: self.at };
        match error {
            None => Ok(value),
            Some(error) => Err(Cut { partial: Some(value), error }),
        }
    }

    fn object(&mut self) -> (Kind, Option<JsonError>) {
        // Only of the whole: a text of many small objects would take much memory.
        let mut members = Vec::with_capacity(if self.depth == 1 { MEMBERS } else { 0 });
        let error = self.members(&mut members).err();
        (Kind::Object(members), error)
    }

    fn members(&mut self, members: &mut Vec<Member>) -> Result<(), JsonError> {
        self.space();
        if self.peek() == Some(b'}') {
            self.step();
            return Ok(());
        }
        loop {
            self.space();
            let name_start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.expected(if members.is_empty() { "a member name or `}`" } else { "a member name" }));
            }
            let name = self.string()?;
            self.space();
            if self.peek() != Some(b':') {
                return Err(self.expected("`:`"));
            }
            self.step();
            self.space();
            match self.value() {
                Ok(value) => members.push(Member { name, name_start, value }),
                Err(Cut { partial, error }) => {
                    members.extend(partial.map(|value| Member { name, name_start, value }));
                    return Err(error);
                }
            }
            let adjacent = self.at;
            self.space();
            match self.peek() {
                Some(b',') => self.step(),
                Some(b'}') => {
                    self.step();
                    return Ok(());
                }
                next => {
                    if next.is_none() && adjacent == self.at && members.last().is_some_and(|last| last.value.may_go_on()) {
                        members.pop();
                    }
                    return Err(self.expected("`,` or `}`"));
                }
            }
        }
    }

    fn array(&mut self) -> (Kind, Option<JsonError>) {
        let mut items = Vec::new();
        let error = self.items(&mut items).err();
        (Kind::Array(items), error)
    }

    fn items(&mut self, items: &mut Vec<Value>) -> Result<(), JsonError> {
        self.space();
        if self.peek() == Some(b']') {
            self.step();
            return Ok(());
        }
        loop {
            self.space();
            match self.value() {
                Ok(value) => items.push(value),
                Err(Cut { partial, error }) => {
                    items.extend(partial);
                    return Err(error);
                }
            }
            let adjacent = self.at;
            self.space();
            match self.peek() {
                Some(b',') => self.step(),
                Some(b']') => {
                    self.step();
                    return Ok(());
                }
                next => {
                    if next.is_none() && adjacent == self.at && items.last().is_some_and(Value::may_go_on) {
                        items.pop();
                    }
                    return Err(self.expected("`,` or `]`"));
                }
            }
        }
    }

    fn word(&mut self, word: &'static [u8], kind: Kind) -> Result<Kind, JsonError> {
        for expected in word {
            match self.peek() {
                Some(found) if found == *expected => self.step(),
                None => return Err(self.fault(JsonErrorKind::UnexpectedEnd("the rest of `true`, `false` or `null`"))),
                Some(_) => return Err(self.expected("`true`, `false` or `null`")),
            }
        }
        Ok(kind)
    }

    /// RFC 8259 section 6: `[ minus ] int [ frac ] [ exp ]`.
    fn number(&mut self) -> Result<Number, JsonError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.step();
        }
        if self.peek() == Some(b'0') {
            self.step();
            if matches!(self.peek(), Some(b'0'..=b'9')) {
                return Err(self.fault(JsonErrorKind::BadNumber));
            }
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.step();
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.step();
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.step();
            }
            self.digits()?;
        }
        let text = self.text.get(start..self.at).unwrap_or(&[]);
        from_utf8(text).map(Number::from_source).map_err(|_| JsonError { offset: start, kind: JsonErrorKind::BadNumber })
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.step();
        }
        match self.peek() {
            _ if self.at > start => Ok(()),
            None => Err(self.fault(JsonErrorKind::UnexpectedEnd("a digit"))),
            Some(_) => Err(self.fault(JsonErrorKind::BadNumber)),
        }
    }

    /// RFC 8259 section 7, from the opening quote on.
    fn string(&mut self) -> Result<String, JsonError> {
        self.step();
        let first = self.run()?;
        if self.peek() == Some(b'"') {
            self.step();
            return Ok(first.to_owned());
        }
        let mut text = first.to_owned();
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.step();
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(byte @ ..0x20) => return Err(self.fault(JsonErrorKind::ControlCharacter(byte))),
                Some(_) => text.push_str(self.run()?),
                None => return Err(self.fault(JsonErrorKind::UnexpectedEnd("the end of a string"))),
            }
        }
    }

    /// The bytes up to a quote, a backslash or a control character.
    fn run(&mut self) -> Result<&'t str, JsonError> {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or(&[]);
        let length = plain_length(rest);
        self.at = start.saturating_add(length);
        if let Some(run) = self.whole.and_then(|text| text.get(start..self.at)) {
            return Ok(run);
        }
        from_utf8(rest.get(..length).unwrap_or(&[])).map_err(|error| {
            let cut = error.error_len().is_none() && self.at == self.text.len();
            let kind = if cut { JsonErrorKind::UnexpectedEnd("the end of a string") } else { JsonErrorKind::BadUtf8 };
            let offset = if cut { self.at } else { start.saturating_add(error.valid_up_to()) };
            JsonError { offset, kind }
        })
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let start = self.at;
        self.step();
        let character = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.step();
                return self.unicode(start);
            }
            None => return Err(self.fault(JsonErrorKind::UnexpectedEnd("the rest of an escape"))),
            Some(_) => return Err(JsonError { offset: start, kind: JsonErrorKind::BadEscape }),
        };
        self.step();
        Ok(character)
    }

    /// The code point of `\uXXXX`, or of a surrogate pair of two of them; `start` is that of the first backslash.
    fn unicode(&mut self, start: usize) -> Result<char, JsonError> {
        let lone = JsonError { offset: start, kind: JsonErrorKind::LoneSurrogate };
        let first = self.hex4(start)?;
        if !(0xd800..0xe000).contains(&first) {
            return char::from_u32(first).ok_or(lone);
        }
        if first >= 0xdc00 {
            return Err(lone);
        }
        for expected in *b"\\u" {
            match self.peek() {
                Some(found) if found == expected => self.step(),
                None => return Err(self.fault(JsonErrorKind::UnexpectedEnd("the other half of a surrogate pair"))),
                Some(_) => return Err(lone),
            }
        }
        let second = self.hex4(start)?;
        char::decode_utf16([first, second].map(|half| u16::try_from(half).unwrap_or(0))).next().and_then(Result::ok).ok_or(lone)
    }

    fn hex4(&mut self, start: usize) -> Result<u32, JsonError> {
        let mut value: u32 = 0;
        for _ in 0..4 {
            let Some(byte) = self.peek() else {
                return Err(self.fault(JsonErrorKind::UnexpectedEnd("the rest of an escape")));
            };
            let Some(digit) = char::from(byte).to_digit(16) else {
                return Err(JsonError { offset: start, kind: JsonErrorKind::BadEscape });
            };
            value = (value << 4) | digit;
            self.step();
        }
        Ok(value)
    }
}

impl Value {
    /// Whether more digits could follow, so that a cut right behind it may have shortened it.
    const fn may_go_on(&self) -> bool {
        matches!(self.kind, Kind::Number(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use JsonErrorKind as K;

    #[test]
    fn texts_that_are_json() {
        let table = [
            ("null", "null"),
            (" true ", "true"),
            ("\t{\r\n}", "{}"),
            (r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#, "\"\\\"\\\\/\\b\\f\\n\\r\\té😀\""),
            ("[0,-1,1.5,1E+2,1e-2]", "[0,-1,1.5,1E+2,1e-2]"),
            (r#"{"a":{"b":[{}]}}"#, r#"{"a":{"b":[{}]}}"#),
            (r#""\u0000""#, r#""\u0000""#),
        ];
        for (text, json) in table {
            assert_eq!(parse(text.as_bytes()).unwrap().to_json(), json, "{text}");
        }
    }

    #[test]
    fn texts_that_are_not_json_and_where() {
        let table: [(&[u8], usize, K); 34] = [
            (b"", 0, K::UnexpectedEnd("a value")),
            (b"  ", 2, K::UnexpectedEnd("a value")),
            (b"hello", 0, K::Expected("a value")),
            (b"nul", 3, K::UnexpectedEnd("the rest of `true`, `false` or `null`")),
            (b"nope", 1, K::Expected("`true`, `false` or `null`")),
            (b"True", 0, K::Expected("a value")),
            (b"{'a':1}", 1, K::Expected("a member name or `}`")),
            (b"{a:1}", 1, K::Expected("a member name or `}`")),
            (br#"{"a":1,}"#, 7, K::Expected("a member name")),
            (br#"{"a" 1}"#, 5, K::Expected("`:`")),
            (br#"{"a":1 "b":2}"#, 7, K::Expected("`,` or `}`")),
            (b"[1 2]", 3, K::Expected("`,` or `]`")),
            (b"[1,]", 3, K::Expected("a value")),
            (br#"{"exp":17"#, 9, K::UnexpectedEnd("`,` or `}`")),
            (br#"{"sub":"joh"#, 11, K::UnexpectedEnd("the end of a string")),
            (b"\"\\u00", 5, K::UnexpectedEnd("the rest of an escape")),
            (b"\"\xc3", 2, K::UnexpectedEnd("the end of a string")),
            (b"\"a\xe9\"", 2, K::BadUtf8),
            (b"\"a\xe9b\xff\"", 2, K::BadUtf8),
            (b"\xff\xfe{", 0, K::BadUtf8),
            (b"\"a\nb\"", 2, K::ControlCharacter(b'\n')),
            (b"\"\\x\"", 1, K::BadEscape),
            (b"\"\\u12g4\"", 1, K::BadEscape),
            (b"\"\\ud800\"", 1, K::LoneSurrogate),
            (b"\"\\ude00\"", 1, K::LoneSurrogate),
            (b"\"\\ud800\\u0041\"", 1, K::LoneSurrogate),
            (b"01", 1, K::BadNumber),
            (b"-", 1, K::UnexpectedEnd("a digit")),
            (b"1.x", 2, K::BadNumber),
            (b"1e", 2, K::UnexpectedEnd("a digit")),
            (b".5", 0, K::Expected("a value")),
            (b"{}x", 2, K::Trailing),
            (b"{} {}", 3, K::Trailing),
            (b"\xef\xbb\xbf{}", 0, K::ByteOrderMark),
        ];
        for (text, offset, kind) in table {
            assert_eq!(parse(text), Err(JsonError { offset, kind }), "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn what_stood_complete_before_the_cut_is_kept() {
        let table = [
            (r#"{"sub":"a","exp":17"#, r#"{"sub":"a"}"#),
            (r#"{"sub":"a","exp":17 "#, r#"{"sub":"a","exp":17}"#),
            (r#"{"sub":"a","ex"#, r#"{"sub":"a"}"#),
            (r#"{"sub":"a","exp":"#, r#"{"sub":"a"}"#),
            (r#"{"a":{"b":[1,2,3"#, r#"{"a":{"b":[1,2]}}"#),
            (r#"{"a":[true,"x"#, r#"{"a":[true]}"#),
            (r#"{"a":1,"b":tru"#, r#"{"a":1}"#),
            ("{", "{}"),
        ];
        for (text, kept) in table {
            let partial = parse_partial(text.as_bytes());
            assert!(partial.error.unwrap().is_cut(), "{text}");
            assert_eq!(partial.value.unwrap().to_json(), kept, "{text}");
        }
    }

    #[test]
    fn a_value_behind_a_byte_order_mark_is_still_shown() {
        let partial = parse_partial(b"\xef\xbb\xbf{\"a\":1}");
        assert_eq!(partial.error.unwrap().kind, K::ByteOrderMark);
        assert_eq!(partial.value.unwrap().to_json(), r#"{"a":1}"#);
    }

    #[test]
    fn offsets_of_names_and_values() {
        let value = parse(br#" {"a": 12, "b":["x"]}"#).unwrap();
        assert_eq!((value.start(), value.end()), (1, 21));
        let places: Vec<_> = value.members().iter().map(|m| (m.name_start, m.value.start(), m.value.end())).collect();
        assert_eq!(places, [(2, 7, 9), (11, 15, 20)]);
        assert_eq!(value.pointer("/b/0").unwrap().start(), 16);
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
        assert!(parse(&nested(MAX_DEPTH)).is_ok());
        let error = JsonError { offset: MAX_DEPTH, kind: K::TooDeep };
        assert_eq!(parse(&nested(MAX_DEPTH + 1)), Err(error));
        assert_eq!(parse(&nested(100_000)), Err(error));
    }

    proptest::proptest! {
        #[test]
        fn a_run_ends_at_the_first_byte_that_ends_it(text in "[ -~\\x1f\"\\\\\u{80}é]{0,40}") {
            let ends = |byte: u8| matches!(byte, b'"' | b'\\' | ..0x20);
            proptest::prop_assert_eq!(plain_length(text.as_bytes()), text.bytes().position(ends).unwrap_or(text.len()));
        }
    }
}
