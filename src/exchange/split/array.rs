//! The elements of a JSON array, which is the whole file or the member `users` of an object. What stands around them is checked for
//! its form and never held.

use std::io::Read;

use super::{FileError, Place, bytes::Bytes};

pub(in crate::exchange) struct Array<R> {
    bytes: Bytes<R>,
    /// The member that holds the array; `None` where it is the whole file.
    member: Option<&'static str>,
    state: State,
    /// Whether the member was seen.
    found: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// Before anything.
    Before,
    /// In the object around, where a member begins.
    Member { is_first: bool },
    /// In the array, where an element begins.
    Element { is_first: bool },
    /// Behind everything.
    After,
}

impl<R: Read> Array<R> {
    pub(super) fn new(bytes: Bytes<R>, member: Option<&'static str>) -> Self {
        Self { bytes, member, state: State::Before, found: false }
    }

    pub(super) fn offset(&self) -> u64 {
        self.bytes.place().offset
    }

    pub(super) fn next(&mut self, to: &mut Vec<u8>) -> Result<Option<Place>, FileError> {
        loop {
            let next = self.token()?;
            match self.state {
                State::Before => self.open(next)?,
                State::Element { is_first } => {
                    if next == Some(b']') {
                        self.bytes.skip();
                        self.state = if self.member.is_some() { State::Member { is_first: false } } else { State::After };
                        continue;
                    }
                    self.separate(next, is_first, "a comma or `]` is missing behind a user")?;
                    self.token()?;
                    let place = self.bytes.place();
                    let begin = to.len();
                    self.value(Some((to, begin)))?;
                    self.state = State::Element { is_first: false };
                    return Ok(Some(place));
                }
                State::Member { is_first } => {
                    if next == Some(b'}') {
                        self.bytes.skip();
                        self.state = State::After;
                        continue;
                    }
                    self.separate(next, is_first, "a comma or `}` is missing behind a member")?;
                    self.member()?;
                }
                State::After if next.is_some() => return Err(self.wrong("something stands behind the end of the JSON")),
                State::After if self.member.is_some() && !self.found => {
                    return Err(self.wrong("the object has no member `users`"));
                }
                State::After => return Ok(None),
            }
        }
    }

    /// Goes into the array or object that the file is.
    fn open(&mut self, next: Option<u8>) -> Result<(), FileError> {
        self.state = match (next, self.member) {
            (Some(b'['), None) => State::Element { is_first: true },
            (Some(b'{'), Some(_)) => State::Member { is_first: true },
            (_, None) => return Err(self.wrong("a JSON array should begin here")),
            (_, Some(_)) => return Err(self.wrong("a JSON object should begin here")),
        };
        self.bytes.skip();
        Ok(())
    }

    /// Passes over the comma before everything but the first.
    fn separate(&mut self, next: Option<u8>, is_first: bool, what: &'static str) -> Result<(), FileError> {
        match next {
            None => Err(self.wrong("the file ends within the JSON")),
            Some(b',') if !is_first => {
                self.bytes.skip();
                Ok(())
            }
            Some(_) if is_first => Ok(()),
            Some(_) => Err(self.wrong(what)),
        }
    }

    /// Passes over a member, or goes into the one that is looked for.
    fn member(&mut self) -> Result<(), FileError> {
        if self.token()? != Some(b'"') {
            return Err(self.wrong("the name of a member should begin here"));
        }
        let mut name = Vec::new();
        self.value(Some((&mut name, 0)))?;
        if self.token()? != Some(b':') {
            return Err(self.wrong("a colon is missing behind the name of a member"));
        }
        self.bytes.skip();
        let next = self.token()?;
        let wanted = self.member.is_some_and(|member| name.get(1..name.len().saturating_sub(1)) == Some(member.as_bytes()));
        if !wanted {
            self.state = State::Member { is_first: false };
            return self.value(None);
        }
        if self.found {
            return Err(self.wrong("`users` is there twice"));
        }
        if next != Some(b'[') {
            return Err(self.wrong("`users` is no array"));
        }
        self.found = true;
        self.bytes.skip();
        self.state = State::Element { is_first: true };
        Ok(())
    }

    /// Passes over whitespace (RFC 8259 section 2) and shows what follows.
    fn token(&mut self) -> Result<Option<u8>, FileError> {
        loop {
            match self.bytes.peek()? {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.bytes.skip(),
                other => return Ok(other),
            }
        }
    }

    /// Passes over one value, by its brackets and quotes alone, and appends it.
    fn value(&mut self, mut to: Option<(&mut Vec<u8>, usize)>) -> Result<(), FileError> {
        let mut depth: u32 = 0;
        let (mut in_text, mut escaped, mut begun) = (false, false, false);
        loop {
            let available = self.bytes.available()?;
            let length = available.len();
            if length == 0 {
                return if begun && depth == 0 && !in_text { Ok(()) } else { Err(self.wrong("the file ends within the JSON")) };
            }
            let mut end = None;
            for (index, byte) in available.iter().enumerate() {
                let behind = index.saturating_add(1);
                if in_text {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => {
                            in_text = false;
                            if depth == 0 {
                                end = Some(behind);
                                break;
                            }
                        }
                        _ => {}
                    }
                    continue;
                }
                match byte {
                    b'"' if begun && depth == 0 => {
                        end = Some(index);
                        break;
                    }
                    b'"' => in_text = true,
                    b'[' | b'{' => depth = depth.saturating_add(1),
                    b']' | b'}' if depth > 1 => depth = depth.saturating_sub(1),
                    b']' | b'}' => {
                        end = Some(if depth == 1 { behind } else { index });
                        break;
                    }
                    b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => {
                        end = Some(index);
                        break;
                    }
                    _ => {}
                }
                begun = true;
            }
            self.bytes.take(end.unwrap_or(length), to.as_mut().map(|(to, begin)| (&mut **to, *begin)));
            match end {
                Some(0) if !begun => return Err(self.wrong("a value is missing")),
                Some(_) => return Ok(()),
                None => {}
            }
        }
    }

    fn wrong(&self, what: &'static str) -> FileError {
        FileError::Json { line: self.bytes.place().line, column: self.bytes.column(), what }
    }
}
