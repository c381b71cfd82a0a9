//! A plan: what would change, or what was changed.

use std::fmt;

use authctl::seed::{Change, Field, Kind, Op, Plan, Summary};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;

use super::{DIM, ERROR, GOOD, Page, Safe, View, WARNING, head};

/// A plan, made or applied.
pub(crate) struct PlanView<'a> {
    plan: &'a Plan,
    /// Whether it was applied, and whether that changed anything.
    applied: Option<bool>,
}

impl<'a> PlanView<'a> {
    /// What would change.
    pub(crate) fn planned(plan: &'a Plan) -> Self {
        Self { plan, applied: None }
    }

    /// What was changed; `made` says that the file was made.
    pub(crate) fn applied(plan: &'a Plan, made: bool) -> Self {
        Self { plan, applied: Some(made || !plan.is_empty()) }
    }
}

impl Serialize for PlanView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = head::object(serializer, "plan")?;
        if let Some(changed) = self.applied {
            head::add_change(&mut object, "applied", changed)?;
        }
        object.serialize_entry("generation", &self.plan.generation)?;
        object.serialize_entry("set", self.plan.set.as_str())?;
        object.serialize_entry("summary", &self.plan.summary())?;
        object.serialize_entry("changes", &self.plan.changes)?;
        object.end()
    }
}

impl View for PlanView<'_> {
    fn is_said_by_exit(&self) -> bool {
        self.applied.is_some()
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        for change in &self.plan.changes {
            let (style, sign) = match change.op {
                Op::Create => (GOOD, "+"),
                Op::Update => (WARNING, "~"),
                Op::Delete => (ERROR, "-"),
            };
            let (kind, name) = (change.kind.name(), Safe(&change.name));
            page.line(format_args!("{style}{sign}{style:#} {kind} {name}{}", Details(change)))?;
        }
        let Summary { create, update, delete, unchanged } = self.plan.summary();
        match (self.plan.is_empty(), self.applied) {
            (true, _) => page.line(format_args!("nothing to change, {unchanged} as it should be")),
            (false, None) => {
                page.line(format_args!("{create} to create, {update} to update, {delete} to delete, {unchanged} as it should be"))
            }
            (false, Some(_)) => {
                page.line(format_args!("{create} created, {update} updated, {delete} deleted, {unchanged} unchanged"))
            }
        }
    }
}

/// The fields of a change, behind its name.
struct Details<'a>(&'a Change);

impl fmt::Display for Details<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, field) in &self.0.fields {
            write!(f, "  {DIM}{name}{DIM:#} ")?;
            match field {
                Field::Password { change } => write!(f, "{}", change.name())?,
                Field::Value { to, .. } if self.0.op == Op::Create || self.0.kind == Kind::Token => write!(f, "{}", Shown(to))?,
                Field::Value { from, to } => write!(f, "{} → {}", Shown(from), Shown(to))?,
            }
        }
        Ok(())
    }
}

/// A value of a field.
struct Shown<'a>(&'a Value);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Null => f.write_str("none"),
            Value::String(text) => Safe(text).fmt(f),
            Value::Array(items) if items.is_empty() => f.write_str("none"),
            Value::Array(items) => {
                let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                Safe(&items.join(", ")).fmt(f)
            }
            other => other.fmt(f),
        }
    }
}
