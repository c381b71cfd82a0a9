//! Verification by the user file, as `authctl token verify` and servers make it: its keys, and what it knows of subject and token.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::{StoreError, View};
use crate::{
    clock::Timestamp,
    keys::{Algorithm, KeyId, KeySet, StoredKey},
    token::{Policy, Presented, Reading, Report, Revocation, SignatureStatus, Standing, SubjectStanding, diagnose::InputHints},
    users::User,
};

/// Subjects whose standing is remembered, at most.
const REMEMBERED: usize = 4096;

/// Verifies tokens by a user file, and remembers what it has read as long as that is true. It belongs to one
/// [`Store`](super::Store); revocations it asks about each time.
#[derive(Debug, Default)]
pub struct Verifier {
    version: Option<i64>,
    /// When that was: keys and users come to their ends without a change of the file.
    at: Option<Timestamp>,
    keys: Option<KeySet>,
    /// The sealed HMAC secrets that tokens have asked for. Each takes its time to open, and most tokens need one of them.
    wanted: BTreeSet<KeyId>,
    subjects: HashMap<String, Known>,
}

/// What is known of a subject.
#[derive(Clone, Debug)]
struct Known {
    standing: SubjectStanding,
    user: Option<Arc<User>>,
}

impl Verifier {
    /// A verifier that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Verifies tokens by one state of the file, at one instant. What another process, or time, has changed since the last session
    /// is forgotten.
    ///
    /// # Errors
    /// Those of reading.
    pub fn session<'v>(&'v mut self, view: &'v View, now: Timestamp) -> Result<Session<'v>, StoreError> {
        let version = Some(view.version()?);
        if (self.version, self.at) != (version, Some(now)) {
            (self.version, self.at) = (version, Some(now));
            self.subjects.clear();
            self.keys = None;
        }
        Ok(Session { verifier: self, view, now })
    }
}

/// One state of the user file, to verify tokens by.
#[derive(Debug)]
pub struct Session<'v> {
    verifier: &'v mut Verifier,
    view: &'v View,
    now: Timestamp,
}

impl Session<'_> {
    /// Verifies a token by the keys of the file and asks about its subject and revocation.
    ///
    /// # Errors
    /// Those of [`Session::authenticate`]; a token that is refused is none.
    pub fn verify(&mut self, token: impl AsRef<[u8]>, hints: InputHints, policy: &Policy) -> Result<Report<'static>, StoreError> {
        let presented = Presented::of(token.as_ref(), hints);
        let reading = presented.read();
        let report = self.authenticate(&reading, policy)?;
        self.ask(report).map(Report::into_owned)
    }

    /// Verifies a token by the keys of the file alone. The sealed HMAC secret that it needs is opened if the file is unlocked.
    ///
    /// # Errors
    /// Those of reading, and of [`View::opened`].
    pub fn authenticate<'r>(&mut self, token: &'r Reading<'_>, policy: &Policy) -> Result<Report<'r>, StoreError> {
        let now = self.now;
        let report = token.verify(self.keys()?, policy, now);
        let kid = policy.kid.as_ref().map(AsRef::as_ref).or_else(|| report.key_id());
        // A token that names no key may be one of a secret that is still sealed.
        let is_open = kid.is_some() || report.signature() != SignatureStatus::Bad || !is_hmac(&report);
        if (report.lacks_passphrase() || !is_open) && self.want(kid)? {
            return Ok(token.verify(self.keys()?, policy, now));
        }
        Ok(report)
    }

    /// Wants the sealed HMAC secret of that name, or all that verify now: says whether that is any, and can be had.
    fn want(&mut self, kid: Option<&str>) -> Result<bool, StoreError> {
        if !self.view.is_unlocked() {
            return Ok(false);
        }
        let is_meant = |key: &StoredKey| kid.map_or_else(|| key.may_verify(self.now), |kid| kid == key.kid.as_str());
        let sealed = self.view.keys()?.into_iter().filter(|key| key.verifying_key().is_none() && is_meant(key));
        let before = self.verifier.wanted.len();
        self.verifier.wanted.extend(sealed.map(|key| key.kid));
        self.verifier.keys = None;
        Ok(self.verifier.wanted.len() > before)
    }

    /// The keys of the file, retired ones too; of the sealed HMAC secrets those that tokens have needed.
    ///
    /// # Errors
    /// Those of reading, and of [`View::opened`].
    pub fn keys(&mut self) -> Result<&KeySet, StoreError> {
        let keys = match self.verifier.keys.take() {
            Some(keys) => keys,
            None => self.read_keys()?,
        };
        Ok(self.verifier.keys.insert(keys))
    }

    fn read_keys(&self) -> Result<KeySet, StoreError> {
        let wanted = &self.verifier.wanted;
        let open = |key: StoredKey| if wanted.contains(&key.kid) { self.view.opened(key) } else { Ok(key) };
        let stored = self.view.keys()?.into_iter().map(open).collect::<Result<Vec<_>, _>>()?;
        Ok(KeySet::from_stored(&stored, self.now))
    }

    /// Adds to a report what the file knows: whether the subject is a user who may act, whether the token is older than the end that
    /// was put to the user's tokens, whether it was revoked. A report without a good signature stays as it is.
    ///
    /// # Errors
    /// Those of reading.
    pub fn ask<'r>(&mut self, report: Report<'r>) -> Result<Report<'r>, StoreError> {
        let Some(question) = report.question() else { return Ok(report) };
        let subject =
            question.subject.map_or(Ok(SubjectStanding::Unknown), |name| self.known(name).map(|known| known.standing))?;
        let revoked = question.id.map(|id| self.view.revocation(id)).transpose()?.flatten();
        let revoked = revoked.map(|revoked| Revocation { at: revoked.at, reason: revoked.reason });
        Ok(report.with_standing(&Standing { subject: Some(subject), revoked }))
    }

    /// The user that a token's subject names, as [`Session::ask`] saw it.
    ///
    /// # Errors
    /// Those of reading.
    pub fn user(&mut self, name: &str) -> Result<Option<Arc<User>>, StoreError> {
        Ok(self.known(name)?.user)
    }

    fn known(&mut self, name: &str) -> Result<Known, StoreError> {
        let Verifier { subjects, .. } = &mut *self.verifier;
        if let Some(known) = subjects.get(name) {
            return Ok(known.clone());
        }
        let user = self.view.user_called(name)?;
        let known = Known { standing: SubjectStanding::of(user.as_ref(), self.now), user: user.map(Arc::new) };
        if subjects.len() >= REMEMBERED {
            subjects.clear();
        }
        subjects.insert(name.to_owned(), known.clone());
        Ok(known)
    }
}

fn is_hmac(report: &Report) -> bool {
    report.algorithm().and_then(|name| name.parse().ok()).is_some_and(Algorithm::is_symmetric)
}
