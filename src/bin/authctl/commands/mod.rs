//! The commands: one leaf, one file. They parse, ask the library and show; they hold no rule.

pub(crate) mod audit;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod db;
pub(crate) mod hash;
pub(crate) mod help;
pub(crate) mod init;
pub(crate) mod key;
pub(crate) mod man;
mod new_password;
mod passphrase;
mod protection;
pub(crate) mod seed;
#[cfg(feature = "serve")]
pub(crate) mod serve;
pub(crate) mod token;
pub(crate) mod user;

use crate::{
    cli::Command,
    context::Context,
    failure::{Exit, Failure},
};

/// Parses the name of an algorithm; clap lists the names, and suggests one for a mistyped one.
pub(crate) fn algorithm_names() -> impl clap::builder::TypedValueParser<Value = authctl::keys::Algorithm> {
    use authctl::keys::Algorithm;
    use clap::builder::{PossibleValuesParser, TypedValueParser};
    PossibleValuesParser::new(Algorithm::ALL.map(Algorithm::name)).try_map(|name| name.parse::<Algorithm>())
}

/// How a command ends: an answer with its exit code, or a failure.
pub(crate) type Outcome = Result<Exit, Failure>;

/// Runs the command that was parsed.
pub(crate) fn run(command: Command, context: &Context) -> Outcome {
    command.run(context)
}
