//! `authctl key show KID`

use authctl::keys::KeyId;
use clap::Args;

use super::super::Outcome;
use crate::{complete, context::Context, failure::Exit, output::KeyView};

#[derive(Debug, Args)]
#[command(after_help = "Example: authctl key show 2025-01 --json")]
pub(crate) struct Arguments {
    /// The key
    #[arg(allow_hyphen_values = true, add = complete::keys())]
    kid: KeyId,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let key = context.store()?.read(|view| super::find(view, &arguments.kid))?;
    context.printer.data(&KeyView::shown(&key, context.now))?;
    Ok(Exit::Done)
}
