//! Auth0's users: the array of a bulk import, or the lines of an export. An export holds no hashes; Auth0 sends them apart.
//!
//! The user is called by `username`, or by `email` where there is none.

use serde_json::{Map, Value as Json};

use super::{
    Credential, Fault, Record,
    columns::{flag, instant, set, username},
    hashes::{self, usable},
    json::{self, Object, Value, member, to_map},
    keycloak::{left_out, said, take, text},
};
use crate::{
    password::convert::{from_auth0, to_auth0},
    users::{FullName, Role, User},
};

const LEFT_OUT: [&str; 5] = ["user_metadata", "mfa_factors", "phone_number", "picture", "permissions"];

pub(super) fn parse(bytes: &[u8]) -> (Option<String>, Result<Record, Fault>) {
    let mut user = match json::object(bytes) {
        Ok(user) => user,
        Err(fault) => return (None, Err(fault)),
    };
    let name = match text(&user, "username").or_else(|| text(&user, "email")) {
        Some(name) => name.to_owned(),
        None => return (None, Err(Fault::Nameless { what: "username or email" })),
    };
    let record = read(&name, &mut user);
    (Some(name), record)
}

fn read(name: &str, user: &mut Object<'_>) -> Result<Record, Fault> {
    let mut record = Record::new(username(name)?);
    record.email = said(user, "email")?;
    record.full_name = said::<FullName>(user, "name")?;
    record.disabled = flag("blocked", &take(user, "blocked"))?;
    record.created_at = instant("created_at", take(user, "created_at"))?.into();
    if let Value::Object(mut metadata) = take(user, "app_metadata") {
        if let roles @ Value::List(_) = take(&mut metadata, "roles") {
            record.roles = Some(set::<Role>("roles", roles)?);
        }
        if metadata.iter().any(|(_, value)| !value.is_empty()) {
            record.left_out.push("app_metadata");
        }
    }
    record.credential = credential(user)?;
    left_out(&mut record, user, &LEFT_OUT);
    Ok(record)
}

fn credential(user: &Object<'_>) -> Result<Credential, Fault> {
    let custom = match member(user, "custom_password_hash") {
        Some(Value::Object(custom)) => Some(custom),
        _ => None,
    };
    match (text(user, "password_hash"), custom) {
        // Auth0: the two are mutually exclusive.
        (Some(_), Some(_)) => Err(Fault::TwoPasswords),
        (Some(hash), None) => Ok(usable(hashes::any(hash))),
        (None, Some(custom)) => Ok(usable(from_auth0(&to_map(custom)))),
        (None, None) => Ok(Credential::Unsaid),
    }
}

/// The user as a bulk import has it, and whether the hash found a place.
pub(super) fn write(user: &User, hashes: bool) -> (Json, bool) {
    let facts = user.facts();
    let mut object = Map::new();
    object.insert("username".into(), facts.username.as_str().into());
    if let Some(email) = &facts.email {
        object.insert("email".into(), email.as_str().into());
    }
    if let Some(name) = &facts.full_name {
        object.insert("name".into(), name.as_str().into());
    }
    object.insert("blocked".into(), user.is_disabled().into());
    let mut metadata = Map::new();
    metadata.insert("roles".into(), facts.roles.iter().map(Role::as_str).collect());
    object.insert("app_metadata".into(), Json::Object(metadata));
    let Some(hash) = user.password().filter(|_| hashes) else { return (Json::Object(object), true) };
    let custom = to_auth0(hash);
    let fits = custom.is_some();
    if let Some(custom) = custom {
        object.insert("custom_password_hash".into(), custom);
    }
    (Json::Object(object), fits)
}
