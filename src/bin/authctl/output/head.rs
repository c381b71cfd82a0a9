//! How an object of the JSON begins (contract, section 3): each says its schema; one about a change also what was done, and whether
//! that changed anything.

use serde::{Serializer, ser::SerializeMap};

/// An object of the first version of that schema, for more members.
pub(super) fn object<S: Serializer>(serializer: S, schema: &str) -> Result<S::SerializeMap, S::Error> {
    let mut object = serializer.serialize_map(None)?;
    object.serialize_entry("schema", &format_args!("authctl.{schema}/1"))?;
    Ok(object)
}

/// The same about a change.
pub(super) fn change<S: Serializer>(
    serializer: S,
    schema: &str,
    action: &str,
    changed: bool,
) -> Result<S::SerializeMap, S::Error> {
    let mut object = object(serializer, schema)?;
    add_change(&mut object, action, changed)?;
    Ok(object)
}

/// Says of an object that it is about a change.
pub(super) fn add_change<M: SerializeMap>(object: &mut M, action: &str, changed: bool) -> Result<(), M::Error> {
    object.serialize_entry("action", action)?;
    object.serialize_entry("changed", &changed)
}
