//! `authctl config show`

use clap::Args;

use super::super::Outcome;
use crate::{context::Context, failure::Exit, output::ConfigView};

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  authctl config show --origin\n  authctl config show -o json | jq -r .settings.db.value")]
pub(crate) struct Arguments {
    /// Say where each value comes from: a flag, a variable, a line of the config file, or the default
    #[arg(long)]
    origin: bool,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    context.printer.data(&ConfigView { settings: context.provenance(), shows_origin: arguments.origin })?;
    Ok(Exit::Done)
}
