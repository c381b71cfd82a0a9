//! `authctl user show NAME`

use authctl::users::Username;
use clap::Args;

use super::super::Outcome;
use crate::{
    complete,
    context::Context,
    failure::{Exit, unknown_user},
    output::UserView,
};

#[derive(Debug, Args)]
#[command(after_help = "Example: authctl user show johndoe --json")]
pub(crate) struct Arguments {
    /// The user
    #[arg(add = complete::users())]
    name: Username,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let (user, policy) = context.store()?.read(|view| {
        let user = view.user(&arguments.name)?.ok_or_else(|| unknown_user(view, &arguments.name))?;
        Ok::<_, crate::failure::Failure>((user, view.policy()?))
    })?;
    context.printer.data(&UserView::shown(&user, &policy, context.now))?;
    Ok(Exit::Done)
}
