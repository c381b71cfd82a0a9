//! `authctl serve` on the loopback interface.

mod agreement;
mod attacks;
mod clients;
mod flow;
mod renewal;
mod server;
mod start;
