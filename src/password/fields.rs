//! The parts of a hash string between its dollar signs, with their offsets, and the numbers in them.

use super::{
    b64::Encoding,
    malformed::{EncodingFault, MalformedHash, NumberFault, Part},
};

/// A part of a hash string and where it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    pub(super) text: &'a str,
    pub(super) offset: usize,
}

/// The rest of a hash string, taken part by part.
#[derive(Clone, Debug)]
pub(super) struct Fields<'a> {
    rest: Option<Field<'a>>,
}

impl<'a> Fields<'a> {
    /// Begins after the first dollar sign; `None` when the text does not begin with one.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        text.strip_prefix('$').map(|rest| Self { rest: Some(Field { text: rest, offset: 1 }) })
    }

    /// The part up to the next dollar sign.
    pub(super) fn next(&mut self, part: Part) -> Result<Field<'a>, MalformedHash> {
        let Field { text, offset } = self.rest.take().ok_or(MalformedHash::Missing { part })?;
        let Some((head, tail)) = text.split_once('$') else {
            return Ok(Field { text, offset });
        };
        self.rest = Some(Field { text: tail, offset: offset.saturating_add(head.len()).saturating_add(1) });
        Ok(Field { text: head, offset })
    }

    /// Looks at the next part without taking it.
    pub(super) fn peek(&self) -> &'a str {
        self.rest.map_or("", |field| field.text.split_once('$').map_or(field.text, |(head, _)| head))
    }

    /// That nothing is left.
    pub(super) fn end(&self) -> Result<(), MalformedHash> {
        match self.rest {
            None => Ok(()),
            Some(Field { offset, .. }) => Err(MalformedHash::Trailing { offset: offset.saturating_sub(1) }),
        }
    }
}

impl<'a> Field<'a> {
    /// The bytes of a base64 part, whose number is bounded.
    pub(super) fn bytes(self, part: Part, encoding: Encoding, min: usize, max: usize) -> Result<Vec<u8>, MalformedHash> {
        if self.text.is_empty() {
            return Err(MalformedHash::Missing { part });
        }
        let faulty = |(offset, fault)| MalformedHash::Encoding { part, offset: self.offset.saturating_add(offset), fault };
        let bytes = encoding.decode(self.text).map_err(|(offset, fault)| match fault {
            // Where the length is fixed, a last character that does not fit is most likely not the last one.
            EncodingFault::StrayBits if min == max && self.text.len() < min.saturating_mul(4).div_ceil(3) => {
                faulty((offset, EncodingFault::Cut))
            }
            fault => faulty((offset, fault)),
        })?;
        let length = bytes.len();
        if (min..=max).contains(&length) { Ok(bytes) } else { Err(MalformedHash::Length { part, length, min, max }) }
    }

    /// The whole part as a number.
    pub(super) fn number(self, name: &'static str, min: u32) -> Result<u32, MalformedHash> {
        let fail = |fault| Err(MalformedHash::Number { name, offset: self.offset, fault });
        if self.text.is_empty() || !self.text.bytes().all(|byte| byte.is_ascii_digit()) {
            return fail(NumberFault::NotDecimal);
        }
        if self.text.len() > 1 && self.text.starts_with('0') {
            return fail(NumberFault::LeadingZero);
        }
        match self.text.parse() {
            Ok(number) if number >= min => Ok(number),
            Ok(_) => fail(NumberFault::TooSmall),
            Err(_) => fail(NumberFault::Overflow),
        }
    }

    /// The part as `a=1,b=2` with exactly these names in this order; each number is at least 1.
    pub(super) fn numbers<const N: usize>(self, names: [&'static str; N]) -> Result<[u32; N], MalformedHash> {
        let mut items = self.items();
        let mut numbers = [0; N];
        for (index, (number, name)) in numbers.iter_mut().zip(names).enumerate() {
            let item = items.next().ok_or(MalformedHash::ParameterMissing { name, offset: self.end() })?;
            *number = match item.text.split_once('=') {
                Some((found, value)) if found == name => {
                    let skipped = name.len().saturating_add(1);
                    Field { text: value, offset: item.offset.saturating_add(skipped) }.number(name, 1)?
                }
                _ if item.text.is_empty() => return Err(MalformedHash::ParameterMissing { name, offset: item.offset }),
                _ => return Err(item.misplaced(&names, index)),
            };
        }
        items.next().map_or(Ok(numbers), |item| Err(item.misplaced(&names, N)))
    }

    /// Why a parameter does not belong where `index` others have been read.
    fn misplaced(self, names: &[&'static str], index: usize) -> MalformedHash {
        let offset = self.offset;
        let found = self.text.split_once('=').map_or(self.text, |(name, _)| name);
        match names.iter().position(|name| *name == found) {
            Some(position) if position < index => {
                MalformedHash::ParameterRepeated { name: names.get(position).unwrap_or(&""), offset }
            }
            Some(position) => MalformedHash::ParameterOrder { name: names.get(position).unwrap_or(&""), offset },
            None => MalformedHash::ParameterUnknown { offset },
        }
    }

    fn items(self) -> impl Iterator<Item = Field<'a>> {
        let mut offset = self.offset;
        self.text.split(',').map(move |text| {
            let item = Field { text, offset };
            offset = offset.saturating_add(text.len()).saturating_add(1);
            item
        })
    }

    const fn end(self) -> usize {
        self.offset.saturating_add(self.text.len())
    }
}
