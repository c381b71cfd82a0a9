//! Instants and durations in whole seconds, their grammar, and the only read of the system clock.
//!
//! A [`Timestamp`] is a `NumericDate` (RFC 7519 section 2) without fraction. Everything that judges time takes it as an argument.

mod grammar;
mod lifetime;
mod timestamp;

pub use grammar::{TimeError, TimeSpec};
pub use lifetime::Lifetime;
pub use timestamp::{Timestamp, timed};
