//! `POST /revoke` (RFC 7009): a client gives a token back. To hold it is the right to end it, so that public clients can log out.

use std::sync::Arc;

use authctl::{
    clock::Timestamp,
    secret::SecretBytes,
    store::{Tx, View},
    token::{diagnose::InputHints, signer},
};
use axum::{
    Extension,
    body::Bytes,
    extract::rejection::BytesRejection,
    http::{HeaderMap, StatusCode},
};

use super::{client, error::Error, form::Form, peer::Peer, state::Shared};

/// Section 2.2: "The authorization server responds with HTTP status code 200 if the token has been revoked successfully or if the
/// client submitted an invalid token."
pub(super) async fn post(
    state: Shared,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Error> {
    let form = Form::read(&headers, body)?;
    client::authenticated(&state, peer, &headers, &form).await?;
    let token = form.secret("token").ok_or_else(|| Error::request("`token` is missing"))?;
    let shared = Arc::clone(&state);
    state
        .writers
        .run(move |worker| {
            let now = Timestamp::system();
            let id = worker.store.read(|view| identify(view, &token, now))?;
            worker.store.transaction(&shared.settings.actor, now, |tx| revoke(tx, &token, id))
        })
        .await?;
    Ok(StatusCode::OK)
}

/// The `jti` and end of an access token that a key of the file signed: anyone can write the `jti` of somebody else's.
fn identify(view: &View, token: &SecretBytes, now: Timestamp) -> Result<Option<(String, Option<Timestamp>)>, Error> {
    let keys = view.keys()?;
    let report = signer(token.expose(), InputHints::default(), &keys, now).report;
    let id = report.question().and_then(|question| question.id).filter(|id| !id.is_empty()).map(str::to_owned);
    Ok(id.map(|id| (id, report.times().exp.and_then(|exp| exp.at))))
}

fn revoke(tx: &mut Tx<'_>, token: &SecretBytes, id: Option<(String, Option<Timestamp>)>) -> Result<(), Error> {
    match id {
        Some((id, end)) => tx.revoke_token(&id, end, Some("the client revoked it"))?,
        None => tx.revoke_refresh(token)?,
    };
    Ok(())
}
