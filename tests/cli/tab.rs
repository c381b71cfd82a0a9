//! Tab in bash. The other shells are among the interoperability tests.

use rexpect::error::Error;

use crate::typing::{Shell, a_hostile_name_is_quoted, names_complete};

/// The terminal does not echo at first, and readline would leave it so.
const BASH: Shell =
    Shell { command: &["bash", "--norc", "--noprofile"], setup: "stty echo; PS1=tab:; source <(authctl completions bash)" };

#[test]
fn names_of_the_user_file_complete_in_bash() -> Result<(), Error> {
    names_complete(&BASH)
}

#[test]
fn bash_quotes_a_hostile_name() -> Result<(), Error> {
    a_hostile_name_is_quoted(&BASH)
}
