//! The fields of the own formats, CSV, JSONL and JSON: their names, and how a value becomes part of a record.

use std::{borrow::Cow, collections::BTreeSet, fmt, str::FromStr};

use super::{
    Credential, Fault, FieldFault, Record, Said,
    hashes::{self, usable},
    json::Value,
};
use crate::{
    clock::{Lifetime, TimeError, TimeSpec, Timestamp},
    secret::Password,
    users::Username,
};

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Username,
    Id,
    Email,
    FullName,
    Disabled,
    DisabledReason,
    Service,
    Roles,
    Scopes,
    ExpiresAt,
    MustChange,
    MaxTtl,
    Audiences,
    CreatedAt,
    HashedPassword,
    Password,
}

/// Every field by its name, in the order of an export.
pub(super) const COLUMNS: [(&str, Column); 16] = [
    ("username", Column::Username),
    ("id", Column::Id),
    ("email", Column::Email),
    ("full_name", Column::FullName),
    ("disabled", Column::Disabled),
    ("disabled_reason", Column::DisabledReason),
    ("service", Column::Service),
    ("roles", Column::Roles),
    ("scopes", Column::Scopes),
    ("expires_at", Column::ExpiresAt),
    ("must_change", Column::MustChange),
    ("max_ttl", Column::MaxTtl),
    ("audiences", Column::Audiences),
    ("created_at", Column::CreatedAt),
    ("hashed_password", Column::HashedPassword),
    ("password", Column::Password),
];

impl Column {
    /// The field of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        COLUMNS.into_iter().find(|(known, _)| *known == name).map(|(_, column)| column)
    }

    /// The field that a cell of a header names; there the case of letters does not matter, as spreadsheets like to begin with a capital.
    pub(super) fn in_header(cell: &str) -> Option<Self> {
        Self::named(&cell.trim().to_ascii_lowercase())
    }

    pub(super) fn name(self) -> &'static str {
        COLUMNS.into_iter().find(|(_, column)| *column == self).map_or("", |(name, _)| name)
    }

    /// Whether a cell of it holds several values.
    pub(super) const fn is_set(self) -> bool {
        matches!(self, Self::Roles | Self::Scopes | Self::Audiences)
    }

    /// Whether a cell of it is true or false.
    pub(super) const fn is_flag(self) -> bool {
        matches!(self, Self::Disabled | Self::MustChange | Self::Service)
    }
}

/// The field that a mistyped name may have meant.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    const ALIKE: f64 = 0.8;
    // What other systems call the same.
    const ELSEWHERE: [(&str, &str); 12] = [
        ("user", "username"),
        ("login", "username"),
        ("name", "username"),
        ("mail", "email"),
        ("fullname", "full_name"),
        ("display_name", "full_name"),
        ("enabled", "disabled"),
        ("is_active", "disabled"),
        ("password_hash", "hashed_password"),
        ("hash", "hashed_password"),
        ("groups", "roles"),
        ("expires", "expires_at"),
    ];
    let lower = name.trim().to_ascii_lowercase();
    if let Some((_, ours)) = ELSEWHERE.iter().find(|(theirs, _)| *theirs == lower) {
        return Some(ours);
    }
    let score = |(known, _): &(&'static str, Column)| (strsim::jaro_winkler(known, &lower), *known);
    let best = COLUMNS.iter().map(score).max_by(|left, right| left.0.total_cmp(&right.0))?;
    (best.0 > ALIKE).then_some(best.1)
}

/// The fields of a record as far as they were read.
#[derive(Default)]
pub(super) struct Draft<'a> {
    name: Option<Cow<'a, str>>,
    record: Option<Record>,
    password: Credential,
    hash: Credential,
}

impl<'a> Draft<'a> {
    /// A draft for the user of that name.
    pub(super) fn new(name: &Cow<'a, str>) -> Result<Self, Fault> {
        let username = username(name)?;
        Ok(Self { name: Some(name.clone()), record: Some(Record::new(username)), ..Self::default() })
    }

    /// Takes the value of a field.
    pub(super) fn set(&mut self, column: Column, value: Value<'a>) -> Result<(), Fault> {
        let Some(record) = &mut self.record else { return Ok(()) };
        let field = column.name();
        match column {
            Column::Username => {}
            Column::Id => record.id = parsed(field, value)?.into(),
            Column::Email => record.email = parsed(field, value)?,
            Column::FullName => record.full_name = parsed(field, value)?,
            Column::Disabled => record.disabled = flag(field, &value)?,
            Column::DisabledReason => record.disabled_reason = said_text(field, value)?,
            Column::Service => record.service = flag(field, &value)?,
            Column::Roles => record.roles = Some(set(field, value)?),
            Column::Scopes => record.scopes = Some(set(field, value)?),
            Column::ExpiresAt => record.expires_at = instant(field, value)?,
            Column::MustChange => record.must_change = flag(field, &value)?,
            Column::MaxTtl => record.max_ttl = length(field, value)?,
            Column::Audiences => record.audiences = Some(set(field, value)?),
            Column::CreatedAt => record.created_at = instant(field, value)?.into(),
            Column::HashedPassword => {
                self.hash = match value {
                    Value::Null => Credential::None,
                    Value::Text(text) if text.is_empty() => Credential::None,
                    Value::Text(text) => usable(hashes::any(&text)),
                    _ => return Err(not_a(field, "a text")),
                };
            }
            Column::Password => {
                if let Said::Value(text) = said_text(field, value)? {
                    self.password = Credential::Plain(Password::new(text.into_bytes()));
                }
            }
        }
        Ok(())
    }

    /// The record, when all fields are in.
    pub(super) fn finish(self) -> Result<Record, Fault> {
        let mut record = self.record.ok_or(Fault::Nameless { what: "username" })?;
        record.credential = match (self.password, self.hash) {
            (Credential::Plain(_), Credential::Hash(_) | Credential::Unusable(_)) => return Err(Fault::TwoPasswords),
            (Credential::Plain(password), _) => Credential::Plain(password),
            (_, hash) => hash,
        };
        // A service account has no password to say anything about.
        if record.service == Some(true) && matches!(record.credential, Credential::None) {
            record.credential = Credential::Unsaid;
        }
        Ok(record)
    }
}

impl<T> From<Said<T>> for Option<T> {
    fn from(said: Said<T>) -> Self {
        match said {
            Said::Value(value) => Some(value),
            Said::Nothing | Said::Empty => None,
        }
    }
}

/// A username.
pub(super) fn username(text: &str) -> Result<Username, Fault> {
    text.parse().map_err(Fault::Username)
}

/// A value of text; an empty one is none.
pub(super) fn said_text(field: &'static str, value: Value<'_>) -> Result<Said<String>, Fault> {
    match value {
        Value::Null => Ok(Said::Empty),
        Value::Text(text) if text.is_empty() => Ok(Said::Empty),
        Value::Text(text) => Ok(Said::Value(text.into_owned())),
        _ => Err(not_a(field, "a text")),
    }
}

/// A value whose text becomes something by its `FromStr`.
pub(super) fn parsed<T: FromStr<Err: Into<FieldFault>>>(field: &'static str, value: Value<'_>) -> Result<Said<T>, Fault> {
    match value {
        Value::Null => Ok(Said::Empty),
        Value::Text(text) if text.is_empty() => Ok(Said::Empty),
        Value::Text(text) => match text.parse() {
            Ok(value) => Ok(Said::Value(value)),
            Err(error) => Err(Fault::Field { field, fault: T::Err::into(error) }),
        },
        _ => Err(not_a(field, "a text")),
    }
}

/// True or false; nothing where there is no value.
pub(super) fn flag(field: &'static str, value: &Value<'_>) -> Result<Option<bool>, Fault> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(value) => Ok(Some(*value)),
        Value::Integer(0) => Ok(Some(false)),
        Value::Integer(1) => Ok(Some(true)),
        _ => Err(not_a(field, "true or false")),
    }
}

/// Several texts; none where there is no value.
pub(super) fn set<T: Ord + FromStr<Err: Into<FieldFault>>>(field: &'static str, value: Value<'_>) -> Result<BTreeSet<T>, Fault> {
    let values = match value {
        Value::Null => return Ok(BTreeSet::new()),
        Value::List(values) => values,
        _ => return Err(not_a(field, "a list of texts")),
    };
    // Most have one value or a few: to collect them, which sorts them in a list first, takes longer.
    let mut set = BTreeSet::new();
    for value in values {
        let Value::Text(text) = value else { return Err(not_a(field, "a list of texts")) };
        set.insert(text.parse().map_err(|error| Fault::Field { field, fault: T::Err::into(error) })?);
    }
    Ok(set)
}

/// A fixed instant: what is relative would differ from run to run.
pub(super) fn instant(field: &'static str, value: Value<'_>) -> Result<Said<Timestamp>, Fault> {
    let wrong = |fault| Fault::Field { field, fault };
    match value {
        Value::Null => Ok(Said::Empty),
        Value::Text(text) if text.is_empty() => Ok(Said::Empty),
        Value::Text(text) => match text.parse() {
            Ok(TimeSpec::At(at)) => Ok(Said::Value(at)),
            Ok(TimeSpec::Never) => Ok(Said::Empty),
            Ok(_) => Err(not_a(field, "a fixed instant")),
            Err(error) => Err(wrong(FieldFault::Time(error))),
        },
        Value::Integer(seconds) => match format!("@{seconds}").parse() {
            Ok(TimeSpec::At(at)) => Ok(Said::Value(at)),
            Ok(_) => Err(not_a(field, "a fixed instant")),
            Err(error) => Err(wrong(FieldFault::Time(error))),
        },
        _ => Err(not_a(field, "an instant")),
    }
}

/// A duration, as a text of the grammar or in seconds.
fn length(field: &'static str, value: Value<'_>) -> Result<Said<Lifetime>, Fault> {
    match value {
        Value::Integer(seconds) => match u64::try_from(seconds) {
            Ok(seconds) => Ok(Said::Value(Lifetime::from_secs(seconds))),
            Err(_) => Err(Fault::Field { field, fault: FieldFault::Time(TimeError::OutOfRange) }),
        },
        value => parsed(field, value),
    }
}

pub(super) const fn not_a(field: &'static str, what: &'static str) -> Fault {
    Fault::Field { field, fault: FieldFault::NotA(what) }
}

impl fmt::Debug for Draft<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_by_its_name() {
        for (name, column) in COLUMNS {
            assert_eq!((Column::named(name), column.name()), (Some(column), name));
        }
    }

    #[test]
    fn a_mistyped_name_finds_its_field() {
        let table = [
            ("user_name", Some("username")),
            ("Login", Some("username")),
            ("e-mail", Some("email")),
            ("fullname", Some("full_name")),
            ("password_hash", Some("hashed_password")),
            ("expiry", Some("expires_at")),
            ("shoe size", None),
        ];
        for (name, field) in table {
            assert_eq!(nearest(name), field, "{name}");
        }
    }
}
