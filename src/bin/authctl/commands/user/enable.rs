//! `authctl user enable NAME…`

use authctl::{store::UserChange, users::User};
use clap::Args;

use super::{super::Outcome, names::Names};
use crate::{context::Context, output::UserAction};

#[derive(Debug, Args)]
#[command(after_help = "Tokens that were issued before the user was disabled stay ended.\n\n\
    Example: authctl user enable johndoe")]
pub(crate) struct Arguments {
    #[command(flatten)]
    names: Names,
    /// Why; for the audit
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    arguments.names.change(context, arguments.reason.as_deref(), |tx, user| {
        User::enable(user);
        let changed = tx.update_user(user, UserChange::Enable)?;
        Ok(if changed { UserAction::Enabled } else { UserAction::Unchanged })
    })
}
