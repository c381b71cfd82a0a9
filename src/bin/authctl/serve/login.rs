//! The password grant (RFC 6749 section 4.3): a login and the token that comes of it.

use std::sync::Arc;

use authctl::{
    clock::Timestamp,
    secret::{Password, SecretBytes},
    store::{Compared, Granted, Login, Outcome, Tx, View, Wanted, login_label},
    token::random_id,
    users::{Scope, User, Username},
};
use tokio::time::Instant;

use super::{
    beat,
    error::Error,
    form::Form,
    pool::Worker,
    state::{Settings, State, rng},
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

    /// Judges the attempt. Threads that hash do nothing else: what comes of the hash is the writer's.
    pub(super) async fn judge(self, state: &Arc<State>) -> Result<Issued, Error> {
        let arrived = Instant::now();
        let answer = Arc::new(self).log_in(state).await;
        if !matches!(answer, Ok(_) | Err(Error::Overloaded)) {
            beat::next(arrived).await;
        }
        answer
    }

    async fn log_in(self: Arc<Self>, state: &Arc<State>) -> Result<Issued, Error> {
        loop {
            let (attempt, shared) = (Arc::clone(&self), Arc::clone(state));
            let compared = state.hashers.run(move |worker| attempt.compare(worker, &shared)).await?;
            let (attempt, shared) = (Arc::clone(&self), Arc::clone(state));
            if let Some(answer) = state.writers.go_on(move |worker| attempt.settle(worker, &shared, &compared)).await? {
                return answer;
            }
        }
    }

    fn compare(&self, Worker { store, hasher, .. }: &mut Worker, state: &State) -> Result<Compared, Error> {
        let policy = store.read(View::policy)?;
        let (actor, now) = (&state.settings.actor, Timestamp::system());
        let login = Login { name: &self.name, password: &self.password, policy: &policy, actor, now };
        let _hash = state.nudges.hash();
        store.compare(&login, hasher, &mut rng())?.map_err(|_| Error::credentials())
    }

    /// One transaction. What a refusal writes down is committed, hence no error; `None` if the user has another hash by now.
    fn settle(&self, worker: &mut Worker, state: &State, compared: &Compared) -> Result<Option<Result<Issued, Error>>, Error> {
        worker.store.transaction(&state.settings.actor, Timestamp::system(), |tx| {
            Ok(match tx.settle_login(compared)? {
                Some(Outcome::Accepted { user, .. }) => Some(Ok(self.grant(tx, &user, &state.settings)?)),
                Some(Outcome::WrongPassword { .. } | Outcome::Refused(_)) => Some(Err(Error::credentials())),
                None => None,
            })
        })
    }

    fn grant(&self, tx: &mut Tx<'_>, user: &User, settings: &Settings) -> Result<Issued, Error> {
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
        let access = tx.grant(&wanted, &mut rng())?;
        let whose = (user, self.client.as_ref());
        let refresh = settings.refresh.map(|life| tx.begin_refresh(&family, whose, &access.scopes, life, &mut rng()));
        Ok(Issued { access, refresh: refresh.transpose()? })
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
