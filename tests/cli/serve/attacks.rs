//! Clients that mean no good.

use std::{
    io::{Read, Write},
    thread,
    time::{Duration, Instant},
};

use authctl::{
    clock::Timestamp,
    store::{Actor, UserChange},
};

use super::server::{Home, PASSWORD, Server};

#[test]
fn bodies_and_heads_that_are_too_long_are_refused() {
    let server = Home::new(&[]).serve(&[]);
    let answer = server.form("/token", &[], &format!("username=ann&password={}", "x".repeat(20_000)));
    assert_eq!((answer.status, &answer.json()["error"]), (413, &"invalid_request".into()));
    let long = server.raw(format!("GET /users/me HTTP/1.1\r\nHost: t\r\nX: {}\r\n\r\n", "x".repeat(40_000)).as_bytes());
    assert!(long.starts_with("HTTP/1.1 431") || long.is_empty(), "{long}");
    assert_eq!(server.get("/healthz", &[]).status, 200);
}

#[test]
fn a_message_of_two_lengths_is_one_request_at_most() {
    let server = Home::new(&[]).serve(&[]);
    let smuggled = "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n";
    for head in [
        "Content-Length: 0\r\nTransfer-Encoding: chunked".to_owned(),
        format!("Content-Length: 0\r\nContent-Length: {}", smuggled.len()),
        "Transfer-Encoding: xchunked".to_owned(),
        "Content-Length: +5".to_owned(),
    ] {
        let request = format!("POST /token HTTP/1.1\r\nHost: t\r\n{head}\r\n\r\n{smuggled}");
        let answer = server.raw(request.as_bytes());
        assert!(!answer.contains("200 OK"), "{head}: {answer}");
        assert!(answer.matches("HTTP/1.1").count() <= 1, "{head}: {answer}");
    }
}

#[test]
fn a_client_that_sends_its_body_slowly_is_answered_in_time() {
    let server = Home::new(&[]).serve(&[]);
    let mut stream = server.connect();
    let head = "POST /token HTTP/1.1\r\nHost: t\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000";
    stream.write_all(format!("{head}\r\n\r\nusername=ann&").as_bytes()).unwrap();
    let (began, mut dripping) = (Instant::now(), stream.try_clone().unwrap());
    thread::spawn(move || {
        while dripping.write_all(b"a").is_ok() {
            thread::sleep(Duration::from_secs(1));
        }
    });
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 408");
    assert!(began.elapsed() < Duration::from_secs(40), "{:?}", began.elapsed());
}

#[test]
fn headers_that_are_not_one_bearer_token_are_challenged() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    let server = home.serve(&[]);
    let token = server.log_in("ann", PASSWORD).access_token();
    let good = format!("Authorization: Bearer {token}");
    let table: [(&[&str], u16, &str); 5] = [
        (&[], 401, "Bearer"),
        (&["Authorization: Basic YW5uOng="], 401, "Bearer"),
        (&[&good, &good], 400, "Bearer error=\"invalid_request\""),
        (&["Authorization: Bearer a b"], 400, "Bearer error=\"invalid_request\""),
        (&["Authorization: Bearer abc"], 401, "Bearer error=\"invalid_token\""),
    ];
    for (headers, status, challenge) in table {
        let answer = server.get("/users/me", headers);
        assert_eq!(answer.status, status, "{headers:?}");
        assert!(answer.header("www-authenticate").unwrap().starts_with(challenge), "{answer:?}");
    }
    assert_eq!(server.get(&format!("/users/me?access_token={token}"), &[]).status, 401, "RFC 6750 2.3 is not spoken");
}

/// Milliseconds that a refused login takes.
fn took(server: &Server, name: &str) -> u128 {
    let began = Instant::now();
    assert_eq!(server.log_in(name, "wrong").status, 400);
    began.elapsed().as_millis()
}

#[test]
fn the_time_of_a_refusal_does_not_tell_which_names_there_are() {
    let home = Home::new(&[]);
    for number in 0..12 {
        home.user(&format!("user-{number}"), &[]);
    }
    let server = home.serve(&[]);
    let mut known: Vec<_> = (0..12).map(|number| took(&server, &format!("user-{number}"))).collect();
    let mut unknown: Vec<_> = (0..12).map(|number| took(&server, &format!("nobody-{number}"))).collect();
    known.sort_unstable();
    unknown.sort_unstable();
    // Both leave on the same beat of 250 ms; the machine may be busy with other tests.
    assert!(known[0] >= 250 && unknown[0] >= 250, "{known:?} {unknown:?}");
    assert!(known[3].abs_diff(unknown[3]) < 100, "{known:?} {unknown:?}");
}

#[test]
fn a_flood_of_logins_is_turned_away_and_tokens_are_still_checked() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    let server = home.serve(&["--login-queue", "2"]);
    let token = server.log_in("ann", PASSWORD).access_token();
    let answers: Vec<_> = thread::scope(|scope| {
        let logins: Vec<_> = (0..40).map(|_| scope.spawn(|| server.log_in("nobody", "x"))).collect();
        for _ in 0..20 {
            assert_eq!(server.get_as("/users/me", &token).status, 200);
        }
        logins.into_iter().map(|login| login.join().unwrap()).collect()
    });
    let turned_away: Vec<_> = answers.iter().filter(|answer| answer.status == 503).collect();
    assert!(!turned_away.is_empty(), "{answers:?}");
    assert!(turned_away.iter().all(|answer| answer.header("retry-after") == Some("1")));
    assert!(answers.iter().all(|answer| [400, 503].contains(&answer.status)), "{answers:?}");
    assert_eq!(server.log_in("ann", PASSWORD).status, 200);
}

#[test]
fn wrong_passwords_count_and_a_locked_user_is_refused() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    let server = home.serve(&[]);
    server.log_in("ann", "wrong");
    let mut store = home.store();
    let mut user = store.read(|view| view.user_called("ann")).unwrap().unwrap();
    assert_eq!(user.facts().failed_logins, 1);
    // Until the end of the day.
    (1..100).for_each(|_| user.login_failed(Timestamp::system()));
    let actor = Actor { user: "test".to_owned(), sudo_user: None };
    store.transaction(&actor, Timestamp::system(), |tx| tx.update_user(&mut user, UserChange::Login)).unwrap();
    let check = home.run(&["user", "check", "ann", "--password", "env:PASSWORD"]);
    let login = server.log_in("ann", PASSWORD);
    assert_eq!((check.status.code(), login.status), (Some(8), 400));
    home.done(&["user", "unlock", "ann"]);
    assert_eq!(server.log_in("ann", PASSWORD).status, 200);
}
