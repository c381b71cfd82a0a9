//! Explanations: what is wrong with a token, where, why, and what to do about it.
//!
//! Nothing here decides whether a token is good; [`super::verify`] does, with strict rules. These rules look at what was refused, or
//! merely shown, and say why. They come in stages, each on what the stage before has left, and each a table of small rules in a file
//! of its own:
//!
//! | stage | from | to | files |
//! |---|---|---|---|
//! | input | the bytes handed over | one text that should be a token | [`input`] and the families it lists |
//!
//! **Order of the findings.** [`rank`] puts the root cause first: errors before warnings before remarks, and among equals the
//! earlier stage, because what breaks early breaks everything after it. [`Code`](super::Code) declares the codes in the order of
//! the stages.

mod copying;
mod edges;
mod encoding;
mod foreign;
mod http;
mod input;
mod json_envelope;
mod serialization;
mod text;

pub use input::{Extraction, InputHints, extract};

use super::Diagnostic;

/// Puts the root cause first.
pub fn rank(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|d| (d.severity, d.code, d.offset));
}
