//! Which web pages of other origins may read the answers (the CORS protocol of the Fetch standard): those that the operator names.
//! Cookies are not used here, so pages send no credentials but the tokens that they hold.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};

/// How long browsers may remember the answer to a preflight, in seconds.
const REMEMBERED: &str = "600";

/// The page that a request comes from.
pub(super) struct Page {
    /// Whether any page of another origin may read anything.
    any: bool,
    /// Its origin, if it may.
    origin: Option<HeaderValue>,
    is_preflight: bool,
}

impl Page {
    pub(super) fn of(allowed: &[String], request: &Request) -> Self {
        let asking = request.headers().get(header::ORIGIN).filter(|_| !allowed.is_empty());
        let origin = asking.filter(|asking| allowed.iter().any(|allowed| allowed.as_bytes() == asking.as_bytes())).cloned();
        let is_preflight =
            request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        Self { any: !allowed.is_empty(), origin, is_preflight }
    }

    /// The answer to a browser that asks what the page may do, if it may do anything.
    pub(super) fn preflight(&self) -> Option<Response> {
        let headers = [
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type"),
            (header::ACCESS_CONTROL_MAX_AGE, REMEMBERED),
        ];
        (self.is_preflight && self.origin.is_some()).then(|| (StatusCode::NO_CONTENT, headers).into_response())
    }

    /// Lets the page read an answer.
    pub(super) fn mark(self, headers: &mut HeaderMap) {
        if self.any {
            headers.append(header::VARY, HeaderValue::from_static("Origin"));
        }
        if let Some(origin) = self.origin {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("WWW-Authenticate, Retry-After"));
        }
    }
}
