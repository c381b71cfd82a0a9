//! Instants of a payload that are legal and yet hardly meant (`EXP_MS`, `TIME_US_NS`, `EXP_NEG`, `EXP_FLOAT`, `EXP_RELATIVE`, `NO_EXP`,
//! `LONG_LIVED`, `EXP_LT_IAT`, `NBF_GT_EXP`). Whether an instant has come or gone is judged by verification.

use std::cmp::Ordering;

use super::Seen;
use crate::{
    clock::{Lifetime, Timestamp},
    token::{
        Code, Diagnostic, Segment,
        json::{Number, Value},
        text::brief,
    },
};

/// From here on a number counts milliseconds: as seconds it is the year 5138.
const MILLISECONDS: i64 = 100_000_000_000;
/// From here on it counts microseconds.
const MICROSECONDS: i64 = 100_000_000_000_000;
/// From here on it counts nanoseconds.
const NANOSECONDS: i64 = 100_000_000_000_000_000;
/// Below it a number is a duration: as an instant it is before September 2001.
const INSTANTS: i64 = 1_000_000_000;
/// A lifetime past which a token is called long-lived, in seconds: a year.
const LONG: i64 = 366 * 86_400;

/// The claims that hold instants (RFC 7519 section 4.1).
const CLAIMS: [&str; 3] = ["exp", "nbf", "iat"];

type ClaimRule = fn(&str, &Number) -> Option<Diagnostic>;

/// The rules about one instant; the first that applies is shown.
const CLAIM_RULES: &[ClaimRule] = &[too_fine, milliseconds, negative, relative, fraction];

type Rule = fn(&Instants) -> Option<(&'static str, Diagnostic)>;

/// The rules about instants together, each with the claim it is about.
const RULES: &[Rule] = &[never_expires, expires_before_issue, expires_before_start, long_lived];

/// The instants that are numbers a clock can show, in seconds.
struct Instants {
    has_exp: bool,
    exp: Option<i64>,
    nbf: Option<i64>,
    iat: Option<i64>,
    now: Timestamp,
}

impl Instants {
    fn of(payload: &Value, now: Timestamp) -> Self {
        let seconds = |value: &Value| value.as_number()?.floor().filter(|seconds| (INSTANTS..MILLISECONDS).contains(seconds));
        let (exp, nbf, iat) = (payload.get("exp"), payload.get("nbf"), payload.get("iat"));
        Self { has_exp: exp.is_some(), exp: exp.and_then(seconds), nbf: nbf.and_then(seconds), iat: iat.and_then(seconds), now }
    }
}

/// The remarks about the instants of a payload.
pub(super) fn remarks(seen: &Seen<'_>, payload: &Value, found: &mut Vec<Diagnostic>) {
    for name in CLAIMS {
        if let Some(number) = payload.get(name).and_then(Value::as_number) {
            let remark = CLAIM_RULES.iter().find_map(|rule| rule(name, number));
            found.extend(remark.map(|remark| seen.anatomy.placed(remark, Segment::Payload, &format!("/{name}"))));
        }
    }
    let instants = Instants::of(payload, seen.now);
    for rule in RULES {
        if let Some((name, remark)) = rule(&instants) {
            let place = seen.anatomy.payload.part.start;
            let is_there = payload.get(name).is_some();
            found.push(if is_there {
                seen.anatomy.placed(remark, Segment::Payload, &format!("/{name}"))
            } else {
                remark.within(Segment::Payload).at(place)
            });
        }
    }
}

fn at_least(number: &Number, least: i64) -> bool {
    number.compare(least) != Ordering::Less
}

fn too_fine(name: &str, number: &Number) -> Option<Diagnostic> {
    let (unit, divisor) = if at_least(number, NANOSECONDS) {
        ("nanoseconds", "1000000000")
    } else if at_least(number, MICROSECONDS) {
        ("microseconds", "1000000")
    } else {
        return None;
    };
    Some(in_unit(Code::TimeUsNs, name, unit, divisor))
}

fn milliseconds(name: &str, number: &Number) -> Option<Diagnostic> {
    if !at_least(number, MILLISECONDS) {
        return None;
    }
    let mut found = in_unit(Code::ExpMs, name, "milliseconds", "1000");
    // A year of the Gregorian calendar has 31,556,952 seconds on average.
    if let (Some(years), "exp") = (number.floor().and_then(|seconds| seconds.checked_div(31_556_952)), name) {
        found.message = format!("{} (about the year {}): the token never expires", found.message, years.saturating_add(1970));
    }
    Some(found)
}

fn in_unit(code: Code, name: &str, unit: &str, divisor: &str) -> Diagnostic {
    Diagnostic::warning(code, format!("`{name}` is in {unit}, it must be in seconds"))
        .advising(format!("the issuer must divide by {divisor}"))
}

fn negative(name: &str, number: &Number) -> Option<Diagnostic> {
    number.is_negative().then(|| {
        Diagnostic::warning(Code::ExpNeg, format!("`{name}` is negative: an instant before 1970"))
            .advising("the issuer's sum of now and lifetime went wrong")
    })
}

fn relative(name: &str, number: &Number) -> Option<Diagnostic> {
    (name == "exp" && at_least(number, 1) && !at_least(number, INSTANTS)).then(|| {
        Diagnostic::warning(
            Code::ExpRelative,
            format!("`exp` is {}: a duration, where an instant is wanted", brief(&number.text())),
        )
        .advising("the issuer must add the time of issue: `exp` counts seconds since 1970")
    })
}

/// RFC 7519 section 2: a `NumericDate` may have a fraction, and JSON may write any number with an exponent.
fn fraction(name: &str, number: &Number) -> Option<Diagnostic> {
    (!number.is_written_whole()).then(|| {
        Diagnostic::info(Code::ExpFloat, format!("`{name}` is written as {}, not as an integer", brief(&number.text())))
            .advising("it is legal, and some readers take integers only")
    })
}

fn never_expires(instants: &Instants) -> Option<(&'static str, Diagnostic)> {
    (!instants.has_exp).then(|| {
        let found = Diagnostic::warning(Code::NoExp, "the token never expires: it has no `exp`")
            .advising("many readers refuse it; if it leaks, only revoking it or its key helps");
        ("exp", found)
    })
}

fn expires_before_issue(instants: &Instants) -> Option<(&'static str, Diagnostic)> {
    let (exp, iat) = (instants.exp?, instants.iat?);
    (exp < iat).then(|| {
        let found = Diagnostic::warning(Code::ExpLtIat, "the token expired before it was issued: `exp` is before `iat`")
            .advising("the issuer subtracts the lifetime, or takes the two from different clocks");
        ("exp", found)
    })
}

fn expires_before_start(instants: &Instants) -> Option<(&'static str, Diagnostic)> {
    let (exp, nbf) = (instants.exp?, instants.nbf?);
    (nbf > exp).then(|| {
        let found = Diagnostic::warning(Code::NbfGtExp, "the token is valid at no time: `nbf` is after `exp`")
            .advising("the issuer mixes up the two, or takes them from different clocks");
        ("nbf", found)
    })
}

fn long_lived(instants: &Instants) -> Option<(&'static str, Diagnostic)> {
    let exp = instants.exp?;
    let from = instants.iat.unwrap_or(instants.now.unix());
    let lifetime = exp.saturating_sub(from);
    (lifetime > LONG).then(|| {
        let words = Lifetime::from_secs(lifetime.unsigned_abs()).words();
        let found = Diagnostic::warning(Code::LongLived, format!("the token lives for {words}"))
            .advising("a leaked token serves whoever has it until it expires: minutes or hours are customary");
        ("exp", found)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::remarks_of;
    use super::*;
    use Code as C;

    /// A payload and what is remarked about it, with the pointers.
    type Row<'t> = (&'t str, &'t [(Code, Option<&'t str>)]);

    #[test]
    fn instants_that_are_hardly_meant() {
        let table: [Row<'_>; 19] = [
            (r#"{"exp":1700000600,"iat":1700000000}"#, &[]),
            (r#"{"exp":1700000600000}"#, &[(C::ExpMs, Some("/exp"))]),
            (r#"{"exp":1700000600,"iat":1700000000000}"#, &[(C::ExpMs, Some("/iat"))]),
            (r#"{"exp":100000000000}"#, &[(C::ExpMs, Some("/exp"))]),
            (r#"{"exp":1700000600000000}"#, &[(C::TimeUsNs, Some("/exp"))]),
            (r#"{"exp":1700000600000000000}"#, &[(C::TimeUsNs, Some("/exp"))]),
            (r#"{"exp":1e30}"#, &[(C::TimeUsNs, Some("/exp"))]),
            (r#"{"exp":-1}"#, &[(C::ExpNeg, Some("/exp"))]),
            (r#"{"exp":3600}"#, &[(C::ExpRelative, Some("/exp"))]),
            (r#"{"exp":1}"#, &[(C::ExpRelative, Some("/exp"))]),
            (r#"{"exp":999999999}"#, &[(C::ExpRelative, Some("/exp"))]),
            (r#"{"exp":0}"#, &[]),
            (r#"{"exp":1700000600.5}"#, &[(C::ExpFloat, Some("/exp"))]),
            (r#"{"exp":1.7e9,"nbf":1.7e9}"#, &[(C::ExpFloat, Some("/exp")), (C::ExpFloat, Some("/nbf"))]),
            ("{}", &[(C::NoExp, None)]),
            (r#"{"exp":1699990000,"iat":1699999999}"#, &[(C::ExpLtIat, Some("/exp"))]),
            (r#"{"exp":1699990000,"nbf":1699999999}"#, &[(C::NbfGtExp, Some("/nbf"))]),
            (r#"{"exp":2015360000,"iat":1700000000}"#, &[(C::LongLived, Some("/exp"))]),
            (r#"{"exp":1731622400,"iat":1700000000}"#, &[]),
        ];
        for (payload, expected) in table {
            let found = remarks_of(r#"{"alg":"HS256"}"#, payload);
            let found: Vec<_> = found.iter().map(|found| (found.code, found.pointer.as_deref())).collect();
            assert_eq!(found, expected, "{payload}");
        }
    }
}
