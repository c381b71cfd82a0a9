//! What tokens are judged by: keys, demands, and the user file.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use authctl::{
    clock::Timestamp,
    keys::{KeySet, Passphrase},
    store::{Session, Store, Verifier},
    token::{Policy, Presented, Reading, Report, SecretAudit, diagnose::near_miss::Searcher},
};

use super::super::{
    super::passphrase,
    examine::{Examiner, Token},
    keyring::{Keyring, Keys},
    near_miss,
    word_list::{self, WordList},
};
use crate::{context::Clock, failure::Failure, output::advice};

/// What every token of one run is judged by.
pub(super) struct Rules {
    /// The keys from outside; without them those of the user file.
    pub(super) outside: Option<Keyring>,
    pub(super) policy: Policy,
    /// The user file, where its keys are used or it is asked about subject and revocation.
    pub(super) db: Option<PathBuf>,
    /// The user file as it was opened to look at its keys, for the first judge.
    pub(super) store: Mutex<Option<Store>>,
    /// What sealed HMAC secrets of the user file are opened with.
    pub(super) passphrase: Option<Passphrase>,
    /// Whether it is asked about subject and revocation.
    pub(super) asks: bool,
    /// From what secrets are to be guessed, if at all.
    pub(super) audit: Option<WordList>,
    pub(super) clock: Clock,
}

/// A judge with a connection of its own to the user file.
pub(super) struct Judge<'r> {
    rules: &'r Rules,
    store: Option<Store>,
    verifier: Verifier,
    searcher: Searcher,
}

impl<'r> Judge<'r> {
    pub(super) fn new(rules: &'r Rules) -> Result<Self, Failure> {
        let mut store = match rules.store.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(store) => Some(store),
            None => rules.db.as_deref().map(Store::open).transpose()?,
        };
        if let (Some(store), Some(passphrase)) = (&mut store, &rules.passphrase) {
            store.unlock(passphrase.clone());
        }
        Ok(Self { rules, store, verifier: Verifier::new(), searcher: Searcher::default() })
    }
}

impl Examiner for Judge<'_> {
    /// Tokens that came together are judged by one state of the user file, at one instant.
    fn examine<'i>(
        &mut self,
        mut tokens: impl Iterator<Item = Token<'i>>,
        mut show: impl FnMut(&'i [u8], Report<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Self { rules, store, verifier, searcher } = self;
        let now = rules.clock.now();
        let mut outside = rules.outside.as_ref().map(|keyring| (keyring, keyring.current()));
        let mut judge = |mut session: Option<&mut Session<'_>>| {
            tokens.try_for_each(|token| {
                let presented = Presented::of(token.input, token.hints);
                let reading = presented.read();
                let report = rules.report(&token, &reading, outside.as_mut(), session.as_deref_mut(), searcher, now)?;
                show(token.input, report)
            })
        };
        match store {
            None => judge(None),
            Some(store) => store.read(|view| judge(Some(&mut verifier.session(view, now)?))).map_err(passphrase::about_a_token),
        }
    }
}

impl Rules {
    fn report<'r>(
        &self,
        token: &Token<'_>,
        reading: &'r Reading<'_>,
        mut outside: Option<&mut (&Keyring, Arc<Keys>)>,
        mut session: Option<&mut Session<'_>>,
        searcher: &mut Searcher,
        now: Timestamp,
    ) -> Result<Report<'r>, Failure> {
        let none = KeySet::default();
        let mut report = match (outside.as_deref_mut(), session.as_deref_mut()) {
            (Some((keyring, keys)), _) => keyring.verify(reading, keys, &self.policy, now),
            (None, Some(session)) => session.authenticate(reading, &self.policy)?,
            (None, None) => reading.verify(&none, &self.policy, now),
        };
        if let (true, Some(session)) = (self.asks, session.as_deref_mut()) {
            report = session.ask(report)?;
        }
        if let Some(list) = &self.audit
            && let Some(audit) = SecretAudit::of(token.input)
        {
            report = report.with_audit(&word_list::audit(&audit, list)?);
        }
        let keys = match (&outside, session) {
            (Some((_, keys)), _) => keys.set(),
            (None, Some(session)) => session.keys()?,
            (None, None) => &none,
        };
        let search = searcher.near_miss(&report, token.input, keys, &self.policy);
        report.advise(advice);
        let Some(search) = search else { return Ok(report) };
        let given = self.outside.as_ref().and_then(Keyring::secret);
        Ok(report.with_near_miss(search, |miss, code| near_miss::advice(miss, code, given)))
    }
}
