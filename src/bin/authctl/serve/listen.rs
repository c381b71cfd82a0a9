//! The socket: where it listens, and how the server comes to its end.

use std::{
    future::{Ready, poll_fn, ready},
    io,
    net::{SocketAddr, TcpListener},
    path::Path,
    pin::pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use axum_server::{
    Handle,
    accept::{Accept, NoDelayAcceptor},
    tls_rustls::{RustlsAcceptor, RustlsConfig},
};
use rustls::ServerConfig;
use tokio::{
    net::TcpStream,
    signal::unix::{SignalKind, signal},
};

use super::{
    router::router,
    state::{Settings, StartError, State},
    tls::Files,
};
use crate::failure::{Exit, Failure};

/// How long requests that have begun may go on after the signal to end.
const GRACE: Duration = Duration::from_secs(10);

/// How long a client may take to send the head of a request, and a connection may idle between two.
const HEAD: Duration = Duration::from_secs(10);

/// How many connections there are at once at most. Each takes a file descriptor, of which a process has 1,024 by custom.
const CONNECTIONS: usize = 800;

/// The most bytes of a request's head.
const LONGEST_HEAD: usize = 16 * 1024;

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
    let handle = Handle::new();
    let acceptor = Acceptor(handle.clone());
    let mut server = axum_server::from_tcp(listener)?.http1_only().handle(handle.clone()).first_request_timeout(HEAD);
    server.http_builder().http1().header_read_timeout(HEAD).max_buf_size(LONGEST_HEAD);
    tokio::spawn(end_on_signal(handle)?);
    let (files, printer) = (state.settings.tls.clone(), state.settings.printer);
    let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
    let (Some(config), Some(files)) = (tls, files) else { return server.acceptor(acceptor).serve(service).await };
    let config = RustlsConfig::from_config(config);
    tokio::spawn(files.follow(config.clone(), signal(SignalKind::hangup())?, printer));
    server.acceptor(RustlsAcceptor::new(config).acceptor(acceptor)).serve(service).await
}

/// Takes connections as long as there are not too many; they send small answers at once.
#[derive(Clone)]
struct Acceptor(Handle<SocketAddr>);

impl<S> Accept<TcpStream, S> for Acceptor {
    type Stream = TcpStream;
    type Service = S;
    type Future = Ready<io::Result<(TcpStream, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        // This one is counted already.
        if self.0.connection_count() > CONNECTIONS {
            return ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        NoDelayAcceptor::new().accept(stream, service)
    }
}

fn end_on_signal(handle: Handle<SocketAddr>) -> io::Result<impl Future<Output = ()>> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        second_of(terminate.recv(), interrupt.recv()).await;
        handle.graceful_shutdown(Some(GRACE));
        second_of(terminate.recv(), interrupt.recv()).await;
        handle.shutdown();
    })
}

/// Waits for one of two: whether it is the second.
pub(super) async fn second_of<T, U>(first: impl Future<Output = T>, second: impl Future<Output = U>) -> bool {
    let (mut first, mut second) = (pin!(first), pin!(second));
    poll_fn(|context| match (first.as_mut().poll(context), second.as_mut().poll(context)) {
        (Poll::Ready(_), _) => Poll::Ready(false),
        (_, Poll::Ready(_)) => Poll::Ready(true),
        _ => Poll::Pending,
    })
    .await
}
