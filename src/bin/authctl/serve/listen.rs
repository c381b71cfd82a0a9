//! The socket: where it listens, and how the server comes to its end.

use std::{
    convert::Infallible,
    future::poll_fn,
    io,
    net::{SocketAddr, TcpListener},
    path::Path,
    pin::pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use rustls::ServerConfig;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
    time::{sleep, timeout},
};

use super::{
    connection::Protocol,
    router::router,
    state::{Settings, StartError, State},
    tls::Files,
};
use crate::failure::{Exit, Failure};

/// How long requests that have begun may go on after the signal to end.
const GRACE: Duration = Duration::from_secs(10);

/// How many connections there are at once at most. Each takes a file descriptor, of which a process has 1,024 by custom.
const CONNECTIONS: usize = 800;

/// How long nobody is let in when it has failed: mostly for want of file descriptors, which connections that end give back.
const PAUSE: Duration = Duration::from_millis(50);

/// A server that has its socket and its threads, and answers nobody yet.
pub(crate) struct Server {
    listener: TcpListener,
    address: SocketAddr,
    tls: Option<Arc<ServerConfig>>,
    state: State,
}

impl Server {
    /// Reads the certificate, opens the user file and takes the address.
    pub(crate) fn new(address: SocketAddr, db: &Path, settings: Settings) -> Result<Self, Failure> {
        let tls = settings.tls.as_ref().map(Files::read).transpose()?;
        let state = State::new(db, settings).map_err(|error| match error {
            StartError::Store(error) => error.into(),
            StartError::Io(error) => failed(&error),
        })?;
        let listener = TcpListener::bind(address).map_err(|error| {
            Failure::new(Exit::Internal, "address-unavailable", format!("{address} cannot be listened on"))
                .caused_by(error)
                .hint("is it in use? `--listen ADDRESS:PORT` names another, port 0 takes one that is free")
        })?;
        Ok(Self { address: listener.local_addr().map_err(|error| failed(&error))?, listener, tls, state })
    }

    /// Where clients reach it.
    pub(crate) fn url(&self) -> String {
        format!("{}://{}", if self.tls.is_some() { "https" } else { "http" }, self.address)
    }

    /// Answers until SIGTERM or SIGINT, then ends what has begun. A second signal ends it at once.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| failed(&error))?;
        let answer = runtime.block_on(serve(self.listener, self.tls, Arc::new(self.state))).map_err(|error| failed(&error));
        runtime.shutdown_timeout(Duration::from_secs(1));
        answer
    }
}

fn failed(error: &io::Error) -> Failure {
    Failure::stating(Exit::Internal, "server-failed", error)
}

async fn serve(listener: TcpListener, tls: Option<Arc<ServerConfig>>, state: Arc<State>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let mut signalled = async || unless(terminate.recv(), interrupt.recv()).await;
    let (files, printer) = (state.settings.tls.clone(), state.settings.printer);
    let tls = tls.zip(files).map(|(config, files)| files.follow(config, printer)).transpose()?;
    let protocol = Arc::new(Protocol::new(tls, router(state)));
    let end = watch::Sender::new(());
    unless(signalled(), let_in(listener, &protocol, &end)).await;
    end.send_replace(());
    unless(signalled(), timeout(GRACE, end.closed())).await;
    Ok(())
}

/// Lets connections in as long as there are not too many: each of them listens for the end.
async fn let_in(listener: tokio::net::TcpListener, protocol: &Arc<Protocol>, end: &watch::Sender<()>) -> Infallible {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) if end.receiver_count() < CONNECTIONS => {
                tokio::spawn(Arc::clone(protocol).speak(stream, peer, end.subscribe()));
            }
            Ok(_) => (),
            Err(_) => sleep(PAUSE).await,
        }
    }
}

/// Does the work, unless `end` comes first.
pub(super) async fn unless<T>(end: impl Future, work: impl Future<Output = T>) -> Option<T> {
    let (mut end, mut work) = (pin!(end), pin!(work));
    poll_fn(|context| match (end.as_mut().poll(context), work.as_mut().poll(context)) {
        (_, Poll::Ready(done)) => Poll::Ready(Some(done)),
        (Poll::Ready(_), _) => Poll::Ready(None),
        _ => Poll::Pending,
    })
    .await
}
