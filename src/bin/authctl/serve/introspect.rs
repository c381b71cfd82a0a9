//! `POST /introspect` (RFC 7662): what a token is worth now, for resource servers that do not judge themselves.
//!
//! Who asks is a service account with the scope `introspect`, by its client secret or by a bearer token (section 2.1).

use std::sync::Arc;

use authctl::{
    clock::Timestamp,
    token::{Detail, Policy, diagnose::InputHints},
};
use axum::{
    Extension, Json,
    body::Bytes,
    extract::rejection::BytesRejection,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use super::{
    bearer, client,
    error::{Error, no_store},
    form::Form,
    peer::Peer,
    state::{Shared, State},
};

/// The scope of those who may ask.
const SCOPE: &str = "introspect";

/// The claims that are told (section 2.2).
const TOLD: [&str; 9] = ["scope", "client_id", "exp", "iat", "nbf", "sub", "aud", "iss", "jti"];

pub(super) async fn post(
    state: Shared,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    let form = Form::read(&headers, body)?;
    may_ask(&state, peer, &headers, &form).await?;
    let token = form.secret("token").ok_or_else(|| Error::request("`token` is missing"))?;
    let policy = Policy { issuers: state.policy.issuers.clone(), detail: Detail::Verdict, ..Policy::default() };
    let answer = state
        .readers
        .run(move |worker| {
            let verifier = &mut worker.verifier;
            worker.store.read(|view| {
                let mut session = verifier.session(view, Timestamp::system())?;
                let report = session.verify(token.expose(), InputHints::default(), &policy)?;
                Ok::<_, Error>(report.verified().map(|claims| claims.as_value().to_json()))
            })
        })
        .await?;
    let mut response = Json(answer.map_or_else(|| json!({ "active": false }), |claims| active(&claims))).into_response();
    no_store(response.headers_mut());
    Ok(response)
}

async fn may_ask(state: &Arc<State>, peer: Peer, headers: &HeaderMap, form: &Form) -> Result<(), Error> {
    let is_bearer = |value: &HeaderValue| value.as_bytes().get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"bearer "));
    if !headers.get(header::AUTHORIZATION).is_some_and(is_bearer)
        && let Some(client) = client::authenticated(state, peer, headers, form).await?
    {
        let has_scope = client.facts().scopes.iter().any(|scope| scope.as_str() == SCOPE);
        let description = format!("the client lacks the scope `{SCOPE}`");
        let refusal = Error::OAuth { status: StatusCode::FORBIDDEN, error: "unauthorized_client", description };
        return if has_scope { Ok(()) } else { Err(refusal) };
    }
    bearer::user(state, headers, Some(SCOPE)).await.map(drop)
}

fn active(claims: &str) -> Value {
    let claims: Map<String, Value> = serde_json::from_str(claims).unwrap_or_default();
    let mut answer = Map::from_iter([("active".to_owned(), json!(true)), ("token_type".to_owned(), json!("bearer"))]);
    if let Some(subject) = claims.get("sub") {
        answer.insert("username".to_owned(), subject.clone());
    }
    answer.extend(claims.into_iter().filter(|(name, _)| TOLD.contains(&name.as_str())));
    Value::Object(answer)
}
