//! Who is answered how often, which pages may read the answers, and what is counted.

use std::time::{Duration, Instant};

use super::server::{Answer, Home, PASSWORD, Server};

fn wait(answer: &Answer) -> u64 {
    assert_eq!(answer.status, 429, "{answer:?}");
    assert_eq!(answer.json()["error"], "too_many_requests");
    answer.header("retry-after").unwrap().parse().unwrap()
}

fn log_in_from(server: &Server, address: &str, name: &str, password: &str) -> Answer {
    let form = format!("username={name}&password={}", password.replace(' ', "+"));
    server.form("/token", &[&format!("X-Forwarded-For: {address}")], &form)
}

#[test]
fn a_name_that_was_tried_too_often_waits_whether_it_is_known_or_not() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    home.user("bob", &[]);
    let server = home.serve(&["--failures-per-name", "3"]);
    for name in ["ann", "nobody"] {
        for written in [name, &name.to_uppercase(), name] {
            assert_eq!(server.log_in(written, "wrong").status, 400);
        }
        let began = Instant::now();
        let waits = wait(&server.log_in(name, PASSWORD));
        assert!((55..=62).contains(&waits), "{waits}");
        assert!(began.elapsed() < Duration::from_millis(200), "no hash is computed");
    }
    assert_eq!(server.log_in("bob", PASSWORD).status, 200);
}

#[test]
fn an_address_that_guesses_waits_and_others_do_not() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    let server = home.serve(&["--failures-per-address", "4", "--behind-proxy"]);
    for number in 0..3 {
        assert_eq!(log_in_from(&server, "192.0.2.1", &format!("n{number}"), "x").status, 400);
    }
    let refresh = server.form("/token", &["X-Forwarded-For: 192.0.2.1"], "grant_type=refresh_token&refresh_token=x");
    assert_eq!(refresh.status, 400);
    wait(&log_in_from(&server, "192.0.2.1", "ann", PASSWORD));
    wait(&log_in_from(&server, "10.9.8.7, 192.0.2.1", "ann", PASSWORD));
    assert_eq!(log_in_from(&server, "192.0.2.2", "ann", PASSWORD).status, 200);
    assert_eq!(log_in_from(&server, "192.0.2.1, 2001:db8::1", "ann", PASSWORD).status, 200);
    let log = String::from_utf8(server.end().stderr).unwrap();
    assert!(!log.contains("--behind-proxy"), "{log}");
    assert!(log.contains("\"peer\":\"192.0.2.1\"") && log.contains("\"peer\":\"2001:db8::1\""), "{log}");
}

#[test]
fn a_proxy_that_the_server_was_not_told_of_is_noted_once() {
    let home = Home::new(&[]);
    let server = home.serve(&[]);
    for _ in 0..3 {
        assert_eq!(server.get("/healthz", &["X-Forwarded-For: 192.0.2.1"]).status, 200);
    }
    let log = String::from_utf8(server.end().stderr).unwrap();
    assert_eq!(log.matches("--behind-proxy").count(), 1, "{log}");
    assert_eq!(log.matches("\"peer\":\"127.0.0.1\"").count(), 3, "{log}");
}

#[test]
fn right_passwords_do_not_count() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    let server = home.serve(&["--failures-per-address", "2", "--failures-per-name", "2"]);
    for _ in 0..4 {
        assert_eq!(server.log_in("ann", PASSWORD).status, 200);
    }
}

#[test]
fn only_pages_of_named_origins_read_the_answers() {
    let home = Home::new(&[]);
    let server = home.serve(&["--cors-origin", "https://app.example.com", "--cors-origin", "http://localhost:3000"]);
    let allowed = |answer: &Answer| answer.header("access-control-allow-origin").map(str::to_owned);
    for origin in ["https://app.example.com", "http://localhost:3000"] {
        let headers = [&*format!("Origin: {origin}"), "Access-Control-Request-Method: POST"];
        let preflight = server.ask("OPTIONS", "/token", &headers, "");
        assert_eq!((preflight.status, allowed(&preflight).as_deref()), (204, Some(origin)), "{preflight:?}");
        assert_eq!(preflight.header("access-control-allow-headers"), Some("Authorization, Content-Type"));
        let answer = server.get("/users/me", &headers[..1]);
        assert_eq!((answer.status, allowed(&answer).as_deref(), answer.header("vary")), (401, Some(origin), Some("Origin")));
    }
    for origin in ["https://evil.example", "https://app.example.com.evil.example", "null"] {
        let headers = [&*format!("Origin: {origin}"), "Access-Control-Request-Method: POST"];
        let preflight = server.ask("OPTIONS", "/token", &headers, "");
        assert_eq!((preflight.status, allowed(&preflight)), (405, None), "{preflight:?}");
        assert_eq!(allowed(&server.get("/healthz", &headers[..1])), None);
    }
    let silent = home.serve(&[]).get("/healthz", &["Origin: https://app.example.com"]);
    assert_eq!((allowed(&silent), silent.header("vary")), (None, None));
    let refused = home.run(&["serve", "--cors-origin", "*"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn metrics_are_counted_and_told_to_this_machine_and_to_whoever_has_the_scope() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    home.user("bob", &[]);
    home.done(&["user", "add", "prometheus", "--service", "--scope", "metrics"]);
    let token = home.done(&["token", "issue", "prometheus"]);
    let server = home.serve(&[]);
    server.log_in("ann", "wrong");
    server.get("/users/me", &[]);
    server.get("/wp-login.php", &[]);
    let answer = server.get("/metrics", &[]);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/plain; version=0.0.4; charset=utf-8")));
    for line in [
        "authctl_http_requests_total{path=\"/token\",status=\"400\"} 1",
        "authctl_http_requests_total{path=\"/users/me\",status=\"401\"} 1",
        "authctl_http_requests_total{path=\"other\",status=\"404\"} 1",
        "authctl_http_request_duration_seconds_bucket{path=\"/token\",le=\"0.1\"} 0",
        "authctl_http_request_duration_seconds_bucket{path=\"/token\",le=\"+Inf\"} 1",
        "authctl_queue_jobs{queue=\"hashers\"} 0",
    ] {
        assert!(answer.body.lines().any(|found| found == line), "{line} in {}", answer.body);
    }
    let elsewhere = ["X-Forwarded-For: 192.0.2.1", &format!("Authorization: Bearer {token}")];
    assert_eq!(server.get("/metrics", &elsewhere[..1]).status, 401);
    assert_eq!(server.get("/metrics", &elsewhere).status, 200);
    let bob = format!("Authorization: Bearer {}", server.log_in("bob", PASSWORD).access_token());
    assert_eq!(server.get("/metrics", &["Forwarded: for=192.0.2.1", &bob]).status, 403);
}
