//! Clients that authenticate themselves: service accounts with a client secret (RFC 6749 section 2.3.1), and the tokens that they get
//! for themselves (section 4.4).

use std::sync::Arc;

use authctl::{
    clock::Timestamp,
    store::{View, Wanted},
    users::{Scope, User, Username},
};
use axum::http::HeaderMap;
use tokio::time::Instant;

use super::{
    beat,
    error::Error,
    form::{Client, Form},
    login::{Issued, scopes},
    peer::Peer,
    state::{State, rng},
};

/// The service account that a request authenticates as; `None` for one that shows no secret.
///
/// # Errors
/// `invalid_client` for a secret that is not the client's, as late as a wrong password.
pub(super) async fn authenticated(state: &State, peer: Peer, headers: &HeaderMap, form: &Form) -> Result<Option<User>, Error> {
    let arrived = Instant::now();
    let Some(Client { id, secret: Some(secret) }) = Client::of(headers, form)? else { return Ok(None) };
    let name = id.clone();
    let judge = async move {
        let look = move |view: &View| view.client(&id, &secret, Timestamp::system());
        let found = state.readers.run(|worker| Ok(worker.store.read(look)?)).await?;
        if found.is_none() {
            beat::next(arrived).await;
        }
        found.ok_or_else(Error::client)
    };
    state.limits.guard(peer.address, Some(&name), judge).await.map(Some)
}

/// What a client wants for itself.
pub(super) struct Own {
    name: Username,
    audiences: Vec<String>,
    scopes: Vec<Scope>,
}

impl Own {
    pub(super) fn read(form: &Form, client: Option<&User>, state: &State) -> Result<Self, Error> {
        let client = client.ok_or_else(Error::client)?;
        let audiences = own_audiences(client, &state.settings.audiences);
        Ok(Self { name: client.username().clone(), audiences, scopes: scopes(form)? })
    }

    /// Section 4.4.3: "A refresh token SHOULD NOT be included."
    pub(super) async fn issue(self, state: &Arc<State>) -> Result<Issued, Error> {
        let shared = Arc::clone(state);
        let issue = state.writers.run(move |worker| {
            let settings = &shared.settings;
            let wanted = Wanted {
                name: &self.name,
                scopes: (!self.scopes.is_empty()).then_some(&self.scopes),
                issuer: settings.issuer.as_deref(),
                audiences: &self.audiences,
                lifetime: settings.lifetime,
                label: Some("client-credentials"),
            };
            let granted = worker.store.transaction(&settings.actor, Timestamp::system(), |tx| tx.grant(&wanted, &mut rng()));
            Ok(Issued { access: granted?, refresh: None })
        });
        issue.await
    }
}

/// Of the server's audiences those that the account is for. Where that is none, all: the grant then says which it is not for.
fn own_audiences(client: &User, server: &[String]) -> Vec<String> {
    let allowed = client.audiences().filter(|allowed| !allowed.is_empty());
    let is_allowed = |audience: &&String| allowed.is_none_or(|allowed| allowed.iter().any(|one| one.as_str() == *audience));
    let own: Vec<String> = server.iter().filter(is_allowed).cloned().collect();
    if own.is_empty() { server.to_vec() } else { own }
}

#[cfg(test)]
mod tests {
    use authctl::users::{Audience, UserId};

    use super::*;

    #[test]
    fn a_client_gets_the_audiences_that_both_it_and_the_server_are_for() {
        let id: UserId = "936da01f-9abd-4d9d-80c7-02af85c822a8".parse().unwrap();
        let own = |allowed: &[&str], server: &[&str]| {
            let allowed = allowed.iter().map(|audience| audience.parse::<Audience>().unwrap()).collect();
            let user = User::new_service(id, "ci".parse().unwrap(), None, allowed, Timestamp::from_unix(0));
            own_audiences(&user, &server.iter().map(|audience| (*audience).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(own(&["api", "mail"], &["web", "api"]), ["api"]);
        assert_eq!(own(&[], &["web", "api"]), ["web", "api"]);
        assert_eq!(own(&["mail"], &["web"]), ["web"], "which is refused");
        assert!(own(&["mail"], &[]).is_empty(), "which becomes the account's own");
    }
}
