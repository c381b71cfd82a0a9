//! The completion scripts in `completions/` are those that the command prints.

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

/// What a shell says of a script; nothing where the shell is not installed.
fn run(shell: &str, arguments: &[&str]) -> Option<std::process::Output> {
    Command::new(shell).args(arguments).current_dir(root()).stdin(Stdio::null()).output().ok()
}

#[test]
fn scripts_load_in_the_shells_that_are_installed() {
    let table: [(&str, &[&str]); 3] = [
        ("bash", &["--norc", "-c", "source completions/authctl.bash"]),
        ("zsh", &["-f", "-c", "autoload -Uz compinit; compinit -D -u; source completions/_authctl"]),
        ("fish", &["--no-config", "-c", "source completions/authctl.fish"]),
    ];
    for (shell, arguments) in table {
        if let Some(output) = run(shell, arguments) {
            assert!(output.status.success() && output.stderr.is_empty(), "{shell}: {output:?}");
        }
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
    let output = run("bash", &["--norc", "-c", script]).expect("the tests need bash");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "disable\n--leeway\nfish\n", "{output:?}");
}
