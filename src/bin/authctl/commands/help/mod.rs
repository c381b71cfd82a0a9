//! `authctl help [TOPIC | COMMAND…]`

use std::fmt::Write;

use clap::Args;

use super::Outcome;
use crate::{
    cli,
    context::Context,
    failure::{Exit, Failure},
    output::BOLD,
};

const SECRETS: &str = include_str!("secrets.txt");
const TIMES: &str = include_str!("times.txt");
const CLAIMS: &str = include_str!("claims.txt");

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  authctl help exit-codes\n  authctl help user add")]
pub(crate) struct Arguments {
    /// exit-codes, secrets, times, claims, or a command as `user add`
    #[arg(value_name = "TOPIC|COMMAND")]
    words: Vec<String>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let words: Vec<&str> = arguments.words.iter().map(String::as_str).collect();
    let text = match words.as_slice() {
        ["exit-codes"] => exit_codes(),
        ["secrets"] => SECRETS.to_owned(),
        ["times"] => TIMES.to_owned(),
        ["claims"] => CLAIMS.to_owned(),
        path => command_help(path)?,
    };
    context.printer.styled(&text)?;
    Ok(Exit::Done)
}

fn exit_codes() -> String {
    let mut text = format!("{BOLD}Exit codes{BOLD:#}\n\n");
    for (exit, meaning) in Exit::ALL {
        let _ = writeln!(text, "  {:>3}  {meaning}", exit.number());
    }
    text.push_str(
        "\nOf several failures of a token the first in 3, 9, 4, 8, 5, 6, 7, 10 decides: 5 means authentic but expired.\n\
         A batch ends with the worst of its tokens in that order. A closed stdout pipe is 0.\n",
    );
    text
}

fn command_help(path: &[&str]) -> Result<String, Failure> {
    let mut tree = cli::tree();
    tree.build();
    let mut command = &mut tree;
    for word in path {
        let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        command = command.find_subcommand_mut(word).ok_or_else(|| unknown(word, &names))?;
    }
    Ok(command.render_long_help().ansi().to_string())
}

fn unknown(word: &str, names: &[String]) -> Failure {
    let topics = ["exit-codes", "secrets", "times", "claims"];
    let near =
        names.iter().map(String::as_str).chain(topics).max_by(|a, b| strsim::jaro(a, word).total_cmp(&strsim::jaro(b, word)));
    let failure = Failure::usage(format!("there is no command or topic `{word}`"));
    match near {
        Some(near) if strsim::jaro(near, word) > 0.7 => failure.hint(format!("did you mean `{near}`?")),
        _ => failure.hint("`authctl help` lists the commands; the topics are exit-codes, secrets, times, claims"),
    }
}
