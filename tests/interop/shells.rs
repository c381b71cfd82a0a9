//! Tab in zsh and fish, and the scripts for them that are not asked for names.

use rexpect::error::Error;

use crate::{
    peers::try_tool,
    typing::{Shell, a_hostile_name_is_quoted, names_complete},
};

const ZSH: Shell = Shell {
    command: &["zsh", "-f", "-i"],
    setup: "PS1=tab:; autoload -Uz compinit; compinit -D -u; source <(authctl completions zsh)",
};
/// The script where zsh looks for it by itself.
const ZSH_AUTOLOADED: Shell = Shell {
    command: &["zsh", "-f", "-i"],
    setup: "PS1=tab:; authctl completions zsh > _authctl; fpath=($PWD $fpath); autoload -Uz compinit; compinit -D -u",
};
const FISH: Shell = Shell {
    command: &["fish", "--no-config"],
    setup: "function fish_prompt; echo -n tab:; end; authctl completions fish | source",
};

/// Without the shell the pseudo-terminal would only say that it ended.
fn there(shell: &Shell) -> &Shell {
    try_tool(shell.command[0], &["--version"], "");
    shell
}

#[test]
fn names_of_the_user_file_complete_in_zsh() -> Result<(), Error> {
    names_complete(there(&ZSH))?;
    names_complete(there(&ZSH_AUTOLOADED))
}

#[test]
fn zsh_quotes_a_hostile_name() -> Result<(), Error> {
    a_hostile_name_is_quoted(there(&ZSH))
}

#[test]
fn names_of_the_user_file_complete_in_fish() -> Result<(), Error> {
    names_complete(there(&FISH))
}

#[test]
fn fish_quotes_a_hostile_name() -> Result<(), Error> {
    a_hostile_name_is_quoted(there(&FISH))
}

#[test]
fn the_committed_scripts_load() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/completions");
    let zsh = format!("autoload -Uz compinit; compinit -D -u; source {folder}/_authctl");
    let fish = format!("source {folder}/authctl.fish");
    for (shell, arguments) in [("zsh", ["-f", "-c", &zsh]), ("fish", ["--no-config", "-c", &fish])] {
        let output = try_tool(shell, &arguments, "");
        assert!(output.status.success() && output.stderr.is_empty(), "{shell}: {output:?}");
    }
}
