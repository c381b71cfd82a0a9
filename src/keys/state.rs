//! The life of a stored key: pending → active → retiring → retired.

use std::{fmt, str::FromStr};

/// Where a stored key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyState {
    /// Published so that verifiers learn it, but not signing yet.
    Pending,
    /// The one key that signs.
    Active,
    /// Signs no more; what it signed still verifies.
    Retiring,
    /// Neither signs nor verifies; kept so that its tokens can be explained.
    Retired,
}

impl KeyState {
    /// All of them, in the order of a key's life.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Active, Self::Retiring, Self::Retired];

    /// The name in the user file and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Retiring => "retiring",
            Self::Retired => "retired",
        }
    }

    /// Whether a key in this state signs.
    #[must_use]
    pub const fn signs(self) -> bool {
        matches!(self, Self::Active)
    }

    /// Whether what a key in this state signed verifies. A pending key verifies too: another process may have activated it first.
    #[must_use]
    pub const fn verifies(self) -> bool {
        !matches!(self, Self::Retired)
    }

    /// The state after activation. A retiring key may come back, as when a rotation is undone.
    ///
    /// # Errors
    /// A retired key stays retired.
    pub const fn activated(self) -> Result<Self, StateError> {
        match self {
            Self::Retired => Err(StateError { from: self, to: Self::Active }),
            Self::Pending | Self::Active | Self::Retiring => Ok(Self::Active),
        }
    }

    /// The state after another key has taken over signing.
    ///
    /// # Errors
    /// Only an active key hands over; a retiring one already has.
    pub const fn superseded(self) -> Result<Self, StateError> {
        match self {
            Self::Active | Self::Retiring => Ok(Self::Retiring),
            Self::Pending | Self::Retired => Err(StateError { from: self, to: Self::Retiring }),
        }
    }

    /// The state after retirement, which is possible from everywhere.
    #[must_use]
    pub const fn retired(self) -> Self {
        Self::Retired
    }
}

impl fmt::Display for KeyState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for KeyState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.name() == text).ok_or_else(|| UnknownState(text.to_owned()))
    }
}

/// A name that is no state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a state of a key")]
pub struct UnknownState(pub String);

/// A step that a key's life does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a {from} key cannot become {to}")]
pub struct StateError {
    /// Where the key stands.
    pub from: KeyState,
    /// Where it was meant to go.
    pub to: KeyState,
}

#[cfg(test)]
mod tests {
    use super::*;
    use KeyState::{Active, Pending, Retired, Retiring};

    #[test]
    fn steps_of_a_keys_life() {
        let refused = |from, to| Err(StateError { from, to });
        let table = [
            (Pending, Ok(Active), refused(Pending, Retiring)),
            (Active, Ok(Active), Ok(Retiring)),
            (Retiring, Ok(Active), Ok(Retiring)),
            (Retired, refused(Retired, Active), refused(Retired, Retiring)),
        ];
        for (state, activated, superseded) in table {
            assert_eq!((state.activated(), state.superseded(), state.retired()), (activated, superseded, Retired));
        }
    }

    #[test]
    fn only_the_active_key_signs_and_all_but_the_retired_verify() {
        assert_eq!(KeyState::ALL.map(KeyState::signs), [false, true, false, false]);
        assert_eq!(KeyState::ALL.map(KeyState::verifies), [true, true, true, false]);
    }

    #[test]
    fn names_parse_back() {
        for state in KeyState::ALL {
            assert_eq!(state.name().parse(), Ok(state));
        }
        assert_eq!("Active".parse::<KeyState>(), Err(UnknownState("Active".into())));
    }
}
