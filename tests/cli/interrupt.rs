//! Ctrl-C in long work, in a real pseudo-terminal: 130, and nothing half done.

use std::fs;

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
