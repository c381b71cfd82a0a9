//! Texts of tokens inside messages: short, and never the whole of a long one.

use super::json::{Kind, Value};

/// Characters of a text that a message repeats.
const SHOWN: usize = 64;

/// A text of at most 64 characters: of a longer one the beginning.
pub(super) fn brief(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// A value in a message: a string in quotes, anything else as short JSON.
pub(super) fn brief_value(value: &Value) -> String {
    match value.kind() {
        Kind::String(text) => format!("\"{}\"", brief(text)),
        _ => brief(&value.to_json()),
    }
}

/// Names in a message: at most eight of them.
pub(super) fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    const MOST: usize = 8;
    let names: Vec<&str> = names.into_iter().collect();
    let shown = names.iter().take(MOST).map(|name| brief(name)).collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(MOST) {
        Some(more @ 1..) => format!("{shown} and {more} more"),
        _ => shown,
    }
}
