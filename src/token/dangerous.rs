//! Decoding without verification. The name is the warning: nothing that comes from here was signed by anybody.

use super::{
    Anatomy, Code, Decoded, DecodedPart, Diagnostic, Report, SignatureStatus,
    anatomy::Piece,
    check::Findings,
    diagnose::{self, Extraction, InputHints},
    json::{self, Value},
    report::Purpose,
    segments::{Compact, Part, Split, split},
    verify,
};
use crate::clock::Timestamp;

/// Shows what an input holds, as far as the data allows, and names every fault. Checks no signature and judges no claim:
/// [`Report::valid`] is `None`.
pub fn inspect(input: impl AsRef<[u8]>, now: Timestamp) -> Report<'static> {
    inspect_as(input, InputHints::default(), now)
}

/// The same, with what is known about how the input came.
pub fn inspect_as(input: impl AsRef<[u8]>, hints: InputHints, now: Timestamp) -> Report<'static> {
    let taken = diagnose::extract(input.as_ref(), hints);
    let report = match split(&taken.token) {
        _ if taken.is_foreign => Report::empty(Purpose::Inspection { read: false }),
        Split::Compact(compact) => match diagnose::not_signed_token(&compact) {
            Some(fault) => cookie(fault, &compact),
            None => parts(&Decoded::of(&compact).read(), now),
        },
        Split::Other { count, parts } => other(count, &parts),
    };
    finish(report, taken, now)
}

fn parts(anatomy: &Anatomy<'_>, now: Timestamp) -> Report<'static> {
    let findings = verify::look(anatomy, now);
    let read = anatomy.header.readable_object().is_some() && anatomy.payload.readable_object().is_some();
    let missing = anatomy.signature.text.is_empty();
    Report {
        format: Some("jws-compact"),
        header: anatomy.header.value.clone().map(Value::into_owned),
        payload: shown_payload(&anatomy.payload),
        signature_text: (!missing).then(|| anatomy.signature.text.to_owned()),
        signature: if missing { SignatureStatus::None } else { SignatureStatus::Unchecked },
        findings,
        ..Report::empty(Purpose::Inspection { read })
    }
}

/// The payload as far as it could be read; a compressed one inflated.
fn shown_payload(payload: &Piece<'_>) -> Option<Value<'static>> {
    let inflated = || json::parse_partial(&diagnose::inflate(payload.bytes)?).value.map(Value::into_owned);
    payload.error.and_then(|_| inflated()).or_else(|| payload.value.clone().map(Value::into_owned))
}

/// A cookie of Flask has its payload first.
fn cookie(fault: Diagnostic, compact: &Compact<'_>) -> Report<'static> {
    Report {
        payload: DecodedPart::of(compact.header).read().value.map(Value::into_owned),
        findings: Findings::of(fault),
        ..Report::empty(Purpose::Inspection { read: false })
    }
}

/// A text without three parts: whatever of them is JSON is shown all the same.
fn other(count: usize, parts: &[Part<'_>]) -> Report<'static> {
    let fault = diagnose::wrong_count(count, parts);
    let is_jwe = fault.code == Code::Jwe;
    let value = |index: usize| {
        let decoded = parts.get(index).copied().map(DecodedPart::of)?;
        decoded.read().value.filter(Value::is_object).map(Value::into_owned)
    };
    Report {
        format: is_jwe.then_some("jwe"),
        header: value(0),
        payload: if is_jwe { None } else { value(1) },
        findings: Findings::of(fault),
        ..Report::empty(Purpose::Inspection { read: false })
    }
}

fn finish(mut report: Report<'static>, taken: Extraction<'_>, now: Timestamp) -> Report<'static> {
    // What was read from a mended text was not read.
    if let Purpose::Inspection { read } = &mut report.purpose {
        *read &= !taken.is_refused();
    }
    report.findings.relocate(|offset| taken.offset(offset));
    report.findings.note_all(taken.diagnostics);
    diagnose::conclude(&mut report.findings.diagnostics);
    report.normalised = taken.normalised;
    report.now = now;
    report
}
