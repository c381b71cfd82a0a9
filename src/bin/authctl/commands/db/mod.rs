//! `authctl db`: the user file as a file.

mod backup;
mod check;
mod migrate;
mod stats;

use clap::Subcommand;

use super::Outcome;
use crate::{context::Context, deferred::Deferred};

#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:\n  authctl db check\n  authctl db backup /backup/users.db")]
pub(crate) enum Command {
    /// Say whether the file is whole, safe and up to policy
    #[command(
        after_help = "Looks at: SQLite's own check, permissions, every row, the audit's chain, hashes below the policy, keys near their end,\n\
        the clock against the newest change, and the mark of a file for tests.\n\n\
        Exits: 0 all is well, 13 the file is damaged or unsafe, 14 something else is worth a look.\n\n\
        Example: authctl db check -o json | jq '.checks[] | select(.status != \"ok\")'"
    )]
    Check,
    /// Count what the file holds
    #[command(after_help = "Example: authctl db stats -o json | jq .tokens.active")]
    Stats,
    /// Copy the file as it is now, while others go on writing
    Backup(Deferred<backup::Arguments>),
    /// Bring a file of an earlier version up to date, after a backup
    Migrate(Deferred<migrate::Arguments>),
}

impl Command {
    pub(crate) fn run(&self, context: &Context) -> Outcome {
        match self {
            Self::Check => check::run(context),
            Self::Stats => stats::run(context),
            Self::Backup(Deferred(arguments)) => backup::run(context, arguments),
            Self::Migrate(Deferred(arguments)) => migrate::run(context, arguments),
        }
    }
}
