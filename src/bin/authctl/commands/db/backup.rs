//! `authctl db backup FILE`

use std::{io::ErrorKind, path::PathBuf};

use authctl::store::StoreError;
use clap::Args;

use super::super::Outcome;
use crate::{
    context::Context,
    failure::{Exit, Failure, interrupted},
    interrupt::Interrupt,
    output::BackupView,
};

#[derive(Debug, Args)]
#[command(
    after_help = "The copy is one file with mode 0600 and a user file by itself: it holds the hashes and the private keys too.\n\
    Nothing is overwritten. To restore, stop what writes and put the copy in the place of the file.\n\n\
    Example: authctl db backup \"users-$(date +%F).db\""
)]
pub(crate) struct Arguments {
    /// The copy to make
    file: PathBuf,
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let file = std::path::absolute(&arguments.file).unwrap_or_else(|_| arguments.file.clone());
    let store = context.store()?;
    let interrupt = Interrupt::watch();
    let mut progress = None;
    let goes_on = |done, of| {
        progress.get_or_insert_with(|| context.printer.progress(Some(of))).reach(done, done, "pages");
        !interrupt.is_raised()
    };
    if !store.backup(&file, goes_on).map_err(taken)? {
        return Err(interrupted());
    }
    drop(progress);
    context.printer.data(&BackupView { from: context.db(), to: &file })?;
    Ok(Exit::Done)
}

/// A file that is there already is not overwritten.
pub(super) fn taken(error: StoreError) -> Failure {
    match error {
        StoreError::Io { path, action: "created", source } if source.kind() == ErrorKind::AlreadyExists => {
            Failure::new(Exit::Exists, "file-exists", format!("{} exists already", path.display()))
                .hint("nothing is overwritten: choose another name, or remove it first")
        }
        error => error.into(),
    }
}
