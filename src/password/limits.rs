//! The highest costs that are computed: one login must not hold the machine for minutes, whatever an import file says.

use super::scheme::Scheme;

/// A cost above the limit of its scheme. The hash is well-formed; it is refused by policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{scheme} with {name}={value} costs more than the limit of {name}={max}")]
pub struct CostLimit {
    /// The scheme.
    pub scheme: Scheme,
    /// The cost's name in hash strings.
    pub name: &'static str,
    /// The value found.
    pub value: u32,
    /// The highest that is computed.
    pub max: u32,
}

/// The range of one cost, both ends included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    /// The cost's name in hash strings.
    pub(super) name: &'static str,
    /// The function's own minimum.
    pub(super) min: u32,
    /// The highest that is computed.
    pub(super) max: u32,
}

const fn range(name: &'static str, min: u32, max: u32) -> Range {
    Range { name, min, max }
}

/// Memory in KiB (at most 1 GiB), passes, lanes. RFC 9106 section 3.1 has at least 8 KiB for each lane.
const ARGON2: &[Range] = &[range("m", 8, 1_048_576), range("t", 1, 20), range("p", 1, 16)];
/// log2 of the rounds; the format has two digits from 04 to 31. 15 takes about two seconds.
const BCRYPT: &[Range] = &[range("rounds", 4, 15)];
/// log2 of N, block size, parallelism: at most 128 MiB.
const SCRYPT: &[Range] = &[range("ln", 1, 17), range("r", 1, 8), range("p", 1, 10)];
/// Rounds of HMAC.
const PBKDF2: &[Range] = &[range("i", 1, 10_000_000)];
/// Rounds of the digest. The scheme's own bounds are 1,000 and 999,999,999; the latter takes minutes, 5,000,000 about three seconds.
const SHA_CRYPT: &[Range] = &[range("rounds", 1_000, 5_000_000)];

/// The costs of a scheme, in the order of its hash strings.
pub(super) const fn ranges(scheme: Scheme) -> &'static [Range] {
    match scheme {
        Scheme::Argon2id | Scheme::Argon2i | Scheme::Argon2d => ARGON2,
        Scheme::Bcrypt => BCRYPT,
        Scheme::Scrypt => SCRYPT,
        Scheme::Pbkdf2Sha1 | Scheme::Pbkdf2Sha256 | Scheme::Pbkdf2Sha512 => PBKDF2,
        Scheme::Sha256Crypt | Scheme::Sha512Crypt => SHA_CRYPT,
    }
}
