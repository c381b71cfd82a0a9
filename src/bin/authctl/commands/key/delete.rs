//! `authctl key delete KID`

use authctl::keys::KeyId;
use clap::Args;

use super::super::{Outcome, protection::Protection};
use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure},
    output::{KeyAction, KeyView},
};

#[derive(Debug, Args)]
#[command(
    after_help = "Tokens that it signed cannot be verified any more, nor explained. `authctl key retire` refuses them, too, and\n\
    keeps the key.\n\n\
    Example: authctl key delete 2023-01 --yes"
)]
pub(crate) struct Arguments {
    /// The key
    #[arg(allow_hyphen_values = true, add = complete::keys())]
    kid: KeyId,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    protection: Protection,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let mut store = context.store()?;
    let key = store.read(|view| super::find(view, &arguments.kid))?;
    let is_confirmed = arguments.protection.is_given(context, &format!("delete the key {}", key.kid))? || arguments.yes;
    if !is_confirmed && !context.input.confirm(&format!("Delete the {} key {} for good?", key.state, key.kid))? {
        return Err(Failure::new(Exit::Usage, "not-confirmed", "nothing was deleted"));
    }
    store.transaction(&context.actor(), context.now, |tx| {
        // Somebody else may have been quicker.
        super::find(tx, &key.kid)?;
        tx.delete_key(&key.kid)?;
        Ok::<_, Failure>(())
    })?;
    context.printer.data(&KeyView::changed(&key, KeyAction::Deleted, context.now))?;
    if key.state.signs() {
        context.printer.warn(super::NONE_SIGNS);
    }
    Ok(Exit::Done)
}
