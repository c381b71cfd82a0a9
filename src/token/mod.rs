//! Tokens: JWS compact serialization (RFC 7515) of JWT claims (RFC 7519), issued and verified.

pub mod base64url;
mod diagnostic;
pub mod json;
pub mod segments;

pub use diagnostic::{Code, Diagnostic, Segment, Severity};
