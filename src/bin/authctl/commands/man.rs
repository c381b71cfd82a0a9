//! `authctl man [--out-dir DIR]`

use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use crate::{
    cli,
    context::Context,
    failure::{Exit, Failure},
};

#[derive(Debug, Args)]
#[command(after_help = "Example: authctl man --out-dir ~/.local/share/man/man1")]
pub(crate) struct Arguments {
    /// Write a page for every command into this folder; without it authctl(1) goes to stdout
    #[arg(long, value_name = "DIR")]
    out_dir: Option<PathBuf>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    // The short help leaves the global options out, and with it the man pages would leave out what they mean.
    let tree = cli::tree().mut_args(|argument| argument.hide_short_help(false));
    match &arguments.out_dir {
        None => context.printer.raw(&page(tree)?)?,
        Some(folder) => write_all(tree, folder)?,
    }
    Ok(Exit::Done)
}

fn page(command: clap::Command) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(command).render(&mut bytes).map_err(Failure::writing)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn write_all(tree: clap::Command, folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(tree, folder)).map_err(|error| {
        Failure::new(Exit::Internal, "write-failed", format!("the man pages cannot be written to {}", folder.display()))
            .caused_by(error)
    })
}
