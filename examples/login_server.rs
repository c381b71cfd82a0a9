//! A server over a user file of authctl that logs users in and says who they are, as the FastAPI tutorial's does. Without the
//! command line: `authctl = { version = "0.1", default-features = false, features = ["store"] }`.
//!
//!     cargo run --example login_server --no-default-features --features store -- ~/.local/share/authctl/users.db

use std::{
    error::Error,
    io::{self, Write},
    path::PathBuf,
    sync::Arc,
};

use authctl::{
    clock::{Lifetime, Timestamp},
    password::Hasher,
    secret::Password,
    store::{Actor, Login, Outcome, Store, Verifier, View, Wanted},
    token::{Policy, diagnose::InputHints},
    users::{FullName, User},
};
use axum::{
    Form, Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use getrandom::SysRng;
use rand_core::UnwrapErr;
use serde_json::{Value, json};

type Answer<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[derive(serde::Deserialize)]
struct Credentials {
    username: String,
    password: String,
}

/// Where the user file is. Each request opens it: that takes a tenth of a millisecond.
type UserFile = State<Arc<PathBuf>>;

/// The routes of the server.
pub(crate) fn router(user_file: PathBuf) -> Router {
    Router::new().route("/token", post(token)).route("/users/me", get(me)).with_state(Arc::new(user_file))
}

async fn token(State(file): UserFile, Form(credentials): Form<Credentials>) -> Response {
    match apart(move || log_in(&mut Store::open(&file)?, credentials)).await {
        Ok(Some(answer)) => Json(answer).into_response(),
        Ok(None) => refusal("Incorrect username or password"),
        Err(failure) => failed(&*failure),
    }
}

async fn me(State(file): UserFile, headers: HeaderMap) -> Response {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let Some(token) = value.and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned) else {
        return refusal("Not authenticated");
    };
    match apart(move || bearer(&mut Store::open(&file)?, &token)).await {
        Ok(Some(user)) => {
            let facts = user.facts();
            Json(json!({ "username": user.username().as_str(), "full_name": facts.full_name.as_ref().map(FullName::as_str) }))
                .into_response()
        }
        Ok(None) => refusal("Could not validate credentials"),
        Err(failure) => failed(&*failure),
    }
}

/// The same work for every name, the lock after wrong passwords, a new hash where the old one is weak: all of it is the library's.
fn log_in(store: &mut Store, credentials: Credentials) -> Answer<Option<Value>> {
    let (policy, now, mut rng) = (store.read(View::policy)?, Timestamp::system(), UnwrapErr(SysRng));
    let actor = Actor { user: "login-server".to_owned(), sudo_user: None };
    let password = Password::new(credentials.password.into_bytes());
    let login = Login { name: &credentials.username, password: &password, policy: &policy, actor: &actor, now };
    let Outcome::Accepted { user, .. } = store.login(&login, &mut Hasher::new(), &mut rng)? else { return Ok(None) };
    let lifetime = Lifetime::from_secs(30 * 60);
    let wanted = Wanted { name: user.username(), scopes: None, issuer: None, audiences: &[], lifetime, label: None };
    let granted = store.transaction(&actor, now, |tx| tx.grant(&wanted, &mut rng))?;
    Ok(Some(json!({ "access_token": granted.token.expose(), "token_type": "bearer" })))
}

/// The user of a token that is good: signed by a key of the file, not expired, not revoked, its user enabled.
fn bearer(store: &mut Store, token: &str) -> Answer<Option<User>> {
    store.read(|view| {
        let mut verifier = Verifier::new();
        let report = verifier.session(view, Timestamp::system())?.verify(token, InputHints::default(), &Policy::default())?;
        let name = report.verified().and_then(|claims| claims.subject());
        Ok(name.map(|name| view.user_called(name)).transpose()?.flatten())
    })
}

/// Hashing and SQLite keep a thread: not one of those that answer requests.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Answer<T> + Send + 'static) -> Answer<T> {
    tokio::task::spawn_blocking(work).await?
}

fn refusal(detail: &str) -> Response {
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")], Json(json!({ "detail": detail }))).into_response()
}

fn failed(failure: &dyn Error) -> Response {
    // Where stderr is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{failure}");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[tokio::main]
async fn main() -> Answer<()> {
    let user_file = std::env::args_os().nth(1).ok_or("the path of the user file is missing")?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8000").await?;
    Ok(axum::serve(listener, router(user_file.into())).await?)
}
