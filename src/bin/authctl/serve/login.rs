//! The password grant (RFC 6749 section 4.3): a login and the token that comes of it.

use std::sync::Arc;

use authctl::{
    clock::Timestamp,
    secret::{Password, SecretBytes},
    store::{Granted, Login, Outcome, View, Wanted, login_label},
    token::random_id,
    users::{Scope, User, Username},
};
use tokio::time::Instant;

use super::{
    beat,
    error::Error,
    form::Form,
    pool::Worker,
    state::{State, rng},
};

/// What a login, or its renewal, gives.
pub(super) struct Issued {
    pub(super) access: Granted,
    pub(super) refresh: Option<SecretBytes>,
}

/// Who wants to log in, and for what.
pub(super) struct Attempt {
    name: String,
    password: Password,
    scopes: Vec<Scope>,
    client: Option<Username>,
}

impl Attempt {
    pub(super) fn read(form: &Form, client: Option<&User>) -> Result<Self, Error> {
        let name = form.text("username")?.ok_or_else(|| Error::request("`username` is missing"))?.to_owned();
        let password = form.password("password").ok_or_else(|| Error::request("`password` is missing"))?;
        Ok(Self { name, password, scopes: scopes(form)?, client: client.map(User::username).cloned() })
    }

    /// The name as it was typed.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Judges the attempt on a thread that hashes.
    pub(super) async fn judge(self, state: &Arc<State>) -> Result<Issued, Error> {
        let arrived = Instant::now();
        let shared = Arc::clone(state);
        let answer = state.hashers.run(move |worker| self.log_in(worker, &shared)).await;
        if !matches!(answer, Ok(_) | Err(Error::Overloaded)) {
            beat::next(arrived).await;
        }
        answer
    }

    fn log_in(self, Worker { store, hasher, .. }: &mut Worker, state: &State) -> Result<Issued, Error> {
        let settings = &state.settings;
        let policy = store.read(View::policy)?;
        let now = Timestamp::system();
        let login = Login { name: &self.name, password: &self.password, policy: &policy, actor: &settings.actor, now };
        let user = match store.login(&login, hasher, &mut rng())? {
            Outcome::Accepted { user, .. } => user,
            Outcome::WrongPassword { .. } | Outcome::Refused(_) => return Err(Error::credentials()),
        };
        let family = random_id(&mut rng());
        let label = login_label(&family);
        let wanted = Wanted {
            name: user.username(),
            scopes: (!self.scopes.is_empty()).then_some(&self.scopes),
            issuer: settings.issuer.as_deref(),
            audiences: &settings.audiences,
            lifetime: settings.lifetime,
            label: Some(&label),
        };
        // The hash took a while.
        let now = Timestamp::system();
        store.transaction(&settings.actor, now, |tx| {
            let access = tx.grant(&wanted, &mut rng())?;
            let whose = (&*user, self.client.as_ref());
            let refresh = settings.refresh.map(|life| tx.begin_refresh(&family, whose, &access.scopes, life, &mut rng()));
            Ok(Issued { access, refresh: refresh.transpose()? })
        })
    }
}

/// The scopes that a request asks for (RFC 6749 section 3.3).
pub(super) fn scopes(form: &Form) -> Result<Vec<Scope>, Error> {
    let mut scopes = Vec::new();
    for word in form.text("scope")?.unwrap_or_default().split_ascii_whitespace() {
        let scope: Scope =
            word.parse().map_err(|_| Error::oauth("invalid_scope", "a scope has characters that none can have"))?;
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    Ok(scopes)
}
