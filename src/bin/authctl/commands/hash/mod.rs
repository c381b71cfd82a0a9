//! `authctl hash`: password hashes; only `audit`, `policy` and `calibrate --save` need a user file.

mod audit;
mod calibrate;
mod convert;
mod create;
mod identify;
mod policy;
mod verify;

use authctl::password::{MalformedHash, PasswordHash};
use clap::{Args, Subcommand};

pub(in crate::commands) use self::convert::FirebaseFlags;
use super::Outcome;
use crate::{
    context::Context,
    deferred::Deferred,
    failure::Failure,
    input::{OpenSource, Source},
};

#[derive(Debug, Args)]
#[group(skip)]
#[command(
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    override_usage = "authctl hash [COMMAND] [OPTIONS]"
)]
#[command(after_help = "Without a subcommand it is `hash create`: the password comes from a prompt, or is piped in.\n\n\
    Examples:\n  authctl hash\n  pass show ann | authctl hash --scheme bcrypt\n  authctl hash verify '$2b$12$…' --password env:PW")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    leaf: Option<Leaf>,
    #[command(flatten)]
    create: create::Arguments,
}

#[derive(Debug, Subcommand)]
enum Leaf {
    /// Hash a password and print the hash, nothing else
    Create(Deferred<create::Arguments>),
    /// Say whether a password belongs to a hash
    Verify(Deferred<verify::Arguments>),
    /// Say what a hash is, how strong, and who can verify it
    Identify(Deferred<identify::Arguments>),
    /// Rewrite the hash of another system as a standard string
    Convert(Deferred<convert::Arguments>),
    /// Find the costs that this machine can afford
    Calibrate(Deferred<calibrate::Arguments>),
    /// Count the hashes of the user file by scheme and cost, and name who is below the policy
    Audit(Deferred<audit::Arguments>),
    /// What the user file demands of passwords and hashes
    #[command(subcommand)]
    Policy(Deferred<policy::Command>),
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    match &arguments.leaf {
        None => create::run(context, &arguments.create),
        Some(Leaf::Create(Deferred(arguments))) => create::run(context, arguments),
        Some(Leaf::Verify(Deferred(arguments))) => verify::run(context, arguments),
        Some(Leaf::Identify(Deferred(arguments))) => identify::run(context, arguments),
        Some(Leaf::Convert(Deferred(arguments))) => convert::run(context, arguments),
        Some(Leaf::Calibrate(Deferred(arguments))) => calibrate::run(context, arguments),
        Some(Leaf::Audit(Deferred(arguments))) => audit::run(context, arguments),
        Some(Leaf::Policy(Deferred(command))) => policy::run(context, command),
    }
}

/// Parses a hash that came from `source`.
fn parse(text: &str, source: &OpenSource) -> Result<PasswordHash, Failure> {
    text.parse::<PasswordHash>().map_err(|error| {
        let expanded =
            matches!(source.source(), Source::Literal(_)) && matches!(error, MalformedHash::Empty | MalformedHash::Unrecognised);
        let failure = Failure::from(error);
        if expanded { failure.hint("put it between single quotes, or the shell takes `$` for variables") } else { failure }
    })
}
