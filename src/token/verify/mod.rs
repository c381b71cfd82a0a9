//! Verification: signature and claims, judged by a key set, a policy and an instant.
//!
//! The order of the checks is fixed: header → algorithm → key → signature → claims. All of them are made as far as the token can be
//! read, and every failing one is reported; which of them is the verdict says [`Refusal`](super::Refusal).

mod audience;
mod demands;
mod header;
mod key;
mod names;
mod signature;
mod time;

use super::{
    Anatomy, Code, DecodedPart, Diagnostic, KeyUsed, Presented, Reading, Refusal, Report, Segment, SignatureStatus,
    check::{Failure, Findings, Told},
    diagnose::{self, InputHints},
    json::Value,
    policy::{Ignorable, Policy},
    presented::Content,
    report::{Places, Purpose},
};
use crate::{clock::Timestamp, keys::KeySet};

/// Verifies a token.
///
/// The input may carry what people copy along with a token, as `Bearer ` in front of it; such wrapping is taken off and reported.
/// The token's own bytes are read strictly (RFC 7515 section 5.2): no padding, no stray bits, no repeated members.
pub fn verify(input: impl AsRef<[u8]>, keys: &KeySet, policy: &Policy, now: Timestamp) -> Report<'static> {
    verify_as(input, InputHints::default(), keys, policy, now)
}

/// The same, with what is known about how the input came.
pub fn verify_as(input: impl AsRef<[u8]>, hints: InputHints, keys: &KeySet, policy: &Policy, now: Timestamp) -> Report<'static> {
    Presented::of(input.as_ref(), hints).read().verify(keys, policy, now).into_owned()
}

impl Reading<'_> {
    /// The same, of a token that was read. The report borrows from it.
    pub fn verify(&self, keys: &KeySet, policy: &Policy, now: Timestamp) -> Report<'_> {
        let taken = self.taken;
        let mut report = match &self.content {
            Content::Foreign => Report::empty(Purpose::Verification),
            Content::NotSigned(diagnostic) => refused(diagnostic.clone()),
            Content::Other { count, parts } => other(*count, parts),
            Content::Token(decoded) => judge(decoded.read(), keys, policy, now),
        };
        report.now = now;
        report.findings.detail = policy.detail;
        report.places = report.places.map(|offset| taken.offset(offset));
        report.findings.relocate(|offset| taken.offset(offset));
        report.normalised.clone_from(&taken.normalised);
        around(&mut report, &taken.diagnostics);
        diagnose::conclude(&mut report.findings.diagnostics);
        report
    }
}

/// Judges a token that has three parts, and shows what it holds.
fn judge<'t>(anatomy: Anatomy<'t>, keys: &KeySet, policy: &Policy, now: Timestamp) -> Report<'t> {
    let Verdict { signature, key, findings } = Judge::new(&anatomy, policy, now).judge(keys);
    let places = if findings.tells_all() { Places::of(&anatomy.payload) } else { Places::default() };
    Report {
        format: Some("jws-compact"),
        payload_text: anatomy.payload.as_written.map(Into::into),
        header: anatomy.header.value,
        payload: anatomy.payload.value,
        signature,
        key,
        places,
        findings,
        ..Report::empty(Purpose::Verification)
    }
}

/// What can be said about a token without a key: every fault, every check that needs no policy, every remark. Offsets are into the
/// token.
pub(super) fn look(anatomy: &Anatomy<'_>, now: Timestamp) -> Findings {
    Judge::new(anatomy, &Policy::default(), now).look()
}

/// A token being judged.
struct Judge<'t> {
    anatomy: &'t Anatomy<'t>,
    policy: &'t Policy,
    now: Timestamp,
    findings: Findings,
}

impl<'t> Judge<'t> {
    fn new(anatomy: &'t Anatomy<'t>, policy: &'t Policy, now: Timestamp) -> Self {
        Self { anatomy, policy, now, findings: Findings::new(policy.detail) }
    }

    fn look(mut self) -> Findings {
        let anatomy = self.anatomy;
        self.structure("header", Segment::Header);
        self.structure("payload", Segment::Payload);
        self.structure("signature", Segment::Signature);
        if let Some(header) = anatomy.header.readable_object() {
            self.header(header);
            match self.algorithm(header) {
                Ok(algorithm) => self.signature_form(algorithm),
                Err(failure) => self.findings.note(failure.diagnostic()),
            }
        }
        if let Some(payload) = anatomy.payload.readable_object() {
            self.claims(payload);
        }
        self.remarks();
        Findings { checks: Vec::new(), ..self.findings }
    }

    /// What is legal and hardly meant.
    fn remarks(&mut self) {
        if self.findings.tells_all() {
            self.findings.note_all(diagnose::remarks(self.anatomy, self.now));
        }
    }

    fn judge(mut self, keys: &KeySet) -> Verdict {
        let anatomy = self.anatomy;
        self.findings.pass_told(FORMAT, || ("three parts with two dots", "three parts"));
        self.structure("header", Segment::Header);
        self.structure("payload", Segment::Payload);
        self.structure("signature", Segment::Signature);
        let mut signature = SignatureStatus::Unchecked;
        let mut key = None;
        if let Some(header) = anatomy.header.strict_object() {
            self.header(header);
            (signature, key) = self.authenticity(header, keys);
        }
        if let Some(payload) = anatomy.payload.readable_object() {
            self.claims(payload);
        }
        self.remarks();
        Verdict { signature, key, findings: self.findings }
    }

    /// Whether a part can be read strictly.
    fn structure(&mut self, name: &'static str, segment: Segment) {
        let mut faults = self.anatomy.faults(segment).into_iter();
        match faults.next() {
            Some(first) => self.findings.fail(name, Failure::new(Refusal::Malformed, first)),
            // A signature that can be read is yet to be checked.
            None if segment == Segment::Signature => {}
            None => self.findings.pass_told(name, || ("base64url of a JSON object", "one JSON object")),
        }
        faults.for_each(|fault| self.findings.note(fault));
    }

    fn claims(&mut self, payload: &Value) {
        self.expiry(payload);
        self.not_before(payload);
        self.issue_time(payload);
        self.issuer(payload);
        self.audience(payload);
        self.subject(payload);
        self.id(payload);
        self.scopes(payload);
        self.required(payload);
        self.expected(payload);
        self.age(payload);
        self.remaining(payload);
    }

    /// Books the outcome of a check that the policy may ignore.
    fn settle(&mut self, check: Ignorable, outcome: Result<Told, Failure>) {
        let name = check.name();
        match outcome {
            Ok(told) => self.findings.pass(name, told),
            Err(failure) if self.policy.ignored.contains(&check) => self.findings.overlook(failure),
            Err(failure) => self.findings.fail(name, failure),
        }
    }

    /// What there is to tell of a claim that is not there and need not be.
    fn absent(&self) -> Told {
        self.findings.told(|| ("nothing", "none"))
    }

    /// A finding about a member of the payload.
    fn about(&self, diagnostic: Diagnostic, name: &str) -> Diagnostic {
        self.placed(diagnostic, Segment::Payload, name)
    }

    /// A finding about a member of the header or payload; where it is missing, about the place it should have.
    fn placed(&self, diagnostic: Diagnostic, segment: Segment, name: &str) -> Diagnostic {
        self.anatomy.placed(diagnostic, segment, &format!("/{}", super::json::escape_reference(name)))
    }
}

/// What a judge has come to.
struct Verdict {
    signature: SignatureStatus,
    key: Option<KeyUsed>,
    findings: Findings,
}

/// The check whether there is a token at all, the first of all.
const FORMAT: &str = "format";

/// The report on a text that is not a token that could be judged.
fn refused(diagnostic: Diagnostic) -> Report<'static> {
    let mut report = Report::empty(Purpose::Verification);
    report.findings.fail(FORMAT, Failure::new(Refusal::Malformed, diagnostic));
    report
}

/// The report on a text without three parts. That on an encrypted token shows its header.
fn other(count: usize, parts: &[super::segments::Part<'_>]) -> Report<'static> {
    let diagnostic = diagnose::wrong_count(count, parts);
    let is_jwe = diagnostic.code == Code::Jwe;
    let header = parts.first().and_then(|part| DecodedPart::of(*part).read().value.map(Value::into_owned));
    Report { format: is_jwe.then_some("jwe"), header: header.filter(Value::is_object), ..refused(diagnostic) }
}

/// Adds what stood around the token: where that refuses it, nothing else counts before.
fn around(report: &mut Report<'_>, taken: &[Diagnostic]) {
    if let Some(refusing) = taken.iter().find(|diagnostic| diagnostic.severity == super::Severity::Error) {
        let first = refused(refusing.clone()).findings.checks;
        report.findings.checks.retain(|check| check.name != FORMAT);
        report.findings.checks.splice(0..0, first);
    }
    report.findings.note_all(taken.iter().cloned());
}

#[cfg(test)]
mod tests;
