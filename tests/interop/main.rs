//! Real servers, libraries and tools of others, against the real command. `tests/interop/setup` fetches them.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test ends by a panic")]

mod authctl;
mod hashes;
mod imports;
mod logins;
mod peers;
#[cfg(feature = "serve")]
mod recipes;
mod scripts;
mod sealed;
#[cfg(feature = "serve")]
mod serve;
mod server;
mod shells;
mod signatures;
mod tokens;
#[path = "../support/tab.rs"]
mod typing;
mod user_file;
