//! The keys of one place in the network.

use std::time::Instant;

use authctl::{
    clock::Lifetime,
    keys::{Candidate, Note},
    token::Diagnostic,
};

use super::{
    cache::Cache,
    cause::{Cause, Problem},
    client::Client,
    documents,
    trust::Trust,
    url::Url,
};
use crate::failure::Failure;

/// Where keys are published.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// The key set itself.
    Jwks(Url),
    /// The issuer, whose metadata names its key set.
    Issuer(Url),
}

/// The keys of a place, and what is to be said of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fetched {
    pub(crate) keys: Vec<Candidate>,
    pub(crate) remarks: Vec<Diagnostic>,
    /// The keys of the set that cannot be used here.
    pub(crate) skipped: Vec<Note>,
}

/// A place whose keys are read from the cache or fetched.
#[derive(Debug)]
pub(crate) struct Remote {
    place: Place,
    trust: Trust,
    cache: Cache,
    /// When this run last asked the network.
    asked: Option<Instant>,
    is_refreshed: bool,
}

/// How old an answer must be before the same question is worth asking again, in seconds.
const FRESH: u64 = 10;

/// Whether a kept document will do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Anywhere,
    Network,
}

impl Place {
    /// Where keys are said to be; refuses what cannot be an issuer.
    pub(crate) fn issuer(url: Url) -> Result<Self, Failure> {
        if let Some(issuer) = url.without_well_known() {
            return Err(Failure::usage("--issuer-url wants the issuer, not the place of its metadata")
                .hint(format!("`--issuer-url {issuer}` finds it")));
        }
        if url.has_query_or_fragment() {
            return Err(
                Failure::usage("an issuer's URL has no query and no fragment").hint("`--jwks URL` takes any URL of a key set")
            );
        }
        Ok(Self::Issuer(url))
    }
}

impl Remote {
    /// A place, by whom it is trusted, and where its documents are kept.
    pub(crate) const fn new(place: Place, trust: Trust, cache: Cache) -> Self {
        Self { place, trust, cache, asked: None, is_refreshed: false }
    }

    /// The keys, from the cache if they may still be used.
    pub(crate) fn load(&mut self) -> Result<Fetched, Failure> {
        self.fetch(From::Anywhere)
    }

    /// The keys anew from the network: once in a run, and not if the network was asked just now.
    pub(crate) fn refresh(&mut self) -> Option<Result<Fetched, Failure>> {
        if self.is_refreshed || self.asked.is_some_and(|asked| asked.elapsed().as_secs() < FRESH) {
            return None;
        }
        self.is_refreshed = true;
        Some(self.fetch(From::Network))
    }

    fn fetch(&mut self, from: From) -> Result<Fetched, Failure> {
        let mark = self.trust.mark()?;
        let mut fetch = Fetch { cache: &self.cache, trust: &self.trust, mark, client: None };
        let outcome = fetch.keys(&self.place, from);
        if fetch.client.is_some() {
            self.asked = Some(now());
        }
        outcome
    }
}

#[expect(clippy::disallowed_methods, reason = "how long ago the network was asked, whatever the clock on the wall says")]
fn now() -> Instant {
    Instant::now()
}

/// One fetch: the requests that it takes share their time.
struct Fetch<'r> {
    cache: &'r Cache,
    trust: &'r Trust,
    mark: Vec<u8>,
    client: Option<Client>,
}

impl Fetch<'_> {
    fn keys(&mut self, place: &Place, from: From) -> Result<Fetched, Failure> {
        let url = match place {
            Place::Jwks(url) => url.clone(),
            Place::Issuer(issuer) => self.jwks_uri(issuer, from)?,
        };
        let set = match self.kept(&url, from, documents::key_set) {
            Some(set) => set,
            None => self.asked(&url, documents::key_set)?.map_err(|problem| problem.failure("the key set"))?,
        };
        Ok(Fetched { keys: set.keys, remarks: set.remarks, skipped: set.skipped })
    }

    /// The key set that the issuer's metadata names, from the first place that has any.
    fn jwks_uri(&mut self, issuer: &Url, from: From) -> Result<Url, Failure> {
        let places = issuer.metadata_places();
        let read = |body: &str, _| documents::jwks_uri(body, issuer);
        if let Some(url) = places.iter().find_map(|place| self.kept(place, from, read)) {
            return Ok(url);
        }
        let mut absent: Vec<Problem> = Vec::new();
        for place in &places {
            match self.asked(place, read)? {
                Ok(url) => return Ok(url),
                Err(problem) if problem.cause.is_absence() => absent.push(problem),
                Err(problem) => return Err(problem.failure("the issuer's metadata")),
            }
        }
        Err(nowhere(issuer, &absent))
    }

    fn kept<T>(&self, url: &Url, from: From, read: impl Fn(&str, Lifetime) -> Result<T, Cause>) -> Option<T> {
        let kept = if from == From::Anywhere { self.cache.read(url, &self.mark) } else { None }?;
        read(&kept.body, kept.ago).ok()
    }

    /// Asks the network, and keeps what is of use.
    fn asked<T>(&mut self, url: &Url, read: impl Fn(&str, Lifetime) -> Result<T, Cause>) -> Result<Result<T, Problem>, Failure> {
        let client = match &mut self.client {
            Some(client) => client,
            none => none.insert(Client::new(self.trust.roots()?)),
        };
        let answer = match client.get(url) {
            Ok(answer) => answer,
            Err(problem) => return Ok(Err(problem)),
        };
        let body = String::from_utf8_lossy(&answer.body);
        Ok(match read(&body, Lifetime::default()) {
            Ok(content) => {
                self.cache.write(url, &self.mark, &body, answer.cache_control.as_deref());
                Ok(content)
            }
            Err(cause) => Err(Problem { url: url.to_string(), cause, proxy: None }),
        })
    }
}

/// The issuer answers, but publishes its metadata at none of the places where it is looked for.
fn nowhere(issuer: &Url, absent: &[Problem]) -> Failure {
    let mut failure = Failure::new(
        crate::failure::Exit::Key,
        "key-unfetchable",
        format!("the issuer {issuer} publishes no metadata where it is looked for"),
    );
    failure.causes.extend(absent.iter().map(|problem| format!("{}: {}", problem.url, problem.cause)));
    failure.hint("is it the issuer exactly as its tokens write it (`iss`)?").hint("`--jwks URL` names the key set itself")
}
