//! A shell in a pseudo-terminal, in which Tab is pressed.

use std::{fs, path::PathBuf, process::Command};

use rexpect::{
    error::Error,
    session::{PtySession, spawn_command},
};
use tempfile::TempDir;

/// How a shell is started bare, and told to complete and to prompt by `tab:`.
pub(crate) struct Shell {
    pub(crate) command: &'static [&'static str],
    pub(crate) setup: &'static str,
}

/// The session, with `johndoe` in the user file of its home, and `ann@example.com` in `other.db` there.
struct Session {
    shell: PtySession,
    home: TempDir,
}

impl Session {
    fn start(shell: &Shell) -> Result<Self, Error> {
        let home = tempfile::tempdir().unwrap();
        let program = PathBuf::from(env!("CARGO_BIN_EXE_authctl"));
        let authctl = |arguments: &[&str]| {
            let output = Command::new(&program).args(arguments).current_dir(&home).env("HOME", home.path()).output().unwrap();
            assert!(output.status.success(), "{arguments:?}: {output:?}");
        };
        for database in ["users.db", "other.db"] {
            authctl(&["--db", database, "init"]);
        }
        authctl(&["--db", "users.db", "user", "add", "johndoe", "--no-password"]);
        authctl(&["--db", "other.db", "user", "add", "ann@example.com", "--no-password"]);
        authctl(&["--db", "users.db", "token", "issue", "johndoe", "--label", "$(touch owned)'\"* x"]);
        fs::create_dir_all(home.path().join(".config/authctl")).unwrap();
        fs::write(home.path().join(".config/authctl/config.toml"), "[profile.elsewhere]\ndb = \"other.db\"\n").unwrap();

        let mut command = Command::new("sh");
        command.args(["-c", "PATH=$0:$PATH exec \"$@\""]).arg(program.parent().unwrap()).args(shell.command).current_dir(&home);
        for variable in ["AUTHCTL_CONFIG", "AUTHCTL_PROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "ENV", "ZDOTDIR"] {
            command.env_remove(variable);
        }
        command.env("HOME", home.path()).env("TERM", "xterm").env("AUTHCTL_DB", "users.db");
        let mut session = Self { shell: spawn_command(command, Some(20_000))?, home };
        session.run(&format!("{}; echo re''ady", shell.setup), "ready")?;
        // The prompt: the line editor has set the terminal.
        session.shell.exp_string("tab:")?;
        Ok(session)
    }

    /// Runs a line and waits for what it shows.
    fn run(&mut self, line: &str, shown: &str) -> Result<(), Error> {
        self.shell.send_line(line)?;
        self.shell.exp_string(shown).map(drop)
    }

    /// Types, presses Tab, and waits for what the shell adds. Then the line is given up.
    fn tab(&mut self, typed: &str, added: &str) -> Result<(), Error> {
        self.shell.send(typed)?;
        self.shell.send("\t")?;
        self.shell.flush()?;
        self.shell.exp_string(added)?;
        self.shell.send_control('u')
    }
}

impl Drop for Session {
    /// Leaves the shell, which would sit out the signal that a dropped session sends.
    fn drop(&mut self) {
        self.shell.send_line("exit").and_then(|_| self.shell.exp_eof()).ok();
    }
}

/// Presses Tab where names of the user file are wanted.
pub(crate) fn names_complete(shell: &Shell) -> Result<(), Error> {
    let mut session = Session::start(shell)?;
    session.tab("authctl user disable jo", "hndoe")?;
    session.tab("authctl --db other.db user show ann@ex", "ample.com")?;
    session.tab("authctl --db=other.db user show an", "n@example.com")?;
    session.tab("authctl --profile el", "sewhere")?;
    session.tab("authctl token list --expiring-w", "ithin")?;
    session.tab("authctl comple", "tions")
}

/// Lets the shell complete a label that would run a command if it were not quoted, and runs the line.
pub(crate) fn a_hostile_name_is_quoted(shell: &Shell) -> Result<(), Error> {
    let mut session = Session::start(shell)?;
    session.shell.send("authctl token revoke --label \t")?;
    session.shell.flush()?;
    session.shell.exp_string("touch")?;
    session.run("", "1 token with the label $(touch owned)'\"* x revoked")?;
    assert!(!session.home.path().join("owned").exists());
    Ok(())
}
