//! Whose certificates are believed.

use std::path::{Path, PathBuf};

use ureq::tls::{Certificate, PemItem, RootCerts, parse_pem};

use crate::failure::{Exit, Failure};

/// The CAs by which a server's certificate must be.
#[derive(Clone, Debug, Default)]
pub(crate) enum Trust {
    /// Those of the system; `SSL_CERT_FILE` and `SSL_CERT_DIR` name others.
    #[default]
    System,
    /// Those of this PEM file and no others.
    File(PathBuf),
}

impl Trust {
    /// The certificates; with those of a file, so that what was fetched by their word is known by it.
    pub(super) fn roots(&self) -> Result<RootCerts, Failure> {
        match self {
            Self::System => Ok(system()),
            Self::File(path) => {
                let pem = read(path)?;
                let item = |item: Result<PemItem<'static>, ureq::Error>| match item {
                    Ok(PemItem::Certificate(certificate)) => Some(certificate),
                    _ => None,
                };
                let certificates: Vec<_> = parse_pem(&pem).filter_map(item).collect();
                if certificates.is_empty() {
                    let message = format!("the CA file {} holds no certificate", path.display());
                    return Err(Failure::new(Exit::Key, "cacert-unreadable", message)
                        .hint("it is PEM text with -----BEGIN CERTIFICATE-----"));
                }
                Ok(certificates.into())
            }
        }
    }

    /// What sets apart in the cache the documents that were had by this trust.
    pub(super) fn mark(&self) -> Result<Vec<u8>, Failure> {
        match self {
            Self::System => Ok(Vec::new()),
            Self::File(path) => read(path),
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| {
        Failure::new(Exit::Key, "cacert-unreadable", format!("the CA file {} cannot be read", path.display())).caused_by(error)
    })
}

/// What of the system's store can be read: a broken file among many is no reason to trust none.
fn system() -> RootCerts {
    let found = rustls_native_certs::load_native_certs();
    found.certs.iter().map(|certificate| Certificate::from_der(certificate).to_owned()).collect::<Vec<_>>().into()
}
