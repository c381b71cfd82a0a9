//! `authctl user export`

use std::{
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use authctl::{
    exchange::{Format, WriteOptions, Writer},
    store::{Store, UserFilter},
};
use clap::Args;

use super::{super::Outcome, import::format_names};
use crate::{
    context::Context,
    failure::{Exit, Failure, interrupted},
    interrupt::Interrupt,
    new_file,
    output::ExportView,
};

#[derive(Debug, Args)]
#[command(after_help = "`authctl user import` of an export changes nothing. CSV, JSONL and JSON hold all that is known of\n\
    users but failed logins and ended tokens; the other formats what they have a place for, and a\n\
    warning counts what was left out.\n\n\
    Examples:\n  authctl user export --out users.csv\n  authctl user export --include-hashes | ssh other authctl user import -")]
pub(crate) struct Arguments {
    /// The format [default: by the ending of --out, else jsonl; with -o json, json]
    #[arg(long, value_name = "FORMAT", value_parser = format_names())]
    format: Option<Format>,
    /// Write password hashes too
    #[arg(long)]
    include_hashes: bool,
    /// Write to this new file, for its owner alone, instead of stdout
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Users that are read at a time, so that neither memory nor a lock grows with the file.
const PAGE: u32 = 1_000;

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let format = arguments.format(context);
    let options = WriteOptions { format, hashes: arguments.include_hashes };
    if !format.is_written() {
        return Err(Failure::usage(format!("{format} is read, not written")));
    }
    if format == Format::Htpasswd && !options.hashes {
        return Err(Failure::usage("htpasswd holds names and hashes only").hint("add --include-hashes"));
    }
    let mut store = context.store()?;
    let Some(path) = &arguments.out else {
        let (_, left) = write(&mut store, options, context.printer.writer(), None, Failure::writing)?;
        warn(context, format, left);
        return Ok(Exit::Done);
    };
    let interrupt = Interrupt::watch();
    let (users, left) = new_file::complete(path, |file| {
        write(&mut store, options, BufWriter::new(file), Some(&interrupt), |error| new_file::failed(path, error))
    })?;
    warn(context, format, left);
    context.printer.data(&ExportView { format, path, users, hashes: options.hashes, left })?;
    Ok(Exit::Done)
}

impl Arguments {
    fn format(&self, context: &Context) -> Format {
        let by_ending = || match self.out.as_deref().and_then(Path::extension)?.to_str()? {
            "csv" => Some(Format::Csv),
            "json" => Some(Format::Json),
            "htpasswd" => Some(Format::Htpasswd),
            _ => None,
        };
        let is_array = self.out.is_none() && context.printer.is_json() && !context.printer.is_jsonl();
        self.format.or_else(by_ending).unwrap_or(if is_array { Format::Json } else { Format::Jsonl })
    }
}

/// Writes all users, a page of them at a time.
fn write(
    store: &mut Store,
    options: WriteOptions,
    to: impl Write,
    interrupt: Option<&Interrupt>,
    failed: impl Fn(std::io::Error) -> Failure,
) -> Result<(u64, authctl::exchange::Left), Failure> {
    let mut writer = Writer::new(to, options).map_err(&failed)?;
    let mut filter = UserFilter { limit: Some(PAGE), ..UserFilter::default() };
    loop {
        if interrupt.is_some_and(Interrupt::is_raised) {
            return Err(interrupted());
        }
        let mut page = store.read(|view| view.page(&filter))?;
        for user in &page {
            writer.user(user).map_err(&failed)?;
        }
        match page.pop() {
            Some(last) => filter.after = Some(last.username().clone()),
            None => return writer.finish().map_err(failed),
        }
    }
}

/// Says what the format had no place for.
fn warn(context: &Context, format: Format, left: authctl::exchange::Left) {
    if left.users > 0 {
        context.printer.warn(format_args!("users that {format} has no place for: {}", left.users));
    }
    if left.hashes > 0 {
        context.printer.warn(format_args!("users whose hash {format} cannot hold, and who are written without: {}", left.hashes));
    }
}
