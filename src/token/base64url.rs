//! base64url without padding (RFC 7515 section 2, RFC 4648 section 5), strictly, with the place of every fault.
//!
//! Strict means: one text for each sequence of bytes. Padding, the standard alphabet and stray bits in the last character are
//! refused, because the signature covers the text and two texts for one token invite mistakes. [`decode_leniently`] exists to show
//! people what a faulty segment holds, and serves nothing else.

/// The alphabet of RFC 4648 section 5.
const ALPHABET: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What a byte is worth that stands in no alphabet: bits that no byte of the alphabet has.
const NONE: u32 = 0xff00_0000;

/// The six bits of each byte of the alphabet, at the places that they have in a group of four.
static PLACES: [[u32; 256]; 4] = [values(18), values(12), values(6), values(0)];

#[expect(clippy::indexing_slicing, clippy::arithmetic_side_effects, clippy::as_conversions, reason = "computed by the compiler")]
#[expect(clippy::cast_possible_truncation, reason = "counts to 64")]
const fn values(shift: u32) -> [u32; 256] {
    let mut table = [NONE; 256];
    let mut value = 0;
    while value < ALPHABET.len() {
        table[ALPHABET[value] as usize] = (value as u32) << shift;
        value += 1;
    }
    table
}

/// A place where a text is not base64url, in bytes from the start of that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {offset}")]
pub struct Base64Error {
    /// The byte offset of the fault in the text; for a length that cannot be, the length.
    pub offset: usize,
    /// What is wrong there.
    pub kind: Base64ErrorKind,
}

/// What is wrong with a text that is not base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Base64ErrorKind {
    /// `+` or `/`: the alphabet of RFC 4648 section 4, where RFC 7515 demands section 5.
    #[error("`{0}` of the standard base64 alphabet")]
    StandardAlphabet(char),
    /// `=` at the end (RFC 7515 section 2: "with all trailing '=' characters omitted").
    #[error("padding")]
    Padding,
    /// A character of neither alphabet.
    #[error("a character outside the alphabet, U+{:04X}", u32::from(*.0))]
    Illegal(char),
    /// One character more than a multiple of four: no sequence of bytes has that length.
    #[error("a length that no base64 text has")]
    Length,
    /// Bits of the last character that belong to no byte and are not zero (RFC 4648 section 3.5).
    #[error("stray bits in the last character")]
    NonCanonical,
}

/// Encodes bytes.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    let mut push = |bits: u32| {
        let value = usize::try_from(bits & 0x3f).unwrap_or(0);
        text.push(ALPHABET.get(value).copied().map_or('A', char::from));
    };
    for group in bytes.chunks(3) {
        let (a, b, c) = match *group {
            [a] => (a, None, None),
            [a, b] => (a, Some(b), None),
            [a, b, c, ..] => (a, Some(b), Some(c)),
            [] => continue,
        };
        let bits = u32::from(a) << 16 | u32::from(b.unwrap_or(0)) << 8 | u32::from(c.unwrap_or(0));
        push(bits >> 18);
        push(bits >> 12);
        if b.is_some() {
            push(bits >> 6);
        }
        if c.is_some() {
            push(bits);
        }
    }
    text
}

/// Decodes a text strictly.
///
/// # Errors
/// The first fault from the left, and where.
pub fn decode(text: &str) -> Result<Vec<u8>, Base64Error> {
    let mut bytes = Vec::with_capacity(decoded_length(text.len()));
    let mut all = 0;
    let (octets, rest) = text.as_bytes().as_chunks::<8>();
    for octets in octets.chunks(BLOCK) {
        let mut block = [[0; 6]; BLOCK];
        for (octet, decoded) in octets.iter().zip(&mut block) {
            let ([one, two], _) = octet.as_chunks::<4>() else { continue };
            let (one, two) = (bits(*one), bits(*two));
            all |= one | two;
            let [_, _, bytes @ ..] = (u64::from(one) << 24 | u64::from(two)).to_be_bytes();
            *decoded = bytes;
        }
        bytes.extend_from_slice(block.get(..octets.len()).unwrap_or(&[]).as_flattened());
    }
    let (groups, tail) = rest.as_chunks::<4>();
    for group in groups {
        let bits = bits(*group);
        all |= bits;
        let [_, a, b, c] = bits.to_be_bytes();
        bytes.extend_from_slice(&[a, b, c]);
    }
    // Filled up with what stands for no bits, and no fault.
    let mut group = [b'A'; 4];
    group.iter_mut().zip(tail).for_each(|(place, byte)| *place = *byte);
    let bits = bits(group);
    if (all | bits) & NONE != 0 {
        return Err(first_fault(text));
    }
    let [_, a, b, c] = bits.to_be_bytes();
    let (kept, stray) = match tail.len() {
        0 => (&[][..], 0),
        2 => (&[a][..], b),
        3 => (&[a, b][..], c),
        _ => return Err(Base64Error { offset: text.len(), kind: Base64ErrorKind::Length }),
    };
    if stray != 0 {
        return Err(Base64Error { offset: text.len().saturating_sub(1), kind: Base64ErrorKind::NonCanonical });
    }
    bytes.extend_from_slice(kept);
    Ok(bytes)
}

/// Eights of characters that are decoded before their bytes are moved on.
const BLOCK: usize = 16;

/// The 24 bits of four characters, with those of [`NONE`] where one of them is in no alphabet.
fn bits([a, b, c, d]: [u8; 4]) -> u32 {
    let [first, second, third, fourth] = &PLACES;
    let value = |places: &[u32; 256], byte: u8| places.get(usize::from(byte)).copied().unwrap_or(NONE);
    value(first, a) | value(second, b) | value(third, c) | value(fourth, d)
}

const fn decoded_length(characters: usize) -> usize {
    characters.saturating_mul(3).div_euclid(4)
}

fn first_fault(text: &str) -> Base64Error {
    faults(text).next().unwrap_or(Base64Error { offset: text.len(), kind: Base64ErrorKind::Length })
}

/// Every character of a text that is not of the alphabet, from the left.
pub fn faults(text: &str) -> impl Iterator<Item = Base64Error> {
    let padding = text.trim_end_matches('=').len();
    text.char_indices().filter_map(move |(offset, character)| {
        let kind = match character {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_' => return None,
            '+' | '/' => Base64ErrorKind::StandardAlphabet(character),
            '=' if offset >= padding => Base64ErrorKind::Padding,
            other => Base64ErrorKind::Illegal(other),
        };
        Some(Base64Error { offset, kind })
    })
}

/// What a faulty text holds, for display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lenient {
    /// The bytes, up to the first character of neither alphabet.
    pub bytes: Vec<u8>,
    /// The faults that were overlooked; several of the standard alphabet count once.
    pub faults: Vec<Base64Error>,
}

impl Lenient {
    /// Whether the bytes are all that the text holds: only the alphabet, the padding or stray bits were at fault.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.faults.iter().any(|fault| matches!(fault.kind, Base64ErrorKind::Illegal(_) | Base64ErrorKind::Length))
    }
}

/// Decodes as far as it goes, in either alphabet, padded or not. For display only: verification uses [`decode`].
#[must_use]
pub fn decode_leniently(text: &str) -> Lenient {
    if let Ok(bytes) = decode(text) {
        return Lenient { bytes, faults: Vec::new() };
    }
    let mut seen = Vec::new();
    let mut clean = String::with_capacity(text.len());
    let mut rest = 0;
    for fault in faults(text) {
        let again = |kind: &Base64ErrorKind| std::mem::discriminant(kind) == std::mem::discriminant(&fault.kind);
        if !seen.iter().any(|earlier: &Base64Error| again(&earlier.kind)) {
            seen.push(fault);
        }
        clean.push_str(text.get(rest..fault.offset).unwrap_or(""));
        rest = fault.offset.saturating_add(1);
        match fault.kind {
            Base64ErrorKind::StandardAlphabet('+') => clean.push('-'),
            Base64ErrorKind::StandardAlphabet(_) => clean.push('_'),
            _ => {
                rest = text.len();
                break;
            }
        }
    }
    clean.push_str(text.get(rest..).unwrap_or(""));
    let whole = !seen.iter().any(|fault| matches!(fault.kind, Base64ErrorKind::Illegal(_)));
    if clean.len() % 4 == 1 {
        let shortened = clean.pop();
        if whole && shortened.is_some() {
            seen.push(Base64Error { offset: clean.len().saturating_add(1), kind: Base64ErrorKind::Length });
        }
    }
    let bytes = decode(&clean).or_else(|error| {
        // Only stray bits can be left: the last character gives way to its canonical neighbour.
        if whole {
            seen.push(error);
        }
        decode(&canonical(&clean))
    });
    Lenient { bytes: bytes.unwrap_or_default(), faults: seen }
}

/// The text with the stray bits of its last character cleared.
#[must_use]
pub fn canonical(text: &str) -> String {
    let mask = match text.len() % 4 {
        2 => 0x30,
        3 => 0x3c,
        _ => return text.to_owned(),
    };
    let mut characters = text.to_owned();
    let last = characters.pop().and_then(|last| u8::try_from(last).ok()).unwrap_or(b'A');
    let [.., values] = &PLACES;
    let value = values.get(usize::from(last)).copied().unwrap_or(0) & mask;
    let clean = usize::try_from(value).ok().and_then(|value| ALPHABET.get(value));
    characters.push(clean.copied().map_or('A', char::from));
    characters
}

/// The character of a text that holds the first bit of the byte at `offset` of what it decodes to.
#[must_use]
pub const fn character_of_byte(offset: usize) -> usize {
    // Three bytes are four characters, and within them bytes 0, 1, 2 begin in characters 0, 1, 2.
    offset.saturating_add(offset.div_euclid(3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Base64ErrorKind as K;
    use proptest::prelude::*;

    /// RFC 4648 section 10 without padding, and the octets of RFC 7515 appendix C.
    #[test]
    fn the_vectors_of_the_rfcs() {
        let table: [(&[u8], &str); 8] = [
            (b"", ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (b"fooba", "Zm9vYmE"),
            (b"foobar", "Zm9vYmFy"),
            (&[3, 236, 255, 224, 193], "A-z_4ME"),
        ];
        for (bytes, text) in table {
            assert_eq!(encode(bytes), text);
            assert_eq!(decode(text).as_deref(), Ok(bytes), "{text}");
        }
    }

    #[test]
    fn what_is_refused_and_where() {
        let table = [
            ("A+z_4ME", 1, K::StandardAlphabet('+')),
            ("A-z/4ME", 3, K::StandardAlphabet('/')),
            ("Zg==", 2, K::Padding),
            ("Zm8=", 3, K::Padding),
            ("Zm9v=", 4, K::Padding),
            ("Zm=v", 2, K::Illegal('=')),
            ("Zm9v Yg", 4, K::Illegal(' ')),
            ("Zm9v\u{200b}Yg", 4, K::Illegal('\u{200b}')),
            ("Zm9v\n", 4, K::Illegal('\n')),
            ("Z", 1, K::Length),
            ("Zm9vY", 5, K::Length),
            ("Zh", 1, K::NonCanonical),
            ("Zm9", 2, K::NonCanonical),
        ];
        for (text, offset, kind) in table {
            assert_eq!(decode(text), Err(Base64Error { offset, kind }), "{text}");
        }
    }

    #[test]
    fn what_can_be_shown_of_a_faulty_text() {
        let table: [(&str, &[u8], &[K], bool); 8] = [
            ("Zm8", b"fo", &[], true),
            ("Zm8=", b"fo", &[K::Padding], true),
            ("A+z/4ME=", &[3, 236, 255, 224, 193], &[K::StandardAlphabet('+'), K::Padding], true),
            ("Zh", b"f", &[K::NonCanonical], true),
            ("Zm9vY", b"foo", &[K::Length], false),
            ("Zm9vYm\u{2026}Fy", b"foob", &[K::Illegal('\u{2026}')], false),
            ("\u{2026}", b"", &[K::Illegal('\u{2026}')], false),
            ("Z", b"", &[K::Length], false),
        ];
        for (text, bytes, kinds, whole) in table {
            let lenient = decode_leniently(text);
            assert_eq!(lenient.bytes, bytes, "{text}");
            assert_eq!(lenient.faults.iter().map(|fault| fault.kind).collect::<Vec<_>>(), kinds, "{text}");
            assert_eq!(lenient.is_whole(), whole, "{text}");
        }
    }

    #[test]
    fn the_character_that_holds_a_byte() {
        let found: Vec<usize> = (0..7).map(character_of_byte).collect();
        assert_eq!(found, [0, 1, 2, 4, 5, 6, 8]);
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(decode(&encode(&bytes)).unwrap(), bytes);
        }

        #[test]
        fn a_text_that_decodes_is_the_only_one_for_its_bytes(text in "[A-Za-z0-9_-]{0,40}") {
            if let Ok(bytes) = decode(&text) {
                prop_assert_eq!(encode(&bytes), text);
            }
        }

        #[test]
        fn any_text_can_be_shown(text in "\\PC{0,40}") {
            let lenient = decode_leniently(&text);
            prop_assert_eq!(lenient.faults.is_empty(), decode(&text).is_ok());
        }
    }
}
