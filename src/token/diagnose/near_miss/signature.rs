//! The forms in which a signature may stand in a token that has the right one.

use crate::{
    keys::{Algorithm, KeyType, VerifyingKey},
    token::{Anatomy, base64url::decode_leniently},
};

use super::secret::from_hex;

/// How the signature of a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureForm {
    /// Its text.
    pub text: SignatureText,
    /// Its bytes.
    pub numbers: SignatureNumbers,
}

impl SignatureForm {
    /// As RFC 7515 and RFC 7518 have it.
    pub const AS_SENT: Self = Self { text: SignatureText::Base64Url, numbers: SignatureNumbers::Fixed };
}

/// The text of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureText {
    /// base64url, as it should be.
    Base64Url,
    /// Standard or padded base64.
    Base64,
    /// Hexadecimal.
    Hex,
    /// base64url of hexadecimal.
    HexInBase64Url,
}

impl SignatureText {
    /// The JSON name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Base64Url => "base64url",
            Self::Base64 => "base64",
            Self::Hex => "hex",
            Self::HexInBase64Url => "hex-in-base64url",
        }
    }
}

/// The numbers of an RSA or ECDSA signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureNumbers {
    /// Each at the length of the key, as RFC 7518 sections 3.3 and 3.4 demand.
    Fixed,
    /// In DER, as OpenSSL and Java write ECDSA signatures.
    Der,
    /// Without their leading zeros, or with one more, as big integers are written.
    Varying,
}

impl SignatureNumbers {
    /// The JSON name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Der => "der",
            Self::Varying => "varying",
        }
    }
}

/// The bytes that a signature's text was meant for; none where it is cut or no text of bytes.
pub(super) fn bytes(anatomy: &Anatomy<'_>) -> Option<(SignatureText, Vec<u8>)> {
    /// The shortest signature there is, HS256, in hexadecimal digits. So many digits in a row are no chance.
    const SHORTEST: usize = 64;
    let hex = |text: &[u8]| if text.len() >= SHORTEST { from_hex(text) } else { None };
    let text = anatomy.signature.text;
    if let Some(bytes) = hex(text.as_bytes()) {
        return Some((SignatureText::Hex, bytes));
    }
    let Ok(bytes) = &anatomy.signature_bytes else {
        let lenient = decode_leniently(text);
        return lenient.is_whole().then_some((SignatureText::Base64, lenient.bytes));
    };
    match hex(bytes) {
        Some(inner) => Some((SignatureText::HexInBase64Url, inner)),
        None => Some((SignatureText::Base64Url, bytes.to_vec())),
    }
}

/// What the bytes can be as a signature by the key: the right length first, else put right in at most five ways.
pub(super) fn of_key(bytes: &[u8], algorithm: Algorithm, key: &VerifyingKey) -> Vec<(SignatureNumbers, Vec<u8>)> {
    let length = key.signature_length(algorithm);
    let mut found = Vec::new();
    if bytes.len() == length {
        found.push((SignatureNumbers::Fixed, bytes.to_vec()));
    }
    match algorithm.key_type() {
        KeyType::Ec(curve) => {
            let sides = |(r, s): (&[u8], &[u8])| Some([fixed(r, curve.size())?, fixed(s, curve.size())?].concat());
            found.extend(der(bytes).and_then(sides).map(|signature| (SignatureNumbers::Der, signature)));
            found.extend(splits(bytes, curve.size()).filter_map(sides).map(|signature| (SignatureNumbers::Varying, signature)));
        }
        KeyType::Rsa if bytes.len() != length && bytes.len().abs_diff(length) <= 2 => {
            found.extend(fixed(bytes, length).map(|signature| (SignatureNumbers::Varying, signature)));
        }
        KeyType::Rsa | KeyType::Secret | KeyType::Ed25519 => {}
    }
    found
}

/// A number at that length.
fn fixed(number: &[u8], length: usize) -> Option<Vec<u8>> {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let digits = number.get(zeros..)?;
    let mut fixed = vec![0; length.checked_sub(digits.len())?];
    fixed.extend_from_slice(digits);
    Some(fixed)
}

/// The two integers of an ASN.1 sequence: `30 len 02 len r 02 len s`.
fn der(signature: &[u8]) -> Option<(&[u8], &[u8])> {
    let (0x30, body, []) = element(signature)? else { return None };
    let (0x02, r, rest) = element(body)? else { return None };
    let (0x02, s, []) = element(rest)? else { return None };
    Some((r, s))
}

/// The tag, the content and what follows it, of an element of at most 255 bytes.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let ([tag, 0x81, length, rest @ ..] | [tag, length, rest @ ..]) = der else { return None };
    let (content, rest) = rest.split_at_checked(usize::from(*length))?;
    Some((*tag, content, rest))
}

/// The places at which two numbers may meet whose lengths differ from the curve's by at most two bytes, or by one each.
fn splits(signature: &[u8], size: usize) -> impl Iterator<Item = (&[u8], &[u8])> {
    let least = size.saturating_sub(2);
    let lengths = least..=size.saturating_add(2);
    let total = signature.len();
    let is_near = total.abs_diff(size.saturating_mul(2)) <= 2;
    lengths.clone().filter(move |_| is_near).filter_map(move |length| signature.split_at_checked(length)).filter(move |(r, s)| {
        let fits = |number: &[u8]| number.len() <= size || number.first() == Some(&0);
        lengths.contains(&s.len()) && fits(r) && fits(s) && (r.len() != size || s.len() != size)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    type Numbers<'t> = Option<(&'t [u8], &'t [u8])>;

    #[test]
    fn der_gives_its_two_numbers() {
        let table: [(&[u8], Numbers<'_>); 7] = [
            (&[0x30, 6, 2, 1, 7, 2, 1, 9], Some((&[7], &[9]))),
            (&[0x30, 0x81, 6, 2, 1, 7, 2, 1, 9], Some((&[7], &[9]))),
            (&[0x30, 7, 2, 2, 0, 0x80, 2, 1, 9], Some((&[0, 0x80], &[9]))),
            (&[0x30, 6, 2, 1, 7, 2, 1, 9, 0], None),
            (&[0x30, 6, 2, 1, 7, 4, 1, 9], None),
            (&[0x30, 6, 2, 9, 7], None),
            (&[], None),
        ];
        for (bytes, numbers) in table {
            assert_eq!(der(bytes), numbers, "{bytes:?}");
        }
    }

    #[test]
    fn numbers_are_brought_to_their_length() {
        assert_eq!(fixed(&[1, 2], 4), Some(vec![0, 0, 1, 2]));
        assert_eq!(fixed(&[0, 0, 1, 2], 2), Some(vec![1, 2]));
        assert_eq!(fixed(&[1, 2, 3], 2), None);
    }

    #[test]
    fn a_signature_is_split_only_near_its_middle() {
        let at = |length: usize| splits(&[7; 80][..length], 32).map(|(r, s)| (r.len(), s.len())).collect::<Vec<_>>();
        assert_eq!(at(63), [(31, 32), (32, 31)]);
        assert_eq!(at(62), [(30, 32), (31, 31), (32, 30)]);
        // Longer numbers begin with a zero, or they are no such numbers.
        assert_eq!((at(64), at(65), at(61), at(0)), (vec![], vec![], vec![], vec![]));
        let signed = [&[0][..], &[0x80; 64]].concat();
        assert_eq!(splits(&signed, 32).map(|(r, _)| r.len()).collect::<Vec<_>>(), [33, 34]);
    }
}
