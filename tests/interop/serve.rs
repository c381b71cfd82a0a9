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
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
    log: PathBuf,
}

impl Server {
    pub(crate) fn start(home: &Home, more: &[&str]) -> Self {
        Self::at(home, "127.0.0.1:0", more)
    }

    fn at(home: &Home, address: &str, more: &[&str]) -> Self {
        let mut command = home.command(&[&["serve", "--listen", address], more].concat());
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

#[test]
fn httpx_does_what_the_tutorials_client_does_and_authlib_is_a_client_of_it() {
    let home = home();
    home.done(&["user", "add", "ci", "--service", "--scope", "introspect", "--scope", "me", "--max-ttl", "5m"]);
    home.done(&["key", "rotate", "--alg", "ES256"]);
    let secret = home.done(&["user", "secret", "ci"]);
    // The metadata names the address, which has to be known first.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("127.0.0.1:{port}");
    let issuer = format!("http://{address}");
    let server = Server::at(&home, &address, &["--issuer", &issuer, "--audience", "api"]);
    let mut client = Command::new(peers::python_with_libraries());
    client.args(["-B", &format!("{}/clients.py", peers::SOURCES), &server.url]);
    client.env("PASSWORD", PASSWORD).env("CLIENT_SECRET", secret).env("AUTHLIB_INSECURE_TRANSPORT", "1");
    let output = peers::run(&mut client, b"");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn curl_logs_in_as_the_readme_says() {
    let home = home();
    home.done(&["user", "add", "ci", "--service"]);
    let server = Server::start(&home, &[]);
    home.file("pw.txt", PASSWORD);
    home.file("ci.secret", home.done(&["user", "secret", "ci"]));
    let script = r#"
        set -euo pipefail
        TOKEN=$(curl -sSf -d username=johndoe --data-urlencode password@pw.txt "$URL/token" | jq -r .access_token)
        curl -sSf -H "Authorization: Bearer $TOKEN" "$URL/users/me" | jq -r .username
        curl -sSf -u "ci:$(cat ci.secret)" -d grant_type=client_credentials "$URL/token" | jq -r .token_type
        curl -sS -o body.json -w '%{http_code}\n' -d username=johndoe -d password=wrong "$URL/token"
        jq -r .error body.json
    "#;
    let mut bash = Command::new("bash");
    bash.args(["-c", script]).current_dir(home.path(".")).env("URL", &server.url).env("no_proxy", "127.0.0.1");
    let output = peers::run(&mut bash, b"");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "johndoe\nbearer\n400\ninvalid_grant\n", "{output:?}");
}

#[test]
fn schemathesis_finds_no_server_error_and_no_answer_that_is_not_described() {
    let home = home();
    home.done(&["user", "set", "johndoe", "--add-scope", "introspect"]);
    let server = Server::start(&home, &["--failures-per-address", "0", "--failures-per-name", "0"]);
    let token = home.done(&["token", "issue", "johndoe", "--format", "header"]);
    // What is generated is seldom a good login, so that a refusal of good data is none, nor is the reverse.
    let excluded = "positive_data_acceptance,negative_data_rejection";
    // With a token for what wants one; without for /token and /revoke, where only Basic is understood.
    for more in [&["--header", &token][..], &["--include-path-regex", "^/(token|revoke|introspect)$"]] {
        let mut fuzzer = Command::new(peers::python_with_libraries());
        fuzzer.args(["-m", "schemathesis.cli", "run", &format!("{}/openapi.json", server.url), "--no-color", "--seed", "1"]);
        fuzzer.args(["--max-examples", "40", "--generation-database", "none", "--exclude-checks", excluded]).args(more);
        let output = peers::run(fuzzer.env("no_proxy", "127.0.0.1").current_dir(home.path(".")), b"");
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && shown.contains("passed"), "{shown}{}", String::from_utf8_lossy(&output.stderr));
    }
}
