//! `authctl token`: issue, decode and verify tokens; the ledger of what was issued.

mod claim;
mod decode;
mod examine;
pub(super) mod inputs;
mod issue;
mod keyring;
mod list;
mod material;
mod near_miss;
mod prune;
mod revoke;
mod selection;
mod subject;
mod verify;
mod word_list;

use authctl::clock::TimeSpec;
use clap::Subcommand;

pub(super) use self::issue::outlived;
use super::Outcome;
use crate::{
    context::{Clock, Context},
    failure::Failure,
};

/// Tokens: issue, decode, verify, list, revoke
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:\n  authctl token issue johndoe --ttl 15m\n  authctl token verify \"$TOKEN\"")]
pub(crate) enum Command {
    /// Issue a signed token for a user, or for any subject
    Issue(Box<issue::Arguments>),
    /// Show what a token holds, and what is wrong with it; checks no signature
    Decode(decode::Arguments),
    /// Verify a token: signature, claims, and what the user file knows of its subject
    Verify(Box<verify::Arguments>),
    /// List the tokens that were issued
    List(list::Arguments),
    /// Take tokens back: one, or all of a user, label or key
    Revoke(revoke::Arguments),
    /// Forget tokens that expired long ago
    Prune(prune::Arguments),
}

impl Command {
    /// Hands over to the leaf's own file.
    pub(crate) fn run(self, context: &Context) -> Outcome {
        match self {
            Self::Issue(arguments) => issue::run(context, *arguments),
            Self::Decode(arguments) => decode::run(context, &arguments),
            Self::Verify(arguments) => verify::run(context, *arguments),
            Self::List(arguments) => list::run(context, arguments),
            Self::Revoke(arguments) => revoke::run(context, &arguments),
            Self::Prune(arguments) => prune::run(context, &arguments),
        }
    }
}

/// The clock that `--now` stops, else the present one.
fn clock(context: &Context, spec: Option<TimeSpec>) -> Result<Clock, Failure> {
    match spec {
        None => Ok(Clock::System),
        Some(spec) => spec.resolve(context.now).map(Clock::Fixed).ok_or_else(|| Failure::usage("`--now never` is no instant")),
    }
}
