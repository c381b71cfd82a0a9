//! Firebase's `auth:export`: `{"users":[…]}`, or CSV rows without a header, whose columns are known by position.
//!
//! The user is called by the address, or by the phone number or `localId` where there is none.

use std::borrow::Cow;

use serde_json::{Map, Value as Json, json};

use super::{
    Credential, Fault, Record,
    columns::{flag, not_a, username},
    csv,
    hashes::usable,
    json::{self, Object, Value},
    keycloak::{left_out, milliseconds, said, take, text},
};
use crate::{
    password::{
        Scheme,
        convert::{Firebase, Inconvertible, to_firebase},
    },
    users::{Email, FullName, User},
};

const LEFT_OUT: [&str; 5] = ["customAttributes", "mfaInfo", "phoneNumber", "photoUrl", "providerUserInfo"];

/// The columns that are looked at, by position.
const COLUMNS: [(usize, &str); 10] = [
    (0, "localId"),
    (1, "email"),
    (3, "passwordHash"),
    (4, "salt"),
    (5, "displayName"),
    (6, "photoUrl"),
    (23, "createdAt"),
    (25, "phoneNumber"),
    (26, "disabled"),
    (27, "customAttributes"),
];

/// The user of an object.
pub(super) fn parse(bytes: &[u8], settings: Option<&Firebase>) -> (Option<String>, Result<Record, Fault>) {
    match json::object(bytes) {
        Ok(user) => called(user, settings),
        Err(fault) => (None, Err(fault)),
    }
}

/// The user of a CSV row. A short one lacks what is not there.
pub(super) fn parse_row(bytes: &[u8], settings: Option<&Firebase>) -> (Option<String>, Result<Record, Fault>) {
    let mut cells = match json::text(bytes).and_then(csv::cells) {
        Ok(cells) => cells,
        Err(fault) => return (None, Err(fault)),
    };
    let mut user: Object<'_> = Vec::new();
    for (at, name) in COLUMNS {
        let Some(cell) = cells.get_mut(at).map(std::mem::take).filter(|cell| !cell.is_empty()) else { continue };
        let value = match (name, cell.as_ref()) {
            ("disabled", "true") => Value::Bool(true),
            ("disabled", "false") => Value::Bool(false),
            _ => Value::Text(cell),
        };
        user.push((Cow::Borrowed(name), value));
    }
    called(user, settings)
}

fn called(mut user: Object<'_>, settings: Option<&Firebase>) -> (Option<String>, Result<Record, Fault>) {
    let name = ["email", "phoneNumber", "localId"].into_iter().find_map(|member| text(&user, member));
    let Some(name) = name.map(str::to_owned) else {
        return (None, Err(Fault::Nameless { what: "email, phoneNumber or localId" }));
    };
    let record = read(&name, &mut user, settings);
    (Some(name), record)
}

fn read(name: &str, user: &mut Object<'_>, settings: Option<&Firebase>) -> Result<Record, Fault> {
    let mut record = Record::new(username(name)?);
    record.email = said(user, "email")?;
    record.full_name = said::<FullName>(user, "displayName")?;
    record.disabled = match flag("disabled", &take(user, "disabled")) {
        Ok(disabled) => disabled,
        Err(_) => return Err(not_a("disabled", "true or false")),
    };
    record.created_at = milliseconds(json::member(user, "createdAt"));
    record.credential = match (text(user, "passwordHash"), settings) {
        (None, _) => Credential::Unsaid,
        (Some(hash), Some(settings)) => usable(settings.convert(hash, text(user, "salt"))),
        (Some(_), None) => Credential::Unusable(Fault::Inconvertible(Inconvertible::Setting { name: "hash-algo" })),
    };
    let phone_is_name = text(user, "phoneNumber") == Some(name);
    let names = LEFT_OUT.iter().copied().filter(|left| !(phone_is_name && *left == "phoneNumber")).collect::<Vec<_>>();
    left_out(&mut record, user, &names);
    Ok(record)
}

/// The user as Firebase has it, and whether the hash found a place: how hashes were made is said once for a file, and only bcrypt
/// strings say it themselves.
pub(super) fn write(user: &User, hashes: bool) -> (Json, bool) {
    let facts = user.facts();
    let mut object = Map::new();
    object.insert("localId".into(), facts.id.to_string().into());
    object.insert("email".into(), facts.email.as_ref().map(Email::as_str).into());
    object.insert("emailVerified".into(), false.into());
    let mut fits = true;
    if let Some(hash) = user.password().filter(|_| hashes) {
        fits = hash.params().scheme() == Scheme::Bcrypt;
        if fits {
            object.insert("passwordHash".into(), to_firebase(hash).into());
        }
    }
    object.insert("displayName".into(), facts.full_name.as_ref().map_or("", FullName::as_str).into());
    object.insert("createdAt".into(), facts.created_at.unix().saturating_mul(1_000).to_string().into());
    object.insert("disabled".into(), user.is_disabled().into());
    object.insert("providerUserInfo".into(), json!([]));
    (Json::Object(object), fits)
}

/// Whether the user is called by the address, which is the name that the file is read by.
pub(super) fn has_place(user: &User) -> bool {
    let facts = user.facts();
    let is_name = |email: &Email| username(email.as_str()).is_ok_and(|name| name == facts.username);
    facts.email.as_ref().is_some_and(is_name) && !user.is_service()
}
