//! Keys from the network: a key set by its URL, or found by its issuer's metadata.
//!
//! Two documents are read: the metadata of an issuer (RFC 8414 section 3, `OpenID` Connect Discovery 1.0 section 4) and a JWKS (RFC
//! 7517 section 5). Both come over HTTPS only; plain HTTP is for addresses of this very machine. All of it is done in 5 seconds, no
//! document is larger than 1 MiB, and a redirect stays on its host. What a token says of where its key lies (`jku`, `x5u`) never
//! comes here: only the command line names a URL.
//!
//! [`Remote`] gives the keys, from the cache as long as the issuer lets them be kept, and fetches them anew once in a run.

mod cache;
mod cause;
mod client;
mod documents;
mod names;
mod remote;
mod trust;
mod url;

pub(crate) use self::{
    cache::Cache,
    remote::{Fetched, Place, Remote},
    trust::Trust,
    url::Url,
};
