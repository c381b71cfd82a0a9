//! Django's `dumpdata`: an array of objects of all kinds, among which those of one model are users.
//!
//! `is_staff` and `is_superuser` become the roles `staff` and `superuser`. Groups are numbers there, whose names stand elsewhere;
//! they are left out.

use serde_json::{Map, Value as Json, json};

use super::{
    Credential, Fault, Record,
    columns::{flag, instant, not_a, username},
    hashes::usable,
    json::{self, Object, Value, member},
    keycloak::{full_name, left_out, names, said, take, text},
};
use crate::{
    password::convert::{Origin, convert, to_django},
    users::{Role, User},
};

const LEFT_OUT: [&str; 2] = ["groups", "user_permissions"];

/// The roles that Django has as flags.
const FLAGS: [(&str, &str); 2] = [("is_staff", "staff"), ("is_superuser", "superuser")];

/// The user of an object; nothing where it is of another model.
pub(super) fn parse(bytes: &[u8], model: &str) -> Option<(Option<String>, Result<Record, Fault>)> {
    let mut object = match json::object(bytes) {
        Ok(object) => object,
        Err(fault) => return Some((None, Err(fault))),
    };
    match member(&object, "model") {
        // Django's own reader takes the names of models in any case.
        Some(Value::Text(found)) if found.eq_ignore_ascii_case(model) => {}
        Some(Value::Text(_)) => return None,
        _ => return Some((None, Err(not_a("model", "a text")))),
    }
    let Value::Object(mut fields) = take(&mut object, "fields") else {
        return Some((None, Err(not_a("fields", "an object"))));
    };
    let name = text(&fields, "username").or_else(|| text(&fields, "email"));
    let Some(name) = name.map(str::to_owned) else {
        return Some((None, Err(Fault::Nameless { what: "username" })));
    };
    let record = read(&name, &mut fields);
    Some((Some(name), record))
}

fn read(name: &str, fields: &mut Object<'_>) -> Result<Record, Fault> {
    let mut record = Record::new(username(name)?);
    record.email = said(fields, "email")?;
    record.full_name = full_name(fields, "first_name", "last_name")?;
    record.disabled = flag("is_active", &take(fields, "is_active"))?.map(|active| !active);
    record.created_at = instant("date_joined", take(fields, "date_joined"))?.into();
    for (field, role) in FLAGS {
        if let (Some(said), Ok(role)) = (flag(field, &take(fields, field))?, role.parse::<Role>()) {
            record.role_flags.push((role, said));
        }
    }
    record.credential = match text(fields, "password") {
        Some(password) => usable(convert(password, &Origin::Django)),
        None if member(fields, "password").is_some() => Credential::None,
        None => Credential::Unsaid,
    };
    left_out(&mut record, fields, &LEFT_OUT);
    Ok(record)
}

/// The user as an object of Django's own model, and whether the hash found a place.
pub(super) fn write(user: &User, hashes: bool) -> (Json, bool) {
    let facts = user.facts();
    let (first, last) = names(facts.full_name.as_ref());
    let has = |role: &str| facts.roles.iter().any(|known| known.as_str() == role);
    let hash = user.password().map(to_django);
    let fits = !hashes || !matches!(hash, Some(None));
    let mut fields = Map::new();
    if hashes && fits {
        // `django.contrib.auth.hashers`: what begins so is no hash of anything.
        fields.insert("password".into(), hash.flatten().unwrap_or_else(|| "!".to_owned()).into());
    }
    fields.insert("username".into(), facts.username.as_str().into());
    fields.insert("first_name".into(), first.unwrap_or_default().into());
    fields.insert("last_name".into(), last.unwrap_or_default().into());
    fields.insert("email".into(), facts.email.as_ref().map_or("", |email| email.as_str()).into());
    fields.insert("is_active".into(), (!user.is_disabled()).into());
    for (field, role) in FLAGS {
        fields.insert(field.into(), has(role).into());
    }
    fields.insert("date_joined".into(), facts.created_at.to_string().into());
    (json!({ "model": "auth.user", "pk": null, "fields": fields }), fits)
}
