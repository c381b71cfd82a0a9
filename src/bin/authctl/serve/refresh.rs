//! The refresh grant (RFC 6749 section 6).

use std::sync::Arc;

use authctl::{
    clock::Timestamp,
    secret::SecretBytes,
    store::{Rotation, Wanted},
    users::{Scope, User, Username},
};

use super::{
    error::Error,
    form::Form,
    login::{Issued, scopes},
    state::{State, rng},
};

/// A refresh token, and the scopes that the next access token is to have.
pub(super) struct Renewal {
    token: SecretBytes,
    scopes: Vec<Scope>,
    client: Option<Username>,
}

impl Renewal {
    pub(super) fn read(form: &Form, client: Option<&User>) -> Result<Self, Error> {
        let token = form.secret("refresh_token").ok_or_else(|| Error::request("`refresh_token` is missing"))?;
        Ok(Self { token, scopes: scopes(form)?, client: client.map(User::username).cloned() })
    }

    pub(super) async fn judge(self, state: &Arc<State>) -> Result<Issued, Error> {
        let shared = Arc::clone(state);
        state
            .writers
            .run(move |worker| {
                worker.store.transaction(&shared.settings.actor, Timestamp::system(), |tx| self.renew(tx, &shared))
            })
            .await?
            .ok_or_else(|| Error::oauth("invalid_grant", "the refresh token is not accepted"))
    }

    /// One transaction: a token that was used up has a successor. The end of a family is committed, hence no error.
    fn renew(&self, tx: &mut authctl::store::Tx<'_>, state: &State) -> Result<Option<Issued>, Error> {
        let Rotation::Renewed(renewed) = tx.rotate_refresh(&self.token, self.client.as_ref(), &mut rng())? else {
            return Ok(None);
        };
        // "The requested scope MUST NOT include any scope not originally granted by the resource owner."
        if self.scopes.iter().any(|scope| !renewed.scopes.contains(scope)) {
            return Err(Error::oauth("invalid_scope", "the login did not have that scope"));
        }
        let settings = &state.settings;
        let wanted = Wanted {
            name: &renewed.name,
            scopes: Some(if self.scopes.is_empty() { &renewed.scopes } else { &self.scopes }),
            issuer: settings.issuer.as_deref(),
            audiences: &settings.audiences,
            lifetime: settings.lifetime,
            label: Some(&renewed.label),
        };
        let access = tx.grant(&wanted, &mut rng())?;
        Ok(Some(Issued { access, refresh: Some(renewed.token.clone()) }))
    }
}
