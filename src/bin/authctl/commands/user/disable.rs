//! `authctl user disable NAME…`

use authctl::store::UserChange;
use clap::Args;

use super::{
    super::{Outcome, protection::Protection},
    names::Names,
};
use crate::{context::Context, output::UserAction};

#[derive(Debug, Args)]
#[command(after_help = "Tokens that were issued before stay ended, even if the user is enabled again.\n\n\
    Example: authctl user disable johndoe --reason 'left the company'")]
pub(crate) struct Arguments {
    #[command(flatten)]
    names: Names,
    /// Why; kept with the user
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    protection: Protection,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    // One can be enabled again; of many nobody knows which were enabled before.
    if arguments.names.all().len() > 1 {
        arguments.protection.is_given(context, &format!("disable {}", arguments.names))?;
    }
    arguments.names.change(context, None, |tx, user| {
        user.disable(arguments.reason.clone(), context.now);
        let changed = tx.update_user(user, UserChange::Disable)?;
        Ok(if changed { UserAction::Disabled } else { UserAction::Unchanged })
    })
}
