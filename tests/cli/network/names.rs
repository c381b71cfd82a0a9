//! Who is asked for the addresses of a host.

use std::{fs, os::unix::fs::PermissionsExt};

use super::{
    server::{Authority, Server, json},
    sides::{Publisher, Verifier},
};

/// A folder for PATH with a `getent` of these lines.
fn getent(script: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("getent");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[test]
fn the_name_services_of_the_machine_are_asked() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let set = publisher.jwks();
    let server = Server::https(&authority.identity(&["id.example.com"]), move |_, out| json(out, &set));
    let folder = getent(r#"[ "$*" = "ahosts id.example.com" ] && echo "127.0.0.1       STREAM id.example.com""#);
    let verifier = Verifier::new(&authority.pem);
    let (ca, url) = (verifier.ca(), format!("https://id.example.com:{}/", server.port));
    let path = [("PATH", folder.path().to_str().unwrap())];
    let outcome = verifier.with(&path, &publisher.token(&[]), &["--jwks", &url, "--cacert", &ca]);
    assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
}

#[test]
fn without_their_program_the_c_library_is_asked() {
    let (authority, publisher) = (Authority::new(), Publisher::new());
    let set = publisher.jwks();
    let server = Server::https(&authority.identity(&["localhost"]), move |_, out| json(out, &set));
    for folder in [tempfile::tempdir().unwrap(), getent("exit 1")] {
        let verifier = Verifier::new(&authority.pem);
        let path = [("PATH", folder.path().to_str().unwrap())];
        let outcome = verifier.with(&path, &publisher.token(&[]), &["--jwks", &server.url("/"), "--cacert", &verifier.ca()]);
        assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
    }
}

#[test]
fn services_that_do_not_answer_are_not_waited_for() {
    let (folder, publisher) = (getent("exec sleep 60"), Publisher::new());
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let url = "https://id.example.com/keys";
    let outcome = Verifier::new("").with(&[("PATH", &path)], &publisher.token(&[]), &["--jwks", url]);
    assert_eq!(outcome.exit, 9, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("there was no whole answer within 5 seconds"), "{}", outcome.stderr);
}
