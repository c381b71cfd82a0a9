//! Tokens: JWS compact serialization (RFC 7515) of JWT claims (RFC 7519), issued and verified.
//!
//! [`issue()`] signs [`Claims`]; [`verify()`] judges a token by keys, a [`Policy`] and an instant and answers with a [`Report`];
//! [`dangerous::inspect`] shows what a token holds without judging it. Whoever judges many tokens takes each as [`Presented`], reads
//! it once, and has a report that borrows from that [`Reading`] instead of copying it. The text of a token is split, decoded and
//! parsed here, with the place of every fault; only the cryptography is the backend's.

mod anatomy;
mod audit;
pub mod base64url;
mod check;
mod claims;
pub mod dangerous;
mod decoded;
pub mod diagnose;
mod diagnostic;
mod faults;
mod grant;
mod issue;
pub mod json;
mod policy;
mod presented;
mod report;
pub mod segments;
mod signer;
mod standing;
mod text;
mod verified;
mod verify;

pub use anatomy::{Anatomy, Piece};
pub use audit::{Audited, Guessed, SecretAudit};
pub use check::{Check, Refusal};
pub use claims::{ClaimArgument, ClaimError, ClaimSource, ClaimSpec, Claims};
pub use decoded::{Decoded, DecodedPart};
pub use diagnostic::{Code, Diagnostic, Segment, Severity};
pub use grant::{DEFAULT_LIFETIME, Denied, default_lifetime, permit};
pub use issue::{HeaderOptions, IssueError, Token, issue, random_id};
pub use policy::{Detail, Ignorable, NotIgnorable, Policy};
pub use presented::{Presented, Reading};
pub use report::{Instant, KeyUsed, Question, Report, SignatureStatus, Times};
pub use signer::{Signer, signer};
pub use standing::{Revocation, Standing, SubjectStanding};
pub use verified::VerifiedClaims;
pub use verify::{verify, verify_as};
