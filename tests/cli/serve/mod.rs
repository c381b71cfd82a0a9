//! `authctl serve` on the loopback interface.

mod agreement;
mod attacks;
mod flow;
mod server;
mod start;
