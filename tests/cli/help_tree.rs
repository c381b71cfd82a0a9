//! The help of every command, as it stands in `help/`. The tree is walked by what each help lists, so that no command is missed;
//! `TRANSCRIPTS=overwrite` writes the folder anew.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Stdio},
};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/help");

/// What a command prints, with no terminal on any stream: lines are as long as they may be, whatever the window.
fn output(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_authctl"))
        .args(arguments)
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .expect("authctl runs");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("help is UTF-8")
}

/// The commands that a help lists.
fn listed(help: &str) -> Vec<String> {
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    commands.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

/// Every command with its help: `authctl`, `authctl-user`, `authctl-user-add`, …
pub(crate) fn tree() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut paths: Vec<Vec<String>> = vec![Vec::new()];
    while let Some(path) = paths.pop() {
        let words: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
        let help = output(&words);
        paths.extend(listed(&help).into_iter().map(|name| path.iter().cloned().chain([name]).collect()));
        let name = ["authctl".to_owned()].into_iter().chain(path).collect::<Vec<_>>().join("-");
        found.insert(name, help);
    }
    found
}

#[test]
fn the_help_of_every_command_is_as_it_was_approved() {
    let tree = tree();
    if std::env::var_os("TRANSCRIPTS").is_some_and(|mode| mode == "overwrite") {
        fs::remove_dir_all(FOLDER).ok();
        fs::create_dir_all(FOLDER).unwrap();
        for (name, help) in &tree {
            fs::write(Path::new(FOLDER).join(format!("{name}.txt")), help).unwrap();
        }
        return;
    }
    let approved: BTreeMap<String, String> = fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    let differing: Vec<_> =
        tree.keys().chain(approved.keys()).filter(|name| tree.get(*name) != approved.get(*name)).map(String::as_str).collect();
    assert!(differing.is_empty(), "TRANSCRIPTS=overwrite takes over the help of {}", differing.join(", "));
}

#[test]
fn every_help_has_an_example_and_fits_a_hundred_columns() {
    for (name, help) in tree() {
        assert!(help.contains("Example"), "{name} has no example");
        let long: Vec<_> = help.lines().filter(|line| line.chars().count() > 100).collect();
        assert!(long.is_empty(), "{name}: {long:#?}");
    }
}

#[test]
fn help_by_flag_and_by_command_are_the_same() {
    for (name, help) in tree() {
        let words: Vec<&str> = ["help"].into_iter().chain(name.split('-').skip(1)).collect();
        assert_eq!(output(&words), help, "{name}");
    }
}
