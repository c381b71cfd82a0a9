//! Who issues tokens, and who verifies them.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// What a command has done.
pub(super) struct Outcome {
    pub(super) exit: i32,
    pub(super) stdout: String,
    pub(super) stderr: String,
    pub(super) took: Duration,
}

impl Outcome {
    /// The answer as JSON.
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|_| panic!("{}{}", self.stdout, self.stderr))
    }
}

fn run(home: &Path, environment: &[(&str, &str)], arguments: &[&str], input: String) -> Outcome {
    let began = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_authctl"));
    command.args(arguments).env_clear().env("HOME", home).envs(environment.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A command that fails early reads none of it.
    thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    Outcome {
        exit: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        took: began.elapsed(),
    }
}

/// A user file whose keys are published.
pub(super) struct Publisher(TempDir);

impl Publisher {
    pub(super) fn new() -> Self {
        let publisher = Self(tempfile::tempdir().unwrap());
        publisher.done(&["init", "--alg", "ES256", "--quiet"]);
        publisher
    }

    pub(super) fn jwks(&self) -> String {
        self.done(&["key", "export", "--format", "jwks"])
    }

    pub(super) fn token(&self, more: &[&str]) -> String {
        self.done(&[&["token", "issue", "--sub", "ann"], more].concat()).trim().to_owned()
    }

    /// A token of the key that signs, whose header names another.
    pub(super) fn token_that_names(&self, kid: &str) -> String {
        let keys: serde_json::Value = serde_json::from_str(&self.done(&["key", "list", "--json"])).unwrap();
        let active = keys.as_array().unwrap().iter().find(|key| key["state"] == "active").unwrap();
        let key = tempfile::NamedTempFile::new().unwrap();
        let pem = self.done(&["key", "export", active["kid"].as_str().unwrap(), "--private", "--format", "pem"]);
        fs::write(&key, pem).unwrap();
        self.token(&["--key", &format!("@{}", key.path().display()), "--header", &format!("kid={kid}")])
    }

    /// A new key signs from now on.
    pub(super) fn rotate(&self, kid: &str) {
        self.done(&["key", "generate", "--alg", "EdDSA", "--kid", kid, "--activate", "--quiet"]);
    }

    fn done(&self, arguments: &[&str]) -> String {
        let outcome = run(self.0.path(), &[], arguments, String::new());
        assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
        outcome.stdout
    }
}

/// Who verifies, with a home of its own.
pub(super) struct Verifier {
    home: TempDir,
}

impl Verifier {
    /// A verifier that can name the CA as `--cacert`.
    pub(super) fn new(ca: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("ca.pem"), ca).unwrap();
        Self { home }
    }

    pub(super) fn ca(&self) -> String {
        self.home.path().join("ca.pem").to_str().unwrap().to_owned()
    }

    pub(super) fn cache(&self) -> PathBuf {
        self.home.path().join(".cache/authctl")
    }

    /// `token verify`, trusting the CA.
    pub(super) fn verify(&self, token: &str, arguments: &[&str]) -> Outcome {
        let ca = self.ca();
        self.with(&[], token, &[arguments, &["--cacert", &ca]].concat())
    }

    /// `token verify` in an environment.
    pub(super) fn with(&self, environment: &[(&str, &str)], token: &str, arguments: &[&str]) -> Outcome {
        run(self.home.path(), environment, &[&["token", "verify", token], arguments].concat(), String::new())
    }

    /// `token verify` of many tokens on stdin, trusting the CA.
    pub(super) fn stream(&self, tokens: &[&str], arguments: &[&str]) -> Outcome {
        let ca = self.ca();
        let arguments = [&["token", "verify", "-o", "jsonl", "--cacert", &ca], arguments].concat();
        run(self.home.path(), &[], &arguments, tokens.join("\n") + "\n")
    }
}
