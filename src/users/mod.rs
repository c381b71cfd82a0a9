//! Users and service accounts: who they are, and whether they may act.

mod username;

pub use username::{Username, UsernameError};
