//! A core without hashes while others ask: those who show a token wait for nobody's password.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::Duration,
};

use tokio::time::Instant;

/// How long the core stays free after a request, for the next ones.
const STAYS: Duration = Duration::from_millis(100);

/// Until when a core is wanted for other work than hashes.
pub(super) struct Spare {
    began: Instant,
    /// Microseconds since then.
    until: AtomicU64,
}

impl Spare {
    pub(super) fn new() -> Self {
        Self { began: Instant::now(), until: AtomicU64::new(0) }
    }

    /// Wants the core from now on, for a while.
    pub(super) fn want(&self) {
        self.want_at(self.began.elapsed());
    }

    /// Returns once nobody wants the core.
    pub(super) fn wait(&self) {
        loop {
            let left = self.left_at(self.began.elapsed());
            if left.is_zero() {
                return;
            }
            thread::sleep(left);
        }
    }

    fn want_at(&self, now: Duration) {
        let until = now.saturating_add(STAYS).as_micros();
        self.until.store(u64::try_from(until).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    fn left_at(&self, now: Duration) -> Duration {
        Duration::from_micros(self.until.load(Ordering::Relaxed)).saturating_sub(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_core_is_free_for_a_while_after_each_request() {
        let spare = Spare::new();
        let at = Duration::from_millis;
        assert_eq!(spare.left_at(at(0)), at(0));
        spare.want_at(at(5));
        assert_eq!(spare.left_at(at(5)), STAYS);
        spare.want_at(at(45));
        assert_eq!(spare.left_at(at(105)), at(40));
        assert_eq!(spare.left_at(at(145)), at(0));
        assert_eq!(spare.left_at(at(1000)), at(0));
    }

    #[test]
    fn nobody_waits_for_a_core_that_nobody_wants() {
        let spare = Spare::new();
        spare.wait();
        spare.want();
        spare.wait();
        assert!(spare.left_at(spare.began.elapsed()).is_zero());
    }
}
