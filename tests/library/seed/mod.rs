//! Seeds: what is refused and where, and what a plan comes to.

mod plans;
mod refused;
