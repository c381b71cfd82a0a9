//! Strings, numbers and words.

use std::{borrow::Cow, str::from_utf8};

use super::{
    super::{JsonError, JsonErrorKind, Kind, Number, Value},
    Reader,
};

/// How many bytes there are before a quote, a backslash or a control character.
pub(super) fn plain_length(bytes: &[u8]) -> usize {
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

impl<'t> Reader<'t> {
    fn rest(&self, start: usize) -> &'t [u8] {
        self.text.get(start..).unwrap_or(&[])
    }

    pub(super) fn word(&mut self, word: &'static [u8], kind: Kind<'t>, hand: impl FnOnce(Value<'t>)) -> Result<(), JsonError> {
        let start = self.at;
        for expected in word {
            match self.peek() {
                Some(found) if found == *expected => self.step(),
                None => return Err(self.error(JsonErrorKind::UnexpectedEnd("the rest of `true`, `false` or `null`"))),
                Some(_) => return Err(self.expected("`true`, `false` or `null`")),
            }
        }
        hand(Value { kind, start });
        Ok(())
    }

    /// RFC 8259 section 6: `[ minus ] int [ frac ] [ exp ]`.
    #[inline]
    pub(super) fn number(&mut self) -> Result<Number, JsonError> {
        match self.plain_integer() {
            Some(integer) => Ok(integer.into()),
            None => self.any_number(),
        }
    }

    /// An integer from 0 on that has few digits and nothing else: the everyday case.
    fn plain_integer(&mut self) -> Option<i64> {
        const DIGITS: usize = 18;
        let rest = self.rest(self.at);
        let mut integer: i64 = 0;
        let mut count: usize = 0;
        for byte in rest.iter().take(DIGITS).take_while(|byte| byte.is_ascii_digit()) {
            integer = integer.wrapping_mul(10).wrapping_add(i64::from(byte & 0x0f));
            count = count.wrapping_add(1);
        }
        let has_leading_zero = count > 1 && rest.first() == Some(&b'0');
        let goes_on = matches!(rest.get(count), Some(b'0'..=b'9' | b'.' | b'e' | b'E'));
        if count == 0 || has_leading_zero || goes_on {
            return None;
        }
        self.at = self.at.saturating_add(count);
        Some(integer)
    }

    fn any_number(&mut self) -> Result<Number, JsonError> {
        let start = self.at;
        self.take(b'-');
        if self.take(b'0') {
            if matches!(self.peek(), Some(b'0'..=b'9')) {
                return Err(self.error(JsonErrorKind::BadNumber));
            }
        } else {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.step();
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.step();
            }
            self.digits()?;
        }
        let digits = self.rest(start).get(..self.at.saturating_sub(start)).unwrap_or(&[]);
        from_utf8(digits).map(Number::from_source).map_err(|_| JsonError { offset: start, kind: JsonErrorKind::BadNumber })
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        let count = self.rest(self.at).iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at = self.at.saturating_add(count);
        match self.peek() {
            _ if count > 0 => Ok(()),
            None => Err(self.error(JsonErrorKind::UnexpectedEnd("a digit"))),
            Some(_) => Err(self.error(JsonErrorKind::BadNumber)),
        }
    }

    /// RFC 8259 section 7, from the opening quote on.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'t, str>, JsonError> {
        match self.plain_string() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.escaped_string().map(Cow::Owned),
        }
    }

    /// A string that stands for itself. Not inlined, so that what asks for it is.
    #[inline(never)]
    fn plain_string(&mut self) -> Option<&'t str> {
        let start = self.at.saturating_add(1);
        let end = start.saturating_add(plain_length(self.rest(start)));
        let text = self.whole?.get(start..end).filter(|_| self.text.get(end) == Some(&b'"'))?;
        self.at = end.saturating_add(1);
        Some(text)
    }

    #[cold]
    fn escaped_string(&mut self) -> Result<String, JsonError> {
        self.step();
        let mut text = String::new();
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.step();
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(byte @ ..0x20) => return Err(self.error(JsonErrorKind::ControlCharacter(byte))),
                Some(_) => text.push_str(self.run()?),
                None => return Err(self.error(JsonErrorKind::UnexpectedEnd("the end of a string"))),
            }
        }
    }

    /// The bytes up to a quote, a backslash or a control character.
    fn run(&mut self) -> Result<&'t str, JsonError> {
        let start = self.at;
        let rest = self.rest(start);
        let length = plain_length(rest);
        let end = start.saturating_add(length);
        self.at = end;
        match self.whole.and_then(|text| text.get(start..end)) {
            Some(run) => Ok(run),
            None => self.checked(start, rest.get(..length).unwrap_or(&[])),
        }
    }

    /// A run of a text that is not UTF-8 throughout.
    #[cold]
    fn checked(&self, start: usize, run: &'t [u8]) -> Result<&'t str, JsonError> {
        from_utf8(run).map_err(|error| {
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
            None => return Err(self.error(JsonErrorKind::UnexpectedEnd("the rest of an escape"))),
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
                None => return Err(self.error(JsonErrorKind::UnexpectedEnd("the other half of a surrogate pair"))),
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
                return Err(self.error(JsonErrorKind::UnexpectedEnd("the rest of an escape")));
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
