//! How the server starts, ends, and what it writes down.

use std::process::Output;

use super::server::{Home, PASSWORD};

fn refused(output: &Output, exit: i32, code: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(exit), "{stderr}");
    assert!(stderr.contains(code), "{stderr}");
}

#[test]
fn a_server_that_should_not_run_does_not_start() {
    let home = Home::new(&[]);
    refused(&home.run(&["serve", "--listen", "0.0.0.0:0", "-o", "json"]), 2, "\"usage\"");
    refused(&home.run(&["serve", "--listen", "127.0.0.1:0", "--db", "/nowhere/users.db", "-o", "json"]), 13, "user-file-missing");
    let server = home.serve(&[]);
    refused(&home.run(&["serve", "--listen", &server.authority, "-o", "json"]), 1, "address-unavailable");
    let test_db = Home::new(&["--insecure-test-db"]);
    refused(&test_db.run(&["serve", "--listen", "127.0.0.1:0", "-o", "json"]), 10, "user-file-for-tests");
}

#[test]
fn health_is_a_user_file_with_a_key_that_signs() {
    let home = Home::new(&[]);
    let server = home.serve(&[]);
    let answer = server.get("/healthz", &[]);
    assert_eq!((answer.status, answer.body.as_str()), (200, "{\"status\":\"ok\"}"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    let kid = home.done(&["key", "list", "--json"]);
    let kid = serde_json::from_str::<serde_json::Value>(&kid).unwrap()[0]["kid"].as_str().unwrap().to_owned();
    home.done(&["key", "retire", &kid]);
    assert_eq!(server.get("/healthz", &[]).status, 503);
}

#[test]
fn the_log_has_a_line_for_each_answer_and_no_secret() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    let server = home.serve(&[]);
    let token = server.log_in("ann", PASSWORD).access_token();
    server.log_in("ann", "mistyped-secret");
    server.get_as(&format!("/users/me?access_token={token}"), &token);
    server.get(&format!("/{token}"), &[]);
    let output = server.end();
    assert_eq!(output.status.code(), Some(0));
    let log = String::from_utf8(output.stderr).unwrap();
    let statuses: Vec<_> =
        log.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["status"].clone()).collect();
    assert_eq!(statuses, [200, 400, 200, 404]);
    let parts: Vec<&str> = token.split('.').collect();
    for secret in [PASSWORD, "correct", "mistyped", "ann", parts[1], parts[2]] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}

#[test]
fn a_request_that_has_begun_is_answered_before_the_end() {
    let home = Home::new(&[]);
    let server = home.serve(&[]);
    let (authority, id) = (server.authority.clone(), server.id());
    // A refused login is answered a quarter of a second after it came.
    let asking = std::thread::spawn(move || {
        let body = "username=nobody&password=x";
        let head = "POST /token HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded";
        let mut stream = std::net::TcpStream::connect(authority).unwrap();
        std::io::Write::write_all(&mut stream, format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).as_bytes())
            .unwrap();
        let mut answer = String::new();
        std::io::Read::read_to_string(&mut stream, &mut answer).unwrap();
        answer
    });
    std::thread::sleep(std::time::Duration::from_millis(100));
    assert!(std::path::Path::new(&format!("/proc/{id}")).exists());
    let output = server.end();
    assert_eq!(output.status.code(), Some(0));
    assert!(asking.join().unwrap().contains("invalid_grant"));
}

#[test]
fn sealed_keys_are_opened_once_at_the_start() {
    let home = Home::new(&["--seal", "--passphrase", "env:PASSWORD"]);
    home.user("ann", &[]);
    refused(&home.run(&["serve", "--listen", "127.0.0.1:0", "-o", "json"]), 2, "\"usage\"");
    let wrong = ["serve", "--listen", "127.0.0.1:0", "--passphrase", "raw:another one", "-o", "json"];
    refused(&home.run(&wrong), 4, "passphrase-wrong");
    let server = home.serve(&["--passphrase", "env:PASSWORD"]);
    assert_eq!(server.get("/healthz", &[]).status, 200);
    let token = server.log_in("ann", PASSWORD).access_token();
    assert_eq!(server.get_as("/users/me", &token).status, 200);
    // A key that takes over meanwhile has the same passphrase.
    home.done(&["key", "rotate", "--kid", "next", "--passphrase", "env:PASSWORD"]);
    let next = server.log_in("ann", PASSWORD).access_token();
    assert_eq!((server.get_as("/users/me", &token).status, server.get_as("/users/me", &next).status), (200, 200));
}
