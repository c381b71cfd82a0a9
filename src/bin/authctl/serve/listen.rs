//! The socket: where it listens, and how the server comes to its end.

use std::{
    convert::Infallible,
    future::poll_fn,
    io,
    net::{SocketAddr, TcpListener},
    num::NonZero,
    path::Path,
    pin::pin,
    sync::Arc,
    task::Poll,
    thread,
    time::Duration,
};

use rustls::ServerConfig;
use tokio::{
    runtime::{Builder, Runtime},
    signal::unix::{SignalKind, signal},
    sync::{Semaphore, watch},
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
        self.serve().map_err(|error| failed(&error))
    }

    fn serve(self) -> io::Result<()> {
        let desks = Desk::of_all_cores(self.listener)?;
        let runtime = runtime()?;
        let phase = watch::Sender::new(Phase::Open);
        let (files, printer) = (self.state.settings.tls.clone(), self.state.settings.printer);
        let tls =
            runtime.block_on(async { self.tls.zip(files).map(|(config, files)| files.follow(config, printer)).transpose() })?;
        let hall = Hall {
            protocol: Arc::new(Protocol::new(tls, router(Arc::new(self.state)))),
            places: Arc::new(Semaphore::new(CONNECTIONS)),
            end: watch::Sender::new(false),
        };
        thread::scope(|scope| {
            let answer = |desk: Desk| {
                let (phase, hall) = (phase.subscribe(), &hall);
                thread::Builder::new().spawn_scoped(scope, move || desk.answer(phase, hall)).map(drop)
            };
            let outcome =
                desks.into_iter().try_for_each(answer).and_then(|()| runtime.block_on(until_the_end(&phase, &hall.end)));
            phase.send_replace(Phase::Over);
            outcome
        })
    }
}

fn failed(error: &io::Error) -> Failure {
    Failure::stating(Exit::Internal, "server-failed", error)
}

fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}

/// What the threads of a server are about.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// New connections are let in.
    Open,
    /// Those that are there end what has begun.
    Ending,
    Over,
}

/// Waits for a signal, then until all connections have ended, the time for it is up, or another signal comes.
async fn until_the_end(phase: &watch::Sender<Phase>, end: &watch::Sender<bool>) -> io::Result<()> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let mut signalled = async || unless(terminate.recv(), interrupt.recv()).await;
    signalled().await;
    phase.send_replace(Phase::Ending);
    end.send_replace(true);
    unless(signalled(), timeout(GRACE, end.closed())).await;
    Ok(())
}

/// What the threads share.
struct Hall {
    protocol: Arc<Protocol>,
    /// One for each connection that may be.
    places: Arc<Semaphore>,
    /// Tells connections that it has come; those that are there listen to it.
    end: watch::Sender<bool>,
}

/// A thread's own handle of the socket. A connection stays on the thread that let it in, so that no thread waits for another.
struct Desk {
    runtime: Runtime,
    listener: tokio::net::TcpListener,
}

impl Desk {
    /// One for each core. Nobody is let in once all of them are closed.
    #[expect(clippy::needless_pass_by_value, reason = "the socket closes with the last desk, so it stands nowhere else")]
    fn of_all_cores(listener: TcpListener) -> io::Result<Vec<Self>> {
        listener.set_nonblocking(true)?;
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        (0..cores).map(|_| Self::new(&listener)).collect()
    }

    fn new(listener: &TcpListener) -> io::Result<Self> {
        let (runtime, listener) = (runtime()?, listener.try_clone()?);
        let listener = runtime.block_on(async { tokio::net::TcpListener::from_std(listener) })?;
        Ok(Self { runtime, listener })
    }

    fn answer(self, mut phase: watch::Receiver<Phase>, hall: &Hall) {
        self.runtime.block_on(async {
            unless(phase.wait_for(|phase| *phase > Phase::Open), let_in(self.listener, hall)).await;
            // Fails where the sender is gone, which is over, too.
            let _ = phase.wait_for(|phase| *phase == Phase::Over).await;
        });
    }
}

/// Lets connections in as long as there are places. Each listens for the end, which may have come already on another thread.
async fn let_in(listener: tokio::net::TcpListener, hall: &Hall) -> Infallible {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                if let Ok(place) = Arc::clone(&hall.places).try_acquire_owned() {
                    let connection = Arc::clone(&hall.protocol).speak(stream, peer, hall.end.subscribe());
                    tokio::spawn(async move {
                        connection.await;
                        drop(place);
                    });
                }
            }
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
