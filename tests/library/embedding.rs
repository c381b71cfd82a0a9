//! The example server, which embeds the library, asked over HTTP.

use std::path::Path;

use authctl::{
    clock::Timestamp,
    keys::{Algorithm, KeyState, SigningKey, StoredKey},
    password::{Hasher, Params, Scheme},
    secret::Password,
    store::{Actor, Store, StoreError},
    users::{User, UserId},
};
use getrandom::SysRng;
use rand_core::UnwrapErr;
use serde_json::{Value, json};
use ureq::Agent;

#[path = "../../examples/login_server.rs"]
#[expect(dead_code, reason = "its main listens at a fixed port")]
mod login_server;

const PASSWORD: &str = "correct horse battery staple";

fn actor() -> Actor {
    Actor { user: "root".to_owned(), sudo_user: None }
}

/// A user file with a key that signs and with Ann.
fn user_file(path: &Path) {
    let (mut rng, now) = (UnwrapErr(SysRng), Timestamp::system());
    let key = SigningKey::generate(Algorithm::Hs256, None, &mut rng).unwrap();
    let mut ann = User::new(UserId::random(&mut rng), "ann".parse().unwrap(), now);
    let cheap = Params::parse(Scheme::Argon2id, "m=64,t=1,p=1").unwrap();
    let hash = Hasher::new().hash(&Password::new(PASSWORD.into()), &cheap, &mut rng).unwrap();
    ann.set_password(Some(hash)).unwrap();
    let made = Store::create_with(path, &actor(), now, |tx| {
        tx.insert_key(&StoredKey::signing(key, None, KeyState::Active, now))?;
        tx.insert_user(&ann)?;
        Ok::<(), StoreError>(())
    });
    assert_eq!(made.unwrap(), Some(()));
}

fn answer(response: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> (u16, Value) {
    let mut response = response.unwrap();
    let body = response.body_mut().read_to_string().unwrap();
    (response.status().as_u16(), serde_json::from_str(&body).unwrap())
}

#[test]
fn the_example_server_logs_in_and_lets_in_until_the_user_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("users.db");
    user_file(&path);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let server = axum::serve(listener, login_server::router(path.clone()));
    runtime.spawn(async { server.await });
    let agent: Agent = Agent::config_builder().proxy(None).http_status_as_error(false).build().into();
    let log_in = |username, password| {
        answer(agent.post(format!("http://{address}/token")).send_form([("username", username), ("password", password)]))
    };
    let me = |token: &str| {
        answer(agent.get(format!("http://{address}/users/me")).header("Authorization", format!("Bearer {token}")).call())
    };

    assert_eq!(log_in("eve", PASSWORD).0, 401);
    let (status, granted) = log_in("Ann", PASSWORD);
    assert_eq!((status, &granted["token_type"]), (200, &json!("bearer")));
    let token = granted["access_token"].as_str().unwrap();
    assert_eq!(me(token), (200, json!({"username": "ann", "full_name": null})));
    assert_eq!(me(&format!("{token}A")).0, 401);
    assert_eq!(log_in("ann", "wrong").0, 401);
    assert_eq!(log_in("ann", PASSWORD).0, 401, "a wrong password locks for a second");

    let mut store = Store::open(&path).unwrap();
    let now = Timestamp::system();
    let ann = "ann".parse().unwrap();
    store.transaction(&actor(), now, |tx| tx.delete_user(&ann)).unwrap();
    assert_eq!(me(token).0, 401);
}
