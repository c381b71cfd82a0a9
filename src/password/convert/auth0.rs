//! Auth0's bulk import: `password_hash` is bcrypt; `custom_password_hash` an object that names algorithm, hash, salt and encodings.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{
    PasswordHash, assemble,
    error::{FieldFault, Inconvertible},
    json::{self, Object},
    read,
};
use crate::password::params::{Costs, Params};

/// A `password_hash`, or the JSON text of a `custom_password_hash`.
pub(super) fn convert(text: &str) -> Result<PasswordHash, Inconvertible> {
    if text.trim_start().starts_with('{') { from_auth0(&json::object(text)?) } else { Ok(text.parse()?) }
}

/// Rewrites a `custom_password_hash` of an Auth0 import file.
///
/// # Errors
/// [`Inconvertible`]: fields that are missing or malformed; digests and salted constructions that no standard string expresses.
pub fn from_auth0(custom: &Map<String, Value>) -> Result<PasswordHash, Inconvertible> {
    text_encoding(custom)?;
    let hash = json::inner(custom, "hash")?.ok_or(Inconvertible::Field { name: "hash", fault: FieldFault::Missing })?;
    let salt = json::inner(custom, "salt")?;
    match json::text(custom, "algorithm")? {
        "bcrypt" if salt.is_some() => Err(Inconvertible::Unstandard { what: "bcrypt of a salt and the password" }),
        "argon2" | "bcrypt" => Ok(json::text(&hash, "value")?.parse()?),
        "pbkdf2" => Ok(with_defaults(json::text(&hash, "value")?).parse()?),
        "scrypt" => scrypt(custom, &hash, salt.as_ref()),
        "ldap" => Err(Inconvertible::Unstandard { what: "RFC 2307's salted digests" }),
        "md4" | "md5" | "sha1" | "sha256" | "sha512" => Err(Inconvertible::Unstandard { what: "a plain digest" }),
        "hmac" => Err(Inconvertible::Unstandard { what: "a plain HMAC" }),
        _ => Err(Inconvertible::Field { name: "algorithm", fault: FieldFault::Unknown }),
    }
}

/// Standard strings hash the UTF-8 of a password.
fn text_encoding(custom: &Object) -> Result<(), Inconvertible> {
    let encoding = json::inner(custom, "password")?.unwrap_or_default();
    match json::optional_text(&encoding, "encoding")? {
        None | Some("utf8" | "ascii") => Ok(()),
        Some(_) => Err(Inconvertible::Unstandard { what: "a hash of the password in another encoding than UTF-8" }),
    }
}

/// `$pbkdf2-sha512$salt$hash` means 100,000 iterations and 64 bytes; each of the two may also be left out alone.
fn with_defaults(text: &str) -> Cow<'_, str> {
    let fields: Vec<_> = text.split('$').collect();
    let (id, params, salt, key) = match fields.as_slice() {
        ["", id, salt, key] => (id, "", salt, key),
        ["", id, params, salt, key] => (id, *params, salt, key),
        _ => return Cow::Borrowed(text),
    };
    let part = |name: &str, default: &'static str| {
        params.split(',').find(|item| item.starts_with(name)).map_or(default, |item| item).to_owned()
    };
    Cow::Owned(format!("${id}${},{}${salt}${key}", part("i=", "i=100000"), part("l=", "l=64")))
}

fn scrypt(custom: &Object, hash: &Object, salt: Option<&Object>) -> Result<PasswordHash, Inconvertible> {
    let key = bytes(hash)?;
    let salt = bytes(salt.ok_or(Inconvertible::Field { name: "salt", fault: FieldFault::Missing })?)?;
    let number = |name, default| Ok::<_, Inconvertible>(json::optional_number(custom, name)?.unwrap_or(default));
    let stated = json::optional_number(custom, "keylen")?;
    if stated.is_some_and(|stated| usize::try_from(stated) != Ok(key.len())) {
        return Err(Inconvertible::Field { name: "keylen", fault: FieldFault::Length });
    }
    let log_n = read::log2("cost", number("cost", 16_384)?)?;
    let (block, lanes) = (number("blockSize", 8)?, number("parallelization", 1)?);
    assemble(Params(Costs::Scrypt { log_n, block, lanes }), salt, key)
}

/// The bytes of `{"value":…,"encoding":…}`.
fn bytes(object: &Object) -> Result<Vec<u8>, Inconvertible> {
    let value = json::text(object, "value")?;
    match json::optional_text(object, "encoding")? {
        Some("base64") => read::base64("value", value),
        Some("hex") => read::hex("value", value),
        None | Some("utf8") => Ok(value.as_bytes().to_vec()),
        Some(_) => Err(Inconvertible::Field { name: "encoding", fault: FieldFault::Unknown }),
    }
}
