//! Changes of the user file, and their chain.

use std::fmt;

use authctl::store::{Chain, Entry};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{ERROR, GOOD, Page, View, head};

/// A row of the audit.
pub(crate) struct EntryView<'a>(pub(crate) &'a Entry);

impl EntryView<'_> {
    /// The columns of a list.
    pub(crate) const HEADS: [&'static str; 6] = ["SEQ", "AT", "WHO", "ACTION", "TARGET", "DETAIL"];

    /// The cells of a list.
    pub(crate) fn cells(&self) -> [String; 6] {
        let Entry { seq, at, actor, action, target, detail } = self.0;
        let who = match &actor.sudo_user {
            Some(before) => format!("{} ({before})", actor.user),
            None => actor.user.clone(),
        };
        let detail = if detail.is_empty() { String::new() } else { serde_json::Value::Object(detail.clone()).to_string() };
        [seq.to_string(), at.to_string(), who, action.clone(), target.clone(), detail]
    }
}

impl Serialize for EntryView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Entry { seq, at, actor, action, target, detail } = self.0;
        let mut object = head::object(serializer, "audit")?;
        object.serialize_entry("seq", seq)?;
        object.serialize_entry("at", &at.to_string())?;
        object.serialize_entry("actor", &actor.user)?;
        object.serialize_entry("sudo_user", &actor.sudo_user)?;
        object.serialize_entry("action", action)?;
        object.serialize_entry("target", target)?;
        object.serialize_entry("detail", detail)?;
        object.end()
    }
}

/// What the chain says of itself.
pub(crate) struct ChainView(pub(crate) Chain);

impl Serialize for ChainView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (rows, broken_at, cut_after) = match self.0 {
            Chain::Intact { rows } => (Some(rows), None, None),
            Chain::BrokenAt { seq } => (None, Some(seq), None),
            Chain::CutAfter { seq, .. } => (None, None, Some(seq)),
        };
        let mut object = head::object(serializer, "audit-chain")?;
        object.serialize_entry("intact", &rows.is_some())?;
        object.serialize_entry("rows", &rows)?;
        object.serialize_entry("broken_at", &broken_at)?;
        object.serialize_entry("cut_after", &cut_after)?;
        object.end()
    }
}

impl View for ChainView {
    fn is_said_by_exit(&self) -> bool {
        matches!(self.0, Chain::Intact { .. })
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        match self.0 {
            Chain::Intact { rows } => page.line(format_args!("{GOOD}intact{GOOD:#}: {rows} rows")),
            Chain::BrokenAt { seq } => page.line(format_args!(
                "{ERROR}broken{ERROR:#} at number {seq}: it was changed, or one before it was removed or inserted"
            )),
            Chain::CutAfter { seq, last } => page.line(format_args!(
                "{ERROR}cut{ERROR:#} after number {seq}: numbers up to {last} were given out and are missing"
            )),
        }
    }
}
