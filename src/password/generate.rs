//! Passwords that nobody has to think up.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::secret::Password;

/// Letters and digits that are not taken for one another when they are read aloud or typed off: 32, so that five bits choose one.
const ALPHABET: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";

/// Characters between two hyphens.
const GROUP: usize = 5;

/// Draws a password of 100 random bits, such as `k7w2m-9xq4t-ha3vn-zr8cp`: lower-case letters and digits without 0, 1, l and o.
#[must_use]
pub fn generate(rng: &mut impl CryptoRng) -> Password {
    let mut drawn = Zeroizing::new([0; 20]);
    rng.fill_bytes(&mut *drawn);
    let mut text = Vec::with_capacity(23);
    for group in drawn.chunks(GROUP) {
        if !text.is_empty() {
            text.push(b'-');
        }
        text.extend(group.iter().filter_map(|byte| ALPHABET.get(usize::from(byte & 31))));
    }
    Password::new(text)
}

#[cfg(test)]
mod tests {
    use getrandom::SysRng;
    use rand_core::UnwrapErr;

    use super::*;
    use crate::password::Policy;

    #[test]
    fn a_drawn_password_has_four_groups_of_five_and_passes_the_policy() {
        let password = generate(&mut UnwrapErr(SysRng));
        let text = std::str::from_utf8(password.expose()).unwrap();
        assert!(text.split('-').map(str::len).eq([5; 4]), "{text}");
        assert!(text.bytes().all(|byte| byte == b'-' || ALPHABET.contains(&byte)), "{text}");
        assert_eq!(Policy::default().check(&password, None), Ok(()));
        assert!(!password.matches(&generate(&mut UnwrapErr(SysRng))));
    }

    #[test]
    fn every_character_of_the_alphabet_is_there_once() {
        let distinct: std::collections::BTreeSet<_> = ALPHABET.iter().collect();
        assert_eq!(distinct.len(), 32);
    }
}
