//! HTTPS: the certificate and its key, and reading them again when they change, so that a renewed certificate needs no restart.

use std::{
    io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use rustls::{
    ServerConfig,
    crypto::aws_lc_rs::default_provider,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use tokio::{
    signal::unix::{Signal, SignalKind, signal},
    sync::watch,
    time::{MissedTickBehavior, interval},
};
use zeroize::Zeroizing;

use super::{listen::unless, log};
use crate::{
    failure::{Exit, Failure},
    output::Printer,
};

/// How often the files are looked at. SIGHUP has them read at once.
const LOOK: Duration = Duration::from_secs(2);

/// Where certificate and key are.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    /// PEM: the server's certificate, then those above it.
    pub(crate) certificate: PathBuf,
    /// PEM: the private key.
    pub(crate) key: PathBuf,
}

/// Why there is no HTTPS with these files.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    #[error("{0} cannot be read")]
    Unreadable(String, #[source] io::Error),
    #[error("{0} holds no certificate in PEM")]
    NoCertificate(String),
    #[error("{0} holds no private key in PEM that is not encrypted")]
    NoKey(String),
    #[error("certificate and key cannot be used")]
    Unusable(#[source] rustls::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let failure = Self::stating(Exit::Key, "tls-unusable", &error);
        match error {
            Error::NoKey(_) => failure.hint("`openssl pkey -in KEY -out PLAIN` takes a passphrase off"),
            Error::Unusable(_) => failure.hint("is it the key of the first certificate in the file?"),
            _ => failure,
        }
    }
}

impl Files {
    pub(super) fn read(&self) -> Result<Arc<ServerConfig>, Error> {
        let (pem, name) = (read(&self.certificate)?, self.certificate.display().to_string());
        let chain = CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>();
        let chain = chain.ok().filter(|chain| !chain.is_empty()).ok_or(Error::NoCertificate(name))?;
        let (pem, name) = (read(&self.key)?, self.key.display().to_string());
        let key = PrivateKeyDer::from_pem_slice(&pem).map_err(|_| Error::NoKey(name))?;
        let builder = ServerConfig::builder_with_provider(Arc::new(default_provider()));
        let builder = builder.with_safe_default_protocol_versions().map_err(Error::Unusable)?.with_no_client_auth();
        let mut config = builder.with_single_cert(chain, key).map_err(Error::Unusable)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }

    /// What differs after a change of the files, as far as can be seen without reading them.
    fn stamp(&self) -> [Option<(u64, u64, i64, i64)>; 2] {
        [&self.certificate, &self.key].map(|path| {
            let found = path.metadata().ok()?;
            Some((found.ino(), found.size(), found.mtime(), found.mtime_nsec()))
        })
    }

    /// Reads the files again whenever they have changed, or SIGHUP comes. Those that cannot be used leave the ones before in use; a
    /// certificate that is there before its key is read once more when the key has come.
    pub(super) fn follow(self, first: Arc<ServerConfig>, printer: Printer) -> io::Result<watch::Receiver<Arc<ServerConfig>>> {
        let (newest, receiver) = watch::channel(first);
        tokio::spawn(self.look(newest, signal(SignalKind::hangup())?, printer));
        Ok(receiver)
    }

    async fn look(self, newest: watch::Sender<Arc<ServerConfig>>, mut signal: Signal, printer: Printer) {
        let mut seen = self.stamp();
        let mut ticks = interval(LOOK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let signalled = unless(signal.recv(), ticks.tick()).await.is_none();
            let stamp = self.stamp();
            if !signalled && stamp == seen {
                continue;
            }
            seen = stamp;
            match self.read() {
                Ok(config) => {
                    newest.send_replace(config);
                    log::event(printer, "certificate", "the certificate was read anew");
                }
                Err(error) => {
                    let cause = std::error::Error::source(&error).map_or_else(String::new, |cause| format!(": {cause}"));
                    log::event(printer, "trouble", &format!("{error}{cause}; the certificate before stays in use"));
                }
            }
        }
    }
}

fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, Error> {
    let pem = std::fs::read(path).map_err(|error| Error::Unreadable(path.display().to_string(), error))?;
    Ok(Zeroizing::new(pem))
}
