//! `GET /items/`: an example of a resource that wants a scope.

use axum::{Json, http::HeaderMap};
use serde_json::{Value, json};

use super::{bearer, error::Error, state::Shared};

/// The scope that the items want.
pub(super) const SCOPE: &str = "items";

pub(super) async fn get(state: Shared, headers: HeaderMap) -> Result<Json<Value>, Error> {
    let user = bearer::user(&state, &headers, Some(SCOPE)).await?;
    Ok(Json(json!([{ "item_id": "Foo", "owner": user.username().as_str() }])))
}
