//! The command, run for real.

#[cfg(test)]
mod crowd;
#[path = "../support/transcript.rs"]
mod transcript;
mod transcripts;
