//! `authctl key retire KID`

use authctl::keys::{KeyId, StoredKey};
use clap::Args;

use super::super::Outcome;
use crate::{
    context::Context,
    failure::{Exit, Failure},
    output::{KeyAction, KeyView},
};

#[derive(Debug, Args)]
#[command(after_help = "The key stays in the file, so that its tokens can be explained; it cannot come back.\n\
    To let its tokens live on, activate another key instead: this one is retiring then, and verifies.")]
pub(crate) struct Arguments {
    /// The key
    #[arg(allow_hyphen_values = true)]
    kid: KeyId,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let (key, changed) = context.store()?.transaction(&context.actor(), context.now, |tx| {
        let key = super::find(tx, &arguments.kid)?;
        let state = key.state.retired();
        let changed = tx.set_key_state(&key.kid, state)?;
        Ok::<_, Failure>((key, changed))
    })?;
    let retired = StoredKey { state: key.state.retired(), ..key.clone() };
    let action = if changed { KeyAction::Retired } else { KeyAction::Unchanged };
    context.printer.data(&KeyView::changed(&retired, action, context.now))?;
    if key.state.signs() {
        context.printer.warn("no key signs now: `authctl key activate KID` or `authctl key generate` gives one");
    }
    Ok(Exit::Done)
}
