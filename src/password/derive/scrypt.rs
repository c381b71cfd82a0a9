//! scrypt (RFC 7914).

use scrypt::Params;

use crate::password::hasher::HashError;

pub(super) fn derive(log_n: u32, block: u32, lanes: u32, password: &[u8], salt: &[u8], key: &mut [u8]) -> Result<(), HashError> {
    let refused = || HashError::Refused("scrypt");
    let log_n = u8::try_from(log_n).map_err(|_| refused())?;
    let params = Params::new(log_n, block, lanes).map_err(|_| refused())?;
    ask_for_memory(log_n, block, lanes)?;
    scrypt::scrypt(password, salt, &params, key).map_err(|_| refused())
}

/// The function ends the process when it gets no memory: so ask first, for N·r + p·r blocks of 128 bytes.
fn ask_for_memory(log_n: u8, block: u32, lanes: u32) -> Result<(), HashError> {
    let n = 1_u64.checked_shl(log_n.into()).unwrap_or(u64::MAX);
    let bytes = n.saturating_add(lanes.into()).saturating_mul(block.into()).saturating_mul(128);
    let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
    let mut probe = Vec::<u8>::new();
    probe.try_reserve_exact(bytes).map_err(|_| HashError::OutOfMemory { kib: bytes.div_ceil(1_024) })?;
    // Without a use the request could be optimised away.
    std::hint::black_box(&probe);
    Ok(())
}
