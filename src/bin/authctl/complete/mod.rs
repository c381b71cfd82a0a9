//! What a shell offers when Tab is pressed: commands, flags, files, and the names that the user file knows.
//!
//! The scripts that `authctl completions` prints for bash, zsh and fish call the command back with `AUTHCTL_COMPLETE` set. To
//! complete asks nothing, makes and migrates nothing, and waits for nobody; whatever goes wrong, nothing is offered and nothing
//! said. What could drive a terminal is not offered.

mod line;
mod names;
mod shell;

use std::process::ExitCode;

use clap_complete::engine::{self, CompletionCandidate};

pub(crate) use self::{
    names::{keys, labels, profiles, token_ids, users},
    shell::Shell,
};
use crate::{
    cli,
    output::{Printer, is_hostile},
};

/// Answers a shell that asks; `None` if none does.
pub(crate) fn answer() -> Option<ExitCode> {
    let shell = Shell::that_asks()?;
    let arguments = std::env::args_os().skip_while(|argument| argument != "--").skip(1);
    let answer = shell.answer(arguments.filter_map(|argument| argument.into_string().ok()).collect());
    // Nobody is there to be told of a failure.
    Printer::before_parsing(&[]).raw(&answer.unwrap_or_default()).ok();
    Some(ExitCode::SUCCESS)
}

/// Something to offer: what would stand in the place of the word, and what it is.
#[derive(Debug, PartialEq, Eq)]
struct Offer {
    value: String,
    about: Option<String>,
}

/// What may stand in the place of the last of these words.
fn offers(words: Vec<String>) -> Option<Vec<Offer>> {
    names::given(&words);
    let typed = words.last()?.clone();
    let index = words.len().checked_sub(1)?;
    let folder = std::env::current_dir().ok();
    let words = words.into_iter().map(Into::into).collect();
    let found = engine::complete(&mut cli::tree(), words, index, folder.as_deref()).ok()?;
    // Where names are to be had, flags are shown to those who begin one.
    let wants_flag = typed.starts_with('-') || found.iter().all(is_flag);
    let offers = found.iter().filter(|candidate| wants_flag || !is_flag(candidate)).filter_map(offer);
    Some(offers.filter(|offer| offer.value.starts_with(&typed)).collect())
}

fn is_flag(candidate: &CompletionCandidate) -> bool {
    candidate.get_id().is_some_and(|id| id.starts_with("arg::"))
}

fn offer(candidate: &CompletionCandidate) -> Option<Offer> {
    let value = candidate.get_value().to_str()?.to_owned();
    let about = candidate.get_help().and_then(|help| help.to_string().lines().next().map(str::to_owned));
    let harmless = |text: &String| !text.chars().any(is_hostile);
    harmless(&value).then(|| Offer { value, about: about.filter(harmless) })
}
