//! Which path is answered by which file.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::{self, ConnectInfo, DefaultBodyLimit, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::json;

use super::{
    cors, discovery, docs, form, health, introspect, items,
    log::{self, Entry},
    me, metrics,
    peer::Peer,
    revoke,
    state::State,
    token,
};

/// How long a request may take, its body included.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) const TOKEN: &str = "/token";
const ME: &str = "/users/me";
const ITEMS: &str = "/items/";
const HEALTH: &str = "/healthz";
const METRICS: &str = "/metrics";
pub(super) const INTROSPECT: &str = "/introspect";
pub(super) const REVOKE: &str = "/revoke";
pub(super) const JWKS: &str = "/.well-known/jwks.json";
const METADATA: &str = "/.well-known/oauth-authorization-server";

pub(super) const DOCS: &str = "/docs";
pub(super) const DESCRIPTION: &str = "/openapi.json";

/// Where something is served.
pub(super) const PATHS: [&str; 11] = [TOKEN, ME, ITEMS, HEALTH, METRICS, INTROSPECT, REVOKE, JWKS, METADATA, DOCS, DESCRIPTION];

/// The path, if anything is served there.
pub(super) fn known(path: &str) -> Option<&'static str> {
    PATHS.into_iter().find(|known| *known == path)
}

pub(super) fn router(state: Arc<State>) -> Router {
    let docs = Router::new().route(DOCS, get(docs::page)).route(DESCRIPTION, get(docs::description));
    Router::new()
        .merge(if state.settings.docs { docs } else { Router::new() })
        .route(TOKEN, post(token::post))
        .route(ME, get(me::get))
        .route(ITEMS, get(items::get))
        .route(HEALTH, get(health::get))
        .route(METRICS, get(metrics::get))
        .route(INTROSPECT, post(introspect::post))
        .route(REVOKE, post(revoke::post))
        .route(JWKS, get(discovery::jwks))
        .route(METADATA, get(discovery::metadata))
        .fallback(async || (StatusCode::NOT_FOUND, Json(json!({ "detail": "Not Found" }))))
        .method_not_allowed_fallback(async || (StatusCode::METHOD_NOT_ALLOWED, Json(json!({ "detail": "Method Not Allowed" }))))
        .layer(DefaultBodyLimit::max(form::LONGEST))
        .layer(from_fn_with_state(Arc::clone(&state), around))
        .with_state(state)
}

/// What happens to every request and every answer. One layer, because each has its price.
async fn around(
    extract::State(state): extract::State<Arc<State>>,
    ConnectInfo(connected): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let entry = Entry::begin(&request);
    let peer = Peer::of(connected.ip(), request.headers(), state.settings.behind_proxy);
    let page = cors::Page::of(&state.settings.origins, &request);
    log::proxy(&state, peer);
    if request.uri().path() != TOKEN {
        state.spare.want();
    }
    request.extensions_mut().insert(peer);
    let mut response = match page.preflight() {
        Some(answer) => answer,
        None => in_time(next.run(request)).await,
    };
    secure(&state, response.headers_mut());
    page.mark(response.headers_mut());
    entry.end(&state, peer, &response);
    response
}

/// Gives up on a request whose body does not arrive.
async fn in_time(answer: impl Future<Output = Response>) -> Response {
    tokio::time::timeout(PATIENCE, answer)
        .await
        .unwrap_or_else(|_| (StatusCode::REQUEST_TIMEOUT, Json(json!({ "detail": "the request took too long" }))).into_response())
}

/// Headers for browsers: what comes from here is data, to be neither guessed at, framed nor run.
fn secure(state: &State, headers: &mut HeaderMap) {
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if state.settings.tls.is_some() {
        // RFC 6797: for a year, browsers that have seen this certificate come by HTTPS alone.
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
}
