//! JSON Web Keys: RFC 7517, with the members of RFC 7518 section 6 and RFC 8037 section 2.

mod error;
mod members;
mod number;
mod read;
mod set;
mod write;

pub use error::JwkError;
pub(super) use set::from_json;
pub use write::Jwk;
pub(super) use write::{PrivateMaterial, private_jwk, secret_thumbprint, thumbprint};
