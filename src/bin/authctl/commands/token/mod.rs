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
    deferred::Deferred,
    failure::Failure,
};

/// Tokens: issue, decode, verify, list, revoke
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:\n  authctl token issue johndoe --ttl 15m\n  authctl token verify \"$TOKEN\"")]
pub(crate) enum Command {
    /// Issue a signed token for a user, or for any subject
    Issue(Deferred<Box<issue::Arguments>>),
    /// Show what a token holds, and what is wrong with it; checks no signature
    Decode(Deferred<decode::Arguments>),
    /// Verify a token: signature, claims, and what the user file knows of its subject
    Verify(Deferred<Box<verify::Arguments>>),
    /// List the tokens that were issued
    List(Deferred<list::Arguments>),
    /// Take tokens back: one, or all of a user, label or key
    Revoke(Deferred<revoke::Arguments>),
    /// Forget tokens that expired long ago
    Prune(Deferred<prune::Arguments>),
}

impl Command {
    /// Hands over to the leaf's own file.
    pub(crate) fn run(self, context: &Context) -> Outcome {
        match self {
            Self::Issue(Deferred(arguments)) => issue::run(context, *arguments),
            Self::Decode(Deferred(arguments)) => decode::run(context, &arguments),
            Self::Verify(Deferred(arguments)) => verify::run(context, *arguments),
            Self::List(Deferred(arguments)) => list::run(context, arguments),
            Self::Revoke(Deferred(arguments)) => revoke::run(context, &arguments),
            Self::Prune(Deferred(arguments)) => prune::run(context, &arguments),
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
