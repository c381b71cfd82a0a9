//! `authctl serve` on the loopback interface.

mod agreement;
mod attacks;
mod clients;
mod docs;
mod flow;
mod limits;
mod renewal;
mod server;
mod start;
mod tls;
