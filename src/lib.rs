//! Users and tokens of an application that logs in with OAuth 2 passwords and JWTs.
//!
//! The library behind the `authctl` command: it hashes and verifies passwords ([`password`]), holds keys that are fixed to their
//! algorithms ([`keys`]), issues and verifies signed tokens ([`token`]), knows what a user is ([`users`]) and, with the feature
//! `store`, keeps them in an SQLite file ([`store`]).

pub mod clock;
pub mod exchange;
pub mod keys;
pub mod password;
pub mod secret;
#[cfg(feature = "seed")]
pub mod seed;
#[cfg(feature = "store")]
pub mod store;
pub mod token;
pub mod users;
