//! `POST /token`: the token endpoint (RFC 6749 section 3.2).

use axum::{
    Extension, Json,
    body::Bytes,
    extract::rejection::BytesRejection,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    client::{self, Own},
    error::{Error, no_store},
    form::Form,
    login::{Attempt, Issued},
    peer::Peer,
    refresh::Renewal,
    state::Shared,
};

pub(super) async fn post(
    state: Shared,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    let form = Form::read(&headers, body)?;
    let client = client::authenticated(&state, peer, &headers, &form).await?;
    let client = client.as_ref();
    match form.text("grant_type")? {
        // FastAPI's tutorial has the form without `grant_type` accepted, and many of its clients leave it out.
        Some("password") | None => {
            let attempt = Attempt::read(&form, client)?;
            let name = attempt.name().to_owned();
            state.limits.guard(peer.address, Some(&name), attempt.judge(&state)).await
        }
        Some("refresh_token") => {
            let renewal = Renewal::read(&form, client)?;
            state.limits.guard(peer.address, None, renewal.judge(&state)).await
        }
        Some("client_credentials") => Own::read(&form, client, &state)?.issue(&state).await,
        Some(_) => {
            Err(Error::oauth("unsupported_grant_type", "the grant types are password, refresh_token and client_credentials"))
        }
    }
    .map(|issued| answer(&issued))
}

/// The answer of RFC 6749 section 5.1.
fn answer(issued: &Issued) -> Response {
    let granted = &issued.access;
    let mut body = json!({
        "access_token": granted.token.expose(),
        "token_type": "bearer",
        "expires_in": granted.lifetime.as_secs(),
        "scope": granted.scopes.join(" "),
    });
    if let (Value::Object(body), Some(refresh)) = (&mut body, &issued.refresh) {
        body.insert("refresh_token".to_owned(), String::from_utf8_lossy(refresh.expose()).into());
    }
    let mut response = Json(body).into_response();
    no_store(response.headers_mut());
    response
}
