//! `token verify` with keys from the network, against servers on the loopback interface.

mod cache;
mod hostile;
mod issuer;
mod key_set;
mod names;
mod proxy;
mod server;
mod sides;
