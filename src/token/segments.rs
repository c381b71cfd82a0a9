//! The split of a compact serialization (RFC 7515 section 7.1).

use memchr::memchr_iter;

/// A part of a text, with its place in that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'t> {
    /// The part itself.
    pub text: &'t str,
    /// The byte offset of its first byte.
    pub start: usize,
}

/// A JWS compact serialization: three parts, each still base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compact<'t> {
    /// `BASE64URL(UTF8(JWS Protected Header))`.
    pub header: Part<'t>,
    /// `BASE64URL(JWS Payload)`.
    pub payload: Part<'t>,
    /// `BASE64URL(JWS Signature)`.
    pub signature: Part<'t>,
    /// What the signature covers: the first two parts with their dot (RFC 7515 section 5.1).
    pub signing_input: &'t str,
}

/// What a text is, by the number of its dots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Split<'t> {
    /// Three parts.
    Compact(Compact<'t>),
    /// Any other number of parts: the number, and the first five of them.
    Other {
        /// How many there are.
        count: usize,
        /// At most five of them, from the left.
        parts: Vec<Part<'t>>,
    },
}

impl<'t> Compact<'t> {
    /// The three parts.
    #[must_use]
    pub const fn parts(&self) -> [Part<'t>; 3] {
        [self.header, self.payload, self.signature]
    }
}

/// Splits a text at its dots.
#[must_use]
pub fn split(text: &str) -> Split<'_> {
    if let Some(compact) = compact(text) {
        return Split::Compact(compact);
    }
    let count = text.split('.').count();
    let mut start: usize = 0;
    let parts = text.split('.').take(5).map(|text| {
        let part = Part { text, start };
        start = start.saturating_add(text.len()).saturating_add(1);
        part
    });
    Split::Other { count, parts: parts.collect() }
}

fn compact(text: &str) -> Option<Compact<'_>> {
    let mut dots = memchr_iter(b'.', text.as_bytes());
    let (first, second) = (dots.next()?, dots.next()?);
    if dots.next().is_some() {
        return None;
    }
    let (payload, signature) = (first.saturating_add(1), second.saturating_add(1));
    Some(Compact {
        header: Part { text: text.get(..first)?, start: 0 },
        payload: Part { text: text.get(payload..second)?, start: payload },
        signature: Part { text: text.get(signature..)?, start: signature },
        signing_input: text.get(..second)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_parts_with_their_places() {
        let Split::Compact(parts) = split("ab.cde.f") else { panic!("not compact") };
        assert_eq!(parts.header, Part { text: "ab", start: 0 });
        assert_eq!(parts.payload, Part { text: "cde", start: 3 });
        assert_eq!(parts.signature, Part { text: "f", start: 7 });
        assert_eq!(parts.signing_input, "ab.cde");
    }

    #[test]
    fn parts_may_be_empty() {
        assert!(matches!(split(".."), Split::Compact(Compact { signing_input: ".", .. })));
        assert!(matches!(split("a.b."), Split::Compact(Compact { signature: Part { text: "", start: 4 }, .. })));
    }

    #[test]
    fn other_numbers_of_parts_are_counted_and_five_are_kept() {
        for (text, count, kept) in [("", 1, 1), ("abc", 1, 1), ("a.b", 2, 2), ("a.b.c.d", 4, 4), ("a.b.c.d.e.f.g", 7, 5)] {
            let Split::Other { count: found, parts } = split(text) else { panic!("compact: {text}") };
            assert_eq!((found, parts.len()), (count, kept), "{text}");
        }
        let Split::Other { parts, .. } = split("ab.c.d.e") else { panic!("compact") };
        assert_eq!(parts[3], Part { text: "e", start: 7 });
    }
}
