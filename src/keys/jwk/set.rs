//! A JWK or a JWKS (RFC 7517 section 5) as keys.

use super::{
    JwkError,
    members::{Members, Value},
    read,
};
use crate::keys::{KeyError, Note, Recognised};

/// Reads a JWK, or a JWKS leaving out the keys that are not for signatures or not supported.
pub(in crate::keys) fn from_json(json: &[u8]) -> Result<Recognised, KeyError> {
    let members = Members::parse(json)?;
    let mut notes = Vec::new();
    match members.get("keys") {
        Some(Value::List(list)) => set(list, notes),
        Some(_) => Err(JwkError::NotAJwk.into()),
        None if members.get("kty").is_none() => Err(JwkError::NotAJwk.into()),
        None => {
            let key = read::key(&members, &mut notes)?;
            Ok(Recognised { keys: vec![key], notes, is_set: false })
        }
    }
}

/// RFC 7517 section 5: "Implementations SHOULD ignore JWKs within a JWK Set that use "kty" values that are not understood by them,
/// that are missing required members, or for which values are out of the supported ranges."
fn set(list: &[Value], mut notes: Vec<Note>) -> Result<Recognised, KeyError> {
    let mut keys = Vec::new();
    for (position, value) in list.iter().enumerate() {
        let before = notes.len();
        let outcome = match value {
            Value::Object(members) => read::key(members, &mut notes),
            _ => Err(JwkError::NotAJwk.into()),
        };
        match outcome {
            Ok(key) => keys.push(key),
            Err(error) => {
                // What was mended of it did not help.
                notes.truncate(before);
                notes.push(Note::Skipped { position, kid: kid(value), reason: error.to_string() });
            }
        }
    }
    if keys.is_empty() { Err(KeyError::EmptySet { skipped: notes }) } else { Ok(Recognised { keys, notes, is_set: true }) }
}

fn kid(value: &Value) -> Option<String> {
    match value {
        Value::Object(members) => members.text("kid").ok().flatten().map(str::to_owned),
        _ => None,
    }
}
