//! The man pages: one for each command, and each can be set.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Stdio},
};

use crate::help_tree;

/// The text that groff sets.
fn set(page: &Path) -> String {
    let groff = Command::new("groff")
        .args(["-man", "-Kutf8", "-Tutf8", "-ww", "-Wbreak", "-P-cbou"])
        .arg(page)
        .stdin(Stdio::null())
        .output()
        .expect("groff is needed to set the man pages; tests/run says what else is");
    assert!(groff.status.success(), "{}: {groff:?}", page.display());
    assert_eq!(String::from_utf8_lossy(&groff.stderr), "", "{}", page.display());
    String::from_utf8(groff.stdout).unwrap()
}

#[test]
fn every_command_has_a_page_that_can_be_set() {
    let folder = tempfile::tempdir().unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_authctl")).args(["man", "--out-dir"]).arg(folder.path()).status().unwrap();
    assert!(status.success());
    let pages: BTreeSet<String> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(pages, help_tree::tree().keys().map(|name| format!("{name}.1")).collect());
    for name in pages {
        let path = folder.path().join(&name);
        let page = fs::read_to_string(&path).unwrap();
        for part in [".TH ", ".SH NAME", ".SH SYNOPSIS", ".SH OPTIONS"] {
            assert!(page.lines().any(|line| line.starts_with(part)), "{name} lacks {part}");
        }
        let text = set(&path);
        for part in ["SYNOPSIS", "Never prompt", "Example"] {
            assert!(text.contains(part), "{name} lacks {part}: {text}");
        }
    }
}
