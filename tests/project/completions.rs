//! The completion scripts in `completions/` are those that the command prints. The interoperability tests load them in zsh and fish.

use std::process::{Command, Stdio};

use crate::sources::{read, root};

/// A shell and its script.
const SCRIPTS: [(&str, &str); 6] = [
    ("bash", "completions/authctl.bash"),
    ("elvish", "completions/authctl.elv"),
    ("fish", "completions/authctl.fish"),
    ("nushell", "completions/authctl.nu"),
    ("powershell", "completions/_authctl.ps1"),
    ("zsh", "completions/_authctl"),
];

#[test]
fn committed_scripts_are_those_of_the_command() {
    for (shell, path) in SCRIPTS {
        let output = Command::new(env!("CARGO_BIN_EXE_authctl")).args(["completions", shell, "--static"]).output().unwrap();
        assert!(output.status.success(), "{shell}: {output:?}");
        assert!(String::from_utf8(output.stdout).unwrap() == read(path), "{path} is old: tests/project/refresh writes it anew");
    }
}

#[test]
fn bash_completes_commands_and_flags() {
    let script = r#"
        source completions/authctl.bash
        complete_words() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _authctl authctl "${!#}" "${@: -2:1}"; printf '%s\n' "${COMPREPLY[@]}"; }
        complete_words authctl user dis
        complete_words authctl token verify --leew
        complete_words authctl completions fi
    "#;
    let mut bash = Command::new("bash");
    let output =
        bash.args(["--norc", "-c", script]).current_dir(root()).stdin(Stdio::null()).output().expect("the tests need bash");
    assert!(output.stderr.is_empty(), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "disable\n--leeway\nfish\n", "{output:?}");
}
