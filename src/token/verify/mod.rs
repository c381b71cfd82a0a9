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
    Anatomy, Code, Diagnostic, KeyUsed, Refusal, Report, Segment, SignatureStatus,
    check::{Failure, Findings, Told},
    diagnose::{self, Extraction, InputHints},
    json::Value,
    policy::{Ignorable, Policy},
    report::{Places, Purpose},
    segments::{Split, split},
};
use crate::{clock::Timestamp, keys::KeySet};

/// Verifies a token.
///
/// The input may carry what people copy along with a token, as `Bearer ` in front of it; such wrapping is taken off and reported.
/// The token's own bytes are read strictly (RFC 7515 section 5.2): no padding, no stray bits, no repeated members.
pub fn verify(input: impl AsRef<[u8]>, keys: &KeySet, policy: &Policy, now: Timestamp) -> Report {
    verify_as(input, InputHints::default(), keys, policy, now)
}

/// The same, with what is known about how the input came.
pub fn verify_as(input: impl AsRef<[u8]>, hints: InputHints, keys: &KeySet, policy: &Policy, now: Timestamp) -> Report {
    let taken = diagnose::extract(input.as_ref(), InputHints { for_verification: true, ..hints });
    let mut judged = match split(&taken.token) {
        _ if taken.is_foreign => Judged::refused(None),
        Split::Compact(compact) => match diagnose::not_signed_token(&compact) {
            Some(diagnostic) => Judged::refused(Some(diagnostic)),
            None => judge(Anatomy::read(&compact), keys, policy, now),
        },
        Split::Other { count, parts } => Judged::other(count, &parts),
    };
    judged.locate(&taken);
    judged.around(&taken);
    let Judged { report: mut parts, findings } = judged;
    parts.explains = findings.explains;
    parts.checks = findings.checks;
    parts.diagnostics = findings.diagnostics;
    diagnose::conclude(&mut parts.diagnostics);
    Report { now, normalised: taken.normalised, ..parts }
}

/// Judges a token that has three parts, and shows what it holds.
fn judge(anatomy: Anatomy<'_>, keys: &KeySet, policy: &Policy, now: Timestamp) -> Judged {
    let Verdict { signature, key, findings } = Judge::new(&anatomy, policy, now).judge(keys);
    let payload = &anatomy.payload;
    let places =
        Places { sub: payload.place_of_member("sub"), iat: payload.place_of_member("iat"), jti: payload.place_of_member("jti") };
    let report = Report {
        format: Some("jws-compact"),
        header: anatomy.header.value,
        payload: anatomy.payload.value,
        signature,
        key,
        places,
        ..Report::empty(Purpose::Verification)
    };
    Judged { report, findings }
}

/// What can be said about a token without a key: every fault, every check that needs no policy, every remark. Offsets are into the
/// token.
pub(super) fn look(anatomy: &Anatomy<'_>, now: Timestamp) -> Vec<Diagnostic> {
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
        Self { anatomy, policy, now, findings: Findings::new(policy.explain) }
    }

    fn look(mut self) -> Vec<Diagnostic> {
        let anatomy = self.anatomy;
        self.structure("header", Segment::Header);
        self.structure("payload", Segment::Payload);
        self.structure("signature", Segment::Signature);
        if let Some(header) = anatomy.header.readable_object() {
            self.header(header);
            match self.algorithm(header) {
                Ok(algorithm) => self.signature_form(algorithm),
                Err(failure) => self.findings.note(*failure.diagnostic),
            }
        }
        if let Some(payload) = anatomy.payload.readable_object() {
            self.claims(payload);
        }
        self.remarks();
        self.findings.diagnostics
    }

    /// What is legal and hardly meant.
    fn remarks(&mut self) {
        self.findings.note_all(diagnose::remarks(self.anatomy, self.now));
    }

    fn judge(mut self, keys: &KeySet) -> Verdict {
        let anatomy = self.anatomy;
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

/// What verification has come to; offsets still into the token.
struct Judged {
    report: Report,
    findings: Findings,
}

impl Judged {
    /// A text that is not a token that could be judged.
    fn refused(diagnostic: Option<Diagnostic>) -> Self {
        let mut judged = Self { report: Report::empty(Purpose::Verification), findings: Findings::default() };
        if let Some(diagnostic) = diagnostic {
            judged.findings.fail("format", Failure::new(Refusal::Malformed, diagnostic));
        }
        judged
    }

    /// A text without three parts. An encrypted token shows its header.
    fn other(count: usize, parts: &[super::segments::Part<'_>]) -> Self {
        let diagnostic = diagnose::wrong_count(count, parts);
        let is_jwe = diagnostic.code == Code::Jwe;
        let mut judged = Self::refused(Some(diagnostic));
        let header = parts.first().map(|part| super::anatomy::Piece::read(*part)).and_then(|piece| piece.value);
        judged.report.format = is_jwe.then_some("jwe");
        judged.report.header = header.filter(Value::is_object);
        judged
    }

    /// Turns offsets into the token into offsets into the input.
    fn locate(&mut self, taken: &Extraction<'_>) {
        self.report.places = self.report.places.map(|offset| taken.offset(offset));
        for diagnostic in &mut self.findings.diagnostics {
            diagnostic.offset = diagnostic.offset.map(|offset| taken.offset(offset));
        }
    }

    /// What stood around the token: where that refuses it, nothing else counts before.
    fn around(&mut self, taken: &Extraction<'_>) {
        let refusing = taken.diagnostics.iter().find(|diagnostic| diagnostic.severity == super::Severity::Error);
        let failed = self.findings.checks.iter().any(|check| check.name == "format");
        if let Some(diagnostic) = refusing {
            let refusing = Judged::refused(Some(diagnostic.clone())).findings.checks;
            self.findings.checks.retain(|check| check.name != "format");
            self.findings.checks.splice(0..0, refusing);
        } else if !failed {
            self.findings.pass_told("format", || ("three parts with two dots", "three parts"));
            self.findings.checks.rotate_right(1);
        }
        taken.diagnostics.iter().for_each(|diagnostic| self.findings.note(diagnostic.clone()));
    }
}

#[cfg(test)]
mod tests;
