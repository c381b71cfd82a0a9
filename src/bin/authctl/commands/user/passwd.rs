//! `authctl user passwd NAME`

use authctl::{
    store::{StoreError, UserChange},
    users::{ServiceAccount, User, Username},
};
use clap::Args;

use super::{super::Outcome, password::PasswordFlags};
use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure, unknown_user},
    output::{UserAction, UserView},
};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  authctl user passwd johndoe\n  authctl user passwd johndoe --generate-password --must-change"
)]
pub(crate) struct Arguments {
    /// The user
    #[arg(add = complete::users())]
    name: Username,
    #[command(flatten)]
    password: PasswordFlags,
    /// The password has to be changed at the next login
    #[arg(long, conflicts_with = "no_password", help_heading = "Options")]
    must_change: bool,
    /// Let the tokens that were issued before go on
    #[arg(long, help_heading = "Options")]
    keep_tokens: bool,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let mut store = context.store()?;
    // The name is looked up before anybody types a password for it.
    let policy = store.read(|view| {
        find(view.user(&arguments.name)?, || unknown_user(view, &arguments.name))?;
        Ok::<_, Failure>(view.policy()?)
    })?;
    let chosen = arguments.password.choose(context, &policy, &arguments.name)?;
    let hash = chosen.hash(context, &policy)?;
    let user = store.transaction(&context.actor(), context.now, |tx| {
        let mut user = find(tx.user(&arguments.name)?, || StoreError::UserGone(arguments.name.clone()).into())?;
        user.set_password(hash)?;
        user.set_must_change(arguments.must_change)?;
        if !arguments.keep_tokens {
            user.end_tokens(context.now);
        }
        tx.update_user(&mut user, UserChange::Passwd)?;
        Ok::<_, Failure>(user)
    })?;
    match chosen.drawn() {
        Some(password) => context.printer.bare(password.expose())?,
        None => context.printer.data(&UserView::changed(&user, UserAction::PasswordChanged, &policy, context.now))?,
    }
    Ok(Exit::Done)
}

/// The user, if it may have a password.
fn find(user: Option<User>, missing: impl FnOnce() -> Failure) -> Result<User, Failure> {
    let user = user.ok_or_else(missing)?;
    if user.is_service() { Err(ServiceAccount::NoPassword.into()) } else { Ok(user) }
}
