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
use crate::context::Context;

/// Users: who may log in, and what tokens may be issued to them
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:\n  authctl user add johndoe --email john@example.com --scope items:read\n  \
    authctl user add ci --service --max-ttl 1h\n  authctl user disable johndoe --reason 'left the company'")]
pub(crate) enum Command {
    /// Add a user or a service account
    Add(Box<add::Arguments>),
    /// List users, by name
    List(list::Arguments),
    /// Show one user
    Show(show::Arguments),
    /// Change what is known of a user
    Set(Box<set::Arguments>),
    /// Set a user's password, and end the tokens issued before
    Passwd(passwd::Arguments),
    /// Draw a service account's client secret
    Secret(secret::Arguments),
    /// Try a password as a server's login does
    Check(check::Arguments),
    /// Switch users on again
    Enable(enable::Arguments),
    /// Switch users off, and end their tokens
    Disable(disable::Arguments),
    /// Forget wrong passwords, and the lock after them
    Unlock(unlock::Arguments),
    /// Remove users
    Delete(delete::Arguments),
    /// Take users over from CSV, JSON or another system's export
    Import(Box<import::Arguments>),
    /// Write all users to a file
    Export(export::Arguments),
}

impl Command {
    /// Hands over to the leaf's own file.
    pub(crate) fn run(self, context: &Context) -> Outcome {
        match self {
            Self::Add(arguments) => add::run(context, &arguments),
            Self::List(arguments) => list::run(context, arguments),
            Self::Show(arguments) => show::run(context, &arguments),
            Self::Set(arguments) => set::run(context, &arguments),
            Self::Passwd(arguments) => passwd::run(context, &arguments),
            Self::Secret(arguments) => secret::run(context, &arguments),
            Self::Check(arguments) => check::run(context, &arguments),
            Self::Enable(arguments) => enable::run(context, &arguments),
            Self::Disable(arguments) => disable::run(context, &arguments),
            Self::Unlock(arguments) => unlock::run(context, &arguments),
            Self::Delete(arguments) => delete::run(context, &arguments),
            Self::Import(arguments) => import::run(context, &arguments),
            Self::Export(arguments) => export::run(context, &arguments),
        }
    }
}
