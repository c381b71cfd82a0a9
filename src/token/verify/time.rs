//! `exp`, `nbf` and `iat` (RFC 7519 sections 4.1.4 to 4.1.6), compared exactly: a fraction counts, and no number is too large.

use std::cmp::Ordering;

use super::{Code, Diagnostic, Failure, Ignorable, Judge, Refusal, Told, Value};
use crate::{
    clock::{Lifetime, Timestamp},
    token::{
        json::Number,
        report::shown,
        text::{brief, brief_value},
    },
};

type Outcome = Result<Told, Failure>;

/// Under five minutes, a wrong clock is the likelier cause.
const SKEW: i64 = 300;

impl Judge<'_> {
    pub(super) fn expiry(&mut self, payload: &Value) {
        self.settle(Ignorable::Exp, self.exp(payload));
    }

    pub(super) fn not_before(&mut self, payload: &Value) {
        let outcome = self.start(payload, "nbf", Code::NotYet, "not yet valid");
        self.settle(Ignorable::Nbf, outcome);
    }

    pub(super) fn issue_time(&mut self, payload: &Value) {
        let outcome = self.start(payload, "iat", Code::IatFuture, "issued in the future");
        self.settle(Ignorable::Iat, outcome);
    }

    fn exp(&self, payload: &Value) -> Outcome {
        let Some(exp) = self.instant(payload, "exp")? else { return Ok(self.absent()) };
        let limit = self.now.minus(self.policy.leeway);
        // RFC 7519 section 4.1.4: "on or after which the JWT MUST NOT be accepted", hence not greater.
        if exp.compare(limit.unix()) == Ordering::Greater {
            return Ok(self.findings.told(|| (format!("after {limit}"), self.words(exp))));
        }
        let lived = payload
            .get("iat")
            .and_then(Value::as_number)
            .and_then(|iat| exp.floor()?.checked_sub(iat.floor()?))
            .and_then(|seconds| u64::try_from(seconds).ok())
            .map_or_else(String::new, |seconds| format!(", lived {}", Lifetime::from_secs(seconds).words()));
        let found = Diagnostic::error(Code::Expired, format!("expired {}{lived}", self.words(exp)));
        let near = shown(exp).is_some_and(|at| self.now.since(at) < SKEW);
        let found = found.advising(if near {
            "issue a new token; this close, compare the clocks, or allow for skew"
        } else {
            "issue a new token"
        });
        Err(Failure::compared(Refusal::Expired, self.about(found, "exp"), format!("after {limit}"), self.words(exp)))
    }

    /// An instant that must have come. RFC 7519 section 4.1.5: "the time before which the JWT MUST NOT be accepted".
    fn start(&self, payload: &Value, name: &'static str, code: Code, words: &str) -> Outcome {
        let Some(start) = self.instant(payload, name)? else { return Ok(self.absent()) };
        let limit = self.now.plus(self.policy.leeway);
        if start.compare(limit.unix()) != Ordering::Greater {
            return Ok(self.findings.told(|| (format!("at or before {limit}"), self.words(start))));
        }
        let found = Diagnostic::error(code, format!("{words}: `{name}` is {}", self.words(start)))
            .advising("compare the clocks of the issuer and of this machine, or allow for skew");
        Err(Failure::compared(Refusal::NotYet, self.about(found, name), format!("at or before {limit}"), self.words(start)))
    }

    /// The number of a `NumericDate`, if the claim is there.
    fn instant<'v>(&self, payload: &'v Value, name: &'static str) -> Result<Option<&'v Number>, Failure> {
        let Some(value) = payload.get(name) else { return Ok(None) };
        value.as_number().map(Some).ok_or_else(|| {
            let found = self.about(wrong_type(name, value), name);
            Failure::compared(Refusal::Claim, found, "a number of seconds", brief_value(value))
        })
    }

    /// The greatest age, by `iat`.
    pub(super) fn age(&mut self, payload: &Value) {
        let Some(max_age) = self.policy.max_age else { return };
        let Some(iat) = payload.get("iat").and_then(Value::as_number) else {
            let found = Diagnostic::error(Code::ClaimMissing, "the age is unknown: there is no `iat`")
                .advising("ask the issuer to write the time of issue");
            let found = self.about(found, "iat");
            return self.findings.fail("max_age", Failure::compared(Refusal::Claim, found, "an `iat`", "none"));
        };
        let oldest = self.now.minus(max_age).minus(self.policy.leeway);
        if iat.compare(oldest.unix()) != Ordering::Less {
            let told = self.findings.told(|| (format!("at most {max_age} old"), self.words(iat)));
            return self.findings.pass("max_age", told);
        }
        let found = Diagnostic::error(Code::TooOld, format!("issued {}, more than {max_age} old", self.words(iat)))
            .advising("get a fresh token");
        let failure =
            Failure::compared(Refusal::Policy, self.about(found, "iat"), format!("at most {max_age} old"), self.words(iat));
        self.findings.fail("max_age", failure);
    }

    /// How long the token must remain valid. One without `exp` does for ever.
    pub(super) fn remaining(&mut self, payload: &Value) {
        let Some(wanted) = self.policy.min_remaining else { return };
        let expected = || format!("{wanted} more");
        let Some(exp) = payload.get("exp").and_then(Value::as_number) else {
            return self.findings.pass_told("min_remaining", || (expected(), "for ever"));
        };
        if exp.compare(self.now.plus(wanted).unix()) != Ordering::Less {
            let told = self.findings.told(|| (expected(), self.words(exp)));
            return self.findings.pass("min_remaining", told);
        }
        let found =
            Diagnostic::error(Code::RemainingShort, format!("valid for less than {wanted}: `exp` is {}", self.words(exp)))
                .advising("get a fresh token");
        let failure = Failure::compared(Refusal::Policy, self.about(found, "exp"), expected(), self.words(exp));
        self.findings.fail("min_remaining", failure);
    }

    /// An instant in words: `3h 2m ago (2026-11-23T16:36:00Z)`, or the number where no calendar has it.
    fn words(&self, number: &Number) -> String {
        shown(number).map_or_else(|| brief(&number.text()), |at: Timestamp| format!("{} ({at})", at.relative(self.now)))
    }
}

/// RFC 7519 section 2: a `NumericDate` is "a JSON numeric value"; a fraction is legal.
fn wrong_type(name: &str, value: &Value) -> Diagnostic {
    let code = match (name, value.as_str()) {
        ("exp", Some(text)) if looks_like_iso(text) => Code::ExpIso,
        ("exp", None) if value.kind_name() == "null" => Code::ExpNull,
        ("exp", _) => Code::ExpString,
        _ => Code::TimeType,
    };
    let what = if code == Code::ExpIso { "an ISO 8601 date" } else { value.kind_name() };
    let shown = if value.as_str().is_some() { format!(" {}", brief_value(value)) } else { String::new() };
    Diagnostic::error(code, format!("`{name}` is {what}{shown}, it must be a number of seconds"))
        .advising("the issuer must write a number; other readers may take the claim for absent")
}

/// `2026-11-23T…`
fn looks_like_iso(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 10
        && bytes.get(4) == Some(&b'-')
        && bytes.get(7) == Some(&b'-')
        && bytes.first().is_some_and(u8::is_ascii_digit)
}
