//! Keys, compared.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    super::{KeySeed, Wish},
    Conflict, Draft, Field, Kind, Op, Owned, Step,
};
use crate::{
    clock::Timestamp,
    keys::{KeyId, KeyState, StoredKey},
};

impl Draft<'_> {
    /// All keys, the one that is to sign last: whoever signs before is then retiring.
    pub(super) fn keys(&mut self) -> Result<(), Conflict> {
        let mut states: BTreeMap<KeyId, KeyState> =
            self.current.keys.iter().map(|(kid, key)| (kid.clone(), key.it.state)).collect();
        let signs = |entry: &&KeySeed| entry.state.is_some_and(KeyState::signs);
        let seed = self.seed;
        for entry in seed.keys.iter().filter(|entry| !signs(entry)).chain(seed.keys.iter().filter(signs)) {
            self.key(entry, &mut states)?;
        }
        Ok(())
    }

    fn key(&mut self, entry: &KeySeed, states: &mut BTreeMap<KeyId, KeyState>) -> Result<(), Conflict> {
        let kid = &entry.kid;
        match self.current.keys.get(kid) {
            None if entry.absent => self.keep(),
            None => self.new_key(entry, states)?,
            Some(Owned { owner, it: found }) => {
                self.mine(Kind::Key, kid.as_str(), owner.as_ref(), &entry.place)?;
                if entry.absent {
                    states.remove(kid);
                    self.change(Op::Delete, Kind::Key, kid.as_str(), Vec::new(), Some(Step::DeleteKey(kid.clone())));
                } else {
                    self.known_key(entry, found, states)?;
                }
            }
        }
        Ok(())
    }

    fn new_key(&mut self, entry: &KeySeed, states: &mut BTreeMap<KeyId, KeyState>) -> Result<(), Conflict> {
        let kid = &entry.kid;
        let given = self.supplies.keys.get(kid);
        let verifies_only = given.is_some_and(|key| !key.can_sign());
        let another_signs =
            states.values().any(|state| state.signs()) || self.seed.keys.iter().any(|key| key.state.is_some_and(KeyState::signs));
        let state = match entry.state {
            None if verifies_only => KeyState::Retiring,
            Some(state) => state,
            None if another_signs => KeyState::Pending,
            None => KeyState::Active,
        };
        let end = ends(entry, None);
        if let Some(given) = given.filter(|_| state.signs()) {
            let key = StoredKey { state: KeyState::Pending, ..given.clone() }.until(end);
            key.activated(self.now).map_err(|source| Conflict::Activation {
                place: entry.place.clone(),
                kid: kid.clone(),
                source,
            })?;
        }
        let mut fields = Vec::new();
        if let Some(alg) = entry.alg.or(given.map(|key| key.algorithm)) {
            fields.push(("alg", added(json!(alg.name()))));
        }
        fields.push(("state", added(json!(state.name()))));
        fields.extend(end.map(|end| ("expires_at", added(json!(end.to_string())))));
        self.supersede(kid, state, states);
        let step = Step::AddKey { kid: kid.clone(), alg: entry.alg, state, expires_at: end };
        self.change(Op::Create, Kind::Key, kid.as_str(), fields, Some(step));
        states.insert(kid.clone(), state);
        Ok(())
    }

    fn known_key(&mut self, entry: &KeySeed, found: &StoredKey, states: &mut BTreeMap<KeyId, KeyState>) -> Result<(), Conflict> {
        let (kid, place) = (&entry.kid, || entry.place.clone());
        if entry.alg.is_some_and(|alg| alg != found.algorithm) {
            return Err(Conflict::KeyAlgorithm { place: place(), kid: kid.clone(), found: found.algorithm });
        }
        if let Some(given) = self.supplies.keys.get(kid) {
            let (Some(given), Some(found)) = (given.verifying_key(), found.verifying_key()) else {
                return Err(Conflict::KeySealed { place: place(), kid: kid.clone() });
            };
            if !given.is_same_key(&found) {
                return Err(Conflict::KeyMaterial { place: place(), kid: kid.clone() });
            }
        }
        let end = end_of(entry, found);
        let mut fields = Vec::new();
        if end != found.expires_at {
            let text = |at: Option<Timestamp>| json!(at.map(|at| at.to_string()));
            fields.push(("expires_at", Field::Value { from: text(found.expires_at), to: text(end) }));
            self.steps.push(Step::KeyExpiry(kid.clone(), end));
        }
        if let Some(state) = entry.state.filter(|state| *state != found.state) {
            let key = StoredKey { expires_at: end, ..found.clone() };
            match state {
                KeyState::Active => {
                    key.activated(self.now).map_err(|source| Conflict::Activation {
                        place: place(),
                        kid: kid.clone(),
                        source,
                    })?;
                }
                KeyState::Retiring => {
                    key.state.superseded().map_err(|source| Conflict::KeyState { place: place(), kid: kid.clone(), source })?;
                }
                KeyState::Retired => {}
                KeyState::Pending => {
                    let source = crate::keys::StateError { from: key.state, to: state };
                    return Err(Conflict::KeyState { place: place(), kid: kid.clone(), source });
                }
            }
            self.supersede(kid, state, states);
            states.insert(kid.clone(), state);
            fields.insert(0, moved(found.state, state));
            self.steps.push(Step::KeyState(kid.clone(), state));
        }
        if fields.is_empty() {
            self.keep();
        } else {
            self.change(Op::Update, Kind::Key, kid.as_str(), fields, None);
        }
        Ok(())
    }

    /// Tells that the key that signs now will be retiring, where another takes over.
    fn supersede(&mut self, successor: &KeyId, state: KeyState, states: &mut BTreeMap<KeyId, KeyState>) {
        let before = states.iter().find(|(kid, now)| now.signs() && *kid != successor).map(|(kid, _)| kid.clone());
        let Some(before) = before.filter(|_| state.signs()) else { return };
        let (field, step) = (moved(KeyState::Active, KeyState::Retiring), Step::KeyState(before.clone(), KeyState::Retiring));
        let told = self.changes.iter_mut().find(|change| change.kind == Kind::Key && change.name == before.as_str());
        if let Some(told) = told {
            told.fields.insert(0, field);
            self.steps.push(step);
        } else {
            // It was taken for one that stays as it is.
            let named = self.seed.keys.iter().any(|key| key.kid == before);
            self.unchanged = self.unchanged.saturating_sub(usize::from(named));
            self.change(Op::Update, Kind::Key, before.as_str(), vec![field], Some(step));
        }
        states.insert(before, KeyState::Retiring);
    }
}

/// The end of a key that is there. A key that another took over from keeps the earlier end that it got then.
fn end_of(entry: &KeySeed, found: &StoredKey) -> Option<Timestamp> {
    let comes_back = entry.state.is_some_and(KeyState::signs);
    let is_over = matches!(found.state, KeyState::Retiring | KeyState::Retired) && !comes_back;
    match ends(entry, found.expires_at) {
        wanted if is_over => wanted.into_iter().chain(found.expires_at).min(),
        wanted => wanted,
    }
}

fn ends(entry: &KeySeed, now: Option<Timestamp>) -> Option<Timestamp> {
    match entry.expires_at {
        Wish::Keep => now,
        Wish::Clear => None,
        Wish::Set(at) => Some(at),
    }
}

fn added(to: Value) -> Field {
    Field::Value { from: Value::Null, to }
}

fn moved(from: KeyState, to: KeyState) -> (&'static str, Field) {
    ("state", Field::Value { from: json!(from.name()), to: json!(to.name()) })
}
