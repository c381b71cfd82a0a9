//! The command, run for real.

#[path = "../support/transcript.rs"]
mod transcript;
mod transcripts;
