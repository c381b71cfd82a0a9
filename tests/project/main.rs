//! What must stay true of the project itself: its layers, who reads secrets, its documents and generated files.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    reason = "a test ends by a panic and reads its own environment"
)]

#[cfg(test)]
mod completions;
#[cfg(test)]
mod cookbook;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod sources;
#[path = "../support/transcript.rs"]
mod transcript;
