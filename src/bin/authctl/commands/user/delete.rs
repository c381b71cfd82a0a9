//! `authctl user delete NAME…`

use clap::Args;

use super::{
    super::{Outcome, protection::Protection},
    names::Names,
};
use crate::{
    context::Context,
    failure::{Exit, Failure},
    output::UserAction,
};

#[derive(Debug, Args)]
#[command(after_help = "The tokens of a deleted user are refused, also when the name is given to somebody else later.\n\
    `authctl user disable` can be undone; this cannot.\n\n\
    Example: authctl user delete johndoe --yes")]
pub(crate) struct Arguments {
    #[command(flatten)]
    names: Names,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    protection: Protection,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let names = &arguments.names;
    let is_confirmed = arguments.protection.is_given(context, &format!("delete {names}"))? || arguments.yes;
    if !is_confirmed && !context.input.confirm(&format!("Delete {names} for good?"))? {
        return Err(Failure::new(Exit::Usage, "not-confirmed", "nothing was deleted"));
    }
    arguments.names.change(context, None, |tx, user| {
        tx.delete_user(user.username())?;
        Ok(UserAction::Deleted)
    })
}
