//! Questions in a real pseudo-terminal, asked from an interactive bash.

use rexpect::error::Error;

use crate::terminal::{Terminal, decoded};

#[test]
fn a_new_password_is_asked_for_twice_and_not_shown() -> Result<(), Error> {
    let mut terminal = Terminal::open()?;
    terminal.ask("authctl hash", "New password: ")?;
    terminal.answer("correct horse battery", "New password again: ")?;
    let shown = terminal.finish("correct horse battery")?;
    assert!(shown.contains("$argon2id$v=19$m=19456,t=2,p=1$"), "{shown}");
    assert!(!shown.contains("correct horse"), "{shown}");
    Ok(())
}

#[test]
fn two_different_passwords_are_a_usage_error() -> Result<(), Error> {
    let mut terminal = Terminal::open()?;
    terminal.ask("authctl hash", "New password: ")?;
    terminal.answer("correct horse battery", "New password again: ")?;
    let shown = terminal.finish("correct horse batter")?;
    assert!(shown.contains("the two passwords differ"), "{shown}");
    assert!(terminal.exit_code()?.contains("code=2="));
    Ok(())
}

#[test]
fn ctrl_c_at_a_prompt_ends_with_130_and_leaves_the_terminal_as_it_was() -> Result<(), Error> {
    let mut terminal = Terminal::open()?;
    let before = terminal.settings()?;
    terminal.ask("authctl hash", "New password: ")?;
    terminal.bash.send_control('c')?;
    terminal.bash.wait_for_prompt()?;
    assert!(terminal.exit_code()?.contains("code=130="));
    assert_eq!(terminal.settings()?, before);
    Ok(())
}

#[test]
fn ctrl_d_at_a_prompt_is_a_usage_error_and_leaves_the_terminal_as_it_was() -> Result<(), Error> {
    let mut terminal = Terminal::open()?;
    let before = terminal.settings()?;
    terminal.ask("authctl hash", "New password: ")?;
    terminal.bash.send_control('d')?;
    let shown = terminal.bash.wait_for_prompt()?;
    assert!(shown.contains("end of input"), "{shown}");
    assert!(terminal.exit_code()?.contains("code=2="));
    assert_eq!(terminal.settings()?, before);
    Ok(())
}

#[test]
fn no_input_never_asks() -> Result<(), Error> {
    let mut terminal = Terminal::open()?;
    let shown = terminal.run("authctl --no-input hash")?;
    assert!(shown.contains("no terminal to ask on"), "{shown}");
    assert!(terminal.exit_code()?.contains("code=2="));
    Ok(())
}

#[test]
fn deleting_a_user_asks_and_no_is_the_default() -> Result<(), Error> {
    let mut terminal = Terminal::open()?;
    terminal.run("authctl init; authctl user add ann --no-password")?;
    terminal.ask("authctl user delete ann", "[y/N]")?;
    terminal.press("\r")?;
    assert!(terminal.run("authctl user show ann")?.contains("ann"));
    terminal.ask("authctl user delete ann", "[y/N]")?;
    terminal.press("y")?;
    terminal.run("authctl user show ann")?;
    assert!(terminal.exit_code()?.contains("code=11="));
    Ok(())
}

/// A token that is longer than the line of a terminal.
fn long_token() -> String {
    format!("eyJhbGciOiJIUzI1NiJ9.eyJhIjoi{}In0.{}", "YWFh".repeat(1200), "A".repeat(43))
}

#[test]
fn a_prompt_takes_a_token_that_is_longer_than_a_line() -> Result<(), Error> {
    let mut terminal = Terminal::open()?;
    terminal.ask("authctl token decode", "Token: ")?;
    let shown = terminal.finish(&long_token())?;
    assert!(shown.contains("NO_EXP"), "{shown}");
    assert!(terminal.exit_code()?.contains("code=0="));
    Ok(())
}

#[test]
fn a_token_that_the_terminal_cuts_on_stdin_is_said_to_be_cut() -> Result<(), Error> {
    let mut terminal = Terminal::open()?;
    terminal.run("echo 01234567890123456789012345678901 > secret; chmod 600 secret")?;
    for command in ["decode -", "verify - --secret @secret", "verify - -o jsonl --secret @secret"] {
        // What is typed before the shell has handed the terminal over is not cut.
        terminal.ask(&format!("echo rea'dy'; authctl token {command}"), "ready")?;
        terminal.bash.send_line(&long_token())?;
        terminal.bash.send_control('d')?;
        let shown = terminal.bash.wait_for_prompt()?;
        assert!(shown.contains("TTY_TRUNCATED"), "{command}: {shown}");
        assert!(terminal.exit_code()?.contains("code=3="), "{command}");
    }
    Ok(())
}

#[test]
fn a_protected_profile_asks_for_its_name() -> Result<(), Error> {
    let mut terminal = Terminal::open()?;
    terminal.run("authctl init; authctl user add ann --no-password; mkdir -p .config/authctl")?;
    terminal.run("printf '[profile.production]\\nprotected = true\\n' > .config/authctl/config.toml")?;
    terminal.run("export AUTHCTL_PROFILE=production")?;
    terminal.ask("authctl user delete ann --yes", "The profile production is protected. To delete ann, type its name")?;
    assert!(terminal.finish("yes")?.contains("nothing was changed"));
    assert!(terminal.exit_code()?.contains("code=2="));
    terminal.ask("authctl user delete ann", "type its name")?;
    assert!(terminal.finish("production")?.contains("user ann deleted"));
    terminal.run("echo 'users: [{username: bob, state: absent}]' > seed.yaml; authctl user add bob --no-password")?;
    terminal.ask("authctl seed apply seed.yaml --yes", "To delete user bob, type its name")?;
    assert!(terminal.finish("production")?.contains("1 deleted"));
    terminal.ask("authctl key rotate", "To rotate the keys, type its name")?;
    terminal.bash.send_control('c')?;
    terminal.bash.wait_for_prompt()?;
    assert!(terminal.exit_code()?.contains("code=130="));
    Ok(())
}

#[test]
fn lists_fit_the_terminal_and_are_whole_in_a_pipe() -> Result<(), Error> {
    let name = "日本語の名前 Wolfeschlegelsteinhausenbergerdorff the Third of That Name";
    let mut terminal = Terminal::open()?;
    terminal.run("stty cols 80; authctl init")?;
    terminal.run(&format!("authctl user add ann --no-password --email ann@example.com --full-name '{name}'"))?;
    let shown = decoded(&terminal.run("authctl user list")?);
    let row = shown.lines().find(|line| line.trim_start().starts_with("ann ")).expect("a row");
    assert!(row.contains('…') && !row.contains(name), "{shown}");
    // A character of East Asia is two columns wide.
    let columns: usize = row.trim_end().chars().map(|letter| if letter > '\u{3000}' { 2 } else { 1 }).sum();
    assert!(columns <= 80, "{columns}: {row}");
    terminal.run("stty cols 200")?;
    assert!(decoded(&terminal.run("authctl user list")?).contains(name));
    terminal.run("stty cols 80")?;
    assert!(decoded(&terminal.run("authctl user list | cat")?).contains(name));
    Ok(())
}

#[test]
fn the_passphrase_of_sealed_keys_is_asked_for() -> Result<(), Error> {
    let mut terminal = Terminal::open()?;
    terminal.run("authctl init --alg EdDSA; authctl user add ann --no-password")?;
    terminal.ask("authctl key seal", "New passphrase of the keys: ")?;
    terminal.answer("correct horse battery", "New passphrase again: ")?;
    assert!(terminal.finish("correct horse batter")?.contains("the two passphrases differ"));
    terminal.ask("authctl key seal", "New passphrase of the keys: ")?;
    terminal.answer("correct horse battery", "New passphrase again: ")?;
    let shown = terminal.finish("correct horse battery")?;
    assert!(shown.contains("is sealed from now on") && !shown.contains("horse"), "{shown}");
    terminal.ask("authctl token issue ann", "Passphrase of the keys: ")?;
    let shown = terminal.finish("correct horse battery")?;
    assert!(shown.contains("eyJ") && !shown.contains("horse"), "{shown}");
    terminal.ask("authctl token issue ann", "Passphrase of the keys: ")?;
    terminal.finish("correct horse batter")?;
    assert!(terminal.exit_code()?.contains("code=4="));
    terminal.run("authctl --no-input token issue ann")?;
    assert!(terminal.exit_code()?.contains("code=2="));
    Ok(())
}
