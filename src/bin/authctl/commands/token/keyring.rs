//! The keys from outside that tokens are verified with. Those of the network may change meanwhile: they are fetched anew when a token
//! names one that is not among them.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use authctl::{
    clock::Timestamp,
    keys::{KeySet, Note},
    token::{Code, Diagnostic, Policy, Reading, Report, diagnose::key_note},
};

use super::{material::Outside, near_miss::GivenSecret};
use crate::{
    failure::Failure,
    fetch::{Fetched, Remote},
    output::Printer,
};

/// The keys from outside. Many threads may ask at once.
pub(super) struct Keyring {
    outside: Outside,
    current: RwLock<Arc<Keys>>,
    remote: Option<Mutex<Remote>>,
    printer: Printer,
}

/// All keys at one time, and what is to be said of those that were fetched.
pub(super) struct Keys {
    set: KeySet,
    remarks: Vec<Diagnostic>,
    skipped: Vec<Note>,
}

impl Keys {
    fn of(outside: &Outside, fetched: Fetched) -> Arc<Self> {
        let keys = outside.keys.keys.iter().cloned().chain(fetched.keys).collect();
        Arc::new(Self { set: KeySet::new(keys), remarks: fetched.remarks, skipped: fetched.skipped })
    }

    pub(super) fn set(&self) -> &KeySet {
        &self.set
    }
}

impl Keyring {
    /// Keys that are what they are, and those of a place in the network.
    pub(super) fn new(outside: Outside, remote: Option<Remote>, printer: Printer) -> Result<Self, Failure> {
        let (fetched, remote) = match remote {
            Some(mut remote) => (remote.load()?, Some(Mutex::new(remote))),
            None => (Fetched::default(), None),
        };
        Ok(Self { current: RwLock::new(Keys::of(&outside, fetched)), outside, remote, printer })
    }

    /// The HMAC secret that was given, if any.
    pub(super) fn secret(&self) -> Option<&GivenSecret> {
        self.outside.secret.as_ref()
    }

    /// Verifies a token by these keys; if it names one that is not among them, by keys fetched anew, which take their place.
    pub(super) fn verify<'r>(&self, token: &'r Reading<'_>, keys: &mut Arc<Keys>, policy: &Policy, now: Timestamp) -> Report<'r> {
        let verify = |keys: &Keys| token.verify(&keys.set, policy, now);
        let mut report = verify(keys);
        if lacks_key(&report)
            && let Some(newer) = self.newer(keys)
        {
            *keys = newer;
            report = verify(keys);
        }
        let unusable = if lacks_key(&report) { unusable(keys, &report, policy) } else { None };
        self.outside.comment(&mut report, keys.remarks.iter().cloned().chain(unusable));
        report
    }

    /// The keys of now. Threads that share them disturb each other: it is asked once for many tokens.
    pub(super) fn current(&self) -> Arc<Keys> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Newer keys than those, if there are any. While one thread fetches them, those that need them wait for it.
    fn newer(&self, seen: &Arc<Keys>) -> Option<Arc<Keys>> {
        let mut remote = self.remote.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        let current = self.current();
        if !Arc::ptr_eq(&current, seen) {
            return Some(current);
        }
        match remote.refresh()? {
            Ok(fetched) => {
                let keys = Keys::of(&self.outside, fetched);
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&keys);
                Some(keys)
            }
            Err(failure) => {
                let cause = failure.causes.first().map_or_else(String::new, |cause| format!(": {cause}"));
                self.printer.warn(format_args!("{}{cause}; the keys fetched earlier are used", failure.message));
                None
            }
        }
    }
}

fn lacks_key(report: &Report) -> bool {
    report.checks().iter().any(|check| check.failure.is_some_and(|(code, _)| code == Code::KidUnknown))
}

/// What is to be said of the key that the token names, where the set has it but it cannot be used.
fn unusable(keys: &Keys, report: &Report, policy: &Policy) -> Option<Diagnostic> {
    let header = || report.header()?.get("kid")?.as_str();
    let wanted = policy.kid.as_ref().map(AsRef::as_ref).or_else(header)?;
    let is_it = |note: &&Note| matches!(note, Note::Skipped { kid: Some(kid), .. } if kid == wanted);
    keys.skipped.iter().find(is_it).map(key_note)
}
