//! The raw functions: password, salt and costs in, key out.

mod arena;
mod argon2;
mod bcrypt;
mod scrypt;
mod sha_crypt;

pub(super) use self::{arena::Arena, bcrypt::MAX_PASSWORD as BCRYPT_MAX_PASSWORD};

use super::{
    hasher::HashError,
    params::{Costs, Digest, Params},
};

/// Fills `key` from a password and a salt. The costs have been held against the limits.
pub(super) fn derive(params: &Params, password: &[u8], salt: &[u8], key: &mut [u8], arena: &mut Arena) -> Result<(), HashError> {
    match params.0 {
        Costs::Argon2 { kind, version, memory, passes, lanes } => {
            argon2::derive(argon2::Costs { kind, version, memory, passes, lanes }, password, salt, key, arena)
        }
        Costs::Bcrypt { variant, rounds } => bcrypt::derive(variant, rounds, password, salt, key),
        Costs::Scrypt { log_n, block, lanes } => scrypt::derive(log_n, block, lanes, password, salt, key),
        Costs::Pbkdf2 { digest, rounds } => {
            match digest {
                Digest::Sha1 => pbkdf2::pbkdf2_hmac::<sha1::Sha1>(password, salt, rounds, key),
                Digest::Sha256 => pbkdf2::pbkdf2_hmac::<sha2::Sha256>(password, salt, rounds, key),
                Digest::Sha512 => pbkdf2::pbkdf2_hmac::<sha2::Sha512>(password, salt, rounds, key),
            }
            Ok(())
        }
        Costs::ShaCrypt { size, rounds } => sha_crypt::derive(size, rounds, password, salt, key),
    }
}
