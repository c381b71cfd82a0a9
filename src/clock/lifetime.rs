//! Lengths of time.

use std::fmt;

/// A length of time in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Lifetime(u64);

/// The units of the grammar and of [`Lifetime::words`], largest first, in seconds.
pub(super) const UNITS: [(u64, char); 5] = [(604_800, 'w'), (86_400, 'd'), (3_600, 'h'), (60, 'm'), (1, 's')];

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

    pub(super) fn push_words(self, words: &mut String) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_in_words() {
        assert_eq!(Lifetime(0).ago(), "just now");
        assert_eq!(Lifetime(10_920).ago(), "3h 2m ago");
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
}
