//! Numbers by their source text, compared exactly.

use std::{borrow::Cow, cmp::Ordering};

/// A JSON number. Its source text is kept, so that 2^70, `1.10` and `1e3` come out as they went in; comparison is exact
/// whatever the size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(Form);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// The everyday case: an integer, whose digits are its source text.
    Integer(i64),
    /// Any other source text.
    Text(Box<str>),
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self(Form::Integer(number))
    }
}

impl Number {
    /// Takes a text that the reader has found to be a number.
    pub(super) fn from_source(text: &str) -> Self {
        // JSON has no leading zeros and no plus, so that an integer is written in one way; but there is a negative zero.
        match text.parse() {
            Ok(integer) if text != "-0" => Self(Form::Integer(integer)),
            _ => Self(Form::Text(text.into())),
        }
    }

    /// The source text.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match &self.0 {
            Form::Integer(integer) => integer.to_string().into(),
            Form::Text(text) => (&**text).into(),
        }
    }

    /// The integer that is written as one; nothing for `-0`, and for one that is too large.
    #[must_use]
    pub const fn integer(&self) -> Option<i64> {
        match self.0 {
            Form::Integer(integer) => Some(integer),
            Form::Text(_) => None,
        }
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.compare(0) == Ordering::Less
    }

    /// Whether it has no fraction: `1`, `1.0` and `1e3`, not `1.5`.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let decimal = self.decimal();
        i64::try_from(decimal.digits.len()).is_ok_and(|count| count <= decimal.point) || decimal.digits.is_empty()
    }

    /// Whether it is written as an integer: without a point and without an exponent.
    #[must_use]
    pub fn is_written_whole(&self) -> bool {
        match &self.0 {
            Form::Integer(_) => true,
            Form::Text(text) => !text.contains(['.', 'e', 'E']),
        }
    }

    /// Compares with an integer, exactly.
    #[inline]
    #[must_use]
    pub fn compare(&self, other: i64) -> Ordering {
        match self.0 {
            Form::Integer(integer) => integer.cmp(&other),
            Form::Text(_) => self.decimal().compare(&Decimal::of_integer(other)),
        }
    }

    /// Whether two texts are the same number: `1.0` and `1`.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self == other || self.decimal().compare(&other.decimal()) == Ordering::Equal
    }

    /// The largest integer not above it; `None` when it does not fit.
    #[must_use]
    pub fn floor(&self) -> Option<i64> {
        self.integer().or_else(|| self.decimal().floor())
    }

    fn decimal(&self) -> Decimal {
        Decimal::of_text(&self.text())
    }
}

/// `0.digits × 10^point`, the digits without leading and trailing zeros; no digits at all is zero.
#[derive(Debug)]
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    point: i64,
}

impl Decimal {
    fn of_integer(integer: i64) -> Self {
        Self::of_text(&integer.to_string())
    }

    fn of_text(text: &str) -> Self {
        let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = || whole.bytes().chain(fraction.bytes());
        let leading = all().take_while(|digit| *digit == b'0').count();
        let mut digits: Vec<u8> = all().skip(leading).collect();
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        let length = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let point = length(whole.len()).saturating_sub(length(leading)).saturating_add(saturating_exponent(exponent));
        Self { negative, digits, point }
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self.sign(), other.sign()) {
            (a, b) if a != b => a.cmp(&b),
            (-1, _) => other.compare_size(self),
            _ => self.compare_size(other),
        }
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => -1,
        }
    }

    /// Compares without the signs. Digits are ASCII, so their order is that of the bytes; a prefix is the smaller.
    fn compare_size(&self, other: &Self) -> Ordering {
        if self.digits.is_empty() || other.digits.is_empty() {
            return other.digits.is_empty().cmp(&self.digits.is_empty());
        }
        self.point.cmp(&other.point).then_with(|| self.digits.cmp(&other.digits))
    }

    fn floor(&self) -> Option<i64> {
        let kept = usize::try_from(self.point.max(0)).ok()?;
        if kept > 19 && !self.digits.is_empty() {
            return None;
        }
        let mut size: i128 = 0;
        for place in 0..kept {
            let digit = self.digits.get(place).map_or(0, |digit| digit.saturating_sub(b'0'));
            size = size.checked_mul(10)?.checked_add(digit.into())?;
        }
        let fraction = self.digits.len() > kept;
        let floor = match (self.negative, fraction) {
            (false, _) => size,
            (true, false) => size.checked_neg()?,
            (true, true) => size.checked_neg()?.checked_sub(1)?,
        };
        i64::try_from(floor).ok()
    }
}

/// An exponent, however long its text; a third of the range leaves room for what is added to it.
fn saturating_exponent(text: &str) -> i64 {
    const BOUND: i64 = i64::MAX / 4;
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..).unwrap_or("")),
        Some(b'+') => (false, text.get(1..).unwrap_or("")),
        _ => (false, text),
    };
    let size = digits.parse::<i64>().unwrap_or(BOUND).min(BOUND);
    if negative { size.saturating_neg() } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::from_source(text)
    }

    #[test]
    fn comparison_with_integers_is_exact() {
        use Ordering::{Equal, Greater, Less};
        let table = [
            ("0", 0, Equal),
            ("-0", 0, Equal),
            ("-0.0e9", 0, Equal),
            ("1700000000", 1_700_000_000, Equal),
            ("1700000000.0", 1_700_000_000, Equal),
            ("1.7e9", 1_700_000_000, Equal),
            ("1700000000.0000000000000000000000001", 1_700_000_000, Greater),
            ("1699999999.9999999999999999999999999", 1_700_000_000, Less),
            ("-1.5", -1, Less),
            ("-1.5", -2, Greater),
            ("0.5", 0, Greater),
            ("-0.5", 0, Less),
            ("1e30", i64::MAX, Greater),
            ("-1e30", i64::MIN, Less),
            ("9223372036854775807", i64::MAX, Equal),
            ("9223372036854775808", i64::MAX, Greater),
            ("-9223372036854775808", i64::MIN, Equal),
            ("1e99999999999999999999999999", i64::MAX, Greater),
            ("1e-99999999999999999999999999", 0, Greater),
            ("0e99999999999999999999999999", 0, Equal),
            ("0.00000000017e19", 1_700_000_000, Equal),
        ];
        for (text, other, order) in table {
            assert_eq!(number(text).compare(other), order, "{text} {other}");
        }
    }

    #[test]
    fn floors_that_fit() {
        let table = [
            ("1.9", Some(1)),
            ("-1.1", Some(-2)),
            ("-0.5", Some(-1)),
            ("0.5", Some(0)),
            ("1e3", Some(1000)),
            ("123456e-3", Some(123)),
            ("0e999", Some(0)),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
            ("1e30", None),
            ("1e9999999999999999999", None),
        ];
        for (text, floor) in table {
            assert_eq!(number(text).floor(), floor, "{text}");
        }
    }

    #[test]
    fn whole_numbers_and_signs() {
        for text in ["1", "1.0", "1e3", "0", "-5", "1.5e1"] {
            assert!(number(text).is_whole(), "{text}");
        }
        for text in ["1.5", "1e-1", "15e-1"] {
            assert!(!number(text).is_whole(), "{text}");
        }
        assert!(number("-1").is_negative());
        assert!(!number("-0").is_negative());
    }
}
