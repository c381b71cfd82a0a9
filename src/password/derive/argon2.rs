//! Argon2 (RFC 9106) in a borrowed arena.

use argon2::{Algorithm, Argon2, Params};

use super::Arena;
use crate::password::{
    hasher::HashError,
    params::{Kind, Version},
};

#[derive(Clone, Copy)]
pub(super) struct Costs {
    pub(super) kind: Kind,
    pub(super) version: Version,
    pub(super) memory: u32,
    pub(super) passes: u32,
    pub(super) lanes: u32,
}

pub(super) fn derive(costs: Costs, password: &[u8], salt: &[u8], key: &mut [u8], arena: &mut Arena) -> Result<(), HashError> {
    let algorithm = match costs.kind {
        Kind::Id => Algorithm::Argon2id,
        Kind::I => Algorithm::Argon2i,
        Kind::D => Algorithm::Argon2d,
    };
    let version = match costs.version {
        Version::V16 => argon2::Version::V0x10,
        Version::V19 => argon2::Version::V0x13,
    };
    let params =
        Params::new(costs.memory, costs.passes, costs.lanes, Some(key.len())).map_err(|_| HashError::Refused("argon2"))?;
    let count = params.block_count();
    let function = Argon2::new(algorithm, version, params);
    arena
        .lend(count, |blocks| function.hash_password_into_with_memory(password, salt, key, blocks))?
        .map_err(|_| HashError::Refused("argon2"))
}
