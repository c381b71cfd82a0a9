//! The user file as a file: its health, its counts, its copies.

use std::{fmt, path::Path};

use authctl::store::{KeyCount, Stats};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::json;

use super::{ERROR, GOOD, Page, Safe, View, WARNING, head};
use crate::failure::Exit;

/// How a check of the file came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// All is well.
    Ok,
    /// Good to know, and as it may be.
    Note,
    /// Worth a look.
    Warning,
    /// Damaged.
    Error,
}

/// One check of the file.
pub(crate) struct FileCheck {
    name: &'static str,
    status: Status,
    found: Option<String>,
}

impl FileCheck {
    /// A check that comes out as `status` where something was found, and well otherwise.
    pub(crate) fn new(name: &'static str, status: Status, found: Option<String>) -> Self {
        Self { name, status: if found.is_some() { status } else { Status::Ok }, found }
    }
}

/// All checks of the file.
pub(crate) struct FileCheckView<'a> {
    pub(crate) path: &'a Path,
    pub(crate) checks: Vec<FileCheck>,
}

impl FileCheckView<'_> {
    /// The exit by the worst check.
    pub(crate) fn exit(&self) -> Exit {
        if self.checks.iter().any(|check| check.status == Status::Error) {
            Exit::UserFile
        } else if self.checks.iter().any(|check| check.status == Status::Warning) {
            Exit::Differences
        } else {
            Exit::Done
        }
    }
}

impl Serialize for FileCheckView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let check = |FileCheck { name, status, found }: &FileCheck| {
            let status = match status {
                Status::Ok => "ok",
                Status::Note => "info",
                Status::Warning => "warning",
                Status::Error => "error",
            };
            json!({ "name": name, "status": status, "message": found })
        };
        let mut object = head::object(serializer, "db-check")?;
        object.serialize_entry("path", &self.path.display().to_string())?;
        object.serialize_entry("ok", &(self.exit() == Exit::Done))?;
        object.serialize_entry("checks", &self.checks.iter().map(check).collect::<Vec<_>>())?;
        object.end()
    }
}

impl View for FileCheckView<'_> {
    fn is_said_by_exit(&self) -> bool {
        self.checks.iter().all(|check| matches!(check.status, Status::Ok))
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        for FileCheck { name, status, found } in &self.checks {
            let (style, word) = match status {
                Status::Ok => (GOOD, "ok"),
                Status::Note => (GOOD, "note"),
                Status::Warning => (WARNING, "look"),
                Status::Error => (ERROR, "bad"),
            };
            match found {
                None => page.styled_field(name, format_args!("{style}{word}{style:#}"))?,
                Some(found) => page.styled_field(name, format_args!("{style}{word:<4}{style:#} {}", Safe(found)))?,
            }
        }
        Ok(())
    }
}

/// What the file holds.
pub(crate) struct StatsView<'a> {
    pub(crate) path: &'a Path,
    pub(crate) stats: &'a Stats,
}

impl Serialize for StatsView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Stats {
            version,
            bytes,
            people,
            services,
            disabled,
            expired,
            locked,
            keys,
            active_tokens,
            tokens,
            revocations,
            audit,
        } = self.stats;
        let keys: serde_json::Map<_, _> =
            keys.iter().map(|KeyCount { state, count }| (state.name().to_owned(), json!(count))).collect();
        let mut object = head::object(serializer, "db-stats")?;
        object.serialize_entry("path", &self.path.display().to_string())?;
        object.serialize_entry("version", version)?;
        object.serialize_entry("bytes", bytes)?;
        let users = json!({ "people": people, "services": services, "disabled": disabled, "expired": expired, "locked": locked });
        object.serialize_entry("users", &users)?;
        object.serialize_entry("keys", &keys)?;
        object.serialize_entry("tokens", &json!({ "recorded": tokens, "active": active_tokens, "revocations": revocations }))?;
        object.serialize_entry("audit_rows", audit)?;
        object.end()
    }
}

impl View for StatsView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        let Stats {
            version,
            bytes,
            people,
            services,
            disabled,
            expired,
            locked,
            keys,
            active_tokens,
            tokens,
            revocations,
            audit,
        } = self.stats;
        page.field("file", self.path.display())?;
        page.field("version", version)?;
        page.field("size", format_args!("{} KiB", bytes.div_ceil(1_024)))?;
        page.field("users", format_args!("{people} people and {services} service accounts may act"))?;
        page.field("", format_args!("{disabled} disabled, {expired} expired, {locked} locked for now"))?;
        let keys = keys.iter().map(|KeyCount { state, count }| format!("{count} {state}")).collect::<Vec<_>>();
        page.field("keys", keys.join(", "))?;
        page.field("tokens", format_args!("{tokens} recorded, {active_tokens} active, {revocations} revocations"))?;
        page.field("audit", format_args!("{audit} rows"))
    }
}

/// A copy that was made.
pub(crate) struct BackupView<'a> {
    pub(crate) from: &'a Path,
    pub(crate) to: &'a Path,
}

impl Serialize for BackupView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = head::change(serializer, "db-backup", "created", true)?;
        object.serialize_entry("from", &self.from.display().to_string())?;
        object.serialize_entry("to", &self.to.display().to_string())?;
        object.end()
    }
}

impl View for BackupView<'_> {
    fn is_said_by_exit(&self) -> bool {
        true
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        page.line(format_args!("copied to {}", Safe(&self.to.display().to_string())))
    }
}

/// A migration: from which version, or nothing where there was nothing to do.
pub(crate) struct MigrateView<'a> {
    pub(crate) path: &'a Path,
    pub(crate) from: Option<i64>,
    pub(crate) backup: &'a Path,
}

impl Serialize for MigrateView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let backup = self.from.map(|_| self.backup.display().to_string());
        let mut object = head::change(
            serializer,
            "db-migrate",
            if self.from.is_some() { "migrated" } else { "unchanged" },
            self.from.is_some(),
        )?;
        object.serialize_entry("path", &self.path.display().to_string())?;
        object.serialize_entry("from_version", &self.from)?;
        object.serialize_entry("backup", &backup)?;
        object.end()
    }
}

impl View for MigrateView<'_> {
    fn is_said_by_exit(&self) -> bool {
        true
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        match self.from {
            None => page.line("the file is up to date"),
            Some(from) => page.line(format_args!(
                "migrated from version {from}; as it was, it is at {}",
                Safe(&self.backup.display().to_string())
            )),
        }
    }
}
