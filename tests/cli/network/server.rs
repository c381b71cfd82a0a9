//! Servers on the loopback interface, well-behaved and other.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{CertificateDer, PrivateKeyDer},
};

/// What a server does with a request: it is given the path, and writes what it likes.
type Handler = dyn Fn(&str, &mut dyn Write) + Send + Sync;

/// A server that runs until the test's process ends.
pub(super) struct Server {
    pub(super) port: u16,
    paths: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(super) fn https(identity: &Identity, handler: impl Fn(&str, &mut dyn Write) + Send + Sync + 'static) -> Self {
        Self::start(Some(identity.config()), Arc::new(handler))
    }

    pub(super) fn http(handler: impl Fn(&str, &mut dyn Write) + Send + Sync + 'static) -> Self {
        Self::start(None, Arc::new(handler))
    }

    fn start(tls: Option<Arc<ServerConfig>>, handler: Arc<Handler>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let paths = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&paths);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (tls, handler, seen) = (tls.clone(), Arc::clone(&handler), Arc::clone(&seen));
                thread::spawn(move || serve(stream.unwrap(), tls, &*handler, &seen));
            }
        });
        Self { port, paths }
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }

    /// The paths that were asked for so far.
    pub(super) fn paths(&self) -> Vec<String> {
        self.paths.lock().unwrap().clone()
    }
}

/// Answers requests until the client has enough. A client that goes away ends it.
fn serve(stream: TcpStream, tls: Option<Arc<ServerConfig>>, handler: &Handler, seen: &Mutex<Vec<String>>) {
    let Some(config) = tls else { return answer(stream, handler, seen) };
    let mut stream = StreamOwned::new(ServerConnection::new(config).unwrap(), stream);
    answer(&mut stream, handler, seen);
    stream.conn.send_close_notify();
    let _ = stream.flush();
    let _ = stream.sock.shutdown(Shutdown::Write);
}

fn answer(mut stream: impl Read + Write, handler: &Handler, seen: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(&mut stream).lines();
    let Some(Ok(request)) = lines.next() else { return };
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    let path = request.split(' ').nth(1).unwrap().to_owned();
    seen.lock().unwrap().push(path.clone());
    handler(&path, &mut stream);
    let _ = stream.flush();
}

/// Writes a whole answer.
pub(super) fn reply(out: &mut dyn Write, status: &str, headers: &[&str], body: &[u8]) {
    let length = format!("Content-Length: {}", body.len());
    let head = [&[format!("HTTP/1.1 {status}").as_str(), &length, "Connection: close"], headers].concat().join("\r\n");
    let _ = out.write_all(format!("{head}\r\n\r\n").as_bytes());
    let _ = out.write_all(body);
}

/// Writes JSON.
pub(super) fn json(out: &mut dyn Write, text: &str) {
    reply(out, "200 OK", &["Content-Type: application/json"], text.as_bytes());
}

/// A CA of the test's own.
pub(super) struct Authority {
    params: CertificateParams,
    key: KeyPair,
    pub(super) pem: String,
}

impl Authority {
    pub(super) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { params, key, pem }
    }

    /// The certificate of a server of these names.
    pub(super) fn identity(&self, names: &[&str]) -> Identity {
        self.issue(names, |_| {})
    }

    pub(super) fn issue(&self, names: &[&str], change: impl Fn(&mut CertificateParams)) -> Identity {
        let mut params = CertificateParams::new(names.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap();
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &Issuer::from_params(&self.params, &self.key)).unwrap();
        Identity { certificate: certificate.der().clone(), key: key.serialize_der() }
    }
}

/// A server's certificate and key.
pub(super) struct Identity {
    certificate: CertificateDer<'static>,
    key: Vec<u8>,
}

impl Identity {
    /// A certificate that only itself speaks for.
    pub(super) fn self_signed() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, "self-signed");
        let certificate = params.self_signed(&key).unwrap();
        Self { certificate: certificate.der().clone(), key: key.serialize_der() }
    }

    fn config(&self) -> Arc<ServerConfig> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let key = PrivateKeyDer::Pkcs8(self.key.clone().into());
        Arc::new(builder.with_no_client_auth().with_single_cert(vec![self.certificate.clone()], key).unwrap())
    }
}
