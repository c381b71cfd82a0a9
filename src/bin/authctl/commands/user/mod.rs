//! `authctl user`: the people and service accounts of the user file.

mod add;
mod check;
mod delete;
mod disable;
mod enable;
mod export;
mod import;
mod list;
mod names;
mod passwd;
mod password;
mod secret;
mod set;
mod show;
mod unlock;

use clap::Subcommand;

use super::Outcome;
use crate::{context::Context, deferred::Deferred};

/// Users: who may log in, and what tokens may be issued to them
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:\n  authctl user add johndoe --email john@example.com --scope items:read\n  \
    authctl user add ci --service --max-ttl 1h\n  authctl user disable johndoe --reason 'left the company'")]
pub(crate) enum Command {
    /// Add a user or a service account
    Add(Deferred<Box<add::Arguments>>),
    /// List users, by name
    List(Deferred<list::Arguments>),
    /// Show one user
    Show(Deferred<show::Arguments>),
    /// Change what is known of a user
    Set(Deferred<Box<set::Arguments>>),
    /// Set a user's password, and end the tokens issued before
    Passwd(Deferred<passwd::Arguments>),
    /// Draw a service account's client secret
    Secret(Deferred<secret::Arguments>),
    /// Try a password as a server's login does
    Check(Deferred<check::Arguments>),
    /// Switch users on again
    Enable(Deferred<enable::Arguments>),
    /// Switch users off, and end their tokens
    Disable(Deferred<disable::Arguments>),
    /// Forget wrong passwords, and the lock after them
    Unlock(Deferred<unlock::Arguments>),
    /// Remove users
    Delete(Deferred<delete::Arguments>),
    /// Take users over from CSV, JSON or another system's export
    Import(Deferred<Box<import::Arguments>>),
    /// Write all users to a file
    Export(Deferred<export::Arguments>),
}

impl Command {
    /// Hands over to the leaf's own file.
    pub(crate) fn run(self, context: &Context) -> Outcome {
        match self {
            Self::Add(Deferred(arguments)) => add::run(context, &arguments),
            Self::List(Deferred(arguments)) => list::run(context, arguments),
            Self::Show(Deferred(arguments)) => show::run(context, &arguments),
            Self::Set(Deferred(arguments)) => set::run(context, &arguments),
            Self::Passwd(Deferred(arguments)) => passwd::run(context, &arguments),
            Self::Secret(Deferred(arguments)) => secret::run(context, &arguments),
            Self::Check(Deferred(arguments)) => check::run(context, &arguments),
            Self::Enable(Deferred(arguments)) => enable::run(context, &arguments),
            Self::Disable(Deferred(arguments)) => disable::run(context, &arguments),
            Self::Unlock(Deferred(arguments)) => unlock::run(context, &arguments),
            Self::Delete(Deferred(arguments)) => delete::run(context, &arguments),
            Self::Import(Deferred(arguments)) => import::run(context, &arguments),
            Self::Export(Deferred(arguments)) => export::run(context, &arguments),
        }
    }
}
