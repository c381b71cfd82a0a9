//! `authctl user check NAME`

use authctl::{
    password::Hasher,
    store::{Login, Outcome as Judged},
    users::{Refusal, Username},
};
use clap::Args;

use super::super::Outcome;
use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure, unknown_user},
    input::SecretSource,
    output::CheckView,
};

#[derive(Debug, Args)]
#[command(
    after_help = "It does what a server's login does: an unknown name takes as long as a wrong password, wrong passwords lock the \
    user for a while, and a hash below the policy is replaced.\n\n\
    Exits: 0 may log in, 4 wrong password, 8 disabled, expired, passwordless or locked, 11 unknown.\n\n\
    Example: authctl user check johndoe --password env:PW"
)]
pub(crate) struct Arguments {
    /// The user
    #[arg(add = complete::users())]
    name: Username,
    /// Where the password comes from: a SOURCE, see `authctl help secrets`
    #[arg(long, value_name = "SOURCE")]
    password: Option<SecretSource>,
    /// The same as `--password -`
    #[arg(long, conflicts_with = "password")]
    password_stdin: bool,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let mut store = context.store()?;
    let policy = store.read(authctl::store::View::policy)?;
    let source = if arguments.password_stdin { Some(&SecretSource::STDIN) } else { arguments.password.as_ref() };
    let password = context.input.password(source)?;
    let actor = context.actor();
    let login = Login { name: arguments.name.as_str(), password: &password, policy: &policy, actor: &actor, now: context.now };
    let judged = store.login(&login, &mut Hasher::new(), &mut context.rng())?;
    let exit = match &judged {
        Judged::Accepted { .. } => Exit::Done,
        Judged::WrongPassword { .. } => Exit::NotAuthentic,
        Judged::Refused(Refusal::Unknown) => {
            return store.read(|view| Err::<_, Failure>(unknown_user(view, &arguments.name)));
        }
        Judged::Refused(_) => Exit::NotAccepted,
    };
    context.printer.data(&CheckView { name: &arguments.name, judged: &judged, exit, now: context.now })?;
    Ok(exit)
}
