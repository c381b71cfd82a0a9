//! The other tools: fetched by `benches/setup`, run from there.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

/// Where `benches/setup` puts them.
fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-peers")
}

/// Fetches what is missing, and installs the two commands.
pub(crate) fn set_up() {
    let setup = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/setup");
    assert!(Command::new(setup).status().unwrap().success(), "benches/setup failed");
    install(Path::new(env!("CARGO_BIN_EXE_authctl")), "authctl");
    install(&home().join("bin/jwt"), "jwt");
}

/// Copies a binary to where it runs from, as a package manager would. What a linker wrote lies in the page cache in small pieces, from
/// which each start takes a tenth longer.
fn install(built: &Path, name: &str) {
    let installed = home().join("installed");
    fs::create_dir_all(&installed).unwrap();
    let place = installed.join(name);
    // Written over, the old file's pages would stay as they are.
    if place.exists() {
        fs::remove_file(&place).unwrap();
    }
    fs::copy(built, place).unwrap();
}

/// The release build of the command.
pub(crate) fn authctl() -> Command {
    Command::new(home().join("installed/authctl"))
}

/// jwt-cli.
pub(crate) fn jwt_cli() -> Command {
    Command::new(home().join("installed/jwt"))
}

/// A script of `benches/peers` in its interpreter.
pub(crate) fn script(name: &str) -> Command {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers");
    let from = scripts.join(name);
    if from.extension().is_some_and(|kind| kind == "py") {
        let mut command = Command::new(home().join("py/bin/python"));
        command.arg(from);
        return command;
    }
    // Node looks for modules from the script's own folder upwards.
    let copy = home().join(name);
    fs::copy(from, &copy).unwrap();
    let mut command = Command::new("node");
    // By default node has four threads, whatever the machine has.
    let cores = std::thread::available_parallelism().unwrap().to_string();
    command.arg(copy).env("UV_THREADPOOL_SIZE", cores);
    command
}

/// A script that stays, so that its start is not counted: for each line it does its work once, and answers with the seconds.
pub(crate) struct Resident {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Resident {
    pub(crate) fn start(name: &str, arguments: &[&str]) -> Self {
        let mut command = script(name);
        let mut child = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let orders = child.stdin.take().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self { child, orders, answers }
    }

    /// Has it do its work once.
    pub(crate) fn turn(&mut self) -> f64 {
        self.orders.write_all(b"go\n").unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        answer.trim().parse().expect("a peer answers with seconds")
    }
}

impl Drop for Resident {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
