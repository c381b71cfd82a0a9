//! Runs each recipe of the cookbook, after the set-up that stands above all of them, in the shells that scripts are written for.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::{
    sources::read,
    transcript::{READER, Streams, agrees, path_with_authctl},
};

/// A shell and how it is asked to stop at the first failure.
const SHELLS: [(&str, &str); 2] = [("bash", "set -euo pipefail"), ("dash", "set -eu")];

/// A block of shell, and what stands below it as its output.
#[derive(Default)]
struct Block {
    script: String,
    shown: Option<Vec<String>>,
}

#[test]
fn every_recipe_of_the_cookbook_does_what_it_shows() {
    let text = read("docs/cookbook.md");
    let mut sections = text.split("\n## ");
    let set_up: String = blocks(sections.next().unwrap()).into_iter().map(|block| block.script).collect();
    let mut wrong = String::new();
    let mut recipes = 0;
    for section in sections {
        let title = section.lines().next().unwrap();
        let blocks = blocks(section);
        assert!(!blocks.is_empty(), "`{title}` has no script");
        recipes += 1;
        for (shell, strict) in SHELLS {
            if let Err(fault) = run(shell, strict, &set_up, &blocks) {
                let _ = writeln!(wrong, "\n## {title}, in {shell}\n{fault}");
            }
        }
    }
    assert!(wrong.is_empty(), "docs/cookbook.md shows something else:\n{wrong}");
    assert!(recipes >= 10, "{recipes} recipes");
}

#[test]
fn the_cookbook_lists_its_recipes() {
    let text = read("docs/cookbook.md");
    let listed: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("- [")?.split_once(']').map(|(title, _)| title)).collect();
    let written: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(listed, written);
}

fn blocks(section: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut fence = None;
    for line in section.lines() {
        match (fence, line) {
            (None, "```sh") => {
                blocks.push(Block::default());
                fence = Some("sh");
            }
            (None, "```text") => {
                blocks.last_mut().unwrap().shown = Some(Vec::new());
                fence = Some("text");
            }
            (Some(_), "```") => fence = None,
            (Some("sh"), _) => {
                let script = &mut blocks.last_mut().unwrap().script;
                script.push_str(line);
                script.push('\n');
            }
            (Some(_), _) => blocks.last_mut().unwrap().shown.as_mut().unwrap().push(line.to_owned()),
            (None, _) => {}
        }
    }
    blocks
}

/// One shell runs the whole recipe; the output of each block goes to a file of its own.
fn run(shell: &str, strict: &str, set_up: &str, blocks: &[Block]) -> Result<(), String> {
    let home = tempfile::tempdir().unwrap();
    let out = tempfile::tempdir().unwrap();
    let mut script = format!("{strict}\n{{\n{set_up}}} >\"$OUT/set-up\"\n");
    for (number, block) in blocks.iter().enumerate() {
        let _ = writeln!(script, "{{\n{}}} >\"$OUT/{number}\"", block.script);
    }
    let ended = shell_in(shell, &script, home.path(), out.path());
    if !ended.status.success() {
        return Err(format!("{}: {}", ended.status, String::from_utf8_lossy(&ended.stderr)));
    }
    for (number, block) in blocks.iter().enumerate() {
        let Some(expected) = &block.shown else { continue };
        let printed = fs::read_to_string(out.path().join(number.to_string())).unwrap();
        let printed = printed.replace(&home.path().display().to_string(), READER);
        let actual: Vec<String> = printed.lines().map(str::to_owned).collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        if !agrees(&expected, &actual, Streams::Together) {
            return Err(format!("--- expected\n{}\n--- shown\n{printed}", expected.join("\n")));
        }
    }
    Ok(())
}

fn shell_in(shell: &str, script: &str, home: &Path, out: &Path) -> Output {
    Command::new(shell)
        .args(["-c", script])
        .current_dir(home)
        .env_clear()
        .env("PATH", path_with_authctl())
        .env("HOME", home)
        .env("LANG", "C.UTF-8")
        .env("OUT", out)
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{shell} is needed to run the cookbook: {error}"))
}
