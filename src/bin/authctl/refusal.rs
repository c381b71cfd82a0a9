//! A command line that was not taken: help that was asked for, or a usage error with what to type instead.
//!
//! What was typed in the wrong place may be a secret or a token, so it is not repeated where it may be one.

use std::{cell::OnceCell, ffi::OsString};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::{
    cli::tree,
    failure::{Exit, Failure},
    output::{Printer, is_hostile, uncoloured},
};

/// Why the command line was not taken.
pub(crate) struct Refusal {
    error: clap::Error,
    printer: Printer,
    words: Vec<String>,
    /// The command that the words name, as far as they name one.
    command: OnceCell<clap::Command>,
}

/// What the global flags that take a value are called.
const VALUED: [&str; 6] = ["--db", "--config", "--profile", "--output", "-o", "--color"];

/// Words of other tools, and the commands that do this here, the likeliest first.
const SYNONYMS: [(&[&str], &[&str]); 8] = [
    (&["create", "new", "make"], &["add", "generate", "issue"]),
    (&["remove", "rm", "del"], &["delete"]),
    (&["ls"], &["list"]),
    (&["get", "view", "info", "describe"], &["show", "decode"]),
    (&["update", "edit", "modify", "change"], &["set"]),
    (&["validate", "check"], &["verify", "check"]),
    (&["sign", "mint"], &["issue"]),
    (&["inspect", "show", "parse"], &["decode", "identify", "show"]),
];

impl Refusal {
    /// The refusal of these arguments.
    pub(crate) fn new(error: clap::Error, arguments: &[OsString]) -> Self {
        let words: Vec<&str> = arguments.iter().map_while(|argument| argument.to_str()).collect();
        let printer = Printer::before_parsing(&words);
        Self { error, printer, words: words.into_iter().map(str::to_owned).collect(), command: OnceCell::new() }
    }

    /// Prints help to stdout, a usage error to stderr; what the user typed is escaped.
    pub(crate) fn report(&self) -> Exit {
        match self.error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => self
                .printer
                .styled(&self.error.render().ansi().to_string())
                .map_or_else(|failure| self.printer.failure(&failure), |()| Exit::Done),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if !self.printer.is_json() => {
                self.printer.note(&self.error.render().ansi().to_string());
                Exit::Usage
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => self.printer.failure(&self.nothing_to_do()),
            _ => self.printer.failure(&self.usage()),
        }
    }

    fn command(&self) -> &clap::Command {
        self.command.get_or_init(|| named_command(&self.words))
    }

    fn nothing_to_do(&self) -> Failure {
        let names: Vec<_> = self.command().get_subcommands().map(clap::Command::get_name).collect();
        Failure::usage(format!("`{}` needs a command: {}", self.path(), names.join(", "))).hint(self.more())
    }

    /// clap's text as a failure: the first line is the message, the tips are hints, and ours stand between.
    fn usage(&self) -> Failure {
        let masked = self.masked(self.text());
        let mut message = Vec::new();
        let mut hints = Vec::new();
        let mut usage = None;
        for line in masked.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if let Some(tip) = line.strip_prefix("tip: ") {
                hints.extend(did_you_mean(tip));
            } else if let Some(line) = line.strip_prefix("Usage: ") {
                usage = Some(format!("usage: {line}"));
            } else if !line.starts_with("For more information, try ") {
                message.push(line.strip_prefix("error: ").unwrap_or(line).to_owned());
            }
        }
        if let Some(same) = self.in_other_letters() {
            hints = vec![format!("did you mean `{same}`?")];
        }
        if hints.is_empty() {
            hints.extend(self.command_meant());
        }
        hints.extend(masked.hint);
        let more = self.grammar().unwrap_or_else(|| self.more());
        let message = message.join(" ").replace("the following required arguments were not provided:", "missing:");
        let hints = hints.into_iter().chain(usage).chain([more]).map(|hint| self.whole(hint));
        hints.fold(Failure::usage(self.whole(message)), Failure::hint)
    }

    /// What was typed, with the character that stands for it in clap's text where it holds others than a line of text does: they
    /// would break clap's lines, and go with its colours.
    fn typed(&self) -> impl Iterator<Item = (&str, String)> {
        let kinds = [ContextKind::InvalidValue, ContextKind::InvalidSubcommand, ContextKind::InvalidArg];
        let typed = kinds.into_iter().filter_map(|kind| self.context(kind)).zip('\u{E000}'..);
        typed.map(|(typed, place)| (typed, if typed.chars().any(is_hostile) { place.to_string() } else { typed.to_owned() }))
    }

    /// clap's text without its colours, with what was typed in its place.
    fn text(&self) -> String {
        let text = self.error.render().ansi().to_string();
        let held = self.typed().filter(|(typed, place)| typed != place);
        uncoloured(&held.fold(text, |text, (typed, place)| text.replace(typed, &place)))
    }

    /// How clap's text shows what was typed.
    fn shown(&self, word: &str) -> String {
        self.typed().find(|(typed, _)| *typed == word).map_or_else(|| word.to_owned(), |(_, place)| place)
    }

    /// A line of clap's text with what was typed.
    fn whole(&self, line: String) -> String {
        let held = self.typed().filter(|(typed, place)| typed != place);
        held.fold(line, |line, (typed, place)| line.replace(&place, typed))
    }

    /// `authctl user add`, as far as the words named a command.
    fn path(&self) -> &str {
        self.command().get_bin_name().unwrap_or("authctl")
    }

    fn more(&self) -> String {
        format!("`{} --help` says more", self.path())
    }

    fn context(&self, kind: ContextKind) -> Option<&str> {
        match self.error.get(kind)? {
            ContextValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// The page on the grammar of the value that was not taken, with its usual forms.
    fn grammar(&self) -> Option<String> {
        let argument = self.context(ContextKind::InvalidArg)?;
        self.context(ContextKind::InvalidValue).filter(|value| !value.is_empty())?;
        let flag = argument
            .split_whitespace()
            .next()
            .filter(|flag| flag.starts_with('-'))
            .map_or(String::new(), |flag| format!("{flag} "));
        Some(if argument.contains("DURATION>") {
            format!("write it as `{flag}90s`, `{flag}15m`, `{flag}12h` or `{flag}30d`: `authctl help times`")
        } else if argument.contains("TIME>") {
            format!(
                "write it as `{flag}+15m`, `{flag}-1h`, `{flag}2030-12-31` or `{flag}2030-12-31T12:00:00Z`: `authctl help times`"
            )
        } else if argument.contains("CLAIM>") {
            format!("write it as `{flag}team=ops` (text) or `{flag}level:=3` (JSON): `authctl help claims`")
        } else if argument.contains("SOURCE>") {
            format!("write it as `{flag}env:NAME`, `{flag}@FILE`, `{flag}-` (stdin) or `{flag}prompt`: `authctl help secrets`")
        } else {
            return None;
        })
    }

    /// The value that was meant, where only the case of its letters differs. clap would suggest `ES256` for `hs256`.
    fn in_other_letters(&self) -> Option<&str> {
        let value = self.context(ContextKind::InvalidValue)?;
        let Some(ContextValue::Strings(valid)) = self.error.get(ContextKind::ValidValue) else { return None };
        valid.iter().find(|valid| valid.eq_ignore_ascii_case(value)).map(String::as_str)
    }

    /// The command that was meant: here under another word, or elsewhere in the tree.
    fn command_meant(&self) -> Option<String> {
        let word = self.context(ContextKind::InvalidSubcommand)?;
        let here = |name: &&str| self.command().find_subcommand(name).is_some();
        let wanted = SYNONYMS.iter().filter(|(words, _)| words.contains(&word)).flat_map(|(_, names)| *names);
        if let Some(name) = wanted.copied().find(here) {
            return Some(format!("did you mean `{} {name}`?", self.path()));
        }
        let mut tree = tree();
        tree.build();
        let elsewhere: Vec<_> = tree
            .get_subcommands()
            .filter_map(|group| group.find_subcommand(word))
            .filter_map(clap::Command::get_bin_name)
            .map(|path| format!("`{path}`"))
            .collect();
        (!elsewhere.is_empty()).then(|| format!("did you mean {}?", elsewhere.join(" or ")))
    }

    /// Takes out of clap's text what may be a secret (as a URL with a password in it) or is a token, and says where that belongs.
    fn masked(&self, text: String) -> Masked {
        let argument = self.context(ContextKind::InvalidArg).unwrap_or_default();
        if let Some(value) = self.context(ContextKind::InvalidValue)
            && ["SOURCE", "URL>", "WORDLIST>"].iter().any(|kind| argument.contains(kind))
        {
            let shown = format!("invalid value '{}' for", self.shown(value));
            return Masked { text: text.replacen(&shown, "invalid value for", 1), hint: None };
        }
        let kinds = [ContextKind::InvalidValue, ContextKind::InvalidSubcommand, ContextKind::InvalidArg];
        if let Some(token) = kinds.into_iter().filter_map(|kind| self.context(kind)).find(|typed| is_token(typed)) {
            let hint = "that is a token: `authctl token verify \"$TOKEN\"` judges it, `authctl token decode \"$TOKEN\"` shows it";
            return Masked { text: text.replace(&self.shown(token), "eyJ…"), hint: Some(hint.to_owned()) };
        }
        let takes_password = self.command().get_arguments().any(|argument| argument.get_id() == "password");
        let stray = match self.error.kind() {
            ErrorKind::UnknownArgument => self.context(ContextKind::InvalidArg),
            ErrorKind::InvalidSubcommand => self.context(ContextKind::InvalidSubcommand),
            _ => None,
        };
        match stray.filter(|word| takes_password && !word.starts_with('-')) {
            Some(word) if self.command().get_subcommands().all(|command| strsim::jaro(command.get_name(), word) < 0.7) => {
                Masked {
                    text: text.replace(&format!("'{}' ", self.shown(word)), "").replace(&format!(" '{}'", self.shown(word)), ""),
                    hint: Some("a password goes by `--password env:NAME`, or is asked for: `authctl help secrets`".to_owned()),
                }
            }
            _ => Masked { text, hint: None },
        }
    }
}

/// clap's text without what must not be repeated.
struct Masked {
    text: String,
    hint: Option<String>,
}

/// The command that the first words name; flags are passed over.
fn named_command(words: &[String]) -> clap::Command {
    let mut command = tree();
    command.build();
    let mut is_value = false;
    for word in words {
        if !is_value && !word.starts_with('-') {
            match command.find_subcommand(word) {
                Some(named) => command = named.clone(),
                None => break,
            }
        }
        is_value = VALUED.contains(&word.as_str());
    }
    command
}

/// Whether a word has the look of a JWT: three parts, the first of them the beginning of a JSON object in base64url.
fn is_token(word: &str) -> bool {
    word.starts_with("eyJ") && word.matches('.').count() >= 2
}

/// clap's suggestion in our words. How a flag could be passed as a value is never what was meant.
fn did_you_mean(tip: &str) -> Option<String> {
    match tip.split_once(" exists: ") {
        Some((_, candidate)) => Some(format!("did you mean {}?", candidate.replace('\'', "`"))),
        None => (!tip.starts_with("to pass ")).then(|| tip.to_owned()),
    }
}
