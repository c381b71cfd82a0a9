//! `authctl serve` on the loopback interface.

mod agreement;
mod attacks;
mod clients;
mod connections;
mod docs;
mod flow;
mod limits;
mod renewal;
mod server;
mod siege;
mod start;
mod tls;
