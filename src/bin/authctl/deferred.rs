//! Commands that are described only when they are asked for.
//!
//! To describe every flag of every command takes several times longer than to decode a token. So a group of commands is described
//! when the parser comes to it. A tree that parses one line leaves out what no word of the line names, and describes flags as late.
//!
//! clap has a second set of functions, for values that are updated from a command line. Nothing is updated here: as what they add
//! to a command need not be all that is required of it, they serve the tree of one line.

use std::ffi::{OsStr, OsString};

use clap::{ArgMatches, Args, Command, Error, FromArgMatches, Subcommand, builder::CommandExt};

/// A group of commands, or the flags of a command, described when the parser comes to it.
#[derive(Debug)]
pub(crate) struct Deferred<C>(pub(crate) C);

impl<C: FromArgMatches> FromArgMatches for Deferred<C> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        C::from_arg_matches(matches).map(Self)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, Error> {
        C::from_arg_matches_mut(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }

    fn update_from_arg_matches_mut(&mut self, matches: &mut ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches_mut(matches)
    }
}

impl<C: Subcommand> Subcommand for Deferred<C> {
    fn augment_subcommands(command: Command) -> Command {
        command.defer(|command| described_as_before(command, C::augment_subcommands))
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        command.defer(only_named::<C>)
    }

    fn has_subcommand(name: &str) -> bool {
        C::has_subcommand(name)
    }
}

impl<C: Args> Args for Deferred<C> {
    /// At once: help and completions show the global flags after these.
    fn augment_args(command: Command) -> Command {
        C::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        command.defer(C::augment_args)
    }
}

/// Adds what was deferred, whose own description would take the place of the one in the list that the command stands in.
fn described_as_before(command: Command, augment: impl Fn(Command) -> Command) -> Command {
    let about = command.get_about().cloned().unwrap_or_default();
    augment(command).about(about).long_about(None)
}

/// The words of a command line, which the commands of its tree hand down.
#[derive(Clone, Debug)]
pub(crate) struct Words(pub(crate) Vec<OsString>);

impl CommandExt for Words {}

impl Words {
    fn name(&self, command: &Command) -> bool {
        let mut names = std::iter::once(command.get_name()).chain(command.get_all_aliases());
        names.any(|name| self.0.iter().any(|word| word == OsStr::new(name)))
    }
}

/// Adds those commands of a group that the words name.
pub(crate) fn only_named<C: Subcommand>(command: Command) -> Command {
    let Some(words) = command.get::<Words>() else { return C::augment_subcommands(command) };
    let all = C::augment_subcommands_for_update(Command::new(""));
    let named = all.get_subcommands().filter(|leaf| words.name(leaf));
    let named: Vec<Command> = named.map(|leaf| leaf.clone().add(words.clone())).collect();
    // To take them apart takes longer than to parse the line, and the process ends soon.
    std::mem::forget(all);
    command.subcommands(named)
}
