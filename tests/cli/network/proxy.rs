//! The proxy of the environment.

use std::{
    io::{BufRead, BufReader, Write, copy},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use super::{
    server::{Authority, Server, json},
    sides::{Publisher, Verifier},
};

/// A proxy that leads every connection to one port of this machine, and writes down where it was meant to go.
fn proxy(port: u16) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://ann:hunter2@{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let seen = Arc::clone(&seen);
            thread::spawn(move || tunnel(stream.unwrap(), port, &seen));
        }
    });
    (address, asked)
}

fn tunnel(mut client: TcpStream, port: u16, seen: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(client.try_clone().unwrap()).lines();
    seen.lock().unwrap().push(lines.next().unwrap().unwrap());
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    if port == 0 {
        let _ = client.write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n");
        return;
    }
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
    let mut server = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    thread::spawn(move || copy(&mut from, &mut to));
    let _ = copy(&mut server, &mut client);
    let _ = client.shutdown(std::net::Shutdown::Both);
}

#[test]
fn https_goes_through_the_proxy_to_a_name_that_only_it_knows() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let set = publisher.jwks();
    let server = Server::https(&authority.identity(&["id.example.com"]), move |_, out| json(out, &set));
    let (address, asked) = proxy(server.port);
    let verifier = Verifier::new(&authority.pem);
    let ca = verifier.ca();
    let arguments = ["--jwks", "https://id.example.com/keys", "--cacert", &ca];
    let outcome = verifier.with(&[("HTTPS_PROXY", &address)], &publisher.token(&[]), &arguments);
    assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
    assert_eq!(*asked.lock().unwrap(), ["CONNECT id.example.com:443 HTTP/1.1"]);
}

#[test]
fn no_proxy_and_this_machine_are_asked_directly() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let set = publisher.jwks();
    let server = Server::https(&authority.identity(&["localhost"]), move |_, out| json(out, &set));
    let (address, asked) = proxy(0);
    let verifier = Verifier::new(&authority.pem);
    let ca = verifier.ca();
    let verify = |environment: &[(&str, &str)], url: &str| {
        verifier.with(environment, &publisher.token(&[]), &["--jwks", url, "--cacert", &ca])
    };
    assert_eq!(verify(&[("HTTPS_PROXY", &address)], &server.url("/")).exit, 0);
    let outcome = verify(&[("HTTPS_PROXY", &address), ("NO_PROXY", "id.invalid")], "https://id.invalid/");
    assert!(outcome.stderr.contains("the name id.invalid cannot be resolved"), "{}", outcome.stderr);
    assert!(asked.lock().unwrap().is_empty());
}

#[test]
fn a_proxy_that_refuses_is_named_without_its_password() {
    let (address, _) = proxy(0);
    let verifier = Verifier::new("");
    let outcome = verifier.with(&[("HTTPS_PROXY", &address)], "e30.e30.", &["--jwks", "https://id.example.com/"]);
    let host = address.rsplit('@').next().unwrap();
    assert_eq!(outcome.exit, 9);
    assert!(outcome.stderr.contains("the proxy did not connect"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains(&format!("it was asked through the proxy {host},")), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("hunter2"), "{}", outcome.stderr);
}
