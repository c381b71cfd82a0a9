//! `authctl serve`, used by the clients of others.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use serde_json::{Value, json};

use crate::{authctl::Home, peers};

const PASSWORD: &str = "correct horse battery staple";

fn home() -> Home {
    let home = Home::new(&[("PW", PASSWORD)]);
    let johndoe = ["johndoe", "--email", "johndoe@example.com", "--full-name", "John Doe", "--scope", "items", "--scope", "me"];
    home.done(&[&["user", "add"], &johndoe[..], &["--password", "env:PW"]].concat());
    home
}

/// A server on a free port; it ends with this value, and must not have been in trouble.
struct Server {
    child: Child,
    url: String,
    log: PathBuf,
}

impl Server {
    fn start(home: &Home, more: &[&str]) -> Self {
        let mut command = home.command(&[&["serve", "--listen", "127.0.0.1:0"], more].concat());
        let log = home.path("serve.log");
        let mut child = command.stdout(Stdio::piped()).stderr(fs::File::create(&log).unwrap()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        assert!(url.starts_with("http"), "{}", fs::read_to_string(&log).unwrap());
        Self { child, url: url.trim_end().to_owned(), log }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        let log = fs::read_to_string(&self.log).unwrap();
        assert!(std::thread::panicking() || !log.contains("\"trouble\""), "{log}");
    }
}

#[test]
fn a_person_authorizes_in_a_browser_and_tries_the_api_out() {
    let home = home();
    let server = Server::start(&home, &[]);
    let pictures = concat!(env!("CARGO_MANIFEST_DIR"), "/target/interop");
    let mut browser = Command::new("node");
    browser.args([&format!("{}/browser.mjs", peers::SOURCES), &server.url, pictures]);
    browser.env("PEERS", peers::fetched()).env("PASSWORD", PASSWORD);
    let output = peers::run(&mut browser, b"");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let saw: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&saw["complaints"], &saw["elsewhere"]), (&json!([]), &json!([])), "{saw}");
    assert_eq!(saw["operations"].as_array().unwrap().len(), 9);
    assert_eq!(saw["before"]["status"], "401 Unauthorized");
    assert_eq!(saw["refused"], "incorrect username or password");
    assert!(saw["who"].as_str().unwrap().starts_with("authorized as johndoe until "), "{saw}");
    assert_eq!(saw["me"]["status"], "200 OK");
    let me: Value = serde_json::from_str(saw["me"]["body"].as_str().unwrap()).unwrap();
    assert_eq!(me, json!({"username": "johndoe", "email": "johndoe@example.com", "full_name": "John Doe", "disabled": false}));
    let request = saw["me"]["request"].as_str().unwrap();
    assert!(request.contains("$TOKEN") && !request.contains("eyJ"), "{request}");
    assert_eq!(saw["items"]["status"], "403 Forbidden", "the login asked for another scope");
    assert_eq!(saw["introspect"]["status"], "403 Forbidden");
    assert_eq!((&saw["scrolls"], &saw["stored"]), (&json!(false), &json!([0, 0, ""])));
    assert_eq!((&saw["revoked"], &saw["after"]["status"]), (&json!(200), &json!("401 Unauthorized")));
    let left = home.json(0, &["token", "list", "--user", "johndoe", "--active"]);
    assert_eq!(left, json!([]), "logging out ends the login");
}
