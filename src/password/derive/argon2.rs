//! Argon2 (RFC 9106) in a borrowed arena.

use argon2_rust::{
    Algorithm, Argon2, Params,
    params::{Memory, TagLen},
};

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
        Version::V16 => argon2_rust::Version::V0x10,
        Version::V19 => argon2_rust::Version::V0x13,
    };
    let refused = |_| HashError::Refused("argon2");
    let length = u64::try_from(key.len()).map_err(|_| HashError::Refused("argon2"))?;
    let params = Params::builder()
        .memory(Memory::kib(costs.memory.into()))
        .passes(costs.passes)
        .lanes(costs.lanes)
        .threads(arena.threads(costs.lanes))
        .tag_len(TagLen::bytes(length))
        .build()
        .map_err(refused)?;
    arena.lend(Argon2::new(algorithm, version, params), |hasher| hasher.hash_into(password, salt, key))
}
