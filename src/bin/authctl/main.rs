//! The `authctl` command: parse, run, report.

mod actor;
mod batch;
mod cli;
mod commands;
mod complete;
mod config;
mod context;
mod deferred;
mod failure;
mod fetch;
mod folders;
mod input;
mod interrupt;
mod new_file;
mod output;
mod passwd;
mod refusal;
#[cfg(feature = "serve")]
mod serve;
mod shares;

use std::process::ExitCode;

use crate::{cli::Cli, context::Context, failure::Exit};

fn main() -> ExitCode {
    if let Some(code) = complete::answer() {
        return code;
    }
    let cli = match cli::parse() {
        Ok(cli) => cli,
        Err(refusal) => return refusal.report().into(),
    };
    run(cli).into()
}

/// Runs one command and reports its failure on stderr.
fn run(cli: Cli) -> Exit {
    let printer = output::Printer::early(&cli.global);
    let outcome = Context::new(cli.global).and_then(|context| commands::run(cli.command, &context));
    outcome.unwrap_or_else(|failure| printer.failure(&failure))
}
