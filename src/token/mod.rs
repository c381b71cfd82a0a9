//! Tokens: JWS compact serialization (RFC 7515) of JWT claims (RFC 7519), issued and verified.

mod diagnostic;

pub use diagnostic::{Code, Diagnostic, Segment, Severity};
