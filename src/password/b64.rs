//! The base64 variants of hash strings, read strictly: no padding, no stray character, no bits beyond the last byte.

use super::malformed::EncodingFault;

/// One of the variants.
#[derive(Clone, Copy, Debug)]
pub(super) struct Encoding {
    alphabet: &'static [u8; 64],
    /// What each character stands for; [`NOTHING`] where it is none of the alphabet.
    values: &'static [u8; 256],
    order: Order,
}

const NOTHING: u8 = u8::MAX;

/// Which end of a group of 24 bits the first character takes.
#[derive(Clone, Copy, Debug)]
enum Order {
    High,
    Low,
}

/// The PHC string format's B64: RFC 4648 section 4 without padding.
pub(super) const PHC: Encoding = {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    Encoding { alphabet: ALPHABET, values: &values(ALPHABET), order: Order::High }
};
/// passlib's "adapted base64": the same with `.` for `+`.
pub(super) const PASSLIB: Encoding = {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./";
    Encoding { alphabet: ALPHABET, values: &values(ALPHABET), order: Order::High }
};
/// bcrypt's own alphabet.
pub(super) const BCRYPT: Encoding = {
    const ALPHABET: &[u8; 64] = b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    Encoding { alphabet: ALPHABET, values: &values(ALPHABET), order: Order::High }
};
/// crypt(3)'s alphabet, lowest bits first.
pub(super) const CRYPT: Encoding = {
    const ALPHABET: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    Encoding { alphabet: ALPHABET, values: &values(ALPHABET), order: Order::Low }
};

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "in a constant, what is out of bounds does not compile"
)]
const fn values(alphabet: &[u8; 64]) -> [u8; 256] {
    let mut values = [NOTHING; 256];
    let mut value = 0;
    while value < alphabet.len() {
        values[alphabet[value] as usize] = value as u8;
        value += 1;
    }
    values
}

impl Encoding {
    /// Whether the alphabet has this character.
    pub(super) fn has(self, character: u8) -> bool {
        self.value(character).is_some()
    }

    /// The bytes of a text, or the offset of the first fault and its kind.
    pub(super) fn decode(self, text: &str) -> Result<Vec<u8>, (usize, EncodingFault)> {
        let mut bytes = Vec::with_capacity(text.len());
        let mut held: u32 = 0;
        let mut bits: u32 = 0;
        for (offset, character) in text.bytes().enumerate() {
            let value = self.value(character).ok_or((offset, fault(character)))?;
            held = match self.order {
                Order::High => held.wrapping_shl(6) | value,
                Order::Low => held | value.wrapping_shl(bits),
            };
            bits = bits.wrapping_add(6);
            if bits >= 8 {
                bits = bits.wrapping_sub(8);
                let byte = match self.order {
                    Order::High => held.wrapping_shr(bits),
                    Order::Low => held,
                };
                bytes.extend(byte.to_le_bytes().first());
                held = match self.order {
                    Order::High => held & 1_u32.wrapping_shl(bits).wrapping_sub(1),
                    Order::Low => held.wrapping_shr(8),
                };
            }
        }
        let last = text.len().saturating_sub(1);
        match (bits, held) {
            (6.., _) => Err((last, EncodingFault::Cut)),
            (_, 1..) => Err((last, EncodingFault::StrayBits)),
            (_, 0) => Ok(bytes),
        }
    }

    /// The text of some bytes.
    pub(super) fn encode(self, bytes: &[u8]) -> String {
        let mut text = String::with_capacity(bytes.len().saturating_mul(2));
        for group in bytes.chunks(3) {
            let mut word = [0; 4];
            match self.order {
                Order::High => word.iter_mut().skip(1).zip(group).for_each(|(to, from)| *to = *from),
                Order::Low => word.iter_mut().rev().zip(group).for_each(|(to, from)| *to = *from),
            }
            let word = u32::from_be_bytes(word);
            let shifts: [u32; 4] = match self.order {
                Order::High => [18, 12, 6, 0],
                Order::Low => [0, 6, 12, 18],
            };
            text.extend(
                shifts.into_iter().take(group.len().saturating_add(1)).map(|shift| self.character(word.wrapping_shr(shift))),
            );
        }
        text
    }

    fn value(self, character: u8) -> Option<u32> {
        self.values.get(usize::from(character)).filter(|value| **value != NOTHING).map(|value| (*value).into())
    }

    fn character(self, value: u32) -> char {
        usize::try_from(value & 63).ok().and_then(|position| self.alphabet.get(position)).map_or('.', |byte| char::from(*byte))
    }
}

const fn fault(character: u8) -> EncodingFault {
    if character == b'=' { EncodingFault::Padding } else { EncodingFault::Character }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rfc_4648_section_10_without_padding() {
        let table = [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("foobar", "Zm9vYmFy")];
        for (bytes, text) in table {
            assert_eq!(PHC.encode(bytes.as_bytes()), text);
            assert_eq!(PHC.decode(text), Ok(bytes.into()));
        }
    }

    #[test]
    fn faults_are_named_with_their_place() {
        let table = [
            ("Zg==", 2, EncodingFault::Padding),
            ("Zm 9", 2, EncodingFault::Character),
            ("Zm9_", 3, EncodingFault::Character),
            ("Zm9vY", 4, EncodingFault::Cut),
            ("Zh", 1, EncodingFault::StrayBits),
        ];
        for (text, offset, fault) in table {
            assert_eq!(PHC.decode(text), Err((offset, fault)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn decoding_inverts_encoding(bytes: Vec<u8>) {
            for encoding in [PHC, PASSLIB, BCRYPT, CRYPT] {
                prop_assert_eq!(encoding.decode(&encoding.encode(&bytes)), Ok(bytes.clone()));
            }
        }

        #[test]
        fn a_text_that_decodes_is_the_only_one_of_its_bytes(text in "[./A-Za-z0-9]{0,40}") {
            for encoding in [PASSLIB, BCRYPT, CRYPT] {
                if let Ok(bytes) = encoding.decode(&text) {
                    prop_assert_eq!(encoding.encode(&bytes), text.clone());
                }
            }
        }
    }
}
