//! `authctl audit`: who changed what.

mod list;
mod verify;

use clap::Subcommand;

use super::Outcome;
use crate::{context::Context, deferred::Deferred};

#[derive(Debug, Subcommand)]
#[command(after_help = "Example: authctl audit list --target johndoe")]
pub(crate) enum Command {
    /// Show the changes, the oldest first
    List(Deferred<list::Arguments>),
    /// Recompute the chain of hashes, and name its first broken link
    #[command(
        after_help = "Every row carries the hash of the one before. A row that was changed, removed or inserted breaks the chain.\n\n\
        Exits: 0 intact, 13 broken or cut.\n\n\
        Example: authctl audit verify -o json | jq .rows"
    )]
    Verify,
}

impl Command {
    pub(crate) fn run(&self, context: &Context) -> Outcome {
        match self {
            Self::List(Deferred(arguments)) => list::run(context, arguments),
            Self::Verify => verify::run(context),
        }
    }
}
