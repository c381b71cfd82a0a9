//! What tokens are judged by: keys, demands, and the user file.

use std::{collections::HashMap, path::PathBuf};

use authctl::{
    clock::Timestamp,
    keys::KeySet,
    store::{Store, View},
    token::{Policy, Report, Revocation, SecretAudit, Standing, SubjectStanding, diagnose, verify_as},
};

use super::super::{
    examine::{Examiner, Token},
    keyring::{Keyring, Keys},
    near_miss,
    word_list::{self, WordList},
};
use crate::{context::Clock, failure::Failure, output::advice};

/// Subjects whose standing is remembered, at most.
const REMEMBERED: usize = 4096;

/// What every token of one run is judged by.
pub(super) struct Rules {
    /// The keys from outside; without them those of the user file.
    pub(super) outside: Option<Keyring>,
    pub(super) policy: Policy,
    /// The user file, where its keys are used or it is asked about subject and revocation.
    pub(super) db: Option<PathBuf>,
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
    memory: Memory,
}

/// What a judge has read of the user file, as of one version of it and one instant: users and keys expire.
#[derive(Default)]
struct Memory {
    as_of: Option<(i64, Timestamp)>,
    keys: KeySet,
    subjects: HashMap<String, SubjectStanding>,
}

impl<'r> Judge<'r> {
    pub(super) fn new(rules: &'r Rules) -> Result<Self, Failure> {
        let store = rules.db.as_deref().map(Store::open).transpose()?;
        Ok(Self { rules, store, memory: Memory::default() })
    }
}

impl Examiner for Judge<'_> {
    /// Tokens that came together are judged by one state of the user file, at one instant.
    fn examine<'i>(
        &mut self,
        mut tokens: impl Iterator<Item = Token<'i>>,
        mut show: impl FnMut(&'i [u8], Report) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Self { rules, store, memory } = self;
        let now = rules.clock.now();
        let mut judge = |memory: &mut Memory, view: Option<&View>| {
            tokens.try_for_each(|token| {
                let report = rules.report(&token, memory, view, now)?;
                show(token.input, report)
            })
        };
        match store {
            None => judge(memory, None),
            Some(store) => store.read(|view| {
                memory.refresh(rules, view, now)?;
                judge(memory, Some(view))
            }),
        }
    }
}

impl Memory {
    /// Forgets what may have changed meanwhile.
    fn refresh(&mut self, rules: &Rules, view: &View, now: Timestamp) -> Result<(), Failure> {
        let as_of = Some((view.version()?, now));
        if self.as_of == as_of {
            return Ok(());
        }
        self.as_of = as_of;
        self.subjects.clear();
        if rules.outside.is_none() {
            self.keys = KeySet::from_stored(&view.keys()?, now);
        }
        Ok(())
    }

    fn subject(&mut self, view: &View, name: &str, now: Timestamp) -> Result<SubjectStanding, Failure> {
        if let Some(known) = self.subjects.get(name) {
            return Ok(known.clone());
        }
        let standing = SubjectStanding::of(view.user_called(name)?.as_ref(), now);
        if self.subjects.len() >= REMEMBERED {
            self.subjects.clear();
        }
        self.subjects.insert(name.to_owned(), standing.clone());
        Ok(standing)
    }
}

impl Rules {
    fn report(&self, token: &Token<'_>, memory: &mut Memory, view: Option<&View>, now: Timestamp) -> Result<Report, Failure> {
        let (mut report, outside) = match &self.outside {
            Some(keyring) => {
                let (report, keys) = keyring.verify(token, &self.policy, now);
                (report, Some(keys))
            }
            None => (verify_as(token.input, token.hints, &memory.keys, &self.policy, now), None),
        };
        if let (true, Some(view), Some(question)) = (self.asks, view, report.question()) {
            let subject = question.subject.map_or(Ok(SubjectStanding::Unknown), |name| memory.subject(view, name, now))?;
            let revoked = question.id.map(|id| view.revocation(id)).transpose()?.flatten();
            let revoked = revoked.map(|revoked| Revocation { at: revoked.at, reason: revoked.reason });
            report = report.with_standing(&Standing { subject: Some(subject), revoked });
        }
        if let Some(list) = &self.audit
            && let Some(audit) = SecretAudit::of(token.input)
        {
            report = report.with_audit(&word_list::audit(&audit, list)?);
        }
        let keys = outside.as_deref().map_or(&memory.keys, Keys::set);
        let search = diagnose::near_miss(&report, token.input, keys, &self.policy);
        let report = report.with_advice(advice);
        let Some(search) = search else { return Ok(report) };
        let given = self.outside.as_ref().and_then(Keyring::secret);
        Ok(report.with_near_miss(search, |miss, code| near_miss::advice(miss, code, given)))
    }
}
