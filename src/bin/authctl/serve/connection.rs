//! A connection: perhaps a handshake, then HTTP/1.1, and how long a client may take for each.

use std::{net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::Service, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use rustls::ServerConfig;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    sync::watch,
    time::timeout,
};
use tokio_rustls::TlsAcceptor;

use super::listen::unless;

/// How long a handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// How long a client may take to send the head of a request, and a connection may idle between two.
const HEAD: Duration = Duration::from_secs(10);

/// The most bytes of a request's head.
const LONGEST_HEAD: usize = 16 * 1024;

/// What is spoken on every connection.
pub(super) struct Protocol {
    tls: Option<watch::Receiver<Arc<ServerConfig>>>,
    http: http1::Builder,
    service: TowerToHyperService<Router>,
}

impl Protocol {
    /// HTTPS with the newest of these certificates, or HTTP, answered by the router.
    pub(super) fn new(tls: Option<watch::Receiver<Arc<ServerConfig>>>, router: Router) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(LONGEST_HEAD);
        Self { tls, http, service: TowerToHyperService::new(router) }
    }

    /// Answers a client until one of both has had enough, or the end has come; a request that has begun is answered before.
    pub(super) async fn speak(self: Arc<Self>, stream: TcpStream, peer: SocketAddr, mut end: watch::Receiver<bool>) {
        // Small answers leave at once.
        if stream.set_nodelay(true).is_err() {
            return;
        }
        let Some(tls) = &self.tls else { return self.answer(stream, peer, end).await };
        let acceptor = TlsAcceptor::from(Arc::clone(&tls.borrow()));
        let handshake = timeout(HANDSHAKE, acceptor.accept(stream));
        if let Some(Ok(Ok(stream))) = unless(end.wait_for(|ended| *ended), handshake).await {
            self.answer(stream, peer, end).await;
        }
    }

    async fn answer(&self, stream: impl AsyncRead + AsyncWrite + Unpin, peer: SocketAddr, mut end: watch::Receiver<bool>) {
        let service = service_fn(|mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            self.service.call(request)
        });
        let mut connection = pin!(self.http.serve_connection(TokioIo::new(stream), service));
        if unless(end.wait_for(|ended| *ended), connection.as_mut()).await.is_none() {
            connection.as_mut().graceful_shutdown();
            // What the client does wrong is its own affair.
            let _ = connection.await;
        }
    }
}
