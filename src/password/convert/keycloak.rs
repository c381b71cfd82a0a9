//! Keycloak's password credential: `secretData` and `credentialData` hold JSON in strings; older exports have the fields flat.

use serde_json::{Map, Value};

use super::{
    PasswordHash, assemble,
    error::{FieldFault, Inconvertible},
    json::{self, Object},
    read,
};
use crate::password::params::{Costs, Digest, Kind, Params, Version};

/// Rewrites a credential of a Keycloak export.
///
/// # Errors
/// [`Inconvertible`]: fields that are missing or malformed; an algorithm that no standard string expresses.
pub fn from_keycloak(credential: &Map<String, Value>) -> Result<PasswordHash, Inconvertible> {
    let secret = json::inner(credential, "secretData")?;
    let described = json::inner(credential, "credentialData")?;
    let (Some(secret), Some(described)) = (secret, described) else {
        return flat(credential);
    };
    let value = json::text(&secret, "value")?;
    let salt = json::optional_text(&secret, "salt")?;
    stored(&described, value, salt)
}

/// The form of exports before version 8.
fn flat(credential: &Object) -> Result<PasswordHash, Inconvertible> {
    stored(credential, json::text(credential, "hashedSaltedValue")?, json::optional_text(credential, "salt")?)
}

/// The hash of what `described` names, with `algorithm` and `hashIterations`.
fn stored(described: &Object, value: &str, salt: Option<&str>) -> Result<PasswordHash, Inconvertible> {
    let bytes = || Ok::<_, Inconvertible>((salt_bytes(salt)?, read::base64("value", value)?));
    match json::text(described, "algorithm")? {
        // The bcrypt provider stores a whole modular crypt string.
        "bcrypt" => Ok(value.parse()?),
        "argon2" => {
            let (salt, key) = bytes()?;
            assemble(argon2(described)?, salt, key)
        }
        "pbkdf2-sha256" => pbkdf2(Digest::Sha256, described, bytes()?),
        "pbkdf2-sha512" => pbkdf2(Digest::Sha512, described, bytes()?),
        "pbkdf2" => pbkdf2(Digest::Sha1, described, bytes()?),
        _ => Err(Inconvertible::Field { name: "algorithm", fault: FieldFault::Unknown }),
    }
}

fn salt_bytes(salt: Option<&str>) -> Result<Vec<u8>, Inconvertible> {
    read::base64("salt", salt.ok_or(Inconvertible::Field { name: "salt", fault: FieldFault::Missing })?)
}

fn pbkdf2(digest: Digest, described: &Object, (salt, key): (Vec<u8>, Vec<u8>)) -> Result<PasswordHash, Inconvertible> {
    let rounds = json::number(described, "hashIterations")?;
    assemble(Params(Costs::Pbkdf2 { digest, rounds }), salt, key)
}

/// The costs stand in `additionalParameters`, as lists of texts; the passes are `hashIterations`.
fn argon2(described: &Object) -> Result<Params, Inconvertible> {
    let additional = json::inner(described, "additionalParameters")?.unwrap_or_default();
    let kind = match listed(&additional, "type")? {
        "id" => Kind::Id,
        "i" => Kind::I,
        "d" => Kind::D,
        _ => return Err(Inconvertible::Field { name: "type", fault: FieldFault::Unknown }),
    };
    let version = match listed(&additional, "version")? {
        "1.3" => Version::V19,
        "1.0" => Version::V16,
        _ => return Err(Inconvertible::Field { name: "version", fault: FieldFault::Unknown }),
    };
    let memory = read::number("memory", listed(&additional, "memory")?)?;
    let lanes = read::number("parallelism", listed(&additional, "parallelism")?)?;
    let passes = json::number(described, "hashIterations")?;
    Ok(Params(Costs::Argon2 { kind, version, memory, passes, lanes }))
}

/// The first text of a list.
fn listed<'o>(object: &'o Object, name: &'static str) -> Result<&'o str, Inconvertible> {
    let first = object.get(name).and_then(Value::as_array).and_then(|list| list.first());
    first.and_then(Value::as_str).ok_or(Inconvertible::Field { name, fault: FieldFault::Missing })
}
