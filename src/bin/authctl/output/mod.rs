//! What the command shows: answers on stdout, everything else on stderr.
//!
//! A [`View`] is one thing shown: its `Serialize` is the JSON of the contract, its `text` the layout for people. Commands build a
//! view and hand it to the [`Printer`]; none of them asks for the format.

mod advice;
mod audit;
mod caret;
mod check;
mod config;
mod escape;
mod exchange;
mod file;
mod hash;
mod head;
mod init;
mod issued;
mod json;
mod key;
mod ledger;
mod line;
mod list;
mod page;
mod pager;
mod policy;
mod progress;
mod report;
mod seal;
mod seed;
#[cfg(feature = "serve")]
mod serve;
mod timeline;
mod user;

use std::{
    fmt,
    io::{IsTerminal, Write},
};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use serde::Serialize;

#[cfg(feature = "serve")]
pub(crate) use self::serve::ServeView;
pub(crate) use self::{
    advice::advice,
    audit::{ChainView, EntryView},
    check::CheckView,
    config::{ConfigView, Origin, Setting},
    escape::{Safe, escape_lines, is_hostile},
    exchange::{ExportView, ImportView, RejectView},
    file::{BackupView, FileCheck, FileCheckView, MigrateView, StatsView, Status},
    hash::{CreatedView, IdentifiedView, VerifiedView},
    init::InitView,
    issued::IssuedView,
    json::{append_line, pretty},
    key::{KeyAction, KeyView, MatchView},
    ledger::{ListedView, PrunedView, RevokedBy, RevokedView},
    list::Listing,
    page::{Page, Table},
    policy::{CalibrationView, CensusView, PolicyView},
    progress::Progress,
    report::{PartView, ReportView},
    seal::SealView,
    seed::PlanView,
    user::{UserAction, UserView},
};
use crate::{
    cli::Global,
    failure::{Exit, Failure},
};

/// The columns and rows of the terminal that stdout is; `None` if it is none.
fn terminal_size() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    // A terminal that does not know its size says 0.
    (size.ws_col > 0).then_some((size.ws_col, size.ws_row))
}

/// A text without its colours.
pub(crate) fn uncoloured(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// One thing shown: JSON by `Serialize`, text by `text`.
pub(crate) trait View: Serialize {
    /// Lays the thing out for a person. Whatever came from a token, a file or a user goes through [`Safe`].
    fn text(&self, page: &mut Page) -> fmt::Result;

    /// Whether the exit code says all of it to whoever asked: under `--quiet` a person is not shown it.
    fn is_said_by_exit(&self) -> bool {
        false
    }
}

/// The formats of `--output`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON value
    Json,
    /// One JSON object a line
    Jsonl,
}

/// The choices of `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ColorWhen {
    /// On a terminal
    #[default]
    Auto,
    /// In pipes too
    Always,
    /// Not at all
    Never,
}

/// Writes answers to stdout and the rest to stderr, in the format and colour that were chosen once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Printer {
    format: Format,
    quiet: bool,
    verbose: bool,
    pages: bool,
}

pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const HINT: Style = AnsiColor::Cyan.on_default();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const BOLD: Style = Style::new().bold();

#[expect(clippy::unused_self, reason = "to have a printer is the right to print")]
impl Printer {
    /// The printer of a run.
    pub(crate) fn new(format: Format, color: ColorWhen, quiet: bool, verbose: bool) -> Self {
        match color {
            ColorWhen::Auto => {}
            ColorWhen::Always => anstream::ColorChoice::AlwaysAnsi.write_global(),
            ColorWhen::Never => anstream::ColorChoice::Never.write_global(),
        }
        Self { format, quiet, verbose, pages: false }
    }

    /// The same, which shows long lists through a pager on a terminal.
    pub(crate) fn paging(self, pages: bool) -> Self {
        Self { pages, ..self }
    }

    /// The printer as the flags alone make it, for failures before the config file is read.
    pub(crate) fn early(global: &Global) -> Self {
        let format = if global.json { Format::Json } else { global.output.unwrap_or_default() };
        Self::new(format, global.color.unwrap_or_default(), global.quiet, global.verbose)
    }

    /// The printer for a command line that could not be parsed: JSON errors and colours as they were asked for.
    pub(crate) fn before_parsing(words: &[&str]) -> Self {
        let format = |value| match value {
            "json" | "=json" | "jsonl" | "=jsonl" => Some(Format::Json),
            _ => None,
        };
        let color = |value| ColorWhen::from_str(value, false).ok();
        let followed = words.iter().zip(words.iter().skip(1));
        let (mut chosen, mut when) = (Format::Text, ColorWhen::Auto);
        for word in words {
            let named = word.strip_prefix("--output=").or_else(|| word.strip_prefix("-o")).and_then(format);
            chosen = if *word == "--json" { Format::Json } else { named.unwrap_or(chosen) };
            when = word.strip_prefix("--color=").and_then(color).unwrap_or(when);
        }
        for (flag, value) in followed {
            match *flag {
                "-o" | "--output" => chosen = format(value).unwrap_or(chosen),
                "--color" => when = color(value).unwrap_or(when),
                _ => {}
            }
        }
        Self::new(chosen, when, false, false)
    }

    /// How answers are shown.
    pub(crate) fn format(self) -> Format {
        self.format
    }

    /// Whether answers are JSON, one a line.
    pub(crate) fn is_jsonl(self) -> bool {
        self.format == Format::Jsonl
    }

    /// Whether nobody wants to read an answer that the exit code gives.
    pub(crate) fn is_exit_enough(self) -> bool {
        self.quiet && self.format == Format::Text
    }

    /// Whether only answers, warnings and errors are wanted.
    #[cfg(feature = "serve")]
    pub(crate) fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Whether answers are JSON.
    pub(crate) fn is_json(self) -> bool {
        self.format != Format::Text
    }

    /// Shows one answer.
    pub(crate) fn data(self, view: &impl View) -> Result<(), Failure> {
        match self.format {
            Format::Text if self.quiet && view.is_said_by_exit() => Ok(()),
            Format::Text => self.styled(&page::render(view, std::io::stdout().is_terminal())?),
            Format::Json => self.raw(&json::pretty(view)?),
            Format::Jsonl => self.raw(&json::line(view)?),
        }
    }

    /// Shows answers that a person reads one by one: alone as [`Printer::data`] does, several as an array in JSON and a line each
    /// in JSONL.
    pub(crate) fn several(self, views: &[impl View]) -> Result<(), Failure> {
        self.apart(views, "\n")
    }

    /// As [`Printer::several`], for answers that take a person one line each.
    pub(crate) fn together(self, views: &[impl View]) -> Result<(), Failure> {
        self.apart(views, "")
    }

    fn apart(self, views: &[impl View], space: &str) -> Result<(), Failure> {
        match (self.format, views) {
            (_, [view]) => self.data(view),
            (Format::Json, views) => self.raw(&json::pretty(views)?),
            (Format::Jsonl, views) => views.iter().try_for_each(|view| self.data(view)),
            (Format::Text, views) => views.iter().enumerate().try_for_each(|(index, view)| {
                if index > 0 {
                    self.raw(space)?;
                }
                self.data(view)
            }),
        }
    }

    /// A value as JSON whatever the format: over several lines, or on one where JSONL was asked for.
    pub(crate) fn json<T: Serialize + ?Sized>(self, value: &T) -> Result<String, Failure> {
        if self.format == Format::Jsonl { json::line(value) } else { json::pretty(value) }
    }

    /// Prints a bare value and a newline: a token, a hash, a key. In every format.
    pub(crate) fn bare(self, value: &[u8]) -> Result<(), Failure> {
        let mut stdout = std::io::stdout().lock();
        stdout.write_all(value).and_then(|()| stdout.write_all(b"\n")).and_then(|()| stdout.flush()).map_err(Failure::writing)
    }

    /// Prints text for a person to stdout; its colours go where they are not wanted.
    pub(crate) fn styled(self, text: &str) -> Result<(), Failure> {
        let mut stdout = anstream::stdout();
        if stdout.current_choice() == anstream::ColorChoice::Never {
            // At once; anstream would write line by line.
            return self.raw(&uncoloured(text));
        }
        stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(Failure::writing)
    }

    /// As [`Printer::styled`], through a pager where the text is longer than the terminal.
    fn paged(self, text: &str) -> Result<(), Failure> {
        let is_long = |(_, rows): (u16, u16)| rows > 0 && text.lines().count() >= usize::from(rows);
        if !self.pages || !terminal_size().is_some_and(is_long) {
            return self.styled(text);
        }
        let plain = anstream::AutoStream::choice(&std::io::stdout()) == anstream::ColorChoice::Never;
        let was_shown = if plain { pager::show(&uncoloured(text)) } else { pager::show(text) };
        if was_shown.map_err(Failure::writing)? { Ok(()) } else { self.styled(text) }
    }

    /// Prints bytes to stdout as they are.
    pub(crate) fn raw(self, text: &str) -> Result<(), Failure> {
        let mut stdout = std::io::stdout().lock();
        stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(Failure::writing)
    }

    /// Where a long answer goes, bit by bit.
    pub(crate) fn writer(self) -> impl Write {
        std::io::BufWriter::new(std::io::stdout())
    }

    /// Prints bytes to stdout as they are.
    pub(crate) fn bytes(self, bytes: &[u8]) -> Result<(), Failure> {
        let mut stdout = std::io::stdout().lock();
        stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(Failure::writing)
    }

    /// Says on stderr what was done; not under `--quiet`.
    pub(crate) fn status(self, message: impl fmt::Display) {
        if !self.quiet {
            self.note(&format!("{}\n", escape_lines(&message.to_string())));
        }
    }

    /// Says on stderr what is done on the way; only under `--verbose`.
    pub(crate) fn detail(self, message: impl fmt::Display) {
        if self.verbose {
            self.status(message);
        }
    }

    /// Warns on stderr.
    pub(crate) fn warn(self, message: impl fmt::Display) {
        self.note(&format!("{WARNING}warning:{WARNING:#} {}\n", Safe(&message.to_string())));
    }

    /// Reports a failure on stderr and says how the process ends. A closed stdout is silent.
    pub(crate) fn failure(self, failure: &Failure) -> Exit {
        if failure.is_silent() {
        } else if self.is_json() {
            self.note(&json::failure(failure));
        } else {
            self.note(&page::failure(failure));
        }
        failure.exit
    }

    /// Writes to stderr; where that is closed there is nobody left to tell.
    pub(crate) fn note(self, text: &str) {
        let mut stderr = anstream::stderr();
        let text = if stderr.current_choice() == anstream::ColorChoice::Never { &uncoloured(text) } else { text };
        let _ = stderr.write_all(text.as_bytes());
    }
}
