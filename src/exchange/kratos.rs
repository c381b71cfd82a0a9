//! Ory Kratos' identities: `traits` of the operator's own schema, of which the usual names are looked for.

use super::{
    Credential, Fault, Record, Said,
    columns::{instant, not_a, parsed, username},
    hashes::usable,
    json::{self, Object, Value, member},
    keycloak::{full_name, said, take, text},
};
use crate::{
    password::convert::{Origin, convert},
    secret::Password,
    users::FullName,
};

pub(super) fn parse(bytes: &[u8]) -> (Option<String>, Result<Record, Fault>) {
    let mut identity = match json::object(bytes) {
        Ok(identity) => identity,
        Err(fault) => return (None, Err(fault)),
    };
    let Value::Object(mut traits) = take(&mut identity, "traits") else {
        return (None, Err(not_a("traits", "an object")));
    };
    let Some(name) = text(&traits, "username").or_else(|| text(&traits, "email")).map(str::to_owned) else {
        return (None, Err(Fault::Nameless { what: "username or email" }));
    };
    let record = read(&name, &mut identity, &mut traits);
    (Some(name), record)
}

fn read(name: &str, identity: &mut Object<'_>, traits: &mut Object<'_>) -> Result<Record, Fault> {
    let mut record = Record::new(username(name)?);
    record.id = text(identity, "id").and_then(|id| id.parse().ok());
    record.email = said(traits, "email")?;
    record.full_name = match take(traits, "name") {
        Value::Object(mut name) => full_name(&mut name, "first", "last")?,
        Value::Null => Said::Nothing,
        name => parsed::<FullName>("name", name)?,
    };
    record.disabled = match text(identity, "state") {
        Some("active") => Some(false),
        Some("inactive") => Some(true),
        Some(_) => return Err(not_a("state", "active or inactive")),
        None => None,
    };
    record.created_at = instant("created_at", take(identity, "created_at"))?.into();
    record.credential = credential(identity);
    let used = ["username", "email", "name"];
    if traits.iter().any(|(name, value)| !used.contains(&name.as_ref()) && !value.is_empty()) {
        record.left_out.push("traits");
    }
    Ok(record)
}

/// `credentials.password.config.hashed_password`, or the `password` itself beside it.
fn credential(identity: &Object<'_>) -> Credential {
    let inner = |object, name| match member(object, name) {
        Some(Value::Object(inner)) => Some(inner),
        _ => None,
    };
    let config = inner(identity, "credentials").and_then(|all| inner(all, "password")).and_then(|own| inner(own, "config"));
    let Some(config) = config else { return Credential::Unsaid };
    match (text(config, "hashed_password"), text(config, "password")) {
        (Some(hash), _) => usable(convert(hash, &Origin::Kratos)),
        (None, Some(password)) => Credential::Plain(Password::new(password.as_bytes().to_vec())),
        (None, None) => Credential::Unsaid,
    }
}
