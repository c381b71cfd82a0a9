//! Why a document could not be had, and what to do about it.

use std::io;

use authctl::{clock::Timestamp, keys::KeyError};
use rustls::{CertificateError, Error as TlsError};

use super::url::{Url, UrlError};
use crate::failure::{Exit, Failure};

/// Why a document could not be had.
#[derive(Debug, thiserror::Error)]
pub(super) enum Cause {
    #[error("it is not protected: only https:// is asked, http:// only on this machine")]
    Plain,
    #[error("the name {0} cannot be resolved")]
    Name(String),
    #[error("{host} refused the connection at port {port}")]
    Refused { host: String, port: u16 },
    #[error("the proxy did not connect: {0}")]
    Proxy(String),
    #[error("{0}")]
    Certificate(String),
    #[error("the TLS handshake failed: {0}")]
    Tls(String),
    #[error("there was no whole answer within 5 seconds")]
    TimedOut,
    #[error("the connection ended before the answer was whole")]
    Cut,
    #[error("the connection failed: {0}")]
    Connection(String),
    #[error("the answer is larger than 1 MiB")]
    TooBig,
    #[error("it redirects to another place: {0}")]
    OtherPlace(String),
    #[error("it redirects to `{0}`, which is no place that can be asked")]
    Location(String, UrlError),
    #[error("it redirects more than 3 times")]
    TooManyRedirects,
    #[error("the answer has status {0}")]
    Status(u16),
    #[error("the answer is compressed ({0}), which was not asked for")]
    Encoded(String),
    #[error("the answer is empty")]
    Empty,
    #[error("the answer is an HTML page, not JSON")]
    Html,
    #[error("the answer is not JSON: {0}")]
    NotJson(String),
    #[error("the answer is JSON, but no key set: it has no `keys`")]
    NoKeySet { is_metadata: bool },
    #[error("the key set holds no public key of use")]
    NoKeys { left_out: Vec<String> },
    #[error("the key set cannot be read: {0}")]
    Keys(KeyError),
    #[error("the answer is JSON, but no metadata of an issuer: {0}")]
    NoMetadata(String),
    #[error("it is the metadata of another issuer: {0}")]
    OtherIssuer(String),
    #[error("it names no key set (`jwks_uri`)")]
    NoJwksUri,
    #[error("its `jwks_uri` is `{0}`, which is no place that can be asked")]
    JwksUri(String, UrlError),
    #[error("its `jwks_uri` leads to this machine: {0}")]
    JwksUriHere(String),
}

impl Cause {
    /// Whether the document may lie elsewhere: the server answered, but not with it.
    pub(super) const fn is_absence(&self) -> bool {
        matches!(self, Self::Status(400..=499) | Self::Html | Self::NotJson(_) | Self::NoMetadata(_) | Self::Empty)
    }

    /// What the client says went wrong on the way to the URL.
    pub(super) fn of(error: ureq::Error, url: &Url) -> Self {
        match error {
            ureq::Error::Timeout(_) => Self::TimedOut,
            ureq::Error::HostNotFound => Self::Name(url.host().to_owned()),
            ureq::Error::BodyExceedsLimit(_) => Self::TooBig,
            ureq::Error::ConnectProxyFailed(reason) => Self::Proxy(reason),
            ureq::Error::Rustls(error) => Self::of_tls(&error, url),
            ureq::Error::Io(error) => Self::of_io(&error, url),
            error => Self::Connection(error.to_string()),
        }
    }

    fn of_io(error: &io::Error, url: &Url) -> Self {
        if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) {
            return Self::of_tls(error, url);
        }
        match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Self::TimedOut,
            io::ErrorKind::ConnectionRefused => Self::Refused { host: url.host().to_owned(), port: url.port() },
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => Self::Cut,
            // The standard library has no kind for what getaddrinfo says.
            _ if error.to_string().starts_with("failed to lookup address") => Self::Name(url.host().to_owned()),
            _ => Self::Connection(error.to_string()),
        }
    }

    fn of_tls(error: &TlsError, url: &Url) -> Self {
        let at = |time: u64| i64::try_from(time).map_or_else(|_| String::new(), |time| Timestamp::from_unix(time).to_string());
        let host = url.host();
        Self::Certificate(match error {
            TlsError::InvalidCertificate(CertificateError::ExpiredContext { not_after, .. }) => {
                format!("the certificate of {host} expired at {}", at(not_after.as_secs()))
            }
            TlsError::InvalidCertificate(CertificateError::Expired) => format!("the certificate of {host} has expired"),
            TlsError::InvalidCertificate(CertificateError::NotValidYetContext { not_before, .. }) => {
                format!("the certificate of {host} is not valid before {}", at(not_before.as_secs()))
            }
            TlsError::InvalidCertificate(CertificateError::NotValidForNameContext { presented, .. }) if !presented.is_empty() => {
                format!("the certificate is for another name than {host}: {}", names(presented))
            }
            TlsError::InvalidCertificate(CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. }) => {
                format!("the certificate is for another name than {host}")
            }
            TlsError::InvalidCertificate(CertificateError::UnknownIssuer) => {
                format!("the certificate of {host} is by nobody whom this machine trusts")
            }
            // A CA that was made anew under its old name.
            TlsError::InvalidCertificate(CertificateError::BadSignature) => {
                format!("the certificate of {host} is not signed by the CA that it names")
            }
            TlsError::InvalidCertificate(error) => format!("the certificate of {host} is wrong: {error}"),
            error => return Self::Tls(error.to_string()),
        })
    }

    fn hints(&self) -> Vec<String> {
        let hint = match self {
            Self::Plain => "give the https:// URL",
            Self::Name(_) => "is it spelt right, and does this machine have a name server?",
            Self::Refused { .. } | Self::Connection(_) | Self::Tls(_) => {
                "is it the right host and port, and does it speak HTTPS?"
            }
            Self::Proxy(_) => "HTTPS_PROXY names the proxy, NO_PROXY the hosts that are reached without it",
            Self::Certificate(_) => {
                "a CA of one's own goes to --cacert FILE or SSL_CERT_FILE; is this machine's clock right, and is it the right host?"
            }
            Self::TimedOut | Self::Cut => "try again; `curl` with the same URL shows how far it comes",
            Self::TooBig => "a key set has a few KiB: is it the right URL?",
            Self::OtherPlace(_) => "redirects stay on their host; if that place is meant, give its URL",
            Self::Status(401 | 403) => "keys are public, but this place wants a login: is it the right URL?",
            Self::Status(500..) => "the server is at fault: try again later",
            Self::NoKeySet { is_metadata: true } => "this is the metadata of an issuer: --issuer-url takes the issuer",
            Self::Html | Self::NotJson(_) | Self::NoKeySet { .. } | Self::Status(_) | Self::Empty => {
                "--jwks takes the URL of a JWKS, --issuer-url the issuer, which finds it"
            }
            Self::OtherIssuer(issuer) => {
                return vec![format!("the two must be the same text; if that one is meant: --issuer-url {issuer}")];
            }
            Self::NoKeys { left_out } if !left_out.is_empty() => return left_out.clone(),
            Self::NoKeys { .. } => "its issuer publishes none now: is it the right URL?",
            Self::NoJwksUri => "--jwks URL names the key set itself",
            Self::Encoded(_)
            | Self::Location(..)
            | Self::TooManyRedirects
            | Self::Keys(_)
            | Self::NoMetadata(_)
            | Self::JwksUri(..)
            | Self::JwksUriHere(_) => "the server is at fault: tell those who run it",
        };
        vec![hint.to_owned()]
    }
}

/// The first names that a certificate is for; TLS names them as `DnsName("a")`.
fn names(presented: &[String]) -> String {
    const SHOWN: usize = 4;
    let bare = |name: &String| name.split('"').nth(1).unwrap_or(name).to_owned();
    let shown = presented.iter().take(SHOWN).map(bare).collect::<Vec<_>>().join(", ");
    match presented.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// A document that could not be had.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) url: String,
    pub(super) cause: Cause,
    /// The proxy it was asked through, by host and port.
    pub(super) proxy: Option<String>,
}

impl Problem {
    /// The failure of the command; `what` is the document: "the key set", "the issuer's metadata".
    pub(super) fn failure(&self, what: &str) -> Failure {
        let mut failure = Failure::new(Exit::Key, "key-unfetchable", format!("{what} cannot be fetched from {}", self.url));
        failure.causes.push(self.cause.to_string());
        if let Cause::Location(_, error) | Cause::JwksUri(_, error) = &self.cause {
            failure.causes.push(error.to_string());
        }
        failure.hints = self.cause.hints();
        if let Some(proxy) = &self.proxy {
            failure.hints.push(format!("it was asked through the proxy {proxy}, which the environment names"));
        }
        failure
    }
}
