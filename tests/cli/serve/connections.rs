//! Connections that stall, that are too many, and that are open when the server is told to end.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::server::{Home, Server};

/// A request that comes to an end, on a connection that stays.
const WHOLE: &str = "GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n";
/// A request whose head is there and whose body is not.
const HEAD: &str =
    "POST /token HTTP/1.1\r\nHost: t\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\n";

fn begin(server: &Server, request: &str) -> TcpStream {
    let mut stream = server.connect();
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

/// Whether the server answers on a connection that stays.
fn is_answered(stream: &mut TcpStream) -> bool {
    let mut start = [0; 12];
    stream.write_all(WHOLE.as_bytes()).is_ok() && stream.read_exact(&mut start).is_ok() && &start == b"HTTP/1.1 200"
}

/// Waits until the server closes.
fn drain(mut stream: TcpStream) {
    let _ = stream.read_to_end(&mut Vec::new());
}

#[test]
fn clients_that_do_not_send_a_whole_head_are_left() {
    let server = Home::new(&[]).serve(&[]);
    let began = Instant::now();
    let streams = ["", "GET /healthz HTTP/1.1\r\nHost:", WHOLE].map(|request| begin(&server, request));
    assert_eq!(server.get("/healthz", &[]).status, 200);
    streams.into_iter().for_each(drain);
    assert!((9..30).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());
}

#[test]
fn idle_connections_do_not_hold_up_the_end_and_stalled_requests_do_for_a_while() {
    let home = Home::new(&[]);
    let idle = home.serve(&["--quiet"]);
    let _streams = ["", WHOLE].map(|request| begin(&idle, request));
    assert_eq!(idle.get("/healthz", &[]).status, 200);
    let began = Instant::now();
    assert_eq!(idle.end().status.code(), Some(0));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());

    let stalled = home.serve(&["--quiet"]);
    let _stream = begin(&stalled, HEAD);
    assert_eq!(stalled.get("/healthz", &[]).status, 200);
    let began = Instant::now();
    assert_eq!(stalled.end().status.code(), Some(0));
    assert!((9..20).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());

    let hurried = home.serve(&["--quiet"]);
    let _stream = begin(&hurried, HEAD);
    assert_eq!(hurried.get("/healthz", &[]).status, 200);
    let began = Instant::now();
    hurried.signal("INT");
    while hurried.try_raw(b"").is_some() {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(hurried.end().status.code(), Some(0), "a second signal");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[test]
fn a_server_without_file_descriptors_answers_again_when_there_are_some() {
    let server = Home::new(&[]).serve_with_files(64);
    let streams: Vec<_> = (0..100).map(|_| server.connect()).collect();
    std::thread::sleep(Duration::from_millis(200));
    drop(streams);
    assert_eq!(server.get("/healthz", &[]).status, 200);
}

#[test]
fn connections_beyond_the_limit_are_closed_at_once() {
    const LIMIT: usize = 800;
    // Of this process and of the server.
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).unwrap();
    let server = Home::new(&[]).serve(&["--quiet"]);
    let mut streams: Vec<_> = (0..LIMIT + 5).map(|_| server.connect()).collect();
    let answered: Vec<_> = streams.iter_mut().map(is_answered).collect();
    // Several threads let them in, so not in the order in which they came.
    assert_eq!(answered.iter().filter(|answered| **answered).count(), LIMIT);
    streams.truncate(LIMIT / 2);
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(server.get("/healthz", &[]).status, 200);
}
