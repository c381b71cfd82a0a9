//! Passwords: hashing, verification, and what a stored hash says of itself.
//!
//! A stored hash is parsed once, strictly, into function, costs, salt and key ([`PasswordHash`]); the raw function is then run on
//! them ([`Hasher`]) and the keys are compared in constant time. "Wrong password" ([`Verdict::Mismatch`]), "not a hash"
//! ([`MalformedHash`]), "costs more than is allowed" ([`CostLimit`]) and "could not be computed" ([`HashError`]) never share a type.
//! What a new password and a new hash must be is the operator's [`Policy`].

mod b64;
mod batch;
mod breach;
mod calibrate;
pub mod convert;
mod derive;
mod fields;
mod foreign;
mod generate;
mod hash;
mod hasher;
mod limits;
mod malformed;
mod mcf;
mod params;
mod phc;
mod policy;
mod scheme;

pub use batch::{hash_all, verify_all};
pub use breach::{BreachError, BreachList};
pub use calibrate::{Calibration, calibrate};
pub use generate::generate;
pub use hash::PasswordHash;
pub use hasher::{HashError, Hasher, Verdict};
pub use limits::CostLimit;
pub use malformed::{EncodingFault, MalformedHash, NumberFault, Part};
pub use params::{Params, ParamsError};
pub use policy::{MAX_PASSWORD_BYTES, Policy, WeakPassword};
pub use scheme::{Scheme, UnknownScheme};
