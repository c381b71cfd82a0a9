//! One GET after another, within bounds.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use ureq::{
    Agent, Body,
    http::{Response, header},
    tls::{RootCerts, TlsConfig},
    unversioned::transport::DefaultConnector,
};

use super::{
    cause::{Cause, Problem},
    names::Names,
    url::Url,
};

/// The time that all requests of one fetch have together.
const TIME: Duration = Duration::from_secs(5);
/// The most that is read of an answer: 1 MiB.
const SIZE: u64 = 1024 * 1024;
/// How many redirects are followed, all on one host.
const REDIRECTS: usize = 3;

/// Asks servers for documents, until its time is over.
pub(super) struct Client {
    agent: Agent,
    ends: Instant,
}

/// A document, and for how long its server lets it be kept.
pub(super) struct Answer {
    pub(super) body: Vec<u8>,
    /// `Cache-Control` (RFC 9111 section 5.2.2), where it was said.
    pub(super) cache_control: Option<String>,
}

impl Client {
    /// A client whose time begins now.
    pub(super) fn new(roots: RootCerts) -> Self {
        let tls = TlsConfig::builder()
            .root_certs(roots)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("authctl/", env!("CARGO_PKG_VERSION")))
            .accept("application/jwk-set+json, application/json")
            .build();
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), Names), ends: ends() }
    }

    /// The document at a URL.
    pub(super) fn get(&self, url: &Url) -> Result<Answer, Problem> {
        self.follow(url).map_err(|cause| Problem { url: url.to_string(), cause, proxy: self.proxy(url) })
    }

    /// The proxy of the environment that a URL is asked through.
    fn proxy(&self, url: &Url) -> Option<String> {
        let proxy = self.agent.config().proxy().filter(|proxy| !url.is_loopback() && !proxy.is_no_proxy(url.uri()))?;
        Some(format!("{}:{}", proxy.host(), proxy.port()))
    }

    fn follow(&self, url: &Url) -> Result<Answer, Cause> {
        let mut place = url.clone();
        for _ in 0..=REDIRECTS {
            let response = self.request(&place)?;
            let Some(location) = location(&response) else { return answer(response, &place) };
            let location = location?;
            let next = place.join(&location).map_err(|error| Cause::Location(location, error))?;
            if !place.may_lead_to(&next) {
                return Err(Cause::OtherPlace(next.to_string()));
            }
            place = next;
        }
        Err(Cause::TooManyRedirects)
    }

    fn request(&self, url: &Url) -> Result<Response<Body>, Cause> {
        if !url.is_https() && !url.is_loopback() {
            return Err(Cause::Plain);
        }
        let left = left(self.ends);
        if left.is_zero() {
            return Err(Cause::TimedOut);
        }
        let request = self.agent.get(url.uri().clone()).config().timeout_global(Some(left));
        // What is said to this machine in plain text must not go to another.
        let request = if url.is_loopback() { request.proxy(None) } else { request };
        request.build().call().map_err(|error| Cause::of(error, url))
    }
}

#[expect(clippy::disallowed_methods, reason = "a bound on the time a server may take")]
fn ends() -> Instant {
    let now = Instant::now();
    now.checked_add(TIME).unwrap_or(now)
}

#[expect(clippy::disallowed_methods, reason = "a bound on the time a server may take")]
fn left(ends: Instant) -> Duration {
    ends.saturating_duration_since(Instant::now())
}

/// Where a redirect leads, if it is one.
fn location(response: &Response<Body>) -> Option<Result<String, Cause>> {
    let status = response.status().as_u16();
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    Some(location.map(str::to_owned).ok_or(Cause::Status(status)))
}

fn answer(mut response: Response<Body>, url: &Url) -> Result<Answer, Cause> {
    let status = response.status().as_u16();
    if status != 200 {
        return Err(Cause::Status(status));
    }
    let text = |name| response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    // A small compressed answer could become a large one; none was asked for.
    if let Some(encoding) = text(header::CONTENT_ENCODING).filter(|encoding| !encoding.eq_ignore_ascii_case("identity")) {
        return Err(Cause::Encoded(encoding));
    }
    let cache_control = text(header::CACHE_CONTROL);
    let body = response.body_mut().with_config().limit(SIZE).read_to_vec().map_err(|error| Cause::of(error, url))?;
    Ok(Answer { body, cache_control })
}
