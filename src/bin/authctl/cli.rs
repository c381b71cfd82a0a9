//! The global flags and the top level of the commands.

use std::path::PathBuf;

use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, parser::ValueSource};

use crate::{
    commands::{self, audit, completions, config, db, hash, help, init, key, man, seed, token, user},
    complete,
    deferred::Deferred,
    output::{ColorWhen, Format},
    refusal::Refusal,
};

/// Users and tokens of an application that logs in with OAuth 2 passwords and JWTs
#[derive(Debug, Parser)]
#[command(name = "authctl", version, disable_help_subcommand = true, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Examples:\n  authctl init\n  authctl user add ann --email ann@example.com\n  \
    authctl token issue ann --ttl 15m\n  authctl token verify \"$TOKEN\"\n\n\
    Grammars and exit codes: `authctl help exit-codes|secrets|times|claims`.")]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[expect(clippy::doc_markdown, reason = "the comments are the help texts")]
pub(crate) struct Global {
    /// The user file [default: $XDG_DATA_HOME/authctl/users.db]
    #[arg(long, global = true, hide_short_help = true, env = "AUTHCTL_DB", hide_env_values = true, value_name = "PATH")]
    pub(crate) db: Option<PathBuf>,
    /// The config file [default: $XDG_CONFIG_HOME/authctl/config.toml]
    #[arg(long, global = true, hide_short_help = true, env = "AUTHCTL_CONFIG", hide_env_values = true, value_name = "PATH")]
    pub(crate) config: Option<PathBuf>,
    /// A `[profile.NAME]` table of the config file
    #[arg(long, global = true, hide_short_help = true, env = "AUTHCTL_PROFILE", hide_env_values = true, value_name = "NAME", add = complete::profiles())]
    pub(crate) profile: Option<String>,
    /// How to print the answer
    #[arg(short, long, global = true, hide_short_help = true, value_enum, value_name = "FORMAT")]
    pub(crate) output: Option<Format>,
    /// The same as `-o json`
    #[arg(long, global = true, hide_short_help = true, conflicts_with = "output")]
    pub(crate) json: bool,
    /// When to colour; `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`
    #[arg(long, global = true, hide_short_help = true, value_enum, value_name = "WHEN")]
    pub(crate) color: Option<ColorWhen>,
    /// Print nothing that the exit code says as well; warnings and errors stay
    #[arg(short, long, global = true, hide_short_help = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say what is done on the way
    #[arg(short, long, global = true, hide_short_help = true)]
    pub(crate) verbose: bool,
    /// Never prompt
    #[arg(long, global = true, hide_short_help = true)]
    pub(crate) no_input: bool,
    /// Never page: a list longer than the terminal goes through `$PAGER`, else `less`
    #[arg(long, global = true, hide_short_help = true)]
    pub(crate) no_pager: bool,
    /// Those that have their value from the environment.
    #[arg(skip)]
    pub(crate) from_environment: Vec<&'static str>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make the user file and its first signing key
    Init(init::Arguments),
    /// Users: add, list, change, check, disable, delete
    #[command(subcommand)]
    User(Deferred<user::Command>),
    /// Hash a password; verify and identify hashes
    Hash(hash::Arguments),
    /// The keys that sign and verify tokens
    #[command(subcommand)]
    Key(Deferred<key::Command>),
    /// Tokens: issue, decode, verify, list, revoke
    #[command(subcommand)]
    Token(Deferred<token::Command>),
    /// Bring the user file to what seed files ask for
    #[command(subcommand)]
    Seed(Deferred<seed::Command>),
    /// Who changed what, and whether the record is intact
    #[command(subcommand)]
    Audit(Deferred<audit::Command>),
    /// Check, count, copy or migrate the user file
    #[command(subcommand)]
    Db(Deferred<db::Command>),
    /// Answer logins and tokens over HTTP, with the same user file
    #[cfg(feature = "serve")]
    Serve(commands::serve::Arguments),
    /// Show the settings that hold, and where they come from
    #[command(subcommand)]
    Config(Deferred<config::Command>),
    /// Print the completion script of a shell
    Completions(completions::Arguments),
    /// Write the man pages
    Man(man::Arguments),
    /// Explain a command, or one of exit-codes, secrets, times, claims
    Help(help::Arguments),
}

/// Parses the arguments of the process.
pub(crate) fn parse() -> Result<Cli, Box<Refusal>> {
    let mut tree = tree();
    let parsed = tree
        .try_get_matches_from_mut(std::env::args_os())
        .and_then(|mut matches| with_sources(&mut matches).map_err(|error| error.format(&mut tree)));
    // To take the tree apart takes longer than to decode a token, and the process ends soon.
    std::mem::forget(tree);
    parsed.map_err(|error| Box::new(Refusal::new(error, &std::env::args_os().skip(1).collect::<Vec<_>>())))
}

/// The command line, with a note of what the environment added to it.
fn with_sources(matches: &mut ArgMatches) -> Result<Cli, clap::Error> {
    let is_environment = |name: &&str| matches.value_source(name) == Some(ValueSource::EnvVariable);
    let from_environment = ["db", "config", "profile"].into_iter().filter(is_environment).collect();
    let mut cli = Cli::from_arg_matches_mut(matches)?;
    let global = &mut cli.global;
    global.from_environment = from_environment;
    // To empty a variable is how a shell takes it away for one command.
    if global.from_environment.contains(&"profile") {
        global.profile.take_if(|name| name.is_empty());
    }
    Ok(cli)
}

/// The whole command tree, for help, completions and man pages.
pub(crate) fn tree() -> clap::Command {
    Cli::command()
}

impl Command {
    /// Hands over to the command's own file.
    pub(crate) fn run(self, context: &crate::context::Context) -> commands::Outcome {
        match self {
            Self::Init(arguments) => init::run(context, &arguments),
            Self::User(Deferred(command)) => command.run(context),
            Self::Hash(arguments) => hash::run(context, &arguments),
            Self::Key(Deferred(command)) => command.run(context),
            Self::Token(Deferred(command)) => command.run(context),
            Self::Seed(Deferred(command)) => command.run(context),
            Self::Audit(Deferred(command)) => command.run(context),
            Self::Db(Deferred(command)) => command.run(context),
            #[cfg(feature = "serve")]
            Self::Serve(arguments) => commands::serve::run(context, arguments),
            Self::Config(Deferred(command)) => command.run(context),
            Self::Completions(arguments) => completions::run(context, &arguments),
            Self::Man(arguments) => man::run(context, &arguments),
            Self::Help(arguments) => help::run(context, &arguments),
        }
    }
}
