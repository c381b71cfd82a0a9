//! `authctl key activate KID`

use authctl::keys::KeyId;
use clap::Args;

use super::super::Outcome;
use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure},
    output::{KeyAction, KeyView},
};

#[derive(Debug, Args)]
#[command(after_help = "One key signs. The one that did before verifies on, until it is retired or deleted.\n\n\
    Example: authctl key activate 2025-01")]
pub(crate) struct Arguments {
    /// The key
    #[arg(allow_hyphen_values = true, add = complete::keys())]
    kid: KeyId,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let (key, before, changed) = context.store()?.transaction(&context.actor(), context.now, |tx| {
        let key = super::find(tx, &arguments.kid)?;
        let before = tx.active_key()?;
        let state = key.activated(context.now)?;
        let changed = tx.set_key_state(&key.kid, state)?;
        // A key that comes back has the end again that it was made with.
        Ok::<_, Failure>((super::find(tx, &key.kid)?, before, changed))
    })?;
    let action = if changed { KeyAction::Activated } else { KeyAction::Unchanged };
    context.printer.data(&KeyView::changed(&key, action, context.now))?;
    super::report_superseded(context, before.as_ref(), &key.kid);
    Ok(Exit::Done)
}
