//! `authctl key retire KID`

use authctl::{
    keys::{KeyId, StoredKey},
    store::{Live, Recorded},
};
use clap::Args;

use super::super::{Outcome, protection::Protection};
use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure},
    output::{KeyAction, KeyView},
};

#[derive(Debug, Args)]
#[command(after_help = "The key stays in the file, so that its tokens can be explained; it cannot come back.\n\
    To let its tokens live on, `authctl key rotate` or activate another key instead: this one is retiring then, and verifies.\n\n\
    Example: authctl key retire 2024-01")]
pub(crate) struct Arguments {
    /// The key
    #[arg(allow_hyphen_values = true, add = complete::keys())]
    kid: KeyId,
    #[command(flatten)]
    protection: Protection,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    arguments.protection.is_given(context, &format!("retire the key {}", arguments.kid))?;
    let (key, live, changed) = context.store()?.transaction(&context.actor(), context.now, |tx| {
        let key = super::find(tx, &arguments.kid)?;
        let live =
            if key.may_verify(context.now) { tx.live(Recorded::SignedBy(&key.kid), context.now)? } else { Live::default() };
        let state = key.state.retired();
        let changed = tx.set_key_state(&key.kid, state)?;
        Ok::<_, Failure>((key, live, changed))
    })?;
    let retired = StoredKey { state: key.state.retired(), ..key.clone() };
    let action = if changed { KeyAction::Retired } else { KeyAction::Unchanged };
    context.printer.data(&KeyView::changed(&retired, action, context.now))?;
    match live.tokens {
        0 => {}
        1 => context.printer.warn("a token that it signed had not expired, and is refused from now on"),
        many => context.printer.warn(format_args!("{many} tokens that it signed had not expired, and are refused from now on")),
    }
    if key.state.signs() {
        context.printer.warn(super::NONE_SIGNS);
    }
    Ok(Exit::Done)
}
