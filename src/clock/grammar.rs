//! The grammar of TIME and DURATION.

use std::str::FromStr;

use super::{Lifetime, Timestamp, lifetime::UNITS};

/// The latest instant that is taken as seconds; anything past it is milliseconds (10^11 s is the year 5138).
const LATEST: i64 = 100_000_000_000;
/// The earliest bare number that is taken as an instant: 2001-09-09. Smaller ones are durations that lost their unit.
const EARLIEST_BARE: i64 = 1_000_000_000;

/// Why a text is not a TIME or DURATION of the grammar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// Nothing was given.
    #[error("it is empty")]
    Empty,
    /// A number without a unit where a duration is wanted.
    #[error("the number {0} has no unit")]
    NoUnit(String),
    /// A unit that the grammar does not have.
    #[error("`{0}` is not a unit of time")]
    Unit(String),
    /// A bare number too small to be an instant.
    #[error("{0} is too small to be an instant and has no unit")]
    TooSmall(i64),
    /// A number so large that it must be milliseconds.
    #[error("{0} is past the year 5138: it looks like milliseconds")]
    Milliseconds(i128),
    /// Past what can be counted.
    #[error("it is out of range")]
    OutOfRange,
    /// `never` where an instant is needed, or a past where a future is.
    #[error("`{0}` does not fit here")]
    NotHere(&'static str),
    /// Not in the grammar at all.
    #[error("`{0}` is neither a duration nor an instant")]
    Unknown(String),
}

/// The DURATION grammar: `90s`, `15m`, `12h`, `30d`, `2w`, `1h30m`; `m` is minutes; at most 10^11 seconds.
impl FromStr for Lifetime {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        if text.is_empty() {
            return Err(TimeError::Empty);
        }
        let mut total: u64 = 0;
        let mut rest = text;
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (number, tail) = rest.split_at(digits);
            if number.is_empty() {
                return Err(TimeError::Unknown(text.to_owned()));
            }
            if tail.is_empty() {
                return Err(TimeError::NoUnit(number.to_owned()));
            }
            let unit_end = tail.find(|c: char| c.is_ascii_digit()).unwrap_or(tail.len());
            let (unit, next) = tail.split_at(unit_end);
            let size = UNITS
                .iter()
                .find_map(|(size, name)| (unit.chars().eq([*name])).then_some(*size))
                .ok_or_else(|| TimeError::Unit(unit.to_owned()))?;
            let count: u64 = number.parse().map_err(|_| TimeError::OutOfRange)?;
            total = count.checked_mul(size).and_then(|part| total.checked_add(part)).ok_or(TimeError::OutOfRange)?;
            rest = next;
        }
        if total > LATEST.unsigned_abs() {
            return Err(TimeError::OutOfRange);
        }
        Ok(Self::from_secs(total))
    }
}

/// A TIME of the grammar, not yet held against a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeSpec {
    /// A fixed instant: RFC 3339, a date (midnight UTC), `@seconds`, or a bare number of at least 10^9.
    At(Timestamp),
    /// That long after now: `+15m`, or `15m`.
    In(Lifetime),
    /// That long before now: `-1h`.
    Ago(Lifetime),
    /// `now`.
    Now,
    /// `never`: no instant at all.
    Never,
}

impl TimeSpec {
    /// The instant meant, given the present one; `None` is `never`.
    #[must_use]
    pub const fn resolve(self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::At(instant) => Some(instant),
            Self::In(lifetime) => Some(now.plus(lifetime)),
            Self::Ago(lifetime) => Some(now.minus(lifetime)),
            Self::Now => Some(now),
            Self::Never => None,
        }
    }
}

impl FromStr for TimeSpec {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        match text {
            "" => return Err(TimeError::Empty),
            "now" => return Ok(Self::Now),
            "never" => return Ok(Self::Never),
            _ => {}
        }
        if let Some(seconds) = text.strip_prefix('@') {
            return epoch(seconds, text).map(Self::At);
        }
        if let Some(lifetime) = text.strip_prefix('+') {
            return lifetime.parse().map(Self::In);
        }
        if let Some(lifetime) = text.strip_prefix('-') {
            return lifetime.parse().map(Self::Ago);
        }
        if text.bytes().all(|b| b.is_ascii_digit()) {
            let instant = epoch(text, text)?;
            return if instant.unix() < EARLIEST_BARE { Err(TimeError::TooSmall(instant.unix())) } else { Ok(Self::At(instant)) };
        }
        if text.len() >= 10 && text.as_bytes().get(4) == Some(&b'-') {
            return rfc3339(text).map(Self::At);
        }
        text.parse().map(Self::In)
    }
}

fn epoch(digits: &str, whole: &str) -> Result<Timestamp, TimeError> {
    let seconds: i128 = digits.parse().map_err(|_| TimeError::Unknown(whole.to_owned()))?;
    if seconds.abs() > i128::from(LATEST) {
        return Err(TimeError::Milliseconds(seconds));
    }
    i64::try_from(seconds).map(Timestamp::from_unix).map_err(|_| TimeError::OutOfRange)
}

/// RFC 3339 section 5.6, with a zone; a date alone is its midnight in UTC. A fraction of a second is dropped.
fn rfc3339(text: &str) -> Result<Timestamp, TimeError> {
    let unknown = || TimeError::Unknown(text.to_owned());
    let instant =
        if text.len() == 10 { format!("{text}T00:00:00Z").parse::<jiff::Timestamp>() } else { text.parse::<jiff::Timestamp>() };
    instant.map(|instant| Timestamp::from_unix(instant.as_second())).map_err(|_| unknown())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_the_grammar() {
        let table =
            [("90s", 90), ("15m", 900), ("12h", 43_200), ("30d", 2_592_000), ("2w", 1_209_600), ("1h30m", 5_400), ("0s", 0)];
        for (text, seconds) in table {
            assert_eq!(text.parse(), Ok(Lifetime::from_secs(seconds)), "{text}");
        }
    }

    #[test]
    fn durations_that_are_refused() {
        let table = [
            ("", TimeError::Empty),
            ("15", TimeError::NoUnit("15".into())),
            ("1h30", TimeError::NoUnit("30".into())),
            ("3y", TimeError::Unit("y".into())),
            ("5min", TimeError::Unit("min".into())),
            ("h", TimeError::Unknown("h".into())),
            ("1.5h", TimeError::Unit(".".into())),
            ("99999999999999999999s", TimeError::OutOfRange),
            ("9999999w", TimeError::OutOfRange),
        ];
        for (text, error) in table {
            assert_eq!(text.parse::<Lifetime>(), Err(error), "{text}");
        }
    }

    #[test]
    fn times_of_the_grammar() {
        let at = |seconds| TimeSpec::At(Timestamp::from_unix(seconds));
        let table = [
            ("now", TimeSpec::Now),
            ("never", TimeSpec::Never),
            ("+15m", TimeSpec::In(Lifetime::from_secs(900))),
            ("15m", TimeSpec::In(Lifetime::from_secs(900))),
            ("-1h", TimeSpec::Ago(Lifetime::from_secs(3600))),
            ("@1700000000", at(1_700_000_000)),
            ("@0", at(0)),
            ("1700000000", at(1_700_000_000)),
            ("2026-11-23", at(1_795_392_000)),
            ("2026-11-23T16:36:00Z", at(1_795_451_760)),
            ("2026-11-23T18:36:00+02:00", at(1_795_451_760)),
        ];
        for (text, spec) in table {
            assert_eq!(text.parse(), Ok(spec), "{text}");
        }
    }

    #[test]
    fn times_that_are_refused() {
        let table = [
            ("", TimeError::Empty),
            ("3600", TimeError::TooSmall(3600)),
            ("1700000000000", TimeError::Milliseconds(1_700_000_000_000)),
            ("@1700000000000", TimeError::Milliseconds(1_700_000_000_000)),
            ("tomorrow", TimeError::Unknown("tomorrow".into())),
            ("2026-13-01", TimeError::Unknown("2026-13-01".into())),
            ("2026-11-23T16:36:00", TimeError::Unknown("2026-11-23T16:36:00".into())),
        ];
        for (text, error) in table {
            assert_eq!(text.parse::<TimeSpec>(), Err(error), "{text}");
        }
    }
}
