//! Imports and exports of users.

use std::{fmt, path::Path};

use authctl::{
    exchange::{Format, Left},
    store::{Reject, Tally},
};
use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeStruct},
};
use serde_json::json;

use super::{BOLD, GOOD, Page, Safe, View, WARNING, head};

/// What an import did, or would do.
pub(crate) struct ImportView<'a> {
    pub(crate) format: Format,
    pub(crate) tally: &'a Tally,
    /// Whether nothing was to be written.
    pub(crate) check: bool,
    /// Whether the file was read to its end.
    pub(crate) complete: bool,
    pub(crate) rejects: Option<&'a Path>,
}

impl ImportView<'_> {
    /// Accepted rows that have no hash which a login could use now.
    fn resets(&self) -> u64 {
        self.tally.resets.values().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

impl Serialize for ImportView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Tally {
            created, updated, unchanged, skipped, rejected, by_scheme, below_policy, resets, left_out, fields: _, ..
        } = self.tally;
        let action = if self.check { "checked" } else { "imported" };
        let mut object = head::change(serializer, "import", action, self.tally.changed() && !self.check)?;
        object.serialize_entry("complete", &self.complete)?;
        object.serialize_entry("format", self.format.name())?;
        object.serialize_entry("read", &self.tally.read())?;
        object.serialize_entry("created", created)?;
        object.serialize_entry("updated", updated)?;
        object.serialize_entry("unchanged", unchanged)?;
        object.serialize_entry("rejected", rejected)?;
        object.serialize_entry("skipped", skipped)?;
        object.serialize_entry("by_scheme", by_scheme)?;
        object.serialize_entry("needs_rehash", below_policy)?;
        object.serialize_entry("needs_reset", &self.resets())?;
        object.serialize_entry("reset_reasons", resets)?;
        object.serialize_entry("left_out", left_out)?;
        object.serialize_entry("rejects", &self.rejects.map(|path| path.display().to_string()))?;
        object.end()
    }
}

impl View for ImportView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        let tally = self.tally;
        page.line(format_args!(
            "{BOLD}{} {} of {}{BOLD:#}{}{}",
            tally.read(),
            if tally.read() == 1 { "row" } else { "rows" },
            self.format,
            if self.complete { "" } else { ", not all of the file" },
            if self.check { "; nothing was written" } else { "" },
        ))?;
        page.field("created", tally.created)?;
        page.field("updated", tally.updated)?;
        match tally.skipped {
            0 => page.field("unchanged", tally.unchanged)?,
            skipped => page.field("unchanged", format_args!("{}, of which {skipped} differ from the file", tally.unchanged))?,
        }
        match (tally.rejected, self.rejects) {
            (0, _) => page.styled_field("rejected", format_args!("{GOOD}0{GOOD:#}"))?,
            (count, Some(path)) => {
                let path = path.display().to_string();
                page.styled_field("rejected", format_args!("{WARNING}{count}{WARNING:#}: {}", Safe(&path)))?;
            }
            (count, None) => page.styled_field("rejected", format_args!("{WARNING}{count}{WARNING:#}"))?,
        }
        if !tally.by_scheme.is_empty() {
            let schemes: Vec<_> = tally.by_scheme.iter().map(|(scheme, count)| format!("{scheme} {count}")).collect();
            page.field("hashes", schemes.join(", "))?;
        }
        if tally.below_policy > 0 {
            page.field("below policy", format_args!("{}: rehashed at the next login", tally.below_policy))?;
        }
        for (why, count) in &tally.resets {
            page.field("need a reset", format_args!("{count}: {why}"))?;
        }
        if !tally.left_out.is_empty() {
            let fields: Vec<_> = tally.left_out.iter().map(|(field, count)| format!("{field} of {count}")).collect();
            page.field("left out", fields.join(", "))?;
        }
        Ok(())
    }
}

/// A row that was refused, for the file of them.
pub(crate) struct RejectView<'a>(pub(crate) &'a Reject);

impl Serialize for RejectView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Reject { place, name, fault } = self.0;
        let mut object = serializer.serialize_struct("reject", 5)?;
        object.serialize_field("line", &place.line)?;
        object.serialize_field("byte", &place.offset)?;
        object.serialize_field("name", name)?;
        object.serialize_field("code", fault.code())?;
        object.serialize_field("cause", &fault.to_string())?;
        object.end()
    }
}

impl fmt::Display for RejectView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Reject { place, name, fault } = self.0;
        match name {
            Some(name) => write!(f, "line {}, {name}: {fault}", place.line),
            None => write!(f, "line {}: {fault}", place.line),
        }
    }
}

/// A file that was written.
pub(crate) struct ExportView<'a> {
    pub(crate) format: Format,
    pub(crate) path: &'a Path,
    pub(crate) users: u64,
    pub(crate) hashes: bool,
    pub(crate) left: Left,
}

impl Serialize for ExportView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = head::change(serializer, "export", "exported", true)?;
        object.serialize_entry("format", self.format.name())?;
        object.serialize_entry("path", &self.path.display().to_string())?;
        object.serialize_entry("users", &self.users)?;
        object.serialize_entry("hashes", &self.hashes)?;
        object.serialize_entry("left_out", &json!({ "users": self.left.users, "hashes": self.left.hashes }))?;
        object.end()
    }
}

impl View for ExportView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        let users = if self.users == 1 { "user" } else { "users" };
        let without = if self.hashes { "" } else { ", without their password hashes" };
        page.line(format_args!("exported {} {users} to {}{without}", self.users, Safe(&self.path.display().to_string())))
    }
}
