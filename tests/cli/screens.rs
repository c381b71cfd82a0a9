//! What people see, on terminals of 80 and 160 columns, with colour and without. `TRANSCRIPTS=overwrite` takes the screens over.

use std::{fmt::Write, fs, path::Path};

use regex::Regex;
use rexpect::error::Error;

use crate::terminal::{Terminal, decoded};

/// What is looked at. Nothing in it differs from run to run.
const COMMANDS: [&str; 6] = [
    "authctl user list",
    "authctl hash audit",
    "authctl token verify $OLD --secret env:SECRET --audience billing --now @1700010920",
    "authctl token decode 'Bearer '$OLD --now @1700000010",
    "authctl user show anne",
    "authctl user disable --help",
];

fn terminal(columns: u16) -> Result<Terminal, Error> {
    let mut terminal = Terminal::open()?;
    terminal.run(&format!("stty rows 200 cols {columns}; export TERM=xterm-256color; authctl init -q >made"))?;
    terminal.run("export PW='correct horse battery staple' SECRET='an HMAC secret of more than 32 bytes, please'")?;
    terminal.run("authctl user add ann --email ann@example.com --scope me --password env:PW -q")?;
    let name = "日本語の名前 Wolfeschlegelsteinhausenbergerdorff the Third of That Name";
    terminal.run(&format!("authctl user add wolfe --full-name '{name}' --role admin --role auditor --no-password -q"))?;
    terminal.run("authctl user add ci --service --scope deploy -q; authctl user disable ci -q")?;
    let issue =
        "authctl token issue --sub ann --secret env:SECRET --alg HS256 --now @1700000000 --ttl 5m --jti none --audience api";
    terminal.run(&format!("OLD=$({issue})"))?;
    Ok(terminal)
}

/// The screen that each command leaves.
fn screens(terminal: &mut Terminal, before: &str) -> Result<String, Error> {
    let mut screens = String::new();
    for command in COMMANDS {
        let shown = decoded(&terminal.run(&format!("{before} {command}"))?).replace('\r', "");
        let _ = writeln!(screens, "$ {command}\n{}", shown.trim_end());
    }
    Ok(screens)
}

/// Columns of a line: a character of East Asia takes two.
fn width(line: &str) -> usize {
    line.chars().map(|letter| if ('\u{3000}'..'\u{ffff}').contains(&letter) { 2 } else { 1 }).sum()
}

fn compare(columns: u16, is_cut: bool) -> Result<(), Error> {
    let mut terminal = terminal(columns)?;
    let plain = screens(&mut terminal, "NO_COLOR=1")?;
    let coloured = screens(&mut terminal, "env -u NO_COLOR")?;
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let style = Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    assert!(style.is_match(&coloured), "{coloured}");
    assert_eq!(style.replace_all(&coloured, ""), plain, "colour adds nothing but colour");
    let list = plain.split("\n$ ").next().unwrap();
    assert_eq!(list.contains('…'), is_cut, "{list}");
    for line in list.lines() {
        assert!(width(line) <= usize::from(columns), "{line}");
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cli/screens/{columns}.txt"));
    if std::env::var_os("TRANSCRIPTS").is_some_and(|mode| mode == "overwrite") {
        fs::write(file, plain).unwrap();
    } else {
        assert_eq!(plain, fs::read_to_string(file).unwrap(), "TRANSCRIPTS=overwrite takes it over");
    }
    Ok(())
}

#[test]
fn screens_of_eighty_columns_are_as_approved() -> Result<(), Error> {
    compare(80, true)
}

#[test]
fn screens_of_a_hundred_and_sixty_columns_are_as_approved() -> Result<(), Error> {
    compare(160, false)
}
