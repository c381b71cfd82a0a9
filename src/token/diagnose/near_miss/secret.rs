//! The forms in which a signer may hold the secret that a verifier was given: what editors, shells, `.env` files and base64 do to it.

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose as engines},
};

use crate::secret::SecretBytes;

/// A secret longer than this is not varied: bytes. A longer one is a file that was meant for something else.
const MOST_BYTES: usize = 8192;

/// What the signer's secret is, seen from the secret that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretForm {
    /// What was done to its text.
    pub reading: Reading,
    /// What then became of its end.
    pub end: LineEnd,
}

/// What the signer did with the text of the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reading {
    /// Nothing.
    AsGiven,
    /// It took off the white space around it.
    Trimmed,
    /// It took off the quotes around it.
    Unquoted,
    /// It kept quotes around it, of that kind.
    Quoted(char),
    /// It kept a byte order mark before it.
    Marked,
    /// It decoded it.
    Decoded(Encoding),
    /// It decoded it from base64 that is not quite base64, as `Buffer.from` of Node.js does: stray characters are passed over.
    DecodedLoosely,
    /// It decoded it from base64 twice.
    DecodedTwice,
    /// It used it encoded: the text, not the bytes.
    Encoded(Encoding),
    /// It decoded it and used the bytes in another encoding.
    Recoded(Encoding),
}

/// A text for bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Base64 with padding (RFC 4648 section 4); in decoding either alphabet, padded or not.
    Base64,
    /// Base64 without padding.
    Base64Unpadded,
    /// base64url with padding (RFC 4648 section 5).
    Base64Url,
    /// base64url without padding.
    Base64UrlUnpadded,
    /// Hexadecimal, lower case; in decoding either.
    Hex,
    /// Hexadecimal, upper case.
    HexUpper,
}

/// The end of the signer's secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// As the text has it.
    AsGiven,
    /// With a line feed more.
    Lf,
    /// With a carriage return and a line feed more.
    CrLf,
    /// Without the one that the text has.
    Without,
}

impl LineEnd {
    /// The JSON name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AsGiven => "as-given",
            Self::Lf => "lf",
            Self::CrLf => "crlf",
            Self::Without => "without",
        }
    }
}

impl SecretForm {
    /// The forms that are tried, the likeliest first.
    pub(super) const ALL: &[Self] = &[
        Self::of(Reading::AsGiven, LineEnd::Lf),
        Self::of(Reading::AsGiven, LineEnd::Without),
        Self::of(Reading::Decoded(Encoding::Base64), LineEnd::AsGiven),
        Self::of(Reading::Decoded(Encoding::Hex), LineEnd::AsGiven),
        Self::of(Reading::Trimmed, LineEnd::AsGiven),
        Self::of(Reading::Unquoted, LineEnd::AsGiven),
        Self::of(Reading::AsGiven, LineEnd::CrLf),
        Self::of(Reading::Encoded(Encoding::Base64), LineEnd::AsGiven),
        Self::of(Reading::Encoded(Encoding::Base64Unpadded), LineEnd::AsGiven),
        Self::of(Reading::Encoded(Encoding::Base64Url), LineEnd::AsGiven),
        Self::of(Reading::Encoded(Encoding::Base64UrlUnpadded), LineEnd::AsGiven),
        Self::of(Reading::Encoded(Encoding::Hex), LineEnd::AsGiven),
        Self::of(Reading::Encoded(Encoding::HexUpper), LineEnd::AsGiven),
        Self::of(Reading::Encoded(Encoding::Base64), LineEnd::Lf),
        Self::of(Reading::Encoded(Encoding::Base64Unpadded), LineEnd::Lf),
        Self::of(Reading::Encoded(Encoding::Base64Url), LineEnd::Lf),
        Self::of(Reading::Encoded(Encoding::Base64UrlUnpadded), LineEnd::Lf),
        Self::of(Reading::Encoded(Encoding::Hex), LineEnd::Lf),
        Self::of(Reading::Encoded(Encoding::HexUpper), LineEnd::Lf),
        Self::of(Reading::Decoded(Encoding::Base64), LineEnd::Lf),
        Self::of(Reading::Decoded(Encoding::Base64), LineEnd::Without),
        Self::of(Reading::Decoded(Encoding::Hex), LineEnd::Lf),
        Self::of(Reading::Decoded(Encoding::Hex), LineEnd::Without),
        Self::of(Reading::DecodedTwice, LineEnd::AsGiven),
        Self::of(Reading::DecodedLoosely, LineEnd::AsGiven),
        Self::of(Reading::Quoted('"'), LineEnd::AsGiven),
        Self::of(Reading::Quoted('\''), LineEnd::AsGiven),
        Self::of(Reading::Marked, LineEnd::AsGiven),
        Self::of(Reading::Unquoted, LineEnd::Lf),
        Self::of(Reading::Encoded(Encoding::Base64), LineEnd::CrLf),
        Self::of(Reading::Encoded(Encoding::Base64UrlUnpadded), LineEnd::CrLf),
        Self::of(Reading::Encoded(Encoding::Hex), LineEnd::CrLf),
        Self::of(Reading::Recoded(Encoding::Base64), LineEnd::AsGiven),
        Self::of(Reading::Recoded(Encoding::Base64UrlUnpadded), LineEnd::AsGiven),
        Self::of(Reading::Recoded(Encoding::Hex), LineEnd::AsGiven),
    ];

    const fn of(reading: Reading, end: LineEnd) -> Self {
        Self { reading, end }
    }

    /// The signer's secret; none where the form changes nothing, does not apply, or leaves nothing.
    pub(super) fn of_secret(self, given: &SecretBytes) -> Option<SecretBytes> {
        if given.len() > MOST_BYTES {
            return None;
        }
        let read = self.reading.of(given.expose()).map(SecretBytes::new)?;
        let mut held = read.expose().to_vec();
        match self.end {
            LineEnd::AsGiven => {}
            LineEnd::Lf => held.push(b'\n'),
            LineEnd::CrLf => held.extend_from_slice(b"\r\n"),
            LineEnd::Without => held.truncate(without_line_end(read.expose())?.len()),
        }
        Some(SecretBytes::new(held)).filter(|held| !held.is_empty() && !held.matches(given))
    }
}

impl Reading {
    /// The JSON name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AsGiven => "as-given",
            Self::Trimmed => "trimmed",
            Self::Unquoted => "unquoted",
            Self::Quoted(_) => "quoted",
            Self::Marked => "byte-order-mark",
            Self::Decoded(_) => "decoded",
            Self::DecodedLoosely => "decoded-loosely",
            Self::DecodedTwice => "decoded-twice",
            Self::Encoded(_) => "encoded",
            Self::Recoded(_) => "recoded",
        }
    }

    /// The encoding that it is about.
    #[must_use]
    pub const fn encoding(self) -> Option<Encoding> {
        match self {
            Self::Decoded(encoding) | Self::Encoded(encoding) | Self::Recoded(encoding) => Some(encoding),
            Self::DecodedLoosely | Self::DecodedTwice => Some(Encoding::Base64),
            Self::AsGiven | Self::Trimmed | Self::Unquoted | Self::Quoted(_) | Self::Marked => None,
        }
    }

    fn of(self, given: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::AsGiven => Some(given.to_vec()),
            Self::Trimmed => Some(given.trim_ascii().to_vec()),
            Self::Unquoted => unquoted(given).map(<[u8]>::to_vec),
            Self::Quoted(quote) => {
                let quote = u8::try_from(quote).ok()?;
                Some([&[quote], given, &[quote]].concat())
            }
            Self::Marked => Some([b"\xEF\xBB\xBF", given].concat()),
            Self::Decoded(encoding) => encoding.decode(bare(given)),
            Self::DecodedLoosely => loosely(bare(given)),
            Self::DecodedTwice => {
                let once = SecretBytes::new(Encoding::Base64.decode(bare(given))?);
                Encoding::Base64.decode(bare(once.expose()))
            }
            Self::Encoded(encoding) => encoding.encode(given),
            Self::Recoded(encoding) => {
                let text = bare(given);
                let bytes = Encoding::Hex.decode(text).or_else(|| Encoding::Base64.decode(text)).map(SecretBytes::new)?;
                encoding.encode(bytes.expose())
            }
        }
    }
}

impl Encoding {
    /// The bytes, with white space passed over; none where the text is another one.
    fn decode(self, text: &[u8]) -> Option<Vec<u8>> {
        let packed: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let packed = SecretBytes::new(packed);
        match self {
            Self::Hex | Self::HexUpper => from_hex(packed.expose()),
            Self::Base64 | Self::Base64Unpadded | Self::Base64Url | Self::Base64UrlUnpadded => {
                let url = packed.expose().iter().any(|byte| matches!(byte, b'-' | b'_'));
                decoder(if url { &alphabet::URL_SAFE } else { &alphabet::STANDARD }, false).decode(packed.expose()).ok()
            }
        }
    }

    /// The text; none where another encoding, which is tried before, gives the same one.
    fn encode(self, bytes: &[u8]) -> Option<Vec<u8>> {
        let text = |encoding| SecretBytes::new(Self::text(encoding, bytes));
        let mut before = Self::ALL.into_iter().take_while(|encoding| *encoding != self);
        let held = text(self);
        if before.any(|encoding| text(encoding).matches(&held)) { None } else { Some(held.expose().to_vec()) }
    }

    const ALL: [Self; 6] =
        [Self::Base64, Self::Base64Unpadded, Self::Base64Url, Self::Base64UrlUnpadded, Self::Hex, Self::HexUpper];

    fn text(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Base64 => engines::STANDARD.encode(bytes).into_bytes(),
            Self::Base64Unpadded => engines::STANDARD_NO_PAD.encode(bytes).into_bytes(),
            Self::Base64Url => engines::URL_SAFE.encode(bytes).into_bytes(),
            Self::Base64UrlUnpadded => engines::URL_SAFE_NO_PAD.encode(bytes).into_bytes(),
            Self::Hex => digits(bytes, *b"0123456789abcdef"),
            Self::HexUpper => digits(bytes, *b"0123456789ABCDEF"),
        }
    }

    /// In words, and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Base64Unpadded => "unpadded base64",
            Self::Base64Url => "padded base64url",
            Self::Base64UrlUnpadded => "base64url",
            Self::Hex => "hexadecimal",
            Self::HexUpper => "upper-case hexadecimal",
        }
    }
}

/// The text without white space and quotes around it.
fn bare(text: &[u8]) -> &[u8] {
    unquoted(text).unwrap_or(text).trim_ascii()
}

fn unquoted(text: &[u8]) -> Option<&[u8]> {
    let text = text.trim_ascii();
    b"\"'`".iter().find_map(|quote| text.strip_prefix(&[*quote])?.strip_suffix(&[*quote]))
}

fn without_line_end(text: &[u8]) -> Option<&[u8]> {
    text.strip_suffix(b"\r\n").or_else(|| text.strip_suffix(b"\n"))
}

/// Decodes what there is of either alphabet up to the padding; bits and a character too many are dropped.
fn loosely(text: &[u8]) -> Option<Vec<u8>> {
    let value = |byte: &u8| match byte {
        b'-' => Some(b'+'),
        b'_' => Some(b'/'),
        b'+' | b'/' => Some(*byte),
        byte => byte.is_ascii_alphanumeric().then_some(*byte),
    };
    let mut packed: Vec<u8> = text.iter().take_while(|byte| **byte != b'=').filter_map(value).collect();
    if packed.len() % 4 == 1 {
        packed.pop();
    }
    let packed = SecretBytes::new(packed);
    decoder(&alphabet::STANDARD, true).decode(packed.expose()).ok()
}

fn decoder(alphabet: &alphabet::Alphabet, stray_bits: bool) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(alphabet, config.with_decode_allow_trailing_bits(stray_bits))
}

/// The bytes of hexadecimal text.
pub(super) fn from_hex(text: &[u8]) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let byte = |[high, low]: &[u8; 2]| Some(digit(*high)?.wrapping_shl(4) | digit(*low)?);
    if rest.is_empty() { pairs.iter().map(byte).collect() } else { None }
}

fn digits(bytes: &[u8], alphabet: [u8; 16]) -> Vec<u8> {
    let digit = |value: u8| alphabet.get(usize::from(value)).copied().unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(reading: Reading, end: LineEnd, given: &[u8]) -> Option<Vec<u8>> {
        SecretForm { reading, end }.of_secret(&SecretBytes::new(given.to_vec())).map(|held| held.expose().to_vec())
    }

    /// A form, a secret, and what the signer holds.
    type Row<'t> = (Reading, LineEnd, &'t [u8], Option<&'t [u8]>);

    #[test]
    fn what_each_form_makes_of_a_secret() {
        use Encoding as E;
        use LineEnd as L;
        use Reading as R;
        let table: [Row<'_>; 33] = [
            (R::AsGiven, L::AsGiven, b"pw", None),
            (R::AsGiven, L::Lf, b"pw", Some(b"pw\n")),
            (R::AsGiven, L::CrLf, b"pw", Some(b"pw\r\n")),
            (R::AsGiven, L::Without, b"pw\r\n", Some(b"pw")),
            (R::AsGiven, L::Without, b"pw\n\n", Some(b"pw\n")),
            (R::AsGiven, L::Without, b"pw", None),
            (R::AsGiven, L::Without, b"\n", None),
            (R::Trimmed, L::AsGiven, b" pw\t\n", Some(b"pw")),
            (R::Trimmed, L::AsGiven, b"pw", None),
            (R::Trimmed, L::AsGiven, b" \n", None),
            (R::Unquoted, L::AsGiven, b"\"pw\"\n", Some(b"pw")),
            (R::Unquoted, L::AsGiven, b"'pw'", Some(b"pw")),
            (R::Unquoted, L::AsGiven, b"'pw\"", None),
            (R::Unquoted, L::AsGiven, b"\"", None),
            (R::Unquoted, L::AsGiven, b"\"\"", None),
            (R::Quoted('"'), L::AsGiven, b"pw", Some(b"\"pw\"")),
            (R::Marked, L::AsGiven, b"pw", Some(b"\xEF\xBB\xBFpw")),
            (R::Decoded(E::Base64), L::AsGiven, b"c2VjcmV0", Some(b"secret")),
            (R::Decoded(E::Base64), L::AsGiven, b" \"_-8=\"\n", Some(b"\xff\xef")),
            (R::Decoded(E::Base64), L::AsGiven, b"/+8", Some(b"\xff\xef")),
            (R::Decoded(E::Base64), L::AsGiven, b"my-secret", None),
            (R::Decoded(E::Base64), L::AsGiven, b"   ", None),
            (R::Decoded(E::Hex), L::AsGiven, b"FFef", Some(b"\xff\xef")),
            (R::Decoded(E::Hex), L::AsGiven, b"fff", None),
            (R::Decoded(E::Base64), L::Without, b"c2VjcmV0Cg==", Some(b"secret")),
            (R::DecodedLoosely, L::AsGiven, b"my-secret", Some(b"\x9b\x2f\xac\x79\xca\xde")),
            (R::DecodedTwice, L::AsGiven, b"YzJWamNtVjA=", Some(b"secret")),
            (R::Encoded(E::Base64), L::AsGiven, b"\xff\xef", Some(b"/+8=")),
            (R::Encoded(E::Base64Unpadded), L::AsGiven, b"secret", None),
            (R::Encoded(E::Base64UrlUnpadded), L::Lf, b"\xff\xef", Some(b"_-8\n")),
            (R::Encoded(E::HexUpper), L::AsGiven, b"\x12", None),
            (R::Encoded(E::Hex), L::CrLf, b"\xff\xef", Some(b"ffef\r\n")),
            (R::Recoded(E::Hex), L::AsGiven, b"_-8", Some(b"ffef")),
        ];
        for (reading, end, given, expected) in table {
            let shown = String::from_utf8_lossy(given);
            assert_eq!(held(reading, end, given).as_deref(), expected, "{reading:?} {end:?} {shown}");
        }
    }

    #[test]
    fn no_form_stands_twice_and_none_is_made_of_nothing_or_of_a_whole_file() {
        for (index, form) in SecretForm::ALL.iter().enumerate() {
            assert!(!SecretForm::ALL[..index].contains(form), "{form:?}");
            assert!(held(form.reading, form.end, &[b'a'; MOST_BYTES + 1]).is_none());
        }
    }
}
