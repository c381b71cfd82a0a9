//! The memory of argon2, kept from one hash to the next: above some 32 MiB most of the time of a hash otherwise goes into page
//! faults.

use argon2::Block;
use zeroize::Zeroize;

use crate::password::hasher::HashError;

/// Memory beyond this is given back after each hash, so that one costly imported hash does not swell a server for ever.
const KEPT_BLOCKS: usize = 262_144;

/// Blocks of 1 KiB. They are cleared when they are given back: the last matrix tells a guess at the password from a miss.
#[derive(Default)]
pub(in crate::password) struct Arena(Vec<Block>);

impl Arena {
    /// Lends that many blocks; more are got from the system when it has them.
    pub(in crate::password) fn lend<T>(&mut self, count: usize, work: impl FnOnce(&mut [Block]) -> T) -> Result<T, HashError> {
        let out_of_memory = |_| HashError::OutOfMemory { kib: count };
        if self.0.len() < count {
            self.clear();
            self.0.try_reserve_exact(count).map_err(out_of_memory)?;
            self.0.resize(count, Block::new());
        }
        let blocks = self.0.get_mut(..count).unwrap_or_default();
        let result = work(blocks);
        if count > KEPT_BLOCKS {
            self.clear();
        }
        Ok(result)
    }

    /// Clears the memory and gives it back.
    fn clear(&mut self) {
        self.0.iter_mut().for_each(Zeroize::zeroize);
        self.0 = Vec::new();
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        self.clear();
    }
}
