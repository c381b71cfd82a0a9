//! Where tokens go, and in which clothes.

use std::path::Path;

use clap::ValueEnum;
use zeroize::Zeroizing;

use super::issuer::Issued;
use crate::{
    commands::Outcome,
    context::Context,
    failure::{Exit, Failure},
    new_file::NewFile,
    output::append_line,
};

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The token
    Token,
    /// A line `Authorization: Bearer TOKEN`
    Header,
    /// A line `TOKEN=…` for a shell or .env file
    Env,
    /// The beginning of a curl command
    Curl,
    /// An object with the token and what it says
    Json,
}

/// Stdout, or the file that `--out` names.
pub(super) struct Delivery<'c> {
    context: &'c Context,
    format: Format,
    /// Whether a token is one of several: each has a line then.
    is_series: bool,
    file: Option<NewFile>,
}

impl<'c> Delivery<'c> {
    /// Makes the file, so that one that cannot be made leaves nothing in the ledger.
    pub(super) fn new(context: &'c Context, format: Format, is_series: bool, out: Option<&Path>) -> Result<Self, Failure> {
        Ok(Self { context, format, is_series, file: out.map(|path| NewFile::create(path, true)).transpose()? })
    }

    /// Writes tokens, each on a line of its own.
    pub(super) fn write(&mut self, issued: &[Issued]) -> Result<(), Failure> {
        if !self.is_series {
            issued.iter().filter_map(Issued::ended).for_each(|end| {
                self.context.printer.warn(format_args!("the token has expired already, at {end}"));
            });
        }
        let mut text = Zeroizing::new(Vec::new());
        issued.iter().try_for_each(|issued| self.append(issued, &mut text))?;
        match &mut self.file {
            None => self.context.printer.bytes(&text),
            Some(file) => file.write(&text),
        }
    }

    fn append(&self, issued: &Issued, text: &mut Vec<u8>) -> Result<(), Failure> {
        let token = issued.token.expose();
        let (before, after) = match self.format {
            Format::Token => ("", ""),
            Format::Header => ("Authorization: Bearer ", ""),
            Format::Env => ("TOKEN=", ""),
            Format::Curl => ("curl -H 'Authorization: Bearer ", "'"),
            Format::Json if self.is_series => return append_line(&issued.view(), text),
            Format::Json => {
                let json = Zeroizing::new(self.context.printer.json(&issued.view())?);
                text.extend_from_slice(json.as_bytes());
                return Ok(());
            }
        };
        for piece in [before, token, after, "\n"] {
            text.extend_from_slice(piece.as_bytes());
        }
        Ok(())
    }

    /// Keeps the file, unless no token came about.
    pub(super) fn finish(self, outcome: Result<(), Failure>) -> Outcome {
        if let Some(file) = self.file.filter(|file| outcome.is_ok() || file.is_begun()) {
            let path = file.keep()?;
            self.context.printer.status(format_args!("{} written", path.display()));
        }
        outcome.map(|()| Exit::Done)
    }
}
