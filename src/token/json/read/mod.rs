//! The reader: values and what holds values. Strings, numbers and words are those of `scalar`.

mod scalar;

use std::str::from_utf8;

use super::{JsonError, JsonErrorKind, Kind, Member, Value};

/// Levels of arrays and objects that are read; deeper texts are refused, so that none can exhaust the stack.
pub const MAX_DEPTH: usize = 64;

/// Members for which the outermost object has room from the start: more than the claims of a token mostly are.
const MEMBERS: usize = 10;

/// What could be read of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Partial<'t> {
    /// The value, or of a faulty text the members and items that stood complete before the fault.
    pub value: Option<Value<'t>>,
    /// The fault, if there is one.
    pub error: Option<JsonError>,
    /// The text itself, where it is UTF-8.
    pub text: Option<&'t str>,
    /// Whether white space stands around or between values.
    pub is_spaced: bool,
}

/// Reads a whole JSON text.
///
/// # Errors
/// The first fault, and at which byte.
pub fn parse(text: &[u8]) -> Result<Value<'_>, JsonError> {
    let Partial { value, error, .. } = parse_partial(text);
    match (error, value) {
        (Some(error), _) => Err(error),
        (None, Some(value)) => Ok(value),
        (None, None) => Err(JsonError { offset: 0, kind: JsonErrorKind::UnexpectedEnd("a value") }),
    }
}

/// Reads as much as there is of a text. A string or number that the cut may have shortened is left out.
#[must_use]
pub fn parse_partial(text: &[u8]) -> Partial<'_> {
    let mut reader = Reader { text, whole: from_utf8(text).ok(), at: 0, depth: 0, is_spaced: false };
    let mut mark = None;
    if text.starts_with("\u{feff}".as_bytes()) {
        reader.at = 3;
        mark = Some(JsonError { offset: 0, kind: JsonErrorKind::ByteOrderMark });
    }
    reader.space();
    let mut value = None;
    let mut error = reader.value(|found| value = Some(found)).err();
    if error.is_none() {
        reader.space();
        error = (reader.at < text.len()).then_some(JsonError { offset: reader.at, kind: JsonErrorKind::Trailing });
    }
    Partial { value, error: mark.or(error), text: reader.whole, is_spaced: reader.is_spaced }
}

struct Reader<'t> {
    text: &'t [u8],
    /// The text, where all of it is UTF-8: then no part of it need be looked at again.
    whole: Option<&'t str>,
    at: usize,
    depth: usize,
    is_spaced: bool,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// Whether that byte came next.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        if is_next {
            self.step();
        }
        is_next
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.is_spaced = true;
            self.step();
        }
    }

    fn error(&self, kind: JsonErrorKind) -> JsonError {
        JsonError { offset: self.at, kind }
    }

    /// The text ends here, or holds another byte than `what`.
    #[cold]
    fn expected(&self, what: &'static str) -> JsonError {
        self.error(match self.peek() {
            None => JsonErrorKind::UnexpectedEnd(what),
            Some(0x80..) if self.rest_is_not_utf8() => JsonErrorKind::BadUtf8,
            Some(_) => JsonErrorKind::Expected(what),
        })
    }

    fn rest_is_not_utf8(&self) -> bool {
        let next = self.text.get(self.at..self.at.saturating_add(4)).or_else(|| self.text.get(self.at..)).unwrap_or(&[]);
        from_utf8(next).is_err_and(|error| error.valid_up_to() == 0)
    }

    /// Hands over a value; at a fault what stood complete of it before, if it holds values. Each kind is handed over where it is
    /// known, so that it is put into its place at once.
    #[inline]
    fn value(&mut self, hand: impl FnOnce(Value<'t>)) -> Result<(), JsonError> {
        let start = self.at;
        match self.peek() {
            Some(b'"') => {
                let text = self.string()?;
                hand(Value { kind: Kind::String(text), start });
            }
            Some(b'-' | b'0'..=b'9') => {
                let number = self.number()?;
                hand(Value { kind: Kind::Number(number), start });
            }
            _ => return self.seldom(start, hand),
        }
        Ok(())
    }

    /// What most members are not. Kept apart, since a place that takes every kind takes each of them in pieces.
    #[inline(never)]
    fn seldom(&mut self, start: usize, hand: impl FnOnce(Value<'t>)) -> Result<(), JsonError> {
        match self.peek() {
            Some(b'{') => self.object(start, hand),
            Some(b'[') => self.array(start, hand),
            Some(b't') => self.word(b"true", Kind::Bool(true), hand),
            Some(b'f') => self.word(b"false", Kind::Bool(false), hand),
            Some(b'n') => self.word(b"null", Kind::Null, hand),
            _ => Err(self.expected("a value")),
        }
    }

    /// Steps into an array or object.
    fn enter(&mut self) -> Result<(), JsonError> {
        if self.depth >= MAX_DEPTH {
            return Err(self.error(JsonErrorKind::TooDeep));
        }
        self.depth = self.depth.saturating_add(1);
        self.step();
        Ok(())
    }

    fn object(&mut self, start: usize, hand: impl FnOnce(Value<'t>)) -> Result<(), JsonError> {
        self.enter()?;
        // Only of the whole: a text of many small objects would take much memory.
        let mut members = Vec::with_capacity(if self.depth == 1 { MEMBERS } else { 0 });
        let outcome = self.members(&mut members);
        self.depth = self.depth.saturating_sub(1);
        hand(Value { kind: Kind::Object(members), start });
        outcome
    }

    fn members(&mut self, members: &mut Vec<Member<'t>>) -> Result<(), JsonError> {
        self.space();
        if self.take(b'}') {
            return Ok(());
        }
        loop {
            self.space();
            let name_start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.expected(if members.is_empty() { "a member name or `}`" } else { "a member name" }));
            }
            let name = self.string()?.into();
            self.space();
            if !self.take(b':') {
                return Err(self.expected("`:`"));
            }
            self.space();
            self.value(|value| members.push(Member { name, name_start, value }))?;
            if !self.goes_on(b'}', "`,` or `}`", members, |last| &last.value)? {
                return Ok(());
            }
        }
    }

    fn array(&mut self, start: usize, hand: impl FnOnce(Value<'t>)) -> Result<(), JsonError> {
        self.enter()?;
        let mut items = Vec::new();
        let outcome = self.items(&mut items);
        self.depth = self.depth.saturating_sub(1);
        hand(Value { kind: Kind::Array(items), start });
        outcome
    }

    fn items(&mut self, items: &mut Vec<Value<'t>>) -> Result<(), JsonError> {
        self.space();
        if self.take(b']') {
            return Ok(());
        }
        loop {
            self.space();
            self.value(|value| items.push(value))?;
            if !self.goes_on(b']', "`,` or `]`", items, |last| last)? {
                return Ok(());
            }
        }
    }

    /// Whether a comma follows, or the end; at a cut that may have shortened the value before it, that value goes.
    fn goes_on<T>(
        &mut self,
        end: u8,
        wanted: &'static str,
        before: &mut Vec<T>,
        value: fn(&T) -> &Value<'t>,
    ) -> Result<bool, JsonError> {
        let adjacent = self.at;
        self.space();
        if self.take(b',') {
            return Ok(true);
        }
        if self.take(end) {
            return Ok(false);
        }
        if self.peek().is_none() && adjacent == self.at && before.last().is_some_and(|last| value(last).may_go_on()) {
            before.pop();
        }
        Err(self.expected(wanted))
    }
}

impl Value<'_> {
    /// Whether more digits could follow, so that a cut right behind it may have shortened it.
    const fn may_go_on(&self) -> bool {
        matches!(self.kind, Kind::Number(_))
    }
}

#[cfg(test)]
mod tests;
