//! Which web pages of other origins may read the answers (the CORS protocol of the Fetch standard): those that the operator names.
//! Cookies are not used here, so pages send no credentials but the tokens that they hold.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::state;

/// How long browsers may remember the answer to a preflight, in seconds.
const REMEMBERED: &str = "600";

/// Answers preflights, and marks answers that the asking page may read.
pub(super) async fn each(State(state): State<Arc<state::State>>, request: Request, next: Next) -> Response {
    let allowed = &state.settings.origins;
    if allowed.is_empty() {
        return next.run(request).await;
    }
    let asking = request.headers().get(header::ORIGIN).cloned();
    let origin = asking.filter(|asking| allowed.iter().any(|allowed| allowed.as_bytes() == asking.as_bytes()));
    let is_preflight =
        request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match &origin {
        Some(_) if is_preflight => preflight(),
        _ => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("WWW-Authenticate, Retry-After"));
    }
    response
}

fn preflight() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type"),
        (header::ACCESS_CONTROL_MAX_AGE, REMEMBERED),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}
