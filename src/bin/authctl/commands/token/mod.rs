//! `authctl token`: issue, decode and verify tokens.

mod claim;
mod decode;
mod issue;
mod material;
mod pasted;
mod verify;

use authctl::clock::{TimeSpec, Timestamp};
use clap::Subcommand;

use super::Outcome;
use crate::{context::Context, failure::Failure};

/// The leaves of `authctl token`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Issue a signed token for a user, or for any subject
    Issue(Box<issue::Arguments>),
    /// Show what a token holds, and what is wrong with it; checks no signature
    Decode(decode::Arguments),
    /// Verify a token: signature, claims, and what the user file knows of its subject
    Verify(Box<verify::Arguments>),
}

impl Command {
    /// Hands over to the leaf's own file.
    pub(crate) fn run(self, context: &Context) -> Outcome {
        match self {
            Self::Issue(arguments) => issue::run(context, *arguments),
            Self::Decode(arguments) => decode::run(context, &arguments),
            Self::Verify(arguments) => verify::run(context, *arguments),
        }
    }
}

/// The instant that `--now` names, else the present one.
fn now(context: &Context, spec: Option<TimeSpec>) -> Result<Timestamp, Failure> {
    match spec {
        None => Ok(context.now),
        Some(spec) => spec.resolve(context.now).ok_or_else(|| Failure::usage("`--now never` is no instant")),
    }
}
