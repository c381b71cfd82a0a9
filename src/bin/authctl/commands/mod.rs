//! The commands: one leaf, one file. They parse, ask the library and show; they hold no rule.

pub(crate) mod completions;
pub(crate) mod help;
pub(crate) mod man;

use crate::{
    cli::Command,
    context::Context,
    failure::{Exit, Failure},
};

/// How a command ends: an answer with its exit code, or a failure.
pub(crate) type Outcome = Result<Exit, Failure>;

/// Runs the command that was parsed.
pub(crate) fn run(command: Command, context: &Context) -> Outcome {
    command.run(context)
}
