//! The own JSON, of JSONL and of arrays: an object a user, with the fields of [`super::columns`].

use super::{
    Fault, Record,
    columns::{Column, Draft, nearest, not_a},
    json::{self, Value},
};

/// The record of an object, or its name with what is wrong with it. Members that are no fields are refused, or passed over where that was asked for.
pub(super) fn parse(bytes: &[u8], ignore_unknown: bool) -> (Option<String>, Result<Record, Fault>) {
    let members = match json::object(bytes) {
        Ok(members) => members,
        Err(fault) => return (None, Err(fault)),
    };
    let name = match json::member(&members, "username") {
        Some(Value::Text(name)) => name.clone(),
        Some(Value::Null) | None => return (None, Err(Fault::Nameless { what: "username" })),
        Some(_) => return (None, Err(not_a("username", "a text"))),
    };
    let read = || {
        let mut draft = Draft::new(&name)?;
        for (member, value) in members {
            match Column::named(&member) {
                Some(column) => draft.set(column, value)?,
                None if ignore_unknown => {}
                None => {
                    let nearest = nearest(&member);
                    return Err(Fault::Unknown { name: member.into_owned(), nearest });
                }
            }
        }
        draft.finish()
    };
    let record = read();
    (record.is_err().then(|| name.into_owned()), record)
}
