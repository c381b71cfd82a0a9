//! What comes in: secrets, keys, hashes and texts by the SOURCE grammar, prompts and confirmations.
//!
//! This is the only reader of stdin, of the terminal, and of environment variables that a SOURCE names.

mod lines;
mod read;
mod source;
mod terminal;

use std::{
    cell::Cell,
    fs::File,
    io::{ErrorKind, Read},
    path::Path,
};

use authctl::secret::{Password, SecretBytes};

pub(crate) use self::{
    lines::{Lines, count_lines, lines, unread},
    source::{Encoding, OpenSource, SecretSource, Source, SourceError},
};
use crate::{
    failure::{Exit, Failure},
    output::Printer,
};

/// Reads SOURCEs and asks questions. Stdin serves one of them at most.
pub(crate) struct Input {
    never_ask: bool,
    printer: Printer,
    stdin_taken_by: Cell<Option<&'static str>>,
}

/// What is taken off the end of a text source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trim {
    /// A byte order mark, and exactly one line end: what editors and `echo` add.
    Line,
    /// Nothing: `--secret-exact`, and binary files such as DER keys.
    Nothing,
}

impl Trim {
    /// The bytes without what is taken off, and whether that was anything.
    pub(crate) fn of(self, bytes: &SecretBytes) -> (SecretBytes, bool) {
        let trimmed = read::trimmed(bytes.expose().to_vec(), self);
        let is_less = trimmed.len() < bytes.len();
        (trimmed, is_less)
    }
}

impl Input {
    pub(crate) fn new(never_ask: bool, printer: Printer) -> Self {
        Self { never_ask, printer, stdin_taken_by: Cell::new(None) }
    }

    /// Whether stdin is a terminal.
    #[expect(clippy::unused_self, reason = "to have the input is the right to look at it")]
    pub(crate) fn is_typed(&self) -> bool {
        terminal::is_terminal()
    }

    /// The lines of stdin as they come, none of them held beyond `limit` bytes.
    pub(crate) fn stdin_lines(&self, what: &'static str, limit: usize) -> Result<Lines<std::io::Stdin>, Failure> {
        self.take_stdin(what)?;
        Ok(Lines::new(std::io::stdin(), limit))
    }

    /// The lines of a file as they come, or of stdin where it is called `-`.
    pub(crate) fn lines_of(&self, file: &str, what: &'static str, limit: usize) -> Result<Lines<Box<dyn Read + Send>>, Failure> {
        if file == "-" {
            self.take_stdin(what)?;
            return Ok(Lines::new(Box::new(std::io::stdin()), limit));
        }
        Ok(Lines::new(Box::new(read::open(Path::new(file), what)?), limit))
    }

    /// A file, or stdin for `-`, to be read bit by bit; and its size, where that is known.
    pub(crate) fn stream(&self, path: &Path, what: &'static str) -> Result<(Box<dyn Read + Send>, Option<u64>), Failure> {
        if path == Path::new("-") {
            self.take_stdin(what)?;
            return Ok((Box::new(std::io::stdin()), None));
        }
        let unreadable = |error| {
            Failure::new(Exit::Internal, "read-failed", format!("{what} cannot be read from {}", path.display())).caused_by(error)
        };
        let file = File::open(path).map_err(unreadable)?;
        let found = file.metadata().map_err(unreadable)?;
        if found.is_dir() {
            return Err(unreadable(ErrorKind::IsADirectory.into()));
        }
        Ok((Box::new(file), found.is_file().then_some(found.len())))
    }

    /// Whether a question can be put to a person.
    pub(crate) fn is_interactive(&self) -> bool {
        !self.never_ask && terminal::is_terminal()
    }

    /// Reads a secret to the end, and warns where its file can be read by others.
    pub(crate) fn secret(&self, source: &Source, what: &'static str, trim: Trim) -> Result<SecretBytes, Failure> {
        let bytes = self.bytes(source, what, trim)?;
        self.warn_if_loose(source);
        Ok(bytes)
    }

    /// Warns where the file of a secret can be read by others.
    pub(crate) fn warn_if_loose(&self, source: &Source) {
        if let Some(path) = source.file()
            && let Some(mode) = read::loose_mode(path)
        {
            let name = path.display();
            self.printer.warn(format_args!("{name} can be read by others (mode {mode:03o}): `chmod 600 {name}`"));
        }
    }

    /// Reads a source to the end. `what` names it in errors: "the password", "the key".
    pub(crate) fn bytes(&self, source: &Source, what: &'static str, trim: Trim) -> Result<SecretBytes, Failure> {
        match source {
            Source::Stdin => {
                self.take_stdin(what)?;
                read::stdin(what, trim)
            }
            Source::File(path) => read::file(path, what, trim),
            Source::Env(name) => read::env(name, what, trim),
            Source::Fd(number) => read::fd(*number, what, trim),
            Source::Prompt => self.ask(what),
            Source::Raw(text) => {
                self.printer.warn(format_args!("{what} stands on the command line, where `ps` and the shell's history show it"));
                Ok(SecretBytes::new(text.expose().to_vec()))
            }
            Source::Literal(text) => Ok(SecretBytes::new(text.clone().into_bytes())),
            Source::Decoded(encoding, inner) => encoding.decode(&self.bytes(inner, what, Trim::Line)?, what),
        }
    }

    /// Reads a source that must be text.
    pub(crate) fn text(&self, source: &Source, what: &'static str) -> Result<String, Failure> {
        let bytes = self.bytes(source, what, Trim::Line)?;
        String::from_utf8(bytes.expose().to_vec()).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            Failure::new(Exit::Malformed, "not-utf8", format!("{what} is not UTF-8 at byte {at}"))
        })
    }

    /// A password that is to be checked: from the source, else from a prompt, once.
    pub(crate) fn password(&self, source: Option<&SecretSource>) -> Result<Password, Failure> {
        match source {
            Some(source) => self.secret(source.source(), "the password", Trim::Line).map(Password::from),
            None if self.is_interactive() => self.ask("the password").map(Password::from),
            None => Err(no_terminal("the password", "--password SOURCE or --password-stdin")),
        }
    }

    /// A password that is to be set: from the source, else from a prompt, twice.
    pub(crate) fn new_password(&self, source: Option<&SecretSource>, flags: &str) -> Result<Password, Failure> {
        let asked = ["the new password", "the new password again"];
        self.chosen(source.map(SecretSource::source), "the password", asked, flags).map(Password::from)
    }

    /// The passphrase of sealed keys: from the source, else from a prompt, once.
    pub(crate) fn passphrase(&self, source: Option<&Source>) -> Result<SecretBytes, Failure> {
        match source {
            Some(source) => self.secret(source, "the passphrase", Trim::Line),
            None if self.is_interactive() => self.ask("the passphrase of the keys"),
            None => Err(no_terminal("the passphrase of the sealed keys", PASSPHRASE_FLAGS)),
        }
    }

    /// A passphrase to seal keys with: from the source, else from a prompt, twice.
    pub(crate) fn new_passphrase(&self, source: Option<&Source>) -> Result<SecretBytes, Failure> {
        let asked = ["the new passphrase of the keys", "the new passphrase again"];
        self.chosen(source, "the passphrase", asked, PASSPHRASE_FLAGS)
    }

    /// Whether the environment has that variable. An empty one is none.
    #[expect(clippy::unused_self, reason = "to have the input is the right to look at it")]
    pub(crate) fn has_environment(&self, name: &str) -> bool {
        read::has_env(name)
    }

    /// A secret that is to be set: from the source, else from a prompt, twice.
    fn chosen(
        &self,
        source: Option<&Source>,
        what: &'static str,
        asked: [&'static str; 2],
        flags: &str,
    ) -> Result<SecretBytes, Failure> {
        match source {
            Some(source) if *source != Source::Prompt => self.secret(source, what, Trim::Line),
            None if !self.is_interactive() => Err(no_terminal(what, flags)),
            _ => {
                let (first, second) = (self.ask(asked[0])?, self.ask(asked[1])?);
                if first.matches(&second) {
                    Ok(first)
                } else {
                    let what = what.strip_prefix("the ").unwrap_or(what);
                    Err(Failure::usage(format!("the two {what}s differ")).hint("nothing was changed; try again"))
                }
            }
        }
    }

    /// As [`Self::new_password`], but what is piped in need not be asked for. An empty pipe is no password.
    pub(crate) fn piped_password(&self, source: Option<&SecretSource>, flags: &str) -> Result<Password, Failure> {
        if source.is_some() || terminal::is_terminal() {
            return self.new_password(source, flags);
        }
        let piped = self.bytes(&Source::Stdin, "the password", Trim::Line)?;
        if piped.is_empty() { Err(no_terminal("the password", flags)) } else { Ok(piped.into()) }
    }

    /// Asks a yes-or-no question; no is the default. Without a terminal it is a usage error that names `--yes`.
    pub(crate) fn confirm(&self, question: &str) -> Result<bool, Failure> {
        if !self.is_interactive() {
            return Err(Failure::usage("this needs a confirmation, and there is no terminal to ask on").hint("add --yes"));
        }
        terminal::confirm(question)
    }

    /// Refuses a command line that hands stdin to two of these before anything is read: what the first made of it would mislead.
    pub(crate) fn share<'a>(users: impl IntoIterator<Item = (&'static str, Option<&'a Source>)>) -> Result<(), Failure> {
        let mut reading = users.into_iter().filter(|(_, source)| source.is_some_and(Source::reads_stdin));
        match (reading.next(), reading.next()) {
            (Some((first, _)), Some((second, _))) => Err(stdin_twice(first, second)),
            _ => Ok(()),
        }
    }

    /// Asks a person for a line of text, which is shown as it is typed.
    #[expect(clippy::unused_self, reason = "to have the input is the right to ask")]
    pub(crate) fn line(&self, question: &str) -> Result<String, Failure> {
        terminal::line(question)
    }

    /// Takes stdin for one use; a second one is a usage error.
    pub(crate) fn take_stdin(&self, what: &'static str) -> Result<(), Failure> {
        match self.stdin_taken_by.replace(Some(what)) {
            None => Ok(()),
            Some(first) => Err(stdin_twice(first, what)),
        }
    }

    fn ask(&self, what: &'static str) -> Result<SecretBytes, Failure> {
        if self.never_ask {
            return Err(no_terminal(what, "a SOURCE other than `prompt`"));
        }
        terminal::ask(what)
    }
}

/// Where the passphrase of sealed keys can come from.
const PASSPHRASE_FLAGS: &str = "--passphrase SOURCE, or set AUTHCTL_PASSPHRASE";

fn stdin_twice(first: &str, second: &str) -> Failure {
    Failure::usage(format!("stdin cannot be both {first} and {second}"))
        .hint("read one of them from a file or variable: `authctl help secrets`")
}

fn no_terminal(what: &str, flags: &str) -> Failure {
    Failure::usage(format!("{what} is missing, and there is no terminal to ask on"))
        .hint(format!("give {flags}"))
        .hint("`authctl help secrets` shows the forms of SOURCE")
}
