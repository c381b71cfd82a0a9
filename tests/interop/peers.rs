//! The peers: libraries of Python and node, and tools. One that is missing fails the test, and says what fetches it.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

/// Where the sources of the peers are.
pub(crate) const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interop");

const FETCHED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/interop");

/// What to do about a missing peer.
const ADVICE: &str = "run tests/interop/setup, which fetches what the tests run against; tests/run does so";

/// The Python that has the libraries.
pub(crate) fn python_with_libraries() -> PathBuf {
    fetched().join("py/bin/python")
}

/// Gives Python's libraries some jobs of `peer.py` and returns the answers.
pub(crate) fn python(jobs: &[Value]) -> Vec<Value> {
    answers(Command::new(python_with_libraries()).arg("-B").arg(format!("{SOURCES}/peer.py")), jobs)
}

/// Gives node's jose some jobs of `peer.mjs` and returns the answers.
pub(crate) fn node(jobs: &[Value]) -> Vec<Value> {
    answers(Command::new("node").arg(format!("{SOURCES}/peer.mjs")).env("PEERS", fetched()), jobs)
}

/// What a tool shows that must succeed.
pub(crate) fn tool(name: &str, arguments: &[&str], stdin: impl AsRef<[u8]>) -> String {
    let output = try_tool(name, arguments, stdin);
    assert!(output.status.success(), "{name} {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a tool.
pub(crate) fn try_tool(name: &str, arguments: &[&str], stdin: impl AsRef<[u8]>) -> Output {
    run(Command::new(name).args(arguments), stdin.as_ref())
}

/// The folder of what was fetched. A setup that came to its end leaves a stamp.
pub(crate) fn fetched() -> &'static Path {
    assert!(Path::new(FETCHED).join("stamp").is_file(), "there are no peers in target/interop: {ADVICE}");
    Path::new(FETCHED)
}

fn answers(peer: &mut Command, jobs: &[Value]) -> Vec<Value> {
    let output = run(peer, &serde_json::to_vec(jobs).unwrap());
    assert!(output.status.success(), "{}\n(is it set up? {ADVICE})", String::from_utf8_lossy(&output.stderr));
    let answers: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answers.len(), jobs.len());
    answers
}

/// Runs a command with that on its stdin.
pub(crate) fn run(command: &mut Command, stdin: &[u8]) -> Output {
    let name = command.get_program().to_owned();
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.unwrap_or_else(|error| panic!("{} cannot be run: {error}: {ADVICE}", name.display()));
    // One that ends before it has read everything shows why by its exit code.
    child.stdin.take().unwrap().write_all(stdin).ok();
    child.wait_with_output().unwrap()
}
