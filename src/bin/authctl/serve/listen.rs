//! The socket: where it listens, and how the server comes to its end.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::Arc,
    time::Duration,
};

use axum_server::{Handle, accept::NoDelayAcceptor};
use tokio::signal::unix::{SignalKind, signal};

use super::{
    router::router,
    state::{Settings, StartError, State},
};
use crate::failure::{Exit, Failure};

/// How long requests that have begun may go on after the signal to end.
const GRACE: Duration = Duration::from_secs(10);

/// How long a client may take to send the head of a request, and a connection may idle between two.
const HEAD: Duration = Duration::from_secs(10);

/// The most bytes of a request's head.
const LONGEST_HEAD: usize = 16 * 1024;

/// A server that has its socket and its threads, and answers nobody yet.
pub(crate) struct Server {
    listener: TcpListener,
    address: SocketAddr,
    state: State,
}

impl Server {
    /// Opens the user file and takes the address.
    pub(crate) fn new(address: SocketAddr, db: &Path, settings: Settings) -> Result<Self, Failure> {
        let state = State::new(db, settings).map_err(|error| match error {
            StartError::Store(error) => error.into(),
            StartError::Io(error) => failed(&error),
        })?;
        let listener = TcpListener::bind(address).map_err(|error| {
            Failure::new(Exit::Internal, "address-unavailable", format!("{address} cannot be listened on"))
                .caused_by(error)
                .hint("is it in use? `--listen ADDRESS:PORT` names another, port 0 takes one that is free")
        })?;
        Ok(Self { address: listener.local_addr().map_err(|error| failed(&error))?, listener, state })
    }

    /// Where clients reach it.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Answers until SIGTERM or SIGINT, then ends what has begun. A second signal ends it at once.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| failed(&error))?;
        let answer = runtime.block_on(serve(self.listener, Arc::new(self.state))).map_err(|error| failed(&error));
        runtime.shutdown_timeout(Duration::from_secs(1));
        answer
    }
}

fn failed(error: &io::Error) -> Failure {
    Failure::stating(Exit::Internal, "server-failed", error)
}

async fn serve(listener: TcpListener, state: Arc<State>) -> io::Result<()> {
    let handle = Handle::new();
    let mut server = axum_server::from_tcp(listener)?
        .acceptor(NoDelayAcceptor::new())
        .http1_only()
        .handle(handle.clone())
        .first_request_timeout(HEAD);
    server.http_builder().http1().header_read_timeout(HEAD).max_buf_size(LONGEST_HEAD);
    tokio::spawn(end_on_signal(handle)?);
    server.serve(router(state).into_make_service_with_connect_info::<SocketAddr>()).await
}

fn end_on_signal(handle: Handle<SocketAddr>) -> io::Result<impl Future<Output = ()>> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        either(terminate.recv(), interrupt.recv()).await;
        handle.graceful_shutdown(Some(GRACE));
        either(terminate.recv(), interrupt.recv()).await;
        handle.shutdown();
    })
}

/// Waits for the first of two.
async fn either<T>(one: impl Future<Output = T>, other: impl Future<Output = T>) {
    let (mut one, mut other) = (std::pin::pin!(one), std::pin::pin!(other));
    std::future::poll_fn(|context| {
        if one.as_mut().poll(context).is_ready() || other.as_mut().poll(context).is_ready() {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
}
