//! What others need to know of the server: its public keys (RFC 7517) and its metadata (RFC 8414).

use authctl::{clock::Timestamp, keys::Jwks, store::View};
use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{error::Error, router, state::Shared};

/// How long others may keep the answers.
const KEPT: &str = "public, max-age=300";

/// `GET /.well-known/jwks.json`: the keys that verify. An HMAC secret has no public half and is never among them.
pub(super) async fn jwks(state: Shared) -> Result<Response, Error> {
    let keys = state.readers.run(|worker| Ok(worker.store.read(View::keys)?)).await?;
    Ok(([(header::CACHE_CONTROL, KEPT)], Json(Jwks::published(&keys, Timestamp::system()))).into_response())
}

/// `GET /.well-known/oauth-authorization-server`: where the endpoints are. A server without an issuer has none to tell of.
pub(super) async fn metadata(state: Shared) -> Response {
    let Some(issuer) = state.settings.issuer.as_deref().filter(|issuer| issuer.contains("://")) else {
        return (StatusCode::NOT_FOUND, Json(json!({ "detail": "the server has no issuer that is a URL" }))).into_response();
    };
    let at = |path: &str| format!("{}{path}", issuer.trim_end_matches('/'));
    let methods = json!(["none", "client_secret_basic", "client_secret_post"]);
    let metadata = json!({
        "issuer": issuer,
        "token_endpoint": at(router::TOKEN),
        "introspection_endpoint": at(router::INTROSPECT),
        "revocation_endpoint": at(router::REVOKE),
        "jwks_uri": at(router::JWKS),
        "grant_types_supported": ["password", "refresh_token", "client_credentials"],
        // Required by section 2; there is no authorization endpoint and so no response type.
        "response_types_supported": [],
        "token_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_methods_supported": methods,
        "introspection_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "bearer"],
    });
    ([(header::CACHE_CONTROL, KEPT)], Json(metadata)).into_response()
}
