//! Who answers soon gets the core of a thread that hashes.
//!
//! Linux asks who is to have a core when something happens there: a thread of that core wakes, or its clock ticks, which is every 4 ms or
//! every 10 ms. Where a hash is computed nothing else happens, and a request that has come to wait behind it waits for the tick, whatever
//! the niceness. Therefore a thread on each core wakes every now and then while hashes are computed. It has nothing to do there: that it
//! wakes is enough.

use std::{
    io,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use self::core::Core;

/// How often a core is asked. A thread that has just begun to hash is left alone for a millisecond or two as it is.
const EVERY: Duration = Duration::from_micros(500);

/// The hashes that are being computed, and those who wait for them to be many.
pub(super) struct Nudges {
    load: Mutex<Load>,
    rose: Condvar,
}

/// So many hashes are being computed on so many cores.
struct Load {
    hashes: usize,
    cores: usize,
}

impl Load {
    /// Where more than half of the cores do not hash, whoever answers finds one of them.
    fn is_high(&self) -> bool {
        self.hashes > 0 && self.hashes.saturating_mul(2) >= self.cores
    }
}

impl Nudges {
    /// Starts a thread on each core, if so many threads that hash can keep half of them busy.
    pub(super) fn new(hashers: usize) -> io::Result<Arc<Self>> {
        let cores = core::all();
        let nudges = Arc::new(Self::on(cores.len()));
        if (Load { hashes: hashers, cores: cores.len() }).is_high() {
            for core in cores {
                let nudges = Arc::clone(&nudges);
                thread::Builder::new().name("nudge".to_owned()).spawn(move || nudges.stay(&core))?;
            }
        }
        Ok(nudges)
    }

    /// Wakes on a core again and again. Where that is forbidden it ends, because elsewhere it is of no use.
    fn stay(&self, core: &Core) {
        if core.hold().is_ok() {
            loop {
                self.wait();
                thread::sleep(EVERY);
            }
        }
    }

    fn on(cores: usize) -> Self {
        Self { load: Mutex::new(Load { hashes: 0, cores }), rose: Condvar::new() }
    }

    /// Counts a hash until what it returns is dropped.
    pub(super) fn hash(&self) -> Hash<'_> {
        let mut load = self.load();
        load.hashes = load.hashes.saturating_add(1);
        if load.is_high() {
            self.rose.notify_all();
        }
        Hash(self)
    }

    /// Returns while many hashes are being computed.
    fn wait(&self) {
        drop(self.rose.wait_while(self.load(), |load| !load.is_high()));
    }

    fn load(&self) -> MutexGuard<'_, Load> {
        self.load.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A hash that is being computed.
pub(super) struct Hash<'a>(&'a Nudges);

impl Drop for Hash<'_> {
    fn drop(&mut self) {
        let mut load = self.0.load();
        load.hashes = load.hashes.saturating_sub(1);
    }
}

#[cfg(target_os = "linux")]
mod core {
    use std::io;

    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

    /// A core that this process may use.
    pub(super) struct Core(CpuSet);

    /// All of them; none where the system does not say.
    pub(super) fn all() -> Vec<Core> {
        let Ok(allowed) = sched_getaffinity(None) else { return Vec::new() };
        let alone = |number| {
            let mut core = CpuSet::new();
            core.set(number);
            Core(core)
        };
        (0..CpuSet::MAX_CPU).filter(|number| allowed.is_set(*number)).map(alone).collect()
    }

    impl Core {
        /// Has the calling thread run here alone.
        pub(super) fn hold(&self) -> io::Result<()> {
            Ok(sched_setaffinity(None, &self.0)?)
        }
    }
}

/// Elsewhere a thread is not told where to run.
#[cfg(not(target_os = "linux"))]
mod core {
    use std::io;

    pub(super) enum Core {}

    pub(super) fn all() -> Vec<Core> {
        Vec::new()
    }

    impl Core {
        pub(super) fn hold(&self) -> io::Result<()> {
            match *self {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn cores_are_nudged_while_half_of_them_hash() {
        let is_high = |hashes, cores| Load { hashes, cores }.is_high();
        for (hashes, cores) in [(1, 1), (1, 2), (2, 2), (2, 3), (8, 16), (16, 16)] {
            assert!(is_high(hashes, cores), "{hashes} on {cores}");
        }
        for (hashes, cores) in [(0, 0), (0, 1), (0, 2), (1, 3), (7, 16), (2, 64)] {
            assert!(!is_high(hashes, cores), "{hashes} on {cores}");
        }
    }

    #[test]
    fn nobody_is_woken_before_many_hashes_are_computed() {
        let nudges = Nudges::on(4);
        let (woken, wakes) = channel();
        thread::scope(|scope| {
            scope.spawn(|| {
                nudges.wait();
                woken.send(nudges.load().hashes).unwrap();
            });
            let (_first, _second) = (nudges.hash(), nudges.hash());
            assert_eq!(wakes.recv().unwrap(), 2);
        });
    }

    #[test]
    fn a_hash_that_ends_counts_no_more() {
        let nudges = Nudges::on(2);
        let (first, second) = (nudges.hash(), nudges.hash());
        assert_eq!(nudges.load().hashes, 2);
        drop(second);
        assert!(nudges.load().is_high());
        drop(first);
        assert!(!nudges.load().is_high());
        let panics = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _hash = nudges.hash();
            panic!("a hash");
        }));
        assert!(panics.is_err());
        assert_eq!(nudges.load().hashes, 0);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_thread_that_holds_a_core_runs_there_alone() {
        for core in core::all() {
            thread::spawn(move || {
                core.hold().unwrap();
                assert_eq!(core::all().len(), 1);
            })
            .join()
            .unwrap();
        }
        assert!(!core::all().is_empty());
    }
}
