//! Keycloak's users, from realm exports, `REALM-users-N.json` and partial imports.
//!
//! `username`, `email`, `firstName` and `lastName`, `enabled`, `realmRoles`, `createdTimestamp` (milliseconds), `requiredActions`,
//! `serviceAccountClientId` and the password among `credentials` are taken over.

use std::str::FromStr;

use serde_json::{Map, Value as Json, json};

use super::{
    Credential, Fault, FieldFault, Record, Said,
    columns::{flag, parsed, said_text, set, username},
    hashes::usable,
    json::{self, Object, Value, member, to_map},
};
use crate::{
    clock::Timestamp,
    password::convert::{from_keycloak, to_keycloak},
    secret::Password,
    users::{Email, FullName, Role, User},
};

/// The required action of a user who has to choose a new password.
const UPDATE_PASSWORD: &str = "UPDATE_PASSWORD";

/// Members that say something which has no place here.
const LEFT_OUT: [&str; 6] = ["attributes", "clientRoles", "groups", "federatedIdentities", "federationLink", "notBefore"];

pub(super) fn parse(bytes: &[u8]) -> (Option<String>, Result<Record, Fault>) {
    let mut user = match json::object(bytes) {
        Ok(user) => user,
        Err(fault) => return (None, Err(fault)),
    };
    let name = match text(&user, "username") {
        Some(name) => name.to_owned(),
        None => return (None, Err(Fault::Nameless { what: "username" })),
    };
    let record = read(&name, &mut user);
    (Some(name), record)
}

fn read(name: &str, user: &mut Object<'_>) -> Result<Record, Fault> {
    let mut record = Record::new(username(name)?);
    // An identifier that is none of ours says nothing.
    record.id = text(user, "id").and_then(|id| id.parse().ok());
    record.email = said(user, "email")?;
    record.full_name = full_name(user, "firstName", "lastName")?;
    record.disabled = flag("enabled", &take(user, "enabled"))?.map(|enabled| !enabled);
    if let roles @ Value::List(_) = take(user, "realmRoles") {
        record.roles = Some(set::<Role>("realmRoles", roles)?);
    }
    record.created_at = milliseconds(member(user, "createdTimestamp"));
    record.service = text(user, "serviceAccountClientId").map(|_| true);
    credentials(&mut record, member(user, "credentials"));
    let actions = member(user, "requiredActions");
    if let Some(Value::List(actions)) = actions
        && record.service.is_none()
    {
        let must = actions.iter().any(|action| matches!(action, Value::Text(text) if text == UPDATE_PASSWORD));
        record.must_change = Some(must || record.must_change == Some(true));
    }
    left_out(&mut record, user, &LEFT_OUT);
    Ok(record)
}

/// The password among the credentials; a second factor has no place here.
fn credentials(record: &mut Record, credentials: Option<&Value<'_>>) {
    let Some(Value::List(credentials)) = credentials else { return };
    record.credential = if record.service == Some(true) { Credential::Unsaid } else { Credential::None };
    for credential in credentials {
        let Value::Object(credential) = credential else { continue };
        if text(credential, "type").is_some_and(|kind| kind != "password") {
            record.left_out.push("credentials");
        } else {
            record.credential = match text(credential, "value") {
                Some(password) => Credential::Plain(Password::new(password.as_bytes().to_vec())),
                None => usable(from_keycloak(&to_map(credential))),
            };
            if matches!(member(credential, "temporary"), Some(Value::Bool(true))) {
                record.must_change = Some(true);
            }
        }
    }
}

/// The user as Keycloak has it, and whether the hash found a place.
pub(super) fn write(user: &User, hashes: bool) -> (Json, bool) {
    let facts = user.facts();
    let (first, last) = names(facts.full_name.as_ref());
    let mut object = Map::new();
    object.insert("id".into(), facts.id.to_string().into());
    object.insert("username".into(), facts.username.as_str().into());
    object.insert("email".into(), facts.email.as_ref().map(Email::as_str).into());
    object.insert("firstName".into(), first.into());
    object.insert("lastName".into(), last.into());
    object.insert("enabled".into(), (!user.is_disabled()).into());
    object.insert("createdTimestamp".into(), facts.created_at.unix().saturating_mul(1_000).into());
    object.insert("realmRoles".into(), facts.roles.iter().map(Role::as_str).collect());
    if user.is_service() {
        object.insert("serviceAccountClientId".into(), facts.username.as_str().into());
    } else {
        let actions: &[&str] = if user.must_change() { &[UPDATE_PASSWORD] } else { &[] };
        object.insert("requiredActions".into(), json!(actions));
    }
    if !hashes {
        return (Json::Object(object), true);
    }
    let credential = user.password().map(to_keycloak);
    let fits = !matches!(credential, Some(None));
    // A list without the password would say that there is none.
    if fits && !user.is_service() {
        object.insert("credentials".into(), credential.flatten().into_iter().collect());
    }
    (Json::Object(object), fits)
}

/// A text that is there and not empty.
pub(super) fn text<'o>(object: &'o Object<'_>, name: &str) -> Option<&'o str> {
    match member(object, name) {
        Some(Value::Text(text)) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// Takes a member's value out; null where it is not there.
pub(super) fn take<'a>(object: &mut Object<'a>, name: &str) -> Value<'a> {
    let found = object.iter_mut().find(|(known, _)| known == name);
    found.map_or(Value::Null, |(_, value)| std::mem::replace(value, Value::Null))
}

/// Takes a member out whose text becomes something by its `FromStr`. Where it is not there, nothing is said.
pub(super) fn said<T: FromStr<Err: Into<FieldFault>>>(object: &mut Object<'_>, name: &'static str) -> Result<Said<T>, Fault> {
    if member(object, name).is_none() {
        return Ok(Said::Nothing);
    }
    parsed(name, take(object, name))
}

/// The name to show of a first and a last one. Where neither is there, nothing is said.
pub(super) fn full_name(object: &mut Object<'_>, first: &'static str, last: &'static str) -> Result<Said<FullName>, Fault> {
    if member(object, first).is_none() && member(object, last).is_none() {
        return Ok(Said::Nothing);
    }
    let text = match (said_text(first, take(object, first))?, said_text(last, take(object, last))?) {
        (Said::Value(first), Said::Value(last)) => format!("{first} {last}"),
        (Said::Value(one), _) | (_, Said::Value(one)) => one,
        _ => return Ok(Said::Empty),
    };
    parsed(first, Value::Text(text.into()))
}

/// A name to show as a first and a last one, which together make it again.
pub(super) fn names(name: Option<&FullName>) -> (Option<&str>, Option<&str>) {
    let Some(name) = name.map(FullName::as_str) else { return (None, None) };
    match name.split_once(' ') {
        Some((first, last)) if !first.is_empty() && !last.is_empty() => (Some(first), Some(last)),
        _ => (Some(name), None),
    }
}

/// An instant in milliseconds, as a number or its text.
pub(super) fn milliseconds(value: Option<&Value<'_>>) -> Option<Timestamp> {
    let number = match value? {
        Value::Integer(number) => *number,
        Value::Text(text) => text.parse().ok()?,
        _ => return None,
    };
    Some(Timestamp::from_unix(number.div_euclid(1_000)))
}

/// Notes which of the members that have no place here say something.
pub(super) fn left_out(record: &mut Record, object: &Object<'_>, names: &[&'static str]) {
    for name in names {
        let nothing = |value: &Value<'_>| value.is_empty() || matches!(value, Value::Integer(0));
        if member(object, name).is_some_and(|value| !nothing(value)) {
            record.left_out.push(name);
        }
    }
}
