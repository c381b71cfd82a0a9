//! Threads for what would block: each has its own connection to the user file, all take jobs from one bounded queue.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use authctl::{
    keys::Passphrase,
    password::Hasher,
    store::{Store, StoreError, Verifier},
};
use tokio::sync::oneshot;

use super::{error::Error, spare::Spare};

/// What a thread works with.
pub(super) struct Worker {
    pub(super) store: Store,
    pub(super) verifier: Verifier,
    pub(super) hasher: Hasher,
    /// The core that its thread leaves to others when they want it.
    pub(super) spare: Option<Arc<Spare>>,
}

impl Worker {
    pub(super) fn new(path: &std::path::Path, passphrase: Option<&Passphrase>) -> Result<Self, StoreError> {
        let mut store = Store::open(path)?;
        if let Some(passphrase) = passphrase {
            store.unlock(passphrase.clone());
        }
        Ok(Self { store, verifier: Verifier::new(), hasher: Hasher::new(), spare: None })
    }
}

type Job = Box<dyn FnOnce(&mut Worker) + Send>;

/// A number of threads and the jobs that wait for them.
pub(super) struct Pool {
    jobs: Sender<Job>,
    waiting: Arc<AtomicUsize>,
    queue: usize,
}

impl Pool {
    /// Starts a thread for each worker. At most `queue` jobs wait. The niceness is that of `nice(1)`, on top of the server's: with
    /// more of it the threads step back while others have work.
    pub(super) fn new(name: &str, niceness: i32, workers: Vec<Worker>, queue: usize) -> io::Result<Self> {
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        for worker in workers {
            let receiver = Arc::clone(&receiver);
            thread::Builder::new().name(name.to_owned()).spawn(move || {
                step_back(niceness);
                work(worker, &receiver);
            })?;
        }
        Ok(Self { jobs: sender, waiting: Arc::default(), queue })
    }

    /// How many jobs wait.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Has a thread do a job.
    ///
    /// # Errors
    /// [`Error::Overloaded`] if too many jobs wait already; the job's own.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Worker) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= self.queue {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Error::Overloaded);
        }
        self.answer(job).await
    }

    /// Has a thread do a job that goes on with another pool's, and is not turned away: that one's queue bounds both.
    ///
    /// # Errors
    /// The job's own.
    pub(super) async fn go_on<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Worker) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        self.answer(job).await
    }

    /// Has a thread do a job that is counted among those that wait.
    async fn answer<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Worker) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (sender, receiver) = oneshot::channel();
        let waiting = Arc::clone(&self.waiting);
        let job: Job = Box::new(move |worker| {
            waiting.fetch_sub(1, Ordering::Relaxed);
            // Nobody waits for the answer to a client that has gone away.
            if !sender.is_closed() {
                let _ = sender.send(job(worker));
            }
        });
        // The threads live as long as this value.
        let _ = self.jobs.send(job);
        receiver.await.unwrap_or(Err(Error::Internal("a job panicked")))
    }
}

/// Gives the calling thread that much more niceness. Linux has it for each thread; elsewhere it would be the whole process's.
fn step_back(niceness: i32) {
    if cfg!(target_os = "linux") && niceness != 0 {
        // Where that is forbidden the thread works as it is.
        let _ = rustix::process::nice(niceness);
    }
}

fn work(mut worker: Worker, jobs: &Mutex<Receiver<Job>>) {
    loop {
        if let Some(spare) = &worker.spare {
            spare.wait();
        }
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        // A panic is a bug, but not one that may take the server's threads away one by one. What it leaves behind in the worker is
        // a transaction that was rolled back, at worst.
        let _ = catch_unwind(AssertUnwindSafe(|| job(&mut worker)));
    }
}
