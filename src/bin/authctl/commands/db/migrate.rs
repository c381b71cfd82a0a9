//! `authctl db migrate`

use std::path::{Path, PathBuf};

use authctl::store::Store;
use clap::Args;

use super::{super::Outcome, backup::taken};
use crate::{context::Context, failure::Exit, output::MigrateView};

#[derive(Debug, Args)]
#[command(after_help = "All other commands refuse a file of an earlier version. Servers that read the file go on meanwhile.\n\n\
    Example: authctl db migrate --backup before.db")]
pub(crate) struct Arguments {
    /// The copy to make first [default: beside the file, with the instant in its name]
    #[arg(long, value_name = "FILE")]
    backup: Option<PathBuf>,
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let path = context.db();
    let backup = arguments.backup.clone().unwrap_or_else(|| beside(path, context.now.unix()));
    let from = Store::migrate(path, &backup).map_err(taken)?;
    context.printer.data(&MigrateView { path, from, backup: &backup })?;
    Ok(Exit::Done)
}

/// `users.db` becomes `users.db.before-1700000000`.
fn beside(path: &Path, now: i64) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".before-{now}"));
    path.with_file_name(name)
}
