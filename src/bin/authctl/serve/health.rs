//! `GET /healthz`: whether the server can answer, which needs a user file that can be read and a key that signs.

use authctl::{clock::Timestamp, keys::signing_key};
use axum::{Json, http::StatusCode};
use serde_json::{Value, json};

use super::{error::Error, state::Shared};

pub(super) async fn get(state: Shared) -> Result<(StatusCode, Json<Value>), Error> {
    let signs = state
        .readers
        .run(|worker| {
            let active = worker.store.read(|view| view.active_key()?.map(|key| view.opened(key)).transpose())?;
            Ok(active.is_some_and(|key| signing_key(std::slice::from_ref(&key), Timestamp::system()).is_ok()))
        })
        .await?;
    Ok(if signs {
        (StatusCode::OK, Json(json!({ "status": "ok" })))
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "no key signs" })))
    })
}
