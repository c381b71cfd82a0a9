//! `POST /revoke` (RFC 7009): a client gives a token back. One that was issued to a client that has a secret is taken from that client
//! alone; to hold any other is the right to end it, so that public clients can log out.

use std::sync::Arc;

use authctl::{
    clock::Timestamp,
    secret::SecretBytes,
    store::{Return, Tx, View},
    token::{Question, diagnose::InputHints, signer},
    users::{User, Username},
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
    let client = client::authenticated(&state, peer, &headers, &form).await?;
    let token = form.secret("token").ok_or_else(|| Error::request("`token` is missing"))?;
    let shared = Arc::clone(&state);
    state
        .writers
        .run(move |worker| {
            let now = Timestamp::system();
            let access = worker.store.read(|view| identify(view, &token, now))?;
            let client = client.as_ref().map(User::username);
            worker.store.transaction(&shared.settings.actor, now, |tx| match access {
                Some(access) => access.revoke(tx, client),
                None if tx.revoke_refresh(&token, client)? == Return::Refused => Err(not_theirs()),
                None => Ok(()),
            })
        })
        .await?;
    Ok(StatusCode::OK)
}

/// What an access token says that a key of the file signed: anyone can write the `jti` of somebody else's.
struct Access {
    id: String,
    subject: Option<String>,
    end: Option<Timestamp>,
}

fn identify(view: &View, token: &SecretBytes, now: Timestamp) -> Result<Option<Access>, Error> {
    let keys = view.keys()?;
    let report = signer(token.expose(), InputHints::default(), &keys, now).report;
    let Some(Question { id: Some(id), subject }) = report.question().filter(|question| question.id != Some("")) else {
        return Ok(None);
    };
    let end = report.times().exp.and_then(|exp| exp.at);
    Ok(Some(Access { id: id.to_owned(), subject: subject.map(str::to_owned), end }))
}

impl Access {
    fn revoke(&self, tx: &mut Tx<'_>, client: Option<&Username>) -> Result<(), Error> {
        let subject = self.subject.as_deref().map(|subject| tx.user_called(subject)).transpose()?.flatten();
        // Section 2.1: the server "verifies whether the token was issued to the client making the revocation request. If this
        // validation fails, the request is refused".
        if subject.is_some_and(|subject| subject.client_secret().is_some() && Some(subject.username()) != client) {
            return Err(not_theirs());
        }
        tx.revoke_token(&self.id, self.end, Some("the client revoked it"))?;
        Ok(())
    }
}

fn not_theirs() -> Error {
    Error::oauth("invalid_grant", "the token was issued to another client")
}
