//! Answers that are refusals, as RFC 6749 section 5.2 and RFC 6750 section 3 want them.

use authctl::store::{GrantError, LoginError, StoreError};
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Why a request is not answered as its sender hoped.
#[derive(Debug)]
pub(super) enum Error {
    /// An error of the token endpoint: `error` and `error_description` of RFC 6749 section 5.2.
    OAuth { status: StatusCode, error: &'static str, description: String },
    /// A bearer token is missing, wrong, or not enough.
    Bearer(Challenge),
    /// More work waits than can be done soon.
    Overloaded,
    /// Credentials were wrong too often; they are looked at again after so many seconds.
    TooMany { seconds: u64 },
    /// The user file is locked, full, damaged …
    Store(StoreError),
    /// A fault of the server, in words for its log.
    Internal(&'static str),
}

/// The challenges of RFC 6750 section 3.
#[derive(Debug)]
pub(super) enum Challenge {
    /// There were no credentials: "the resource server SHOULD NOT include an error code".
    Missing,
    /// The `Authorization` header cannot be understood.
    Malformed,
    /// The token is not accepted.
    Invalid(&'static str),
    /// The token is good, but not for this.
    Scope(&'static str),
}

impl Error {
    pub(super) fn oauth(error: &'static str, description: impl Into<String>) -> Self {
        Self::OAuth { status: StatusCode::BAD_REQUEST, error, description: description.into() }
    }

    /// The request itself is wrong: a parameter is missing, repeated, or cannot be read.
    pub(super) fn request(description: impl Into<String>) -> Self {
        Self::oauth("invalid_request", description)
    }

    /// A wrong name, a wrong password, a user who may not log in: nobody can tell which.
    pub(super) fn credentials() -> Self {
        Self::oauth("invalid_grant", "incorrect username or password")
    }

    /// The client did not authenticate.
    pub(super) fn client() -> Self {
        Self::OAuth {
            status: StatusCode::UNAUTHORIZED,
            error: "invalid_client",
            description: "client authentication failed".to_owned(),
        }
    }

    /// Whether a name, a password, a client or a refresh token is not what it should be: what somebody sees who guesses.
    pub(super) fn is_wrong_credentials(&self) -> bool {
        matches!(self, Self::OAuth { error: "invalid_grant" | "invalid_client", .. })
    }

    /// What the server's log says of it; nothing where the request alone is at fault.
    fn trouble(&self) -> Option<String> {
        match self {
            Self::Store(error) => {
                let source = std::error::Error::source(error).map_or_else(String::new, |source| format!(": {source}"));
                Some(format!("{error}{source}"))
            }
            Self::Internal(what) => Some((*what).to_owned()),
            _ => None,
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<LoginError> for Error {
    fn from(error: LoginError) -> Self {
        match error {
            LoginError::Store(error) => error.into(),
            _ => Self::Internal("a hash could not be computed"),
        }
    }
}

impl From<GrantError> for Error {
    fn from(error: GrantError) -> Self {
        match error {
            GrantError::Store(error) => error.into(),
            // Between the login and this somebody took the right away.
            GrantError::Unknown(_) | GrantError::Inactive(_) => Self::credentials(),
            GrantError::Denied(error @ authctl::token::Denied::Scope { .. }) => Self::oauth("invalid_scope", error.to_string()),
            GrantError::Denied(error) => Self::oauth("unauthorized_client", error.to_string()),
            GrantError::Ended { .. } => Self::Overloaded,
            GrantError::NoKey(_) => Self::Internal("no key of the user file signs"),
            _ => Self::Internal("the token could not be signed"),
        }
    }
}

/// What the server's log is to say about an answer.
#[derive(Clone, Debug)]
pub(super) struct Trouble(pub(super) String);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let trouble = self.trouble();
        let mut response = match self {
            Self::OAuth { status, error, description } => oauth(status, error, &description),
            Self::Bearer(challenge) => challenge.into_response(),
            Self::Overloaded | Self::Store(StoreError::Locked) => {
                later(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", "too many requests wait; try again", 1)
            }
            Self::TooMany { seconds } => {
                later(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", "credentials were wrong too often; try again", seconds)
            }
            Self::Store(_) | Self::Internal(_) => {
                let body =
                    json!({ "error": "server_error", "error_description": "the server failed", "detail": "the server failed" });
                (StatusCode::INTERNAL_SERVER_ERROR, Json(body)).into_response()
            }
        };
        if let Some(trouble) = trouble {
            response.extensions_mut().insert(Trouble(trouble));
        }
        response
    }
}

fn oauth(status: StatusCode, error: &str, description: &str) -> Response {
    let mut response = (status, Json(json!({ "error": error, "error_description": description }))).into_response();
    let headers = response.headers_mut();
    no_store(headers);
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"authctl\", charset=\"UTF-8\""));
    }
    response
}

fn later(status: StatusCode, error: &str, description: &str, seconds: u64) -> Response {
    let body = json!({ "error": error, "error_description": description, "detail": description });
    (status, [(header::RETRY_AFTER, seconds.to_string())], Json(body)).into_response()
}

/// RFC 6749 section 5.1: "The authorization server MUST include the HTTP "Cache-Control" response header field with a value of
/// "no-store" in any response containing tokens, credentials, or other sensitive information, as well as the "Pragma" response
/// header field with a value of "no-cache"."
pub(super) fn no_store(headers: &mut axum::http::HeaderMap) {
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
}

impl IntoResponse for Challenge {
    fn into_response(self) -> Response {
        let (status, detail, challenge) = match self {
            Self::Missing => (StatusCode::UNAUTHORIZED, "Not authenticated", "Bearer".to_owned()),
            Self::Malformed => {
                let detail = "the Authorization header is malformed";
                (StatusCode::BAD_REQUEST, detail, format!("Bearer error=\"invalid_request\", error_description=\"{detail}\""))
            }
            Self::Invalid(detail) => {
                (StatusCode::UNAUTHORIZED, detail, format!("Bearer error=\"invalid_token\", error_description=\"{detail}\""))
            }
            Self::Scope(scope) => (
                StatusCode::FORBIDDEN,
                "Not enough permissions",
                format!("Bearer error=\"insufficient_scope\", error_description=\"the token lacks a scope\", scope=\"{scope}\""),
            ),
        };
        let mut response = (status, Json(json!({ "detail": detail }))).into_response();
        if let Ok(challenge) = HeaderValue::from_str(&challenge) {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
