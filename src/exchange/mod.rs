//! Users of other systems, in and out: what a file says of each, and how it is written.
//!
//! [`Reader`] recognises a file by its content, cuts it into records, and parses them on every core, in file order and in memory that
//! does not grow with the file. A record that cannot be taken is a [`Fault`] of its row; a file that cannot be read on is a
//! [`FileError`]. What a row says becomes a [`Record`], which makes a [`User`](crate::users::User) or brings one to the file's values.
//! [`Writer`] is the way back: what it writes, [`Reader`] reads as the same users.

mod auth0;
mod columns;
mod csv;
mod django;
mod fault;
mod firebase;
mod format;
mod hashes;
mod htpasswd;
mod json;
mod keycloak;
mod kratos;
mod native;
mod reader;
mod record;
mod sniff;
mod split;
mod write;

pub use fault::{Fault, FieldFault, FileError, Foreign, Separator};
pub use format::Format;
pub use reader::{Batch, ReadOptions, Reader, Refused, Row};
pub use record::{Credential, Record, Said};
pub use split::Place;
pub use write::{Left, WriteOptions, Writer};
