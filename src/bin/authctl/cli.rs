//! The global flags and the top level of the commands.

use std::{ffi::OsString, path::PathBuf};

use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, parser::ValueSource};

use crate::{
    commands::{self, audit, completions, config, db, hash, help, init, key, man, seed, token, user},
    complete,
    deferred::{self, Deferred, Words},
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
    Init(Deferred<init::Arguments>),
    /// Users: add, list, change, check, disable, delete
    #[command(subcommand)]
    User(Deferred<user::Command>),
    /// Hash a password; verify and identify hashes
    Hash(Deferred<hash::Arguments>),
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
    Serve(Deferred<commands::serve::Arguments>),
    /// Show the settings that hold, and where they come from
    #[command(subcommand)]
    Config(Deferred<config::Command>),
    /// Print the completion script of a shell
    Completions(Deferred<completions::Arguments>),
    /// Write the man pages
    Man(Deferred<man::Arguments>),
    /// Explain a command, or one of exit-codes, secrets, times, claims
    Help(Deferred<help::Arguments>),
}

/// Parses the arguments of the process.
pub(crate) fn parse() -> Result<Cli, Box<Refusal>> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    // What is wrong with a line, or what help it asks for, is told by the whole tree.
    parse_by(named(&arguments), &arguments)
        .or_else(|_| parse_by(tree(), &arguments))
        .map_err(|error| Box::new(Refusal::new(error, arguments.get(1..).unwrap_or_default())))
}

fn parse_by(mut tree: clap::Command, arguments: &[OsString]) -> Result<Cli, clap::Error> {
    let parsed = tree
        .try_get_matches_from_mut(arguments)
        .and_then(|mut matches| with_sources(&mut matches).map_err(|error| error.format(&mut tree)));
    // To take the tree apart takes longer than to decode a token, and the process ends soon.
    std::mem::forget(tree);
    parsed
}

/// The command tree without the commands that no word names: a line that it takes is one that the whole tree takes, and means the same.
fn named(words: &[OsString]) -> clap::Command {
    let root = deferred::only_named::<Command>(clap::Command::new("authctl").add(Words(words.to_vec())));
    Global::augment_args(root).subcommand_required(true).disable_help_subcommand(true)
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
            Self::Init(Deferred(arguments)) => init::run(context, &arguments),
            Self::User(Deferred(command)) => command.run(context),
            Self::Hash(Deferred(arguments)) => hash::run(context, &arguments),
            Self::Key(Deferred(command)) => command.run(context),
            Self::Token(Deferred(command)) => command.run(context),
            Self::Seed(Deferred(command)) => command.run(context),
            Self::Audit(Deferred(command)) => command.run(context),
            Self::Db(Deferred(command)) => command.run(context),
            #[cfg(feature = "serve")]
            Self::Serve(Deferred(arguments)) => commands::serve::run(context, arguments),
            Self::Config(Deferred(command)) => command.run(context),
            Self::Completions(Deferred(arguments)) => completions::run(context, &arguments),
            Self::Man(Deferred(arguments)) => man::run(context, &arguments),
            Self::Help(Deferred(arguments)) => help::run(context, &arguments),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the whole tree makes of a line, and what the commands that it names do; nothing where they refuse.
    fn taken(line: &str) -> [Option<String>; 2] {
        let arguments: Vec<OsString> = std::iter::once("authctl").chain(line.split_whitespace()).map(Into::into).collect();
        [tree(), named(&arguments)].map(|tree| parse_by(tree, &arguments).ok().map(|cli| format!("{cli:?}")))
    }

    #[test]
    fn commands_that_the_line_does_not_name_are_left_out() {
        let mut tree = named(&["token", "--db", "key", "decode", "eyJ"].map(OsString::from));
        tree.build();
        let names =
            |command: &clap::Command| command.get_subcommands().map(|leaf| leaf.get_name().to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&tree), ["key", "token"]);
        assert_eq!(names(tree.find_subcommand("token").unwrap()), ["decode"]);
        assert!(tree.find_subcommand("token").unwrap().find_subcommand("decode").unwrap().get_arguments().count() > 5);
    }

    #[test]
    fn the_commands_that_a_line_names_make_of_it_what_the_whole_tree_does() {
        let taken_by_both = [
            "token decode eyJ",
            "--db token token verify --secret env:A eyJ --json",
            "token --db decode issue --sub ann",
            "user delete list set",
            "key list -q",
            "hash",
            "hash create --scheme bcrypt",
            "hash policy set --scheme bcrypt",
            "help token verify",
            "completions bash",
        ];
        for line in taken_by_both {
            let [whole, named] = taken(line);
            assert!(whole.is_some(), "{line}");
            assert_eq!(named, whole, "{line}");
        }
    }

    #[test]
    fn the_commands_that_a_line_names_refuse_what_the_whole_tree_does() {
        let refused_by_both = [
            "",
            "token",
            "token dcode eyJ",
            "tokn decode eyJ",
            "decode eyJ",
            "--db token",
            "token verify --no-such-flag",
            "user --help",
            "--version",
            "token help",
            "token decode eyJ --json -o text",
            "hash --scheme bcrypt verify x",
        ];
        for line in refused_by_both {
            assert_eq!(taken(line), [None, None], "{line}");
        }
    }
}
