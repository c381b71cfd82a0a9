//! A user file and a server on it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use serde_json::Value;
use tempfile::TempDir;

/// The password of the users that [`Home::user`] makes.
pub(super) const PASSWORD: &str = "correct horse battery";

/// A home folder with a user file.
pub(super) struct Home(TempDir);

impl Home {
    pub(super) fn new(init: &[&str]) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.done(&[&["init", "--quiet"], init].concat());
        home
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_authctl"));
        command.args(arguments).env_clear().env("HOME", self.path()).env("PASSWORD", PASSWORD).stdin(Stdio::null());
        command
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that must succeed, and gives what it prints.
    pub(super) fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// The user file itself.
    pub(super) fn store(&self) -> authctl::store::Store {
        authctl::store::Store::open(&self.path().join(".local/share/authctl/users.db")).unwrap()
    }

    pub(super) fn user(&self, name: &str, more: &[&str]) {
        self.done(&[&["user", "add", name, "--password", "env:PASSWORD"], more].concat());
    }

    /// Starts a server on a free port.
    pub(super) fn serve(&self, more: &[&str]) -> Server {
        Server::begin(self.command(&[&["serve", "--listen", "127.0.0.1:0"], more].concat()))
    }

    /// Starts one that may have so many files open at once.
    pub(super) fn serve_with_files(&self, count: u16) -> Server {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -n {count} && exec \"$0\" serve --listen 127.0.0.1:0 --quiet")]);
        command.arg(env!("CARGO_BIN_EXE_authctl")).env_clear().env("HOME", self.path()).stdin(Stdio::null());
        Server::begin(command)
    }
}

/// A running server; it is killed with the test.
pub(super) struct Server {
    pub(super) authority: String,
    child: Option<Child>,
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// What a server answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

impl Answer {
    /// Takes an answer apart, if it is whole.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (head, body) = text.split_once("\r\n\r\n")?;
        let answer = Self { status: head.split(' ').nth(1)?.parse().ok()?, head: head.to_owned(), body: body.to_owned() };
        let length = answer.header("content-length").map(|length| length.parse::<usize>().unwrap());
        length.is_none_or(|length| length == body.len()).then_some(answer)
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{self:?}"))
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let named = |line: &&str| line.split(':').next().is_some_and(|found| found.eq_ignore_ascii_case(name));
        self.head.lines().find(named).map(|line| line[name.len() + 1..].trim())
    }

    pub(super) fn access_token(&self) -> String {
        self.json()["access_token"].as_str().unwrap_or_else(|| panic!("{self:?}")).to_owned()
    }
}

impl Server {
    fn begin(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let Some((_, authority)) = url.trim_end().split_once("://") else {
            let output = child.wait_with_output().unwrap();
            panic!("{url}{}", String::from_utf8_lossy(&output.stderr));
        };
        Self { authority: authority.to_owned(), child: Some(child) }
    }

    pub(super) fn id(&self) -> u32 {
        self.child.as_ref().unwrap().id()
    }

    pub(super) fn signal(&self, name: &str) {
        let id = self.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap().success());
    }

    /// Tells the server to end, and gives what it wrote to stderr.
    pub(super) fn end(mut self) -> Output {
        self.signal("TERM");
        self.child.take().unwrap().wait_with_output().unwrap()
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.authority).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// Ends it without warning.
    pub(super) fn kill(&self) {
        self.signal("KILL");
    }

    /// Sends bytes as they are and reads all that comes back until the server closes.
    pub(super) fn raw(&self, request: &[u8]) -> String {
        self.try_raw(request).unwrap()
    }

    /// The same, where there may be no server any more.
    pub(super) fn try_raw(&self, request: &[u8]) -> Option<String> {
        let mut stream = TcpStream::connect(&self.authority).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        // A server that refuses early may have closed already.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Some(String::from_utf8_lossy(&answer).into_owned())
    }

    pub(super) fn ask(&self, method: &str, path: &str, headers: &[&str], body: &str) -> Answer {
        let length = format!("Content-Length: {}", body.len());
        let start = format!("{method} {path} HTTP/1.1");
        let head = [&[&start, "Host: test", "Connection: close", &length], headers].concat();
        let text = self.raw(format!("{}\r\n\r\n{body}", head.join("\r\n")).as_bytes());
        Answer::read(&text).unwrap_or_else(|| panic!("{text:?}"))
    }

    pub(super) fn get(&self, path: &str, headers: &[&str]) -> Answer {
        self.ask("GET", path, headers, "")
    }

    pub(super) fn get_as(&self, path: &str, token: &str) -> Answer {
        self.get(path, &[&format!("Authorization: Bearer {token}")])
    }

    /// Posts a form.
    pub(super) fn form(&self, path: &str, headers: &[&str], body: &str) -> Answer {
        self.ask("POST", path, &[headers, &["Content-Type: application/x-www-form-urlencoded"]].concat(), body)
    }

    pub(super) fn log_in(&self, name: &str, password: &str) -> Answer {
        self.form("/token", &[], &format!("grant_type=password&username={name}&password={}", password.replace(' ', "+")))
    }
}
