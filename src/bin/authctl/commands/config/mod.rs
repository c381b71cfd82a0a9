//! `authctl config`: what holds, and who said so.

mod show;

use clap::Subcommand;

use super::Outcome;
use crate::{context::Context, deferred::Deferred};

/// The leaves of `authctl config`.
#[derive(Debug, Subcommand)]
#[command(
    after_help = "The config file is TOML. A [profile.NAME] in it, chosen by --profile or AUTHCTL_PROFILE, stands above the rest\n\
    of it; the environment stands above the file, and flags above all. Unknown keys are errors.\n\n\
    Keys: db, output, color, issuer, audience, ttl, leeway, jwks, no_input, and in a profile protected: what destroys\n\
    something then asks for the profile's name, or wants --confirm NAME. A relative db starts at the file's folder.\n\n\
    Example of a config file:\n  issuer = \"https://id.example.com\"\n\n  [profile.production]\n  db = \"/srv/app/users.db\"\n  \
    audience = [\"api\"]\n  ttl = \"15m\"\n  protected = true\n\n\
    Example: authctl config show --origin --profile production"
)]
pub(crate) enum Command {
    /// Show the settings that hold
    Show(Deferred<show::Arguments>),
}

impl Command {
    /// Hands over to the leaf's own file.
    pub(crate) fn run(self, context: &Context) -> Outcome {
        match self {
            Self::Show(Deferred(arguments)) => show::run(context, &arguments),
        }
    }
}
