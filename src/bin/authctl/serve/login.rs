//! The password grant (RFC 6749 section 4.3): a login and the token that comes of it.

use std::{sync::Arc, time::Duration};

use authctl::{
    clock::Timestamp,
    secret::{Password, SecretBytes},
    store::{Granted, Login, Outcome, View, Wanted, login_label},
    token::random_id,
    users::Scope,
};
use tokio::time::{Instant, sleep_until};

use super::{
    error::Error,
    form::Form,
    pool::Worker,
    state::{State, rng},
};

/// Refused logins are answered at multiples of this after they came. A wrong password is written down and an unknown name is not,
/// and hashes of several schemes take several times: none of it shows.
const BEAT: Duration = Duration::from_millis(250);

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
}

impl Attempt {
    pub(super) fn read(form: &Form) -> Result<Self, Error> {
        let name = form.text("username")?.ok_or_else(|| Error::request("`username` is missing"))?.to_owned();
        let password = form.password("password").ok_or_else(|| Error::request("`password` is missing"))?;
        Ok(Self { name, password, scopes: scopes(form)? })
    }

    /// Judges the attempt on a thread that hashes.
    pub(super) async fn judge(self, state: &Arc<State>) -> Result<Issued, Error> {
        let arrived = Instant::now();
        let shared = Arc::clone(state);
        let answer = state.hashers.run(move |worker| self.log_in(worker, &shared)).await;
        if !matches!(answer, Ok(_) | Err(Error::Overloaded)) {
            sleep_until(next_beat(arrived, Instant::now())).await;
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
            let refresh = settings.refresh.map(|life| tx.begin_refresh(&family, &user, &access.scopes, life, &mut rng()));
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

fn next_beat(arrived: Instant, now: Instant) -> Instant {
    let beats = now.duration_since(arrived).as_millis().div_ceil(BEAT.as_millis().max(1)).max(1);
    let wait = u32::try_from(beats).ok().and_then(|beats| BEAT.checked_mul(beats));
    wait.and_then(|wait| arrived.checked_add(wait)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_leave_on_the_beat() {
        let arrived = Instant::now();
        for (took, leaves) in [(0, 250), (1, 250), (250, 250), (251, 500), (1_600, 1_750)] {
            let now = arrived + Duration::from_millis(took);
            assert_eq!(next_beat(arrived, now) - arrived, Duration::from_millis(leaves), "{took}");
        }
    }
}
