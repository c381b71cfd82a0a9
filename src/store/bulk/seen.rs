//! What was seen already, in little memory.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasher, RandomState},
};

/// A set of numbers of rows: a bit each, in pages, since the numbers are mostly dense.
#[derive(Debug, Default)]
pub(super) struct Bits(HashMap<i64, Box<[u64; 512]>>);

impl Bits {
    /// Adds a number; says whether it was not there.
    pub(super) fn insert(&mut self, number: i64) -> bool {
        let (page, bit) = (number.div_euclid(32_768), number.rem_euclid(32_768));
        let words = self.0.entry(page).or_insert_with(|| Box::new([0; 512]));
        let at = usize::try_from(bit.div_euclid(64)).unwrap_or_default();
        let mask = 1_u64.rotate_left(u32::try_from(bit.rem_euclid(64)).unwrap_or_default());
        words.get_mut(at).is_some_and(|word| {
            let is_new = *word & mask == 0;
            *word |= mask;
            is_new
        })
    }
}

/// A set of names, of which 128 bits of keyed hashes are kept.
#[derive(Debug, Default)]
pub(super) struct Names {
    keys: (RandomState, RandomState),
    seen: HashSet<(u64, u64)>,
}

impl Names {
    /// Adds a name; says whether it was not there.
    pub(super) fn insert(&mut self, name: &str) -> bool {
        self.seen.insert((self.keys.0.hash_one(name), self.keys.1.hash_one(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_new_once() {
        let mut bits = Bits::default();
        for number in [0, 1, 63, 64, 32_767, 32_768, i64::MAX, i64::MIN, -1] {
            assert!(bits.insert(number), "{number}");
            assert!(!bits.insert(number), "{number}");
        }
    }
}
