//! The command, in a home of its own.

use std::{
    fs,
    os::unix::fs::OpenOptionsExt,
    path::PathBuf,
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A home with the variables that the command sees there.
pub(crate) struct Home {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

impl Home {
    /// A home without a user file.
    pub(crate) fn empty(variables: &[(&str, &str)]) -> Self {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { folder: tempfile::tempdir().unwrap(), variables }
    }

    /// A home with a user file and its first signing key, HS256.
    pub(crate) fn new(variables: &[(&str, &str)]) -> Self {
        let home = Self::empty(variables);
        home.done(&["init"]);
        home
    }

    /// Gives the command one more variable.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    /// The user file.
    pub(crate) fn users_db(&self) -> String {
        self.path(".local/share/authctl/users.db").display().to_string()
    }

    /// A path in this home.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes a file that nobody else can read and returns the SOURCE that names it.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        let mut file = fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(&path).unwrap();
        std::io::Write::write_all(&mut file, content.as_ref()).unwrap();
        format!("@{}", path.display())
    }

    /// The command, to be run in this home.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_authctl"));
        let variables = self.variables.iter().map(|(name, value)| (name, value));
        command.args(arguments).env_clear().env("HOME", self.folder.path()).envs(variables);
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// Runs the command, which must end with that exit code, and returns its stdout without the last line end.
    pub(crate) fn ends(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        let shown = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "authctl {}\n{shown}{errors}", arguments.join(" "));
        shown.strip_suffix('\n').unwrap_or(&shown).to_owned()
    }

    /// What a command shows that does what it is asked.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        self.ends(0, arguments)
    }

    /// The JSON that a command shows before it ends with that exit code.
    pub(crate) fn json(&self, code: i32, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ends(code, &[arguments, &["--output", "json"]].concat())).unwrap()
    }
}
