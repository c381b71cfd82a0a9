//! What has to change so that a file holds what a seed asks for: a pure comparison.

mod change;
mod conflict;
mod keys;
mod tokens;
mod users;

use std::collections::{BTreeMap, BTreeSet};

pub use change::{Change, Field, Kind, Op, PasswordChange, Summary};
pub use conflict::{Conflict, TooManyDeletions};

use super::{Seed, SetName};
use crate::{
    clock::Timestamp,
    keys::{Algorithm, KeyId, KeyState, StoredKey},
    password::PasswordHash,
    users::{User, UserId, Username},
};

/// What a user file holds of all that a seed names and its set owns.
#[derive(Clone, Debug, Default)]
pub struct Current {
    /// Grows with every change of the file.
    pub generation: i64,
    /// The users that are named or owned.
    pub users: BTreeMap<Username, Owned<User>>,
    /// All keys.
    pub keys: BTreeMap<KeyId, Owned<StoredKey>>,
}

/// A thing, and the set that made it, if one did.
#[derive(Clone, Debug)]
pub struct Owned<T> {
    /// The set.
    pub owner: Option<SetName>,
    /// The thing.
    pub it: T,
}

/// What was read and made for a seed from outside.
#[derive(Clone, Debug, Default)]
pub struct Supplies {
    /// Hashes of the file of which the seed's password is known to be the password, and which are strong enough.
    pub verified: BTreeMap<Username, PasswordHash>,
    /// The hash to store for a user of the seed. A plan can be made without it, but not applied.
    pub hashes: BTreeMap<Username, PasswordHash>,
    /// The keys of the seed as read, and those made for it. A plan can be made without the latter, but not applied.
    pub keys: BTreeMap<KeyId, StoredKey>,
    /// The token files that are there.
    pub tokens: BTreeMap<String, TokenFile>,
}

/// What a token file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFile {
    /// A token that verifies and has at least half its life left.
    Fresh,
    /// Another one.
    Stale,
}

/// What has to change.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The generation of the file that it was made for.
    pub generation: i64,
    /// Who will own what is made.
    pub set: SetName,
    /// The changes, in the order in which they are made.
    pub changes: Vec<Change>,
    /// How many things are as they should be.
    pub unchanged: usize,
    steps: Vec<Step>,
    /// How many things the set owns, and how many of them are no longer named.
    owned: usize,
    pruned: usize,
}

/// One step of applying a plan.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Adds a user; `password` says that its hash is among the supplies.
    AddUser { user: Box<User>, password: bool },
    /// Changes a user.
    ChangeUser { user: Box<User>, password: bool },
    /// Removes a user.
    DeleteUser(Username),
    /// Adds a key, which is among the supplies.
    AddKey { kid: KeyId, alg: Option<Algorithm>, state: KeyState, expires_at: Option<Timestamp> },
    /// Moves a key to a state.
    KeyState(KeyId, KeyState),
    /// Gives a key another end.
    KeyExpiry(KeyId, Option<Timestamp>),
    /// Removes a key.
    DeleteKey(KeyId),
}

impl Plan {
    /// Whether there is nothing to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The numbers of changes.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let count = |op| self.changes.iter().filter(|change| change.op == op).count();
        Summary { create: count(Op::Create), update: count(Op::Update), delete: count(Op::Delete), unchanged: self.unchanged }
    }

    /// The users whose hash must be among the supplies.
    pub fn passwords(&self) -> impl Iterator<Item = &Username> {
        self.steps.iter().filter_map(|step| match step {
            Step::AddUser { user, password: true } | Step::ChangeUser { user, password: true } => Some(user.username()),
            _ => None,
        })
    }

    /// The keys that must be among the supplies, with the algorithm that was said.
    pub fn new_keys(&self) -> impl Iterator<Item = (&KeyId, Option<Algorithm>)> {
        self.steps.iter().filter_map(|step| match step {
            Step::AddKey { kid, alg, .. } => Some((kid, *alg)),
            _ => None,
        })
    }

    /// Whether the supplies hold all that applying needs.
    #[must_use]
    pub fn is_supplied(&self, supplies: &Supplies) -> bool {
        self.passwords().all(|name| supplies.hashes.contains_key(name))
            && self.new_keys().all(|(kid, _)| supplies.keys.contains_key(kid))
    }

    /// Whether no more is pruned than may be: `most`, else a tenth of what the set owns, and one at least.
    ///
    /// # Errors
    /// [`TooManyDeletions`].
    pub fn check_deletions(&self, most: Option<usize>) -> Result<(), TooManyDeletions> {
        let most = most.unwrap_or_else(|| (self.owned / 10).max(1));
        if self.pruned > most {
            return Err(TooManyDeletions { pruned: self.pruned, owned: self.owned, most });
        }
        Ok(())
    }

    pub(crate) fn steps(&self) -> &[Step] {
        &self.steps
    }
}

/// Compares what a file holds with what a seed asks for. With `prune`, what the set owns and the seed does not name goes. `fresh_id`
/// gives an identifier to each user that is to be made.
///
/// # Errors
/// [`Conflict`]: something is in the way that a seed must not overrule.
pub fn plan(
    current: &Current,
    seed: &Seed,
    supplies: &Supplies,
    prune: bool,
    now: Timestamp,
    mut fresh_id: impl FnMut() -> UserId,
) -> Result<Plan, Conflict> {
    let mut draft = Draft { current, seed, supplies, now, changes: Vec::new(), steps: Vec::new(), unchanged: 0, pruned: 0 };
    draft.keys()?;
    for entry in seed.users.values() {
        draft.user(entry, &mut fresh_id)?;
    }
    if prune {
        draft.prune();
    }
    draft.tokens()?;
    let owned = |owner: &Option<SetName>| owner.as_ref() == Some(&seed.set);
    let users = current.users.values().filter(|user| owned(&user.owner)).count();
    let keys = current.keys.values().filter(|key| owned(&key.owner)).count();
    let Draft { changes, steps, unchanged, pruned, .. } = draft;
    Ok(Plan {
        generation: current.generation,
        set: seed.set.clone(),
        changes,
        unchanged,
        steps,
        owned: users.saturating_add(keys),
        pruned,
    })
}

/// A plan being made.
struct Draft<'a> {
    current: &'a Current,
    seed: &'a Seed,
    supplies: &'a Supplies,
    now: Timestamp,
    changes: Vec<Change>,
    steps: Vec<Step>,
    unchanged: usize,
    pruned: usize,
}

impl Draft<'_> {
    fn keep(&mut self) {
        self.unchanged = self.unchanged.saturating_add(1);
    }

    fn change(&mut self, op: Op, kind: Kind, name: &str, fields: Vec<(&'static str, Field)>, step: Option<Step>) {
        self.changes.push(Change { op, kind, name: name.to_owned(), fields });
        self.steps.extend(step);
    }

    /// Removes what the set made and the seed does not name any more.
    fn prune(&mut self) {
        let Self { current, seed, .. } = *self;
        let named: BTreeSet<&KeyId> = seed.keys.iter().map(|key| &key.kid).collect();
        let is_ours = |owner: &Option<SetName>| owner.as_ref() == Some(&seed.set);
        let users = current.users.iter().filter(|(name, user)| is_ours(&user.owner) && !seed.users.contains_key(*name));
        for (name, _) in users {
            self.change(Op::Delete, Kind::User, name.as_str(), Vec::new(), Some(Step::DeleteUser(name.clone())));
            self.pruned = self.pruned.saturating_add(1);
        }
        for (kid, _) in current.keys.iter().filter(|(kid, key)| is_ours(&key.owner) && !named.contains(kid)) {
            self.change(Op::Delete, Kind::Key, kid.as_str(), Vec::new(), Some(Step::DeleteKey(kid.clone())));
            self.pruned = self.pruned.saturating_add(1);
        }
    }

    /// Refuses what another set made.
    fn mine(&self, kind: Kind, name: &str, owner: Option<&SetName>, place: &super::Place) -> Result<(), Conflict> {
        match owner {
            Some(owner) if *owner != self.seed.set => {
                Err(Conflict::OtherSet { place: place.clone(), kind, name: name.to_owned(), owner: owner.clone() })
            }
            _ => Ok(()),
        }
    }
}
