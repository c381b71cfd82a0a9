//! `authctl user delete NAME…`

use clap::Args;

use super::{super::Outcome, names::Names};
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
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    if !arguments.yes {
        let names = arguments.names.all().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        if !context.input.confirm(&format!("Delete {names} for good?"))? {
            return Err(Failure::new(Exit::Usage, "not-confirmed", "nothing was deleted"));
        }
    }
    arguments.names.change(context, None, |tx, user| {
        tx.delete_user(user.username())?;
        Ok(UserAction::Deleted)
    })
}
