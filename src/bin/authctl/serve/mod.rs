//! The server: OAuth 2.0 for the clients of FastAPI's tutorial, over the user file that the commands use.
//!
//! Every answer comes from the library: a login is [`Store::login`](authctl::store::Store::login), a token
//! [`Tx::grant`](authctl::store::Tx::grant), the bearer check [`Session::verify`](authctl::store::Session::verify). Here stand HTTP
//! (RFC 9110), the forms and errors of OAuth (RFC 6749, RFC 6750), and who waits for whom: SQLite and hashing run on threads of
//! their own with bounded queues, and what does not fit into a queue is answered at once by 503.

mod bearer;
mod beat;
mod client;
mod connection;
mod cors;
mod discovery;
mod docs;
mod error;
mod form;
mod health;
mod introspect;
mod items;
mod limits;
mod listen;
mod log;
mod login;
mod me;
mod metrics;
mod nudge;
mod peer;
mod pool;
mod refresh;
mod revoke;
mod router;
mod spare;
mod state;
mod tls;
mod token;

pub(crate) use self::{listen::Server, state::Settings, tls::Files as TlsFiles};
