//! Tab in zsh and fish.

use rexpect::error::Error;

use crate::typing::{Shell, a_hostile_name_is_quoted, names_complete};

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

#[test]
fn names_of_the_user_file_complete_in_zsh() -> Result<(), Error> {
    names_complete(&ZSH)?;
    names_complete(&ZSH_AUTOLOADED)
}

#[test]
fn zsh_quotes_a_hostile_name() -> Result<(), Error> {
    a_hostile_name_is_quoted(&ZSH)
}

#[test]
fn names_of_the_user_file_complete_in_fish() -> Result<(), Error> {
    names_complete(&FISH)
}

#[test]
fn fish_quotes_a_hostile_name() -> Result<(), Error> {
    a_hostile_name_is_quoted(&FISH)
}
