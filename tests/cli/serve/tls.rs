//! HTTPS, and certificates that are renewed under a running server.

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use rcgen::{CertificateParams, KeyPair};
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    pki_types::{CertificateDer, ServerName},
};

use super::server::{Home, PASSWORD, Server};

/// A certificate that speaks for itself, and its key.
struct Identity {
    certificate: CertificateDer<'static>,
    pem: String,
    key: String,
}

impl Identity {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().self_signed(&key).unwrap();
        Self { certificate: certificate.der().clone(), pem: certificate.pem(), key: key.serialize_pem() }
    }

    fn write(&self, home: &Home) -> (PathBuf, PathBuf) {
        let paths = (home.path().join("cert.pem"), home.path().join("key.pem"));
        write(&paths.0, &self.pem);
        write(&paths.1, &self.key);
        paths
    }
}

/// As certbot and others do: the new file takes the place of the old.
fn write(path: &Path, text: &str) {
    let new = path.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::set_permissions(&new, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    fs::rename(new, path).unwrap();
}

fn serve(home: &Home, (certificate, key): &(PathBuf, PathBuf), more: &[&str]) -> Server {
    let files = ["--tls-cert", certificate.to_str().unwrap(), "--tls-key", key.to_str().unwrap()];
    home.serve(&[&files, more].concat())
}

/// What the server answers to a client that believes this certificate alone.
fn ask(server: &Server, identity: &Identity, request: &str) -> Result<String, String> {
    let mut roots = RootCertStore::empty();
    roots.add(identity.certificate.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, server.connect());
    stream.write_all(request.as_bytes()).map_err(|error| error.to_string())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(answer).unwrap())
}

const HEALTH: &str = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

#[test]
fn logins_and_answers_travel_encrypted() {
    let home = Home::new(&[]);
    home.user("ann", &[]);
    let identity = Identity::new();
    let files = identity.write(&home);
    let server = serve(&home, &files, &[]);
    let form = format!("username=ann&password={}", PASSWORD.replace(' ', "+"));
    let head = "POST /token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded";
    let answer = ask(&server, &identity, &format!("{head}\r\nContent-Length: {}\r\n\r\n{form}", form.len())).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("access_token"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age="), "{answer}");
    assert!(!server.raw(HEALTH.as_bytes()).contains("200 OK"), "plain HTTP is not spoken");
    let stranger = ask(&server, &Identity::new(), HEALTH).unwrap_err();
    assert!(stranger.contains("certificate"), "{stranger}");
}

#[test]
fn a_renewed_certificate_is_used_without_a_restart() {
    let home = Home::new(&[]);
    let (old, new, newest) = (Identity::new(), Identity::new(), Identity::new());
    let files = old.write(&home);
    let server = serve(&home, &files, &["--quiet"]);
    assert!(ask(&server, &old, HEALTH).is_ok());
    // A certificate without its key changes nothing.
    write(&files.0, &new.pem);
    server.signal("HUP");
    std::thread::sleep(Duration::from_millis(300));
    assert!(ask(&server, &old, HEALTH).is_ok());
    write(&files.1, &new.key);
    server.signal("HUP");
    await_it(|| ask(&server, &new, HEALTH).is_ok());
    assert!(ask(&server, &old, HEALTH).is_err());
    // And without a signal.
    newest.write(&home);
    await_it(|| ask(&server, &newest, HEALTH).is_ok());
    let log = String::from_utf8(server.end().stderr).unwrap();
    assert!(log.contains("cannot be used") && log.contains("read anew"), "{log}");
    assert!(!log.contains("PRIVATE"), "{log}");
}

fn await_it(holds: impl Fn() -> bool) {
    for _ in 0..100 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("it did not come to hold");
}

#[test]
fn stalled_handshakes_hold_up_neither_others_nor_the_end() {
    let home = Home::new(&[]);
    let identity = Identity::new();
    let server = serve(&home, &identity.write(&home), &["--quiet"]);
    let began = Instant::now();
    let stalled = || (0..40).map(|_| server.connect()).collect::<Vec<_>>();
    let first = stalled();
    assert!(ask(&server, &identity, HEALTH).is_ok());
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    for mut stream in first {
        let _ = stream.read_to_end(&mut Vec::new());
    }
    assert!((9..30).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());
    let _second = stalled();
    let began = Instant::now();
    assert_eq!(server.end().status.code(), Some(0));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[test]
fn files_that_are_no_certificate_and_key_are_named() {
    let home = Home::new(&[]);
    let (one, other) = (Identity::new(), Identity::new());
    let (certificate, key) = one.write(&home);
    let stranger = home.path().join("stranger.pem");
    write(&stranger, &other.key);
    let table = [
        (&certificate, &home.path().join("none.pem"), "none.pem cannot be read"),
        (&key, &key, "key.pem holds no certificate in PEM"),
        (&certificate, &certificate, "cert.pem holds no private key in PEM"),
        (&certificate, &stranger, "certificate and key cannot be used"),
    ];
    for (certificate, key, message) in table {
        let files = ["--tls-cert", certificate.to_str().unwrap(), "--tls-key", key.to_str().unwrap()];
        let output = home.run(&[&["serve", "--listen", "127.0.0.1:0"], &files[..]].concat());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(9) && stderr.contains(message), "{message}: {stderr}");
    }
    let output = home.run(&["serve", "--tls-cert", certificate.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let server = serve(&home, &(certificate, key), &[]);
    let log = String::from_utf8(server.end().stderr).unwrap();
    assert!(log.contains("can be read by others"), "{log}");
}
