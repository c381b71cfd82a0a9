//! Decoding without verification. The name is the warning: nothing that comes from here was signed by anybody.

use super::{
    Anatomy, Code, Diagnostic, Report, SignatureStatus,
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
pub fn inspect(input: impl AsRef<[u8]>, now: Timestamp) -> Report {
    inspect_as(input, InputHints::default(), now)
}

/// The same, with what is known about how the input came.
pub fn inspect_as(input: impl AsRef<[u8]>, hints: InputHints, now: Timestamp) -> Report {
    let taken = diagnose::extract(input.as_ref(), hints);
    let mut findings = Findings::default();
    let report = match split(&taken.token) {
        _ if taken.is_foreign => Report::empty(Purpose::Inspection { read: false }),
        Split::Compact(compact) => match diagnose::not_signed_token(&compact) {
            Some(fault) => cookie(fault, &compact, &mut findings),
            None => parts(&Anatomy::read(&compact), &mut findings, now),
        },
        Split::Other { count, parts } => other(count, &parts, &mut findings),
    };
    finish(report, findings, taken, now)
}

fn parts(anatomy: &Anatomy<'_>, findings: &mut Findings, now: Timestamp) -> Report {
    findings.note_all(verify::look(anatomy, now));
    let read = anatomy.header.readable_object().is_some() && anatomy.payload.readable_object().is_some();
    let missing = anatomy.signature.text.is_empty();
    Report {
        format: Some("jws-compact"),
        header: anatomy.header.value.clone(),
        payload: shown_payload(&anatomy.payload),
        signature_text: (!missing).then(|| anatomy.signature.text.to_owned()),
        signature: if missing { SignatureStatus::None } else { SignatureStatus::Unchecked },
        ..Report::empty(Purpose::Inspection { read })
    }
}

/// The payload as far as it could be read; a compressed one inflated.
fn shown_payload(payload: &Piece<'_>) -> Option<Value> {
    let inflated = || json::parse_partial(&diagnose::inflate(&payload.bytes)?).value;
    payload.error.and_then(|_| inflated()).or_else(|| payload.value.clone())
}

/// A cookie of Flask has its payload first.
fn cookie(fault: Diagnostic, compact: &Compact<'_>, findings: &mut Findings) -> Report {
    findings.note(fault);
    Report { payload: Piece::read(compact.header).value, ..Report::empty(Purpose::Inspection { read: false }) }
}

/// A text without three parts: whatever of them is JSON is shown all the same.
fn other(count: usize, parts: &[Part<'_>], findings: &mut Findings) -> Report {
    let fault = diagnose::wrong_count(count, parts);
    let is_jwe = fault.code == Code::Jwe;
    findings.note(fault);
    let value = |index: usize| {
        let piece = parts.get(index).copied().map(Piece::read)?;
        piece.value.filter(Value::is_object)
    };
    Report {
        format: is_jwe.then_some("jwe"),
        header: value(0),
        payload: if is_jwe { None } else { value(1) },
        ..Report::empty(Purpose::Inspection { read: false })
    }
}

fn finish(report: Report, mut findings: Findings, taken: Extraction<'_>, now: Timestamp) -> Report {
    let refused = taken.is_refused();
    for diagnostic in &mut findings.diagnostics {
        diagnostic.offset = diagnostic.offset.map(|offset| taken.offset(offset));
    }
    taken.diagnostics.into_iter().for_each(|diagnostic| findings.note(diagnostic));
    diagnose::conclude(&mut findings.diagnostics);
    let purpose = match report.purpose {
        // What was read from a mended text was not read.
        Purpose::Inspection { read } => Purpose::Inspection { read: read && !refused },
        Purpose::Verification => Purpose::Verification,
    };
    Report { purpose, now, diagnostics: findings.diagnostics, normalised: taken.normalised, ..report }
}
