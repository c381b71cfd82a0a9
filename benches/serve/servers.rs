//! The two servers, over one user file.

use std::{
    io::{BufRead, BufReader},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use authctl::{password::PasswordHash, store::Store};
use serde_json::Value;
use tempfile::TempDir;

/// The password of johndoe.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A home with a user file, whose one user has a hash of the default cost.
pub(crate) struct Home(TempDir);

/// A running server, which ends with this value.
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // uvicorn's workers end with the process above them, if that is told to end.
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

impl Home {
    pub(crate) fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.done(&["init", "--quiet"]);
        home.done(&["user", "add", "johndoe", "--scope", "me", "--password", "env:PASSWORD"]);
        home
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_authctl"));
        command.args(arguments).env_clear().env("HOME", self.0.path()).env("PASSWORD", PASSWORD).stdin(Stdio::null());
        command
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn db(&self) -> String {
        self.0.path().join(".local/share/authctl/users.db").to_str().unwrap().to_owned()
    }

    /// The hash of johndoe's password.
    pub(crate) fn hash(&self) -> PasswordHash {
        let mut store = Store::open(Path::new(&self.db())).unwrap();
        store.read(|view| view.user_called("johndoe")).unwrap().unwrap().password().unwrap().clone()
    }

    pub(crate) fn authctl(&self) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0", "--quiet"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        Server { child, url: url.trim_end().to_owned() }
    }

    /// The tutorial's service under uvicorn with uvloop and httptools, a worker for each core.
    pub(crate) fn fastapi(&self) -> Server {
        assert!(Command::new(format!("{ROOT}/tests/interop/setup")).status().unwrap().success(), "tests/interop/setup failed");
        let key: Value = serde_json::from_str(&self.done(&["key", "export", "--private", "--format", "jwk"])).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
        let workers = thread::available_parallelism().unwrap().to_string();
        let mut command = Command::new(format!("{ROOT}/target/interop/py/bin/python"));
        command.args(["-B", "-m", "uvicorn", "fastapi_app:app", "--app-dir", &format!("{ROOT}/tests/interop")]);
        command.args([
            "--loop",
            "uvloop",
            "--http",
            "httptools",
            "--log-level",
            "warning",
            "--port",
            &port,
            "--workers",
            &workers,
        ]);
        command.env("USERS_DB", self.db()).env("SECRET_KEY_B64URL", key.get("k").and_then(Value::as_str).unwrap());
        let child = command.stdin(Stdio::null()).spawn().unwrap();
        let server = Server { child, url: format!("http://127.0.0.1:{port}") };
        for _ in 0..200 {
            if TcpStream::connect(format!("127.0.0.1:{port}")).is_ok() {
                return server;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("uvicorn does not listen");
    }
}
