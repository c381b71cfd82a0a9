//! Whether a stored user is as a row says, found out without making a user of either.

use rusqlite::{Row as DbRow, types::ValueRef};

use crate::{
    clock::Lifetime,
    exchange::{Credential, Record, Said},
    store::row::means_itself,
    users::{Audience, Role, Scope},
};

/// The columns that a row of a file can say something of, in the order of [`is_alike`].
pub(super) const FIND: &str =
    "SELECT id, uuid, email, full_name, disabled, disabled_reason, hashed_password, must_change, service, max_ttl,
    audiences, roles, scopes, expires_at FROM users WHERE username = ?";

/// The same of the users behind a number, and their names.
pub(super) const BEHIND: &str =
    "SELECT id, uuid, email, full_name, disabled, disabled_reason, hashed_password, must_change, service, max_ttl,
    audiences, roles, scopes, expires_at, username FROM users WHERE id > ? ORDER BY id";

/// Whether a stored user is to the byte as the record says. That a user differs is for [`Record::differences`] to say: here two
/// spellings of one thing differ.
pub(super) fn is_alike(row: &DbRow<'_>, record: &Record) -> rusqlite::Result<bool> {
    // What the record says nothing of is not read.
    let is = |index, wanted: Said<ValueRef<'_>>| {
        Ok::<_, rusqlite::Error>(match wanted {
            Said::Nothing => true,
            Said::Empty => row.get_ref(index)? == ValueRef::Null,
            Said::Value(value) => row.get_ref(index)? == value,
        })
    };
    let is_flag =
        |index, wanted: Option<bool>| is(index, wanted.map_or(Said::Nothing, |flag| Said::Value(ValueRef::Integer(flag.into()))));
    let hash = match &record.credential {
        Credential::Unsaid => Said::Nothing,
        Credential::None => Said::Empty,
        Credential::Hash(hash) => Said::Value(text(hash.as_str())),
        Credential::Plain(_) | Credential::Unusable(_) => return Ok(false),
    };
    let id = record.id.map(|id| id.to_string());
    let seconds = |limit: &Lifetime| ValueRef::Integer(i64::try_from(limit.as_secs()).unwrap_or(i64::MAX));
    Ok(record.role_flags.is_empty()
        && is(1, id.as_deref().map_or(Said::Nothing, |id| Said::Value(text(id))))?
        && is(2, record.email.map(|email| text(email.as_str())))?
        && is(3, record.full_name.map(|name| text(name.as_str())))?
        && is_flag(4, record.disabled)?
        && is(5, record.disabled_reason.map(|reason| text(reason)))?
        && is(6, hash)?
        && is_flag(7, record.must_change)?
        && is_flag(8, record.service)?
        && is(9, record.max_ttl.map(seconds))?
        && is_set(row, 10, record.audiences.as_ref().map(|set| set.iter().map(Audience::as_str)))?
        && is_set(row, 11, record.roles.as_ref().map(|set| set.iter().map(Role::as_str)))?
        && is_set(row, 12, record.scopes.as_ref().map(|set| set.iter().map(Scope::as_str)))?
        && is(13, record.expires_at.map(|at| ValueRef::Integer(at.unix())))?)
}

/// A text as SQLite shows it.
pub(super) const fn text(text: &str) -> ValueRef<'_> {
    ValueRef::Text(text.as_bytes())
}

fn is_set<'t>(row: &DbRow<'_>, index: usize, wanted: Option<impl Iterator<Item = &'t str>>) -> rusqlite::Result<bool> {
    Ok(match wanted {
        None => true,
        Some(texts) => matches!(row.get_ref(index)?, ValueRef::Text(stored) if is_plain_set(stored, texts)),
    })
}

/// Whether a stored JSON array is that of the texts, all of which mean themselves in quotes.
fn is_plain_set<'t>(stored: &[u8], texts: impl Iterator<Item = &'t str>) -> bool {
    let Some(mut rest) = stored.strip_prefix(b"[") else { return false };
    for (index, text) in texts.enumerate() {
        let before: &[u8] = if index == 0 { b"\"" } else { b",\"" };
        let tail = rest.strip_prefix(before).and_then(|rest| rest.strip_prefix(text.as_bytes()));
        match tail.and_then(|rest| rest.strip_prefix(b"\"")) {
            Some(tail) if text.bytes().all(means_itself) => rest = tail,
            _ => return false,
        }
    }
    rest == b"]"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_set_is_known_by_its_text() {
        let table: [(&str, &[&str], bool); 9] = [
            ("[]", &[], true),
            (r#"["a"]"#, &["a"], true),
            (r#"["a","b:c"]"#, &["a", "b:c"], true),
            (r#"["a"]"#, &[], false),
            (r#"["a"]"#, &["a", "b"], false),
            (r#"["a","b"]"#, &["a"], false),
            (r#"["a","b"]"#, &[r#"a","b"#], false),
            (r#"["a" ]"#, &["a"], false),
            ("a", &["a"], false),
        ];
        for (stored, texts, same) in table {
            assert_eq!(is_plain_set(stored.as_bytes(), texts.iter().copied()), same, "{stored} {texts:?}");
        }
    }
}
