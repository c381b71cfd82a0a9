//! Numbers and bytes as other systems write them.

use super::error::{FieldFault, Inconvertible};
use crate::password::b64;

/// A decimal number of 32 bits.
pub(super) fn number(name: &'static str, text: &str) -> Result<u32, Inconvertible> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or(Inconvertible::Field { name, fault: FieldFault::NotANumber })
}

/// The exponent of a power of two: scrypt's `ln` for its N.
pub(super) fn log2(name: &'static str, value: u32) -> Result<u32, Inconvertible> {
    if value.is_power_of_two() {
        Ok(value.ilog2())
    } else {
        Err(Inconvertible::Field { name, fault: FieldFault::NotAPowerOfTwo })
    }
}

/// The bytes of base64 in either alphabet, padded or not.
pub(super) fn base64(name: &'static str, text: &str) -> Result<Vec<u8>, Inconvertible> {
    let standard = |c| match c {
        '-' => '+',
        '_' => '/',
        c => c,
    };
    let plain: String = text.trim_end_matches('=').chars().map(standard).collect();
    b64::PHC.decode(&plain).map_err(|_| Inconvertible::Field { name, fault: FieldFault::NotBase64 })
}

/// The bytes of hexadecimal, in either case.
pub(super) fn hex(name: &'static str, text: &str) -> Result<Vec<u8>, Inconvertible> {
    let fault = || Inconvertible::Field { name, fault: FieldFault::NotHex };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| match *pair {
        [high, low] => Some(digit(high)?.wrapping_shl(4) | digit(low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect::<Option<_>>().ok_or_else(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_in_either_alphabet_and_case() {
        let table = ["+/+/", "-_-_", "-_+/"];
        for text in table {
            assert_eq!(base64("hash", text), Ok(vec![0xfb, 0xff, 0xbf]), "{text}");
        }
        assert_eq!(base64("hash", "Zg=="), Ok(b"f".to_vec()));
        assert_eq!(base64("hash", "Zg"), Ok(b"f".to_vec()));
        assert_eq!(base64("hash", "Z"), Err(Inconvertible::Field { name: "hash", fault: FieldFault::NotBase64 }));
        assert_eq!(hex("hash", "00fFA0"), Ok(vec![0, 0xff, 0xa0]));
        for text in ["0", "0g", "é"] {
            assert_eq!(hex("hash", text), Err(Inconvertible::Field { name: "hash", fault: FieldFault::NotHex }), "{text}");
        }
    }

    #[test]
    fn numbers_are_plain_and_powers_of_two_exact() {
        assert_eq!(number("n", "16384"), Ok(16_384));
        for text in ["", "+1", "-1", "1.0", "4294967296"] {
            assert!(number("n", text).is_err(), "{text}");
        }
        assert_eq!(log2("n", 16_384), Ok(14));
        assert!(log2("n", 0).is_err());
        assert!(log2("n", 16_383).is_err());
    }
}
