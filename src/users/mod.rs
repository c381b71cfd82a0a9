//! Users and service accounts: who they are, whether they may act, and what a login does to them.
//!
//! Every text of a user has a type that is parsed once ([`Username`], [`Email`], [`Role`] …). A [`User`] changes only by its
//! transitions, so that disabling one always ends its tokens, and hands out a [`Subject`] for a token only while it may act.

mod change;
mod contact;
mod facts;
mod id;
mod login;
mod role;
mod subject;
mod text;
mod user;
mod username;

pub use change::ServiceAccount;
pub use contact::{Email, FullName};
pub use facts::{Facts, Kind, Status};
#[cfg(feature = "store")]
pub(crate) use id::UserIds;
pub use id::{UserId, UserIdError};
pub use login::Refusal;
pub use role::{Audience, Role, Scope};
pub use subject::{Inactive, Subject};
pub use text::TextError;
pub use user::User;
pub use username::{Username, UsernameError};
