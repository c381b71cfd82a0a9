//! Ctrl-C during work that has to end cleanly: the first one is noticed, the second one ends the process at once.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};

/// Watches for Ctrl-C and for a polite request to end.
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Begins to watch, for the rest of the process.
    pub(crate) fn watch() -> Self {
        let raised = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            // In this order: the second signal finds the flag set. Without the hooks a signal ends the process, as anywhere else.
            let _ = flag::register_conditional_default(signal, Arc::clone(&raised));
            let _ = flag::register(signal, Arc::clone(&raised));
        }
        Self(raised)
    }

    /// Whether there was one.
    pub(crate) fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
