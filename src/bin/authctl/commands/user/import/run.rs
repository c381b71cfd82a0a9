//! The batches of an import, one after the other.

use std::{thread, time::Duration};

use authctl::{
    clock::{Lifetime, timed},
    exchange::{Batch, Credential, Reader, Row},
    password::{Hasher, Params, generate},
    store::{Import, ImportError, Reject, Store, Tally},
};

use super::rejects::Rejects;
use crate::{
    context::Context,
    failure::{Failure, interrupted},
    interrupt::Interrupt,
    output::Progress,
};

/// Passwords that are hashed without being asked to.
const FEW: usize = 10_000;

/// Rows of a transaction where passwords are hashed, for each core: some seconds' work that a Ctrl-C loses.
const HASHED_AT_ONCE: usize = 64;

/// How long a silent input is waited for before a look at Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(100);

/// How long an import may hold the user file, batch after batch, before it steps aside. What waits for a lock gives up after five
/// seconds in most servers.
const HELD: Duration = Duration::from_secs(2);

/// How long it steps aside. Between two batches there is no time to speak of, and SQLite has no queue: who waits looks every tenth of a
/// second whether the lock is free.
const ASIDE: Duration = Duration::from_millis(120);

/// An import under way.
pub(super) struct Run<'a> {
    pub(super) context: &'a Context,
    pub(super) store: &'a mut Store,
    pub(super) reader: Reader,
    pub(super) import: Import,
    pub(super) params: Params,
    pub(super) rejects: Rejects,
    pub(super) interrupt: Interrupt,
    pub(super) progress: Progress,
    /// Whether a batch before a place where the file cannot be read on is not taken.
    pub(super) stops: bool,
    /// Whether any number of passwords may be hashed.
    pub(super) hashes_many: bool,
    /// Rows with passwords so far.
    pub(super) passwords: usize,
    /// What was committed.
    pub(super) tally: Tally,
    /// For how long the user file was held since others had their turn.
    pub(super) held: Duration,
}

impl Run<'_> {
    /// Takes all batches. What was taken before a failure is in the tally.
    pub(super) fn all(&mut self) -> Result<(), Failure> {
        let mut ahead = None;
        loop {
            let batch = match ahead.take() {
                Some(batch) => batch,
                None => self.next()?,
            };
            let Some(mut batch) = batch else { return Ok(()) };
            if let Some(error) = batch.error.take_if(|_| self.stops) {
                return Err(error.into());
            }
            let passwords = passwords(&batch.rows);
            self.passwords = self.passwords.saturating_add(passwords);
            if passwords > 0 && !self.hashes_many {
                // With a look at the next batch, so that a file with too many is refused before any is hashed.
                let next = self.next()?;
                let more = next.as_ref().map_or(0, |next| self::passwords(&next.rows));
                if self.passwords.saturating_add(more) > FEW {
                    return Err(self.too_many());
                }
                ahead = Some(next);
            }
            let at_once = if passwords > 0 { HASHED_AT_ONCE.saturating_mul(rayon::current_num_threads()) } else { usize::MAX };
            for rows in batch.rows.chunks_mut(at_once) {
                self.take(rows)?;
            }
            self.progress.reach(batch.end, self.tally.read(), "rows");
            // To give the memory of a million users back takes longer than to look them up.
            let Batch { rows, error, .. } = batch;
            rayon::spawn(move || drop(rows));
            if let Some(error) = error {
                return Err(error.into());
            }
        }
    }

    /// The next batch; nothing at the end.
    fn next(&mut self) -> Result<Option<Batch>, Failure> {
        loop {
            if self.interrupt.is_raised() {
                return Err(interrupted());
            }
            match self.reader.next(PATIENCE)? {
                Some(batch) if batch.rows.is_empty() && batch.error.is_none() => {}
                batch => return Ok(batch),
            }
        }
    }

    /// Takes rows that are one transaction.
    fn take(&mut self, rows: &mut [Row]) -> Result<(), Failure> {
        let mut rng = self.context.rng();
        self.import.settle_passwords(self.store, rows, &mut rng)?;
        let raised = || self.interrupt.is_raised();
        let now = authctl::clock::Timestamp::system();
        let (taken, time) = timed(|| self.import.take(self.store, rows, &self.context.actor(), now, &mut rng, &raised));
        self.held = self.held.saturating_add(time);
        if self.held >= HELD {
            self.held = Duration::ZERO;
            thread::sleep(ASIDE);
        }
        match taken {
            Ok((tally, rejects)) => {
                self.tally.add(&tally);
                self.rejects.add(&rejects)
            }
            Err(ImportError::Stopped(reject)) => {
                self.tally.add(&Tally { rejected: 1, ..Tally::default() });
                self.keep(&reject)?;
                Err(ImportError::Stopped(reject).into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps the row that ends the import, where there is a file for it; else the failure shows it.
    fn keep(&mut self, reject: &Reject) -> Result<(), Failure> {
        if self.rejects.path().is_some() { self.rejects.add(std::slice::from_ref(reject)) } else { Ok(()) }
    }

    fn too_many(&self) -> Failure {
        let mut rng = self.context.rng();
        let password = generate(&mut rng);
        let (hashed, time) = timed(|| Hasher::new().hash(&password, &self.params, &mut rng));
        let failure = Failure::usage(format!("there are more than {FEW} passwords to hash")).hint("--hash-plaintext hashes them");
        if hashed.is_err() {
            return failure;
        }
        let cores = rayon::current_num_threads();
        let share = FEW.div_ceil(cores.max(1));
        let long = Lifetime::from_secs(time.saturating_mul(u32::try_from(share).unwrap_or(u32::MAX)).as_secs());
        failure.hint(format!("one takes {} ms here, which makes {long} for each {FEW} on {cores} cores", time.as_millis()))
    }
}

/// How many rows have passwords.
fn passwords(rows: &[Row]) -> usize {
    rows.iter()
        .filter_map(|row| row.record.as_ref().ok())
        .filter(|record| matches!(record.credential, Credential::Plain(_)))
        .count()
}
