//! The memory of argon2, kept from one hash to the next: to get it anew costs a page fault for every page.

use argon2_rust::{Argon2, Error, Hasher};

use crate::password::hasher::HashError;

/// Memory in KiB beyond this is given back after each hash, so that one costly imported hash does not swell a server for ever.
const KEPT: u32 = 262_144;

/// Memory that is lent to one hash at a time. It is cleared after each, because the last matrix tells a guess at the password from a
/// miss.
#[derive(Default)]
pub(in crate::password) struct Arena {
    hasher: Option<Hasher>,
    /// One thread for all lanes: the other cores have other passwords.
    is_single: bool,
}

impl Arena {
    /// An arena of which there is one on each core.
    pub(in crate::password) fn single() -> Self {
        Self { hasher: None, is_single: true }
    }

    /// The most threads for the lanes of a hash.
    pub(super) fn threads(&self, lanes: u32) -> u32 {
        if lanes == 1 || self.is_single {
            return 1;
        }
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        u32::try_from(cores).map_or(lanes, |cores| lanes.min(cores))
    }

    /// Lends the memory that a function needs.
    pub(in crate::password) fn lend<T>(
        &mut self,
        function: Argon2,
        work: impl FnOnce(&mut Hasher) -> Result<T, Error>,
    ) -> Result<T, HashError> {
        let kib = function.params().memory_kib();
        let hasher = self.hasher.get_or_insert_with(|| function.hasher());
        hasher.set_argon2(function);
        hasher.reserve().map_err(|_| HashError::OutOfMemory { kib: usize::try_from(kib).unwrap_or(usize::MAX) })?;
        let result = work(hasher).map_err(|_| HashError::Refused("argon2"));
        if kib > KEPT {
            hasher.clear();
        }
        result
    }
}
