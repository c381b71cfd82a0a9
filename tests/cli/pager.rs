//! Long lists in a real pseudo-terminal of 24 rows.

use rexpect::error::Error;

use crate::terminal::Terminal;

/// A terminal with that many users in the file of its home.
fn with_users(count: u8) -> Result<Terminal, Error> {
    let mut terminal = Terminal::open()?;
    terminal.run("stty rows 24 cols 80; export TERM=xterm; authctl init -q >init")?;
    terminal.run(&format!("for n in $(seq {count}); do authctl user add user$n --no-password >added; done"))?;
    Ok(terminal)
}

#[test]
fn a_list_longer_than_the_terminal_goes_through_the_pager() -> Result<(), Error> {
    let mut terminal = with_users(30)?;
    terminal.run("export PAGER='sed s/^/paged:/'")?;
    let shown = terminal.run("authctl user list")?;
    assert!(shown.contains("paged: user1 ") && shown.contains("paged: user30 "), "{shown}");
    for told in
        ["authctl user list --no-pager", "authctl user list --limit 5", "authctl user list --json", "authctl user list | cat"]
    {
        let shown = terminal.run(told)?;
        assert!(shown.contains("user1") && !shown.contains("paged:"), "{told}: {shown}");
    }
    Ok(())
}

#[test]
fn less_is_the_pager_and_q_leaves_it_with_success() -> Result<(), Error> {
    let mut terminal = with_users(30)?;
    terminal.run("unset PAGER LESS")?;
    terminal.bash.send_line("authctl user list")?;
    terminal.bash.exp_string("user21")?;
    terminal.press("q")?;
    assert!(terminal.exit_code()?.contains("code=0="));
    Ok(())
}

#[test]
fn ctrl_c_stays_with_the_pager() -> Result<(), Error> {
    let mut terminal = with_users(30)?;
    terminal.run("unset PAGER LESS")?;
    terminal.bash.send_line("authctl user list")?;
    terminal.bash.exp_string("user29")?;
    terminal.bash.send_control('c')?;
    // `less` draws its screen anew.
    terminal.bash.exp_string("user29")?;
    terminal.press("q")?;
    assert!(terminal.exit_code()?.contains("code=0="));
    Ok(())
}

#[test]
fn without_the_pager_the_list_is_shown_as_it_is() -> Result<(), Error> {
    let mut terminal = with_users(30)?;
    terminal.run("export PAGER=no-such-pager")?;
    let shown = terminal.run("authctl user list")?;
    assert!(shown.contains(" user1 ") && shown.contains(" user30 "), "{shown}");
    assert!(terminal.exit_code()?.contains("code=0="));
    Ok(())
}
