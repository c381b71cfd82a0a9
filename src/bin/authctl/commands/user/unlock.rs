//! `authctl user unlock NAME…`

use authctl::{store::UserChange, users::User};
use clap::Args;

use super::{super::Outcome, names::Names};
use crate::{context::Context, output::UserAction};

#[derive(Debug, Args)]
#[command(after_help = "Example: authctl user unlock johndoe")]
pub(crate) struct Arguments {
    #[command(flatten)]
    names: Names,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    arguments.names.change(context, None, |tx, user| {
        User::unlock(user);
        let changed = tx.update_user(user, UserChange::Unlock)?;
        Ok(if changed { UserAction::Unlocked } else { UserAction::Unchanged })
    })
}
