//! The library, used as a server would.

#![expect(clippy::arithmetic_side_effects, reason = "small numbers of a test")]

#[cfg(test)]
mod convert;
#[cfg(test)]
mod diagnose;
#[cfg(test)]
mod embedding;
#[cfg(test)]
mod exchange;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod password;
#[cfg(test)]
#[cfg(feature = "seed")]
mod seed;
#[cfg(test)]
mod store;
#[cfg(test)]
mod token;
