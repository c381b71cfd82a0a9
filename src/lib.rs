//! Users and tokens of an application that logs in with OAuth 2 passwords and JWTs.
//!
//! The library behind the `authctl` command: it hashes and verifies passwords ([`password`]), holds keys that are fixed to their
//! algorithms ([`keys`]), issues and verifies signed tokens ([`token`]), knows what a user is ([`users`]) and, with the feature
//! `store`, keeps them in an SQLite file ([`store`]). With `default-features = false` it has neither command line nor SQLite.
//!
//! # A login in axum
//!
//! The tutorial's `POST /token` over a user file of authctl: the same work for every name, a lock after wrong passwords, a new hash
//! where the old one is weak. `examples/login_server.rs` is the whole server, with `GET /users/me`.
//!
#![cfg_attr(feature = "store", doc = "```no_run")]
#![cfg_attr(not(feature = "store"), doc = "```ignore")]
//! use authctl::{clock::{Lifetime, Timestamp}, password::Hasher, secret::Password};
//! use authctl::store::{Actor, Login, Outcome, Store, View, Wanted};
//! use axum::{Form, Json, Router, http::StatusCode, routing::post};
//! use serde_json::{Value, json};
//!
//! #[derive(serde::Deserialize)]
//! struct Credentials { username: String, password: String }
//!
//! fn log_in(credentials: Credentials) -> Result<Option<Value>, Box<dyn std::error::Error>> {
//!     let mut store = Store::open("users.db".as_ref())?;
//!     let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
//!     let (policy, now) = (store.read(View::policy)?, Timestamp::system());
//!     let actor = Actor { user: "login-server".to_owned(), sudo_user: None };
//!     let password = Password::new(credentials.password.into_bytes());
//!     let login = Login { name: &credentials.username, password: &password, policy: &policy, actor: &actor, now };
//!     let Outcome::Accepted { user, .. } = store.login(&login, &mut Hasher::new(), &mut rng)? else { return Ok(None) };
//!     let lifetime = Lifetime::from_secs(30 * 60);
//!     let wanted = Wanted { name: user.username(), scopes: None, issuer: None, audiences: &[], lifetime, label: None };
//!     let granted = store.transaction(&actor, now, |tx| tx.grant(&wanted, &mut rng))?;
//!     Ok(Some(json!({ "access_token": granted.token.expose(), "token_type": "bearer" })))
//! }
//!
//! async fn token(Form(credentials): Form<Credentials>) -> Result<Json<Value>, StatusCode> {
//!     // Hashing keeps a thread: not one of those that answer requests.
//!     let work = || log_in(credentials).map_err(|failure| eprintln!("{failure}"));
//!     let answer = tokio::task::spawn_blocking(work).await.ok().and_then(Result::ok);
//!     answer.ok_or(StatusCode::INTERNAL_SERVER_ERROR)?.map(Json).ok_or(StatusCode::UNAUTHORIZED)
//! }
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:8000").await?;
//! axum::serve(listener, Router::new().route("/token", post(token))).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # A hash
//!
//! ```
//! use authctl::{password::{Hasher, Params, PasswordHash, Scheme, Verdict}, secret::Password};
//!
//! let password = Password::new(b"correct horse battery staple".to_vec());
//! let params = Params::default_for(Scheme::Argon2id)?;
//! let hash = Hasher::new().hash(&password, &params, &mut rand_core::UnwrapErr(getrandom::SysRng))?;
//! let stored: PasswordHash = hash.as_str().parse()?;
//! assert_eq!(Hasher::new().verify(&password, &stored)?, Verdict::Match);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A token
//!
//! What a token says can be acted upon only through a [`Report`](token::Report) whose every check passed:
//! [`verified`](token::Report::verified) is the one way to its claims. `token::dangerous` shows the others, and says so in its name.
//!
//! ```
//! use authctl::{clock::{Lifetime, Timestamp}, keys::{Algorithm, KeySet, KeyState, SigningKey, StoredKey}};
//! use authctl::token::{Claims, HeaderOptions, Policy, issue, verify};
//!
//! let now = Timestamp::system();
//! let key = SigningKey::generate(Algorithm::EdDsa, None, &mut rand_core::UnwrapErr(getrandom::SysRng))?;
//! let claims = Claims::default().with_subject("ann").with_issued_at(now).with_expiry(now.plus(Lifetime::from_secs(900)));
//! let token = issue(&claims, &key, &HeaderOptions::default())?;
//!
//! let keys = KeySet::from_stored(&[StoredKey::signing(key, None, KeyState::Active, now)], now);
//! let report = verify(token.expose(), &keys, &Policy::default(), now);
//! assert_eq!(report.verified().and_then(|claims| claims.subject()), Some("ann"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod clock;
pub mod exchange;
pub mod keys;
pub mod password;
pub mod secret;
#[cfg(feature = "seed")]
pub mod seed;
#[cfg(feature = "store")]
pub mod store;
pub mod token;
pub mod users;
