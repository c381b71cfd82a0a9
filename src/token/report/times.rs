//! The instants of a token, seen from now.

use super::super::json::{Number, Value};
use crate::clock::Timestamp;

/// One instant of a token.
#[derive(Clone, Debug, PartialEq)]
pub struct Instant<'v> {
    /// The claim as it stands, even where it is no number.
    pub value: &'v Value<'v>,
    /// The instant to the second below, where the claim is a number that a clock can show.
    pub at: Option<Timestamp>,
}

/// The instants of a token's claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Times<'v> {
    /// The instant from which they are seen.
    pub now: Timestamp,
    /// `iat`: when it was issued.
    pub iat: Option<Instant<'v>>,
    /// `nbf`: from when on it counts.
    pub nbf: Option<Instant<'v>>,
    /// `exp`: from when on it no longer counts.
    pub exp: Option<Instant<'v>>,
}

impl<'v> Times<'v> {
    pub(super) fn of(payload: Option<&'v Value<'v>>, now: Timestamp) -> Self {
        let instant = |name| {
            payload.and_then(|payload| payload.get(name)).map(|value| Instant { value, at: value.as_number().and_then(shown) })
        };
        Self { now, iat: instant("iat"), nbf: instant("nbf"), exp: instant("exp") }
    }

    /// Seconds until `exp`, negative when it is past.
    #[must_use]
    pub fn remaining(&self) -> Option<i64> {
        self.exp.as_ref()?.at.map(|at| at.since(self.now))
    }
}

/// The instant of a number, where a calendar has it.
pub(in crate::token) fn shown(number: &Number) -> Option<Timestamp> {
    /// 9999-12-31T23:59:59Z.
    const LAST: i64 = 253_402_300_799;
    number.floor().filter(|seconds| (LAST.saturating_neg()..=LAST).contains(seconds)).map(Timestamp::from_unix)
}
