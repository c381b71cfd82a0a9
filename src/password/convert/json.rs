//! Fields of the JSON objects that other systems store.

use serde_json::{Map, Value};

use super::error::{FieldFault, Inconvertible};

/// A JSON object.
pub(super) type Object = Map<String, Value>;

/// The object of a JSON text.
pub(super) fn object(text: &str) -> Result<Object, Inconvertible> {
    serde_json::from_str(text).map_err(|_| Inconvertible::NotAnObject)
}

/// A text; nothing where the field is absent or null.
pub(super) fn optional_text<'o>(object: &'o Object, name: &'static str) -> Result<Option<&'o str>, Inconvertible> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Inconvertible::Field { name, fault: FieldFault::NotText }),
    }
}

/// A text that has to be there.
pub(super) fn text<'o>(object: &'o Object, name: &'static str) -> Result<&'o str, Inconvertible> {
    optional_text(object, name)?.ok_or(Inconvertible::Field { name, fault: FieldFault::Missing })
}

/// A whole number, also where it is written as a text; nothing where the field is absent or null.
pub(super) fn optional_number(object: &Object, name: &'static str) -> Result<Option<u32>, Inconvertible> {
    let fault = Inconvertible::Field { name, fault: FieldFault::NotANumber };
    match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => super::read::number(name, text).map(Some),
        Some(value) => value.as_u64().and_then(|number| u32::try_from(number).ok()).map(Some).ok_or(fault),
    }
}

/// A whole number that has to be there.
pub(super) fn number(object: &Object, name: &'static str) -> Result<u32, Inconvertible> {
    optional_number(object, name)?.ok_or(Inconvertible::Field { name, fault: FieldFault::Missing })
}

/// An object in it, also where it is written as a text.
pub(super) fn inner(object: &Object, name: &'static str) -> Result<Option<Object>, Inconvertible> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(inner)) => Ok(Some(inner.clone())),
        Some(Value::String(text)) => self::object(text).map(Some),
        Some(_) => Err(Inconvertible::NotAnObject),
    }
}
