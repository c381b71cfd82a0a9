//! `authctl serve` on the loopback interface.

mod agreement;
mod attacks;
mod flow;
mod renewal;
mod server;
mod start;
