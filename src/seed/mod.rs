//! Declarative seeding: the users, keys and tokens that a file should hold, and what has to change so that it does.
//!
//! [`read`] makes a [`Seed`] of a text in YAML, TOML or JSON; every error has its line and column. [`plan()`] compares it with the
//! [`Current`] state and is pure: passwords that were read and keys that were made come as data ([`Supplies`]). What a seed omits
//! stays as it is, `null` clears it. Users and keys belong to the set that made them, and only that set may change or prune them.

mod desired;
mod error;
mod members;
mod name;
mod place;
mod plan;
mod read;

pub use desired::{Given, KeySeed, PasswordSeed, Seed, SourceText, TokenSeed, UpdatePassword, UserSeed, Wish};
pub use error::{Fault, SeedError};
pub use members::user_members;
pub use name::{SetName, SetNameError};
pub use place::Place;
pub(crate) use plan::Step;
pub use plan::{
    Change, Conflict, Current, Field, Kind, Op, Owned, PasswordChange, Plan, Summary, Supplies, TokenFile, TooManyDeletions, plan,
};
pub use read::{Syntax, read};
