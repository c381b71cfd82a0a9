//! Ctrl-C in long work: 130, and nothing half done.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

use rexpect::error::Error;

use crate::terminal::Terminal;

#[test]
fn ctrl_c_while_a_seed_hashes_passwords_changes_nothing() -> Result<(), Error> {
    let mut terminal = Terminal::open()?;
    let users: Vec<String> = (0..400).map(|n| format!("- {{username: user{n}, password: env:PW}}\n")).collect();
    fs::write(terminal.home.path().join("seed.yaml"), format!("users:\n{}", users.concat())).unwrap();
    terminal.run("stty rows 24 cols 80; export PW='correct horse battery staple'")?;
    terminal.bash.send_line("authctl seed apply seed.yaml")?;
    terminal.bash.exp_string("passwords hashed")?;
    terminal.bash.send_control('c')?;
    terminal.bash.exp_string("interrupted")?;
    terminal.bash.wait_for_prompt()?;
    assert!(terminal.exit_code()?.contains("code=130="));
    let shown = terminal.run("authctl user list")?;
    assert!(shown.contains("authctl init"), "there is no user file: {shown}");
    Ok(())
}

#[test]
fn a_batch_that_waits_for_tokens_ends_at_ctrl_c() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_authctl"));
    command.args(["token", "decode", "-o", "jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut batch = command.spawn().unwrap();
    let mut input = batch.stdin.take().unwrap();
    input.write_all(b"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.\n").unwrap();
    let mut answer = String::new();
    BufReader::new(batch.stdout.take().unwrap()).read_line(&mut answer).unwrap();
    assert!(answer.contains(r#""sub":"ann""#), "{answer}");
    assert!(Command::new("kill").args(["-INT", &batch.id().to_string()]).status().unwrap().success());
    let output = batch.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(String::from_utf8_lossy(&output.stderr).contains(r#""code":"interrupted""#), "{output:?}");
    drop(input);
}

#[test]
fn ctrl_c_amid_many_tokens_leaves_a_file_of_those_in_the_ledger() -> Result<(), Error> {
    let mut terminal = Terminal::open()?;
    terminal.run("stty rows 24 cols 80; authctl init -q; authctl user add ann --no-password -q")?;
    terminal.bash.send_line("authctl token issue ann --count 100000000 --out tokens.txt >shown")?;
    terminal.bash.exp_string("tokens, ")?;
    terminal.bash.send_control('c')?;
    terminal.bash.exp_string("interrupted")?;
    terminal.bash.wait_for_prompt()?;
    assert!(terminal.exit_code()?.contains("code=130="));
    let agree = r#"test "$(grep -c '^eyJ.*\..*\..*' tokens.txt)" = "$(authctl db stats --json | jq .tokens.recorded)""#;
    terminal.run(agree)?;
    assert!(terminal.exit_code()?.contains("code=0="));
    Ok(())
}
