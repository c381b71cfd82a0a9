//! `authctl completions SHELL`

use clap::{Args, ValueEnum};
use clap_complete::{Generator, Shell};

use super::Outcome;
use crate::{cli, complete, context::Context, failure::Exit};

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
#[command(after_help = "The scripts of bash, zsh and fish ask authctl itself at every Tab, so that users, keys, labels and\n\
    profiles complete, too, from the user file that --db, --profile or AUTHCTL_DB names. The scripts of\n\
    the other shells, and those of --static, know commands and flags alone.\n\n\
    Examples:\n  authctl completions bash > ~/.local/share/bash-completion/completions/authctl\n  \
    authctl completions zsh > ~/.zfunc/_authctl      with ~/.zfunc in fpath before compinit\n  \
    authctl completions fish > ~/.config/fish/completions/authctl.fish")]
pub(crate) struct Arguments {
    /// The shell
    shell: Target,
    /// Print a script that asks nobody, with all commands and flags in it
    #[arg(long)]
    r#static: bool,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let asks = !arguments.r#static;
    let script = match arguments.shell {
        Target::Bash if asks => complete::Shell::Bash.script().to_owned(),
        Target::Zsh if asks => complete::Shell::Zsh.script().to_owned(),
        Target::Fish if asks => complete::Shell::Fish.script().to_owned(),
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
