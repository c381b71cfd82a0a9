//! `GET /users/me`: who the token belongs to.

use authctl::users::{Email, FullName};
use axum::{Json, http::HeaderMap};
use serde_json::{Value, json};

use super::{bearer, error::Error, state::Shared};

pub(super) async fn get(state: Shared, headers: HeaderMap) -> Result<Json<Value>, Error> {
    let user = bearer::user(&state, &headers, None).await?;
    let facts = user.facts();
    Ok(Json(json!({
        "username": facts.username.as_str(),
        "email": facts.email.as_ref().map(Email::as_str),
        "full_name": facts.full_name.as_ref().map(FullName::as_str),
        "disabled": user.is_disabled(),
    })))
}
