//! Instants.

use std::fmt;

use super::Lifetime;

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
        Self(self.0.saturating_add_unsigned(lifetime.as_secs()))
    }

    /// The instant `lifetime` earlier; at the far end of the range it stays there.
    #[must_use]
    pub const fn minus(self, lifetime: Lifetime) -> Self {
        Self(self.0.saturating_sub_unsigned(lifetime.as_secs()))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Beside the ends of the range, instants that are far apart by a prime: every month, hour and kind of year comes up.
    #[test]
    fn instants_are_written_as_another_implementation_writes_them() {
        let (least, most) = (-377_705_023_201, 253_402_207_200);
        let between = (least..most).step_by(7_919_001_133);
        let ends = [least, -62_167_219_201, -62_167_219_200, -1, 0, 951_782_399, 1_709_164_800, 4_107_542_399, most];
        for seconds in ends.into_iter().chain(between).chain((0..100_000_000_000).step_by(86_028_121)) {
            assert_eq!(Timestamp(seconds).to_string(), jiff::Timestamp::from_second(seconds).unwrap().to_string());
        }
        assert_eq!(Timestamp(most + 1).to_string(), "@253402207201");
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
