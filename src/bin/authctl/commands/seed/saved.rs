//! A plan that was saved: what it was made of, and what it came to. It holds no secret that was read.

use std::path::{Path, PathBuf};

use authctl::seed::{Plan, Summary};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::files::Files;
use crate::{
    context::Context,
    failure::{Exit, Failure},
    new_file,
};

const SCHEMA: &str = "authctl.saved-plan/1";

/// The content of a plan's file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedPlan {
    schema: String,
    user_file: PathBuf,
    generation: i64,
    prune: bool,
    #[serde(rename = "summary")]
    _summary: Value,
    changes: Value,
    seeds: Files,
}

#[derive(Serialize)]
struct Written<'a> {
    schema: &'static str,
    user_file: &'a Path,
    generation: i64,
    prune: bool,
    summary: Summary,
    changes: &'a [authctl::seed::Change],
    seeds: &'a Files,
}

/// Writes a plan to a new file, for its owner alone.
pub(super) fn write(context: &Context, path: &Path, plan: &Plan, prune: bool, seeds: &Files) -> Result<(), Failure> {
    let (generation, summary, changes) = (plan.generation, plan.summary(), plan.changes.as_slice());
    let written = Written { schema: SCHEMA, user_file: context.db(), generation, prune, summary, changes, seeds };
    new_file::write(path, crate::output::pretty(&written)?.as_bytes(), true)?;
    context.printer.status(format_args!("{} written", path.display()));
    Ok(())
}

impl SavedPlan {
    pub(super) fn read(context: &Context, path: &Path) -> Result<Self, Failure> {
        let name = path.display();
        let malformed = || Failure::new(Exit::Malformed, "plan-malformed", format!("{name} is no saved plan"));
        let bytes = std::fs::read(path).map_err(|error| {
            Failure::new(Exit::Internal, "plan-unreadable", format!("{name} cannot be read")).caused_by(error)
        })?;
        let saved: Self = serde_json::from_slice(&bytes).map_err(|error| malformed().caused_by(error))?;
        if saved.schema != SCHEMA {
            return Err(malformed().hint("make one with `authctl seed plan FILE --out PLAN`"));
        }
        if saved.user_file != context.db() {
            return Err(stale(format!("the plan is for {}", saved.user_file.display())).hint("name that file by --db"));
        }
        Ok(saved)
    }

    /// The plan to compare with, the seeds that it was made of, and whether it prunes.
    pub(super) fn split(mut self) -> (Option<Self>, Files, bool) {
        let (seeds, prune) = (std::mem::take(&mut self.seeds), self.prune);
        (Some(self), seeds, prune)
    }

    /// Refuses to go on where the file is not as it was, or where the plan comes to something else.
    pub(super) fn check(&self, plan: &Plan) -> Result<(), Failure> {
        if plan.generation != self.generation {
            let (then, now) = (self.generation, plan.generation);
            return Err(stale(format!("the user file has changed since the plan was made (generation {then}, now {now})")));
        }
        let changes = serde_json::to_value(&plan.changes).unwrap_or_default();
        if changes != self.changes {
            return Err(stale("the plan comes to other changes than when it was made"));
        }
        Ok(())
    }
}

fn stale(message: impl Into<String>) -> Failure {
    Failure::new(Exit::Exists, "stale-plan", message).hint("make a new one with `authctl seed plan FILE --out PLAN`")
}
