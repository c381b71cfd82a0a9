//! The access log: a JSON object a line on stderr. It names no path but those that are served, no query, no header and no body, so
//! that no password and no token can get into it.

use std::sync::Arc;

use authctl::clock::Timestamp;
use axum::{
    Extension,
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use serde::Serialize;
use tokio::time::Instant;

use super::{error::Trouble, peer::Peer, router, state};
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

/// Counts each answer and writes a line about it; under `--quiet` only about those that tell of trouble.
pub(super) async fn each(
    State(state): State<Arc<state::State>>,
    Extension(peer): Extension<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let path = router::known(request.uri().path()).unwrap_or("other");
    let response = next.run(request).await;
    let took = began.elapsed();
    state.metrics.count(path, response.status().as_u16(), took);
    let trouble = response.extensions().get::<Trouble>().map(|Trouble(what)| what.as_str());
    let printer = state.settings.printer;
    if trouble.is_none() && printer.is_quiet() {
        return response;
    }
    let line = Line {
        at: Timestamp::system().to_string(),
        peer: peer.address.to_string(),
        method: if is_standard(&method) { method.as_str() } else { "other" },
        path,
        status: response.status().as_u16(),
        microseconds: u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        trouble,
    };
    if let Ok(line) = serde_json::to_string(&line) {
        printer.note(&format!("{line}\n"));
    }
    response
}

fn is_standard(method: &Method) -> bool {
    [Method::GET, Method::HEAD, Method::POST, Method::OPTIONS, Method::PUT, Method::DELETE, Method::PATCH].contains(method)
}
