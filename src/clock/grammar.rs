//! Instants and durations in whole seconds, their grammar, and the only read of the system clock.
//!
//! A [`Timestamp`] is a `NumericDate` (RFC 7519 section 2) without fraction. Everything that judges time takes it as an argument.

use std::{fmt, str::FromStr};

/// The latest instant that is taken as seconds; anything past it is milliseconds (10^11 s is the year 5138).
const LATEST: i64 = 100_000_000_000;
/// The earliest bare number that is taken as an instant: 2001-09-09. Smaller ones are durations that lost their unit.
const EARLIEST_BARE: i64 = 1_000_000_000;

/// An instant in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant that many seconds after (or, negative, before) the epoch.
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the epoch.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// Reads the system clock. Only `main` and servers call this; everything else is given the instant.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
    pub fn system() -> Self {
        let seconds = match std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_secs()).map_or(i64::MIN, i64::saturating_neg),
        };
        Self(seconds)
    }

    /// The instant `lifetime` later; at the far end of the range it stays there.
    #[must_use]
    pub const fn plus(self, lifetime: Lifetime) -> Self {
        Self(self.0.saturating_add_unsigned(lifetime.0))
    }

    /// The instant `lifetime` earlier; at the far end of the range it stays there.
    #[must_use]
    pub const fn minus(self, lifetime: Lifetime) -> Self {
        Self(self.0.saturating_sub_unsigned(lifetime.0))
    }

    /// Seconds from `earlier` to this instant; negative when `earlier` is in fact later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The distance to `now` in words: `in 5m`, `3h 2m ago`, `now`.
    #[must_use]
    pub fn relative(self, now: Self) -> String {
        let distance = self.since(now);
        let length = Lifetime::from_secs(distance.unsigned_abs());
        let mut words = String::with_capacity(16);
        match distance {
            0 => words.push_str("now"),
            1.. => {
                words.push_str("in ");
                length.push_words(&mut words);
            }
            _ => {
                length.push_words(&mut words);
                words.push_str(" ago");
            }
        }
        words
    }
}

/// Does some work and says how long it took.
#[expect(clippy::disallowed_methods, reason = "beside the clock itself, the one place where time is measured")]
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, std::time::Duration) {
    let start = std::time::Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// RFC 3339 in UTC; outside the years -9999 to 9999 it is `@` and the seconds.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ok(instant) = jiff::Timestamp::from_second(self.0) else { return write!(f, "@{}", self.0) };
        let utc = jiff::tz::Offset::UTC.to_datetime(instant);
        if utc.year() < 0 {
            return write!(f, "{instant}");
        }
        f.write_str(std::str::from_utf8(&rfc3339_digits(utc)).map_err(|_| fmt::Error)?)
    }
}

/// The everyday case of RFC 3339, four digits for the year. A report holds four instants, and to format each number by itself takes
/// several times as long.
fn rfc3339_digits(at: jiff::civil::DateTime) -> [u8; 20] {
    let digit = |number: i16| u8::try_from(number.rem_euclid(10)).map_or(b'0', |digit| digit | b'0');
    let pair = |number: i16| [digit(number.div_euclid(10)), digit(number)];
    let small = |number: i8| pair(number.into());
    let ([y1, y2], [y3, y4]) = (pair(at.year().div_euclid(100)), pair(at.year()));
    let ([m1, m2], [d1, d2]) = (small(at.month()), small(at.day()));
    let ([h1, h2], [n1, n2], [s1, s2]) = (small(at.hour()), small(at.minute()), small(at.second()));
    [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'Z']
}

/// A length of time in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Lifetime(u64);

/// The units of the grammar and of [`Lifetime::words`], largest first, in seconds.
const UNITS: [(u64, char); 5] = [(604_800, 'w'), (86_400, 'd'), (3_600, 'h'), (60, 'm'), (1, 's')];

impl Lifetime {
    /// That many seconds.
    #[must_use]
    pub const fn from_secs(seconds: u64) -> Self {
        Self(seconds)
    }

    /// The length in seconds.
    #[must_use]
    pub const fn as_secs(self) -> u64 {
        self.0
    }

    /// The two largest units of the length: `3h 2m`, `41d 3h`, `2y 12d`, `0s`.
    #[must_use]
    pub fn words(self) -> String {
        let mut words = String::new();
        self.push_words(&mut words);
        words
    }

    fn push_words(self, words: &mut String) {
        const SHOWN: [(u64, char); 5] = [(31_557_600, 'y'), (86_400, 'd'), (3_600, 'h'), (60, 'm'), (1, 's')];
        let mut rest = self.0;
        let mut is_second = false;
        for (size, unit) in SHOWN {
            let count = rest.checked_div(size).unwrap_or(0);
            rest = rest.checked_rem(size).unwrap_or(0);
            if count > 0 {
                words.push_str(if is_second { " " } else { "" });
                words.push_str(&count.to_string());
                words.push(unit);
            }
            if is_second {
                return;
            }
            is_second = count > 0;
        }
        if !is_second {
            words.push_str("0s");
        }
    }

    /// How long ago something was that is this old: `3h 2m ago`, `just now`.
    #[must_use]
    pub fn ago(self) -> String {
        if self.0 == 0 { "just now".to_owned() } else { format!("{} ago", self.words()) }
    }
}

/// The grammar's own form: `1h30m`, `90s` as `1m30s`, `0s`.
impl fmt::Display for Lifetime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0s");
        }
        let mut rest = self.0;
        for (size, unit) in UNITS {
            let count = rest.checked_div(size).unwrap_or(0);
            rest = rest.checked_rem(size).unwrap_or(0);
            if count > 0 {
                write!(f, "{count}{unit}")?;
            }
        }
        Ok(())
    }
}

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
        Ok(Self(total))
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
    i64::try_from(seconds).map(Timestamp).map_err(|_| TimeError::OutOfRange)
}

/// RFC 3339 section 5.6, with a zone; a date alone is its midnight in UTC. A fraction of a second is dropped.
fn rfc3339(text: &str) -> Result<Timestamp, TimeError> {
    let unknown = || TimeError::Unknown(text.to_owned());
    let instant =
        if text.len() == 10 { format!("{text}T00:00:00Z").parse::<jiff::Timestamp>() } else { text.parse::<jiff::Timestamp>() };
    instant.map(|instant| Timestamp(instant.as_second())).map_err(|_| unknown())
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
        let at = |seconds| TimeSpec::At(Timestamp(seconds));
        let table = [
            ("now", TimeSpec::Now),
            ("never", TimeSpec::Never),
            ("+15m", TimeSpec::In(Lifetime(900))),
            ("15m", TimeSpec::In(Lifetime(900))),
            ("-1h", TimeSpec::Ago(Lifetime(3600))),
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

    #[test]
    fn ages_in_words() {
        assert_eq!(Lifetime(0).ago(), "just now");
        assert_eq!(Lifetime(10_920).ago(), "3h 2m ago");
    }

    /// Beside the ends of the range, instants that are far apart by a prime: every month, hour and kind of year comes up.
    #[test]
    fn instants_are_written_as_another_implementation_writes_them() {
        let (least, most) = (-377_705_023_201, 253_402_207_200);
        let between = (least..most).step_by(7_919_001_133);
        let ends = [least, -62_167_219_201, -62_167_219_200, -1, 0, 951_782_399, 1_709_164_800, 4_107_542_399, most];
        for seconds in ends.into_iter().chain(between).chain((0..LATEST).step_by(86_028_121)) {
            assert_eq!(Timestamp(seconds).to_string(), jiff::Timestamp::from_second(seconds).unwrap().to_string());
        }
        assert_eq!(Timestamp(most + 1).to_string(), "@253402207201");
    }

    #[test]
    fn lengths_in_words() {
        let table = [
            (0, "0s"),
            (59, "59s"),
            (60, "1m"),
            (3_601, "1h"),
            (10_925, "3h 2m"),
            (86_400 + 60, "1d"),
            (31_557_600 * 2 + 86_400 * 12, "2y 12d"),
        ];
        for (seconds, words) in table {
            assert_eq!(Lifetime(seconds).words(), words);
        }
    }

    #[test]
    fn distances_in_words() {
        let now = Timestamp(1_000_000);
        let table = [(0, "now"), (300, "in 5m"), (-10_920, "3h 2m ago"), (-86_461, "1d ago"), (1, "in 1s")];
        for (distance, words) in table {
            assert_eq!(Timestamp(1_000_000 + distance).relative(now), words);
        }
    }
}
