//! Explanations of what is wrong with a token.

mod catalogue;
mod inputs;
mod lab;
mod near_miss;
