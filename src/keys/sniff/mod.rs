//! What a key file holds, told from its content alone.

mod as_secret;

pub use as_secret::looks_like_public_key;
pub(super) use as_secret::refuse_as_secret;
