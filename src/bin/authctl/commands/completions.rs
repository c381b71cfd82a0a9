//! `authctl completions SHELL`

use clap::{Args, ValueEnum};
use clap_complete::{Generator, Shell};

use super::Outcome;
use crate::{cli, context::Context, failure::Exit};

/// The shells.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Target {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
    Nushell,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: authctl completions bash > ~/.local/share/bash-completion/completions/authctl")]
pub(crate) struct Arguments {
    /// The shell
    shell: Target,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let script = match arguments.shell {
        Target::Bash => script(Shell::Bash),
        Target::Zsh => script(Shell::Zsh),
        Target::Fish => script(Shell::Fish),
        Target::Powershell => script(Shell::PowerShell),
        Target::Elvish => script(Shell::Elvish),
        Target::Nushell => script(clap_complete_nushell::Nushell),
    };
    context.printer.raw(&script)?;
    Ok(Exit::Done)
}

fn script(shell: impl Generator) -> String {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut cli::tree(), "authctl", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
