//! A scheme with its costs.

use std::fmt;

use super::{
    limits::{CostLimit, ranges},
    scheme::Scheme,
};

/// A scheme with its costs, as they stand in a hash or are asked for a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Params(pub(super) Costs);

/// The costs by function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Costs {
    /// Memory in KiB, passes, lanes.
    Argon2 { kind: Kind, version: Version, memory: u32, passes: u32, lanes: u32 },
    /// log2 of the rounds.
    Bcrypt { variant: Variant, rounds: u32 },
    /// log2 of N, block size, parallelism.
    Scrypt { log_n: u32, block: u32, lanes: u32 },
    /// Rounds of HMAC.
    Pbkdf2 { digest: Digest, rounds: u32 },
    /// Rounds of the digest.
    ShaCrypt { size: Size, rounds: u32 },
}

/// The OWASP password storage cheat sheet's recommendation, like the other defaults.
const DEFAULT_ARGON2ID: Costs = Costs::Argon2 { kind: Kind::Id, version: Version::V19, memory: 19_456, passes: 2, lanes: 1 };

/// How argon2 addresses its memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    I,
    D,
}

/// Argon2's version: 16 is 1.0, 19 is 1.3 of RFC 9106.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    V16,
    V19,
}

/// bcrypt's prefix. `2a`, `2b` and `2y` are one function; `2x` marks hashes of `crypt_blowfish` before 1.1, which sign-extended bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Variant {
    A,
    B,
    X,
    Y,
}

/// The digest in PBKDF2's HMAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digest {
    Sha1,
    Sha256,
    Sha512,
}

/// The digest of a crypt(3) SHA-2 scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    Bits256,
    Bits512,
}

/// Why costs are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParamsError {
    /// The scheme is verified only.
    #[error("{0} is verified, never made")]
    NotMade(Scheme),
    /// Not `name=value`.
    #[error("`{0}` is not of the form name=value")]
    NotAPair(String),
    /// A cost that the scheme does not have.
    #[error("{scheme} has no `{name}`; it has {known}")]
    Unknown {
        /// The scheme.
        scheme: Scheme,
        /// The name given.
        name: String,
        /// The names there are.
        known: String,
    },
    /// A cost that is given twice.
    #[error("`{0}` is given twice")]
    Repeated(&'static str),
    /// A value that is not a decimal number of 32 bits.
    #[error("the value of `{0}` is not a number")]
    NotANumber(&'static str),
    /// Below the function's own minimum.
    #[error("{scheme} needs {name}={min} at least")]
    TooSmall {
        /// The scheme.
        scheme: Scheme,
        /// The cost.
        name: &'static str,
        /// The lowest there is.
        min: u32,
    },
    /// Argon2 with less memory than its lanes need.
    #[error("argon2 needs 8 KiB of memory for each lane: m={needed} for p={lanes}")]
    MemoryPerLane {
        /// The lanes.
        lanes: u32,
        /// The memory they need, in KiB.
        needed: u32,
    },
    /// Above the limit.
    #[error(transparent)]
    Limit(#[from] CostLimit),
}

impl Params {
    /// The costs of new hashes unless an operator says otherwise: argon2id, m=19456 KiB, t=2, p=1.
    pub const DEFAULT: Self = Self(DEFAULT_ARGON2ID);

    /// The scheme.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        match self.0 {
            Costs::Argon2 { kind: Kind::Id, .. } => Scheme::Argon2id,
            Costs::Argon2 { kind: Kind::I, .. } => Scheme::Argon2i,
            Costs::Argon2 { kind: Kind::D, .. } => Scheme::Argon2d,
            Costs::Bcrypt { .. } => Scheme::Bcrypt,
            Costs::Scrypt { .. } => Scheme::Scrypt,
            Costs::Pbkdf2 { digest: Digest::Sha1, .. } => Scheme::Pbkdf2Sha1,
            Costs::Pbkdf2 { digest: Digest::Sha256, .. } => Scheme::Pbkdf2Sha256,
            Costs::Pbkdf2 { digest: Digest::Sha512, .. } => Scheme::Pbkdf2Sha512,
            Costs::ShaCrypt { size: Size::Bits256, .. } => Scheme::Sha256Crypt,
            Costs::ShaCrypt { size: Size::Bits512, .. } => Scheme::Sha512Crypt,
        }
    }

    /// The default costs of a scheme that can be made: argon2id m=19456,t=2,p=1; bcrypt rounds=12; scrypt ln=17,r=8,p=1;
    /// pbkdf2-sha256 i=600000.
    ///
    /// # Errors
    /// [`ParamsError::NotMade`] for a scheme that is verified only.
    pub const fn default_for(scheme: Scheme) -> Result<Self, ParamsError> {
        let costs = match scheme {
            Scheme::Argon2id => DEFAULT_ARGON2ID,
            Scheme::Bcrypt => Costs::Bcrypt { variant: Variant::B, rounds: 12 },
            Scheme::Scrypt => Costs::Scrypt { log_n: 17, block: 8, lanes: 1 },
            Scheme::Pbkdf2Sha256 => Costs::Pbkdf2 { digest: Digest::Sha256, rounds: 600_000 },
            other => return Err(ParamsError::NotMade(other)),
        };
        Ok(Self(costs))
    }

    /// Reads `m=19456,t=2,p=1`, `rounds=12`, … for that scheme, in any order; what is left out keeps its default.
    ///
    /// # Errors
    /// A scheme that is verified only, an unknown or repeated name, a bad number, a cost out of bounds.
    pub fn parse(scheme: Scheme, text: &str) -> Result<Self, ParamsError> {
        let mut params = Self::default_for(scheme)?;
        let mut given = Vec::new();
        for item in text.split(',').map(str::trim) {
            let (name, value) = item.split_once('=').ok_or_else(|| ParamsError::NotAPair(item.to_owned()))?;
            let range = ranges(scheme).iter().find(|range| range.name == name).ok_or_else(|| unknown(scheme, name))?;
            if given.contains(&range.name) {
                return Err(ParamsError::Repeated(range.name));
            }
            given.push(range.name);
            let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
            let value: u32 = value.parse().ok().filter(|_| digits).ok_or(ParamsError::NotANumber(range.name))?;
            if value < range.min {
                return Err(ParamsError::TooSmall { scheme, name: range.name, min: range.min });
            }
            params.set(range.name, value);
        }
        if let Costs::Argon2 { memory, lanes, .. } = params.0 {
            let needed = lanes.saturating_mul(8);
            if memory < needed {
                return Err(ParamsError::MemoryPerLane { lanes, needed });
            }
        }
        params.check_limits()?;
        Ok(params)
    }

    /// Holds the costs against the limits of what is computed at all.
    ///
    /// # Errors
    /// The first cost that is too high.
    pub fn check_limits(&self) -> Result<(), CostLimit> {
        let scheme = self.scheme();
        for (range, (name, value)) in ranges(scheme).iter().zip(self.named()) {
            if value > range.max {
                return Err(CostLimit { scheme, name, value, max: range.max });
            }
        }
        Ok(())
    }

    /// Whether `self` protects a password less well than `policy` would: lower in one of the costs that count, by an outdated or
    /// faulty variant of the function, or by another function. More of anything is not weaker.
    #[must_use]
    pub fn is_weaker_than(&self, policy: &Self) -> bool {
        match (self.0, policy.0) {
            (
                Costs::Argon2 { kind, version, memory, passes, .. },
                Costs::Argon2 {
                    kind: wanted_kind, version: wanted_version, memory: wanted_memory, passes: wanted_passes, ..
                },
            ) => {
                let outdated = version == Version::V16 && wanted_version == Version::V19;
                kind != wanted_kind || outdated || memory < wanted_memory || passes < wanted_passes
            }
            (Costs::Bcrypt { variant, rounds }, Costs::Bcrypt { rounds: wanted, .. }) => variant == Variant::X || rounds < wanted,
            (
                Costs::Scrypt { log_n, block, lanes },
                Costs::Scrypt { log_n: wanted_log_n, block: wanted_block, lanes: wanted_lanes },
            ) => {
                // Memory is N·r, work is N·r·p: the same strength can be cut in several ways.
                let (memory, wanted_memory) = (scrypt_memory(log_n, block), scrypt_memory(wanted_log_n, wanted_block));
                let work = memory.saturating_mul(lanes.into());
                memory < wanted_memory || work < wanted_memory.saturating_mul(wanted_lanes.into())
            }
            (Costs::Pbkdf2 { digest, rounds }, Costs::Pbkdf2 { digest: wanted_digest, rounds: wanted }) => {
                digest != wanted_digest || rounds < wanted
            }
            (Costs::ShaCrypt { size, rounds }, Costs::ShaCrypt { size: wanted_size, rounds: wanted }) => {
                size != wanted_size || rounds < wanted
            }
            _ => true,
        }
    }

    /// The costs with their names in hash strings, in the order of [`ranges`].
    pub(super) fn named(&self) -> Vec<(&'static str, u32)> {
        match self.0 {
            Costs::Argon2 { memory, passes, lanes, .. } => vec![("m", memory), ("t", passes), ("p", lanes)],
            Costs::Bcrypt { rounds, .. } | Costs::ShaCrypt { rounds, .. } => vec![("rounds", rounds)],
            Costs::Scrypt { log_n, block, lanes } => vec![("ln", log_n), ("r", block), ("p", lanes)],
            Costs::Pbkdf2 { rounds, .. } => vec![("i", rounds)],
        }
    }

    fn set(&mut self, name: &str, value: u32) {
        let cost = match (&mut self.0, name) {
            (Costs::Argon2 { memory, .. }, "m") => memory,
            (Costs::Argon2 { passes, .. }, "t") => passes,
            (Costs::Argon2 { lanes, .. } | Costs::Scrypt { lanes, .. }, "p") => lanes,
            (Costs::Scrypt { log_n, .. }, "ln") => log_n,
            (Costs::Scrypt { block, .. }, "r") => block,
            (Costs::Pbkdf2 { rounds, .. }, "i") | (Costs::Bcrypt { rounds, .. } | Costs::ShaCrypt { rounds, .. }, "rounds") => {
                rounds
            }
            _ => return,
        };
        *cost = value;
    }
}

fn scrypt_memory(log_n: u32, block: u32) -> u64 {
    1_u64.checked_shl(log_n).map_or(u64::MAX, |n| n.saturating_mul(block.into()))
}

fn unknown(scheme: Scheme, name: &str) -> ParamsError {
    let known = ranges(scheme).iter().map(|range| range.name).collect::<Vec<_>>().join(", ");
    ParamsError::Unknown { scheme, name: name.to_owned(), known }
}

/// `m=19456,t=2,p=1`, `rounds=12`, …: the contract's `params`. Argon2's outdated version is part of them: `v=16,m=…`.
impl fmt::Display for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Costs::Argon2 { version: Version::V16, .. } = self.0 {
            f.write_str("v=16")?;
            separator = ",";
        }
        for (name, value) in self.named() {
            write!(f, "{separator}{name}={value}")?;
            separator = ",";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_the_contracts() {
        let table = [
            (Scheme::Argon2id, "m=19456,t=2,p=1"),
            (Scheme::Bcrypt, "rounds=12"),
            (Scheme::Scrypt, "ln=17,r=8,p=1"),
            (Scheme::Pbkdf2Sha256, "i=600000"),
        ];
        for (scheme, text) in table {
            let params = Params::default_for(scheme).unwrap();
            assert_eq!((params.scheme(), params.to_string().as_str()), (scheme, text));
            assert_eq!(Params::parse(scheme, text), Ok(params));
        }
    }

    #[test]
    fn schemes_that_are_only_verified_have_no_defaults() {
        for scheme in Scheme::ALL.into_iter().filter(|scheme| !scheme.is_made()) {
            assert_eq!(Params::default_for(scheme), Err(ParamsError::NotMade(scheme)));
        }
    }

    #[test]
    fn what_is_left_out_keeps_its_default() {
        let table =
            [("t=3", "m=19456,t=3,p=1"), ("p=4,m=65536", "m=65536,t=2,p=4"), ("m=1048576, t=20, p=16", "m=1048576,t=20,p=16")];
        for (given, full) in table {
            assert_eq!(Params::parse(Scheme::Argon2id, given).unwrap().to_string(), full);
        }
    }

    #[test]
    fn costs_that_are_refused() {
        let limit = |scheme, name, value, max| ParamsError::Limit(CostLimit { scheme, name, value, max });
        let table = [
            (Scheme::Argon2id, "", ParamsError::NotAPair(String::new())),
            (Scheme::Argon2id, "m", ParamsError::NotAPair("m".into())),
            (Scheme::Argon2id, "m=1,m=2", ParamsError::TooSmall { scheme: Scheme::Argon2id, name: "m", min: 8 }),
            (Scheme::Argon2id, "t=2,t=3", ParamsError::Repeated("t")),
            (Scheme::Argon2id, "t=+2", ParamsError::NotANumber("t")),
            (Scheme::Argon2id, "t=", ParamsError::NotANumber("t")),
            (Scheme::Argon2id, "m=4294967296", ParamsError::NotANumber("m")),
            (Scheme::Argon2id, "m=16,p=4", ParamsError::MemoryPerLane { lanes: 4, needed: 32 }),
            (Scheme::Argon2id, "m=1048577", limit(Scheme::Argon2id, "m", 1_048_577, 1_048_576)),
            (Scheme::Argon2id, "t=21", limit(Scheme::Argon2id, "t", 21, 20)),
            (Scheme::Argon2id, "p=17", limit(Scheme::Argon2id, "p", 17, 16)),
            (Scheme::Bcrypt, "rounds=3", ParamsError::TooSmall { scheme: Scheme::Bcrypt, name: "rounds", min: 4 }),
            (Scheme::Bcrypt, "rounds=16", limit(Scheme::Bcrypt, "rounds", 16, 15)),
            (Scheme::Scrypt, "ln=18", limit(Scheme::Scrypt, "ln", 18, 17)),
            (Scheme::Scrypt, "r=9", limit(Scheme::Scrypt, "r", 9, 8)),
            (Scheme::Pbkdf2Sha256, "i=10000001", limit(Scheme::Pbkdf2Sha256, "i", 10_000_001, 10_000_000)),
            (
                Scheme::Bcrypt,
                "cost=12",
                ParamsError::Unknown { scheme: Scheme::Bcrypt, name: "cost".into(), known: "rounds".into() },
            ),
        ];
        for (scheme, text, error) in table {
            assert_eq!(Params::parse(scheme, text), Err(error), "{text}");
        }
    }

    #[test]
    fn weaker_is_less_in_a_cost_that_counts() {
        let table = [
            (Scheme::Argon2id, "m=19456,t=2,p=1", "m=19456,t=2,p=1", false),
            (Scheme::Argon2id, "m=65536,t=3,p=4", "m=19456,t=2,p=1", false),
            (Scheme::Argon2id, "m=19456,t=2,p=4", "m=19456,t=2,p=1", false),
            (Scheme::Argon2id, "m=19456,t=2,p=1", "m=19456,t=2,p=4", false),
            (Scheme::Argon2id, "m=19455,t=9,p=1", "m=19456,t=2,p=1", true),
            (Scheme::Argon2id, "m=65536,t=1,p=1", "m=19456,t=2,p=1", true),
            (Scheme::Bcrypt, "rounds=13", "rounds=12", false),
            (Scheme::Bcrypt, "rounds=11", "rounds=12", true),
            (Scheme::Scrypt, "ln=17,r=8,p=1", "ln=16,r=8,p=2", false),
            (Scheme::Scrypt, "ln=16,r=8,p=2", "ln=17,r=8,p=1", true),
            (Scheme::Scrypt, "ln=17,r=4,p=2", "ln=16,r=8,p=2", false),
            (Scheme::Pbkdf2Sha256, "i=600001", "i=600000", false),
            (Scheme::Pbkdf2Sha256, "i=599999", "i=600000", true),
        ];
        for (scheme, stored, policy, weaker) in table {
            let (left, right) = (Params::parse(scheme, stored).unwrap(), Params::parse(scheme, policy).unwrap());
            assert_eq!(left.is_weaker_than(&right), weaker, "{stored} against {policy}");
        }
    }

    #[test]
    fn another_scheme_is_weaker() {
        let argon2 = Params::default_for(Scheme::Argon2id).unwrap();
        for scheme in [Scheme::Bcrypt, Scheme::Scrypt, Scheme::Pbkdf2Sha256] {
            assert!(Params::default_for(scheme).unwrap().is_weaker_than(&argon2));
        }
    }
}
