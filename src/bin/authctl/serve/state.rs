//! What every request has at hand.

use std::{
    path::Path,
    sync::{Arc, atomic::AtomicBool},
    thread::available_parallelism,
};

use authctl::{
    clock::{Lifetime, Timestamp},
    keys::Passphrase,
    store::{Actor, StoreError},
    token::{Detail, Policy},
};
use getrandom::SysRng;
use rand_core::UnwrapErr;

use super::{
    limits::Limits,
    metrics::Metrics,
    nudge::Nudges,
    pool::{Pool, Worker},
    spare::Spare,
    tls,
};
use crate::output::Printer;

/// What the operator decides.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// `iss` of the tokens issued and demanded.
    pub(crate) issuer: Option<String>,
    /// `aud` of the tokens issued; of those presented one is demanded.
    pub(crate) audiences: Vec<String>,
    /// How long access tokens live.
    pub(crate) lifetime: Lifetime,
    /// How long a login can be renewed; `None` is not at all.
    pub(crate) refresh: Option<Lifetime>,
    /// Whom the audit names.
    pub(crate) actor: Actor,
    /// What sealed keys are opened with.
    pub(crate) passphrase: Option<Passphrase>,
    /// How many logins wait at most; one more is answered by 503.
    pub(crate) queue: usize,
    /// How many refusals an address, and a name, may have in a minute; 0 is no limit.
    pub(crate) refusals: (u32, u32),
    /// The origins whose pages may read the answers.
    pub(crate) origins: Vec<String>,
    /// Whether all requests come through a proxy, which says who the client is.
    pub(crate) behind_proxy: bool,
    /// Whether the API is described.
    pub(crate) docs: bool,
    /// The certificate; without one it is plain HTTP.
    pub(crate) tls: Option<tls::Files>,
    /// Where the log goes.
    pub(crate) printer: Printer,
}

/// Threads and settings.
pub(super) struct State {
    pub(super) settings: Settings,
    /// What a bearer token must be.
    pub(super) policy: Policy,
    /// Who has guessed too often.
    pub(super) limits: Limits,
    /// Whether the log has said that there is a proxy.
    pub(super) proxy_noted: AtomicBool,
    /// What was answered so far.
    pub(super) metrics: Metrics,
    /// Looks at the user file.
    pub(super) readers: Pool,
    /// Changes the user file: SQLite has one writer at a time.
    pub(super) writers: Pool,
    /// Computes hashes, one a processor, or one less while others ask.
    pub(super) hashers: Pool,
    /// The core that is free of hashes while others ask.
    pub(super) spare: Arc<Spare>,
    /// Takes cores from threads that hash when others wait.
    pub(super) nudges: Arc<Nudges>,
}

/// Changes that wait for the writer. Each takes a millisecond at most, unless another process holds the file.
const WRITES: usize = 256;

/// The state as handlers take it.
pub(super) type Shared = axum::extract::State<Arc<State>>;

/// Requests that wait for a look at the user file. Each takes some ten microseconds.
const READS: usize = 1024;

/// The niceness of threads that hash: a login takes a tenth of a second anyway, and whoever shows a token does not wait for it.
const PATIENT: i32 = 10;

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub(super) enum StartError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl State {
    pub(super) fn new(db: &Path, settings: Settings) -> Result<Self, StartError> {
        let count = available_parallelism().map_or(1, usize::from);
        let workers =
            |count: usize| (0..count).map(|_| Worker::new(db, settings.passphrase.as_ref())).collect::<Result<Vec<_>, _>>();
        let (spare, mut hashers) = (Arc::new(Spare::new()), workers(count)?);
        if let [_, .., last] = hashers.as_mut_slice() {
            last.spare = Some(Arc::clone(&spare));
        }
        Ok(Self {
            policy: Policy {
                issuers: settings.issuer.iter().cloned().collect(),
                audiences: settings.audiences.clone(),
                detail: Detail::Verdict,
                ..Policy::default()
            },
            proxy_noted: AtomicBool::new(false),
            limits: Limits::new(settings.refusals.0, settings.refusals.1),
            metrics: Metrics::new(Timestamp::system()),
            readers: Pool::new("reader", 0, workers(count)?, READS)?,
            writers: Pool::new("writer", 0, workers(1)?, WRITES)?,
            hashers: Pool::new("hasher", PATIENT, hashers, settings.queue)?,
            spare,
            nudges: Nudges::new(count)?,
            settings,
        })
    }
}

/// The operating system's random numbers; there is no other source.
pub(super) fn rng() -> UnwrapErr<SysRng> {
    UnwrapErr(SysRng)
}
