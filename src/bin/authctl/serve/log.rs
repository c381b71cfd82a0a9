//! The access log: a JSON object a line on stderr. It names no path but those that are served, no query, no header and no body, so
//! that no password and no token can get into it.

use std::sync::atomic::Ordering;

use authctl::clock::Timestamp;
use axum::{extract::Request, http::Method, response::Response};
use serde::Serialize;
use tokio::time::Instant;

use super::{error::Trouble, peer::Peer, router, state::State};
use crate::output::Printer;

#[derive(Serialize)]
struct Line<'a> {
    at: String,
    peer: String,
    method: &'a str,
    path: &'a str,
    status: u16,
    #[serde(rename = "us")]
    microseconds: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<&'a str>,
}

/// Writes a line about something other than an answer.
pub(super) fn event(printer: Printer, event: &str, what: &str) {
    printer.note(&format!("{}\n", serde_json::json!({ "at": Timestamp::system().to_string(), "event": event, "what": what })));
}

/// Says once that requests come through a proxy that the settings do not know.
pub(super) fn proxy(state: &State, peer: Peer) {
    if peer.proxied && !state.settings.behind_proxy && !state.proxy_noted.swap(true, Ordering::Relaxed) {
        event(
            state.settings.printer,
            "proxy",
            "a request names its client in a header; if a proxy did, give --behind-proxy: else all its clients share one limit",
        );
    }
}

/// A request that is being answered.
pub(super) struct Entry {
    began: Instant,
    method: Method,
    path: &'static str,
}

impl Entry {
    pub(super) fn begin(request: &Request) -> Self {
        let path = router::known(request.uri().path()).unwrap_or("other");
        Self { began: Instant::now(), method: request.method().clone(), path }
    }

    /// Counts the answer and writes a line about it; under `--quiet` only if it tells of trouble.
    pub(super) fn end(self, state: &State, peer: Peer, response: &Response) {
        let took = self.began.elapsed();
        let status = response.status().as_u16();
        state.metrics.count(self.path, status, took);
        let trouble = response.extensions().get::<Trouble>().map(|Trouble(what)| what.as_str());
        let printer = state.settings.printer;
        if trouble.is_none() && printer.is_quiet() {
            return;
        }
        let line = Line {
            at: Timestamp::system().to_string(),
            peer: peer.address.to_string(),
            method: if is_standard(&self.method) { self.method.as_str() } else { "other" },
            path: self.path,
            status,
            microseconds: u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
            trouble,
        };
        if let Ok(line) = serde_json::to_string(&line) {
            printer.note(&format!("{line}\n"));
        }
    }
}

fn is_standard(method: &Method) -> bool {
    [Method::GET, Method::HEAD, Method::POST, Method::OPTIONS, Method::PUT, Method::DELETE, Method::PATCH].contains(method)
}
