//! A bash in a pseudo-terminal, as a person has it before them.

use std::path::PathBuf;

use rexpect::{
    error::Error,
    session::{PtyReplSession, spawn_bash},
};
use tempfile::TempDir;

/// A bash on a terminal of its own, in a home of its own, with authctl on its path.
pub(crate) struct Terminal {
    pub(crate) bash: PtyReplSession,
    pub(crate) home: TempDir,
}

impl Terminal {
    pub(crate) fn open() -> Result<Self, Error> {
        let home = tempfile::tempdir().unwrap();
        let folder = PathBuf::from(env!("CARGO_BIN_EXE_authctl")).parent().unwrap().to_owned();
        let mut terminal = Self { bash: spawn_bash(Some(20_000))?, home };
        let home = terminal.home.path().display().to_string();
        terminal.run(&format!(
            "export HOME={home} PATH={}:$PATH; unset AUTHCTL_DB XDG_DATA_HOME XDG_CONFIG_HOME; cd",
            folder.display()
        ))?;
        Ok(terminal)
    }

    /// Runs a command that asks nothing and returns what it shows.
    pub(crate) fn run(&mut self, command: &str) -> Result<String, Error> {
        self.bash.send_line(command)?;
        self.bash.wait_for_prompt()
    }

    /// Starts a command and waits for its question.
    pub(crate) fn ask(&mut self, command: &str, question: &str) -> Result<(), Error> {
        self.bash.send_line(command)?;
        self.bash.exp_string(question).map(drop)
    }

    /// Answers a question and waits for what follows.
    pub(crate) fn answer(&mut self, text: &str, next: &str) -> Result<(), Error> {
        self.bash.send_line(text)?;
        self.bash.exp_string(next).map(drop)
    }

    /// Answers the last question and returns what is shown until the prompt.
    pub(crate) fn finish(&mut self, text: &str) -> Result<String, Error> {
        self.bash.send_line(text)?;
        self.bash.wait_for_prompt()
    }

    pub(crate) fn exit_code(&mut self) -> Result<String, Error> {
        self.run("echo code=$?=")
    }

    /// How the terminal is set, echo included.
    pub(crate) fn settings(&mut self) -> Result<String, Error> {
        self.run("stty -g")
    }

    /// Presses one key and returns what is shown until the prompt.
    pub(crate) fn press(&mut self, key: &str) -> Result<String, Error> {
        self.bash.send(key)?;
        self.bash.flush()?;
        self.bash.wait_for_prompt()
    }
}

impl Drop for Terminal {
    /// Leaves bash, which would sit out the signal that a dropped session sends.
    fn drop(&mut self) {
        self.bash.send_line("exit").and_then(|_| self.bash.exp_eof()).ok();
    }
}

/// What a terminal shows, whose bytes the session takes for a letter each.
pub(crate) fn decoded(shown: &str) -> String {
    let bytes = shown.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    String::from_utf8(bytes).unwrap()
}
