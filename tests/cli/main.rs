//! The command, run for real.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    reason = "a test ends by a panic and reads its own environment"
)]

#[cfg(test)]
mod batch;
#[cfg(test)]
mod crowd;
mod folders;
#[cfg(test)]
mod help_tree;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod import;
#[cfg(test)]
mod interrupt;
#[cfg(test)]
mod man;
#[cfg(test)]
mod network;
#[cfg(test)]
mod pager;
#[cfg(test)]
mod prompts;
#[cfg(test)]
mod screens;
#[cfg(test)]
mod seeding;
#[cfg(all(test, feature = "serve"))]
mod serve;
#[cfg(test)]
mod tab;
#[cfg(test)]
mod terminal;
#[path = "../support/transcript.rs"]
mod transcript;
mod transcripts;
#[cfg(test)]
#[path = "../support/tab.rs"]
mod typing;
