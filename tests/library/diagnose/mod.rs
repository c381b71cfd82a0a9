//! Explanations of what is wrong with a token.

mod catalogue;
pub(crate) mod inputs;
pub(crate) mod lab;
mod near_miss;
mod sweep;
