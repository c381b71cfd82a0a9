//! Causes and consequences. One fault brings others with it: a token that was cut in copying has a bad signature, and a lifetime in
//! place of an instant is long past. What only follows is reported as a warning, so that the errors name causes.

use crate::token::{Code, Diagnostic, Severity};

/// Which findings follow from which.
struct Consequence {
    is_cause: fn(Code) -> bool,
    is_effect: fn(Code) -> bool,
    /// Whether a cause that is a mere remark by itself weighs as much as what follows from it.
    explains: bool,
}

const CONSEQUENCES: &[Consequence] = &[
    Consequence { is_cause: is_of_input, is_effect: is_of_structure_or_signature, explains: false },
    Consequence { is_cause: is_of_structure, is_effect: is_of_signature, explains: false },
    Consequence { is_cause: |code| code == Code::AlgNone, is_effect: |code| code == Code::EmptySegment, explains: false },
    Consequence { is_cause: |code| code == Code::GraphNonce, is_effect: |code| code == Code::SigBad, explains: true },
    Consequence {
        is_cause: |code| matches!(code, Code::ExpRelative | Code::ExpNeg),
        is_effect: |code| code == Code::Expired,
        explains: true,
    },
    Consequence {
        is_cause: |code| matches!(code, Code::ExpMs | Code::TimeUsNs),
        is_effect: |code| matches!(code, Code::IatFuture | Code::NotYet),
        explains: true,
    },
];

/// The input stage: the token is not what was issued, or not in the form in which it was.
fn is_of_input(code: Code) -> bool {
    code < Code::OneSegmentOpaque || matches!(code, Code::SdJwt | Code::JwsJson)
}

/// The stages of segments, base64 and JSON.
fn is_of_structure(code: Code) -> bool {
    (Code::OneSegmentOpaque..=Code::TooBig).contains(&code) && !is_of_signature(code)
}

fn is_of_signature(code: Code) -> bool {
    matches!(code, Code::SigLength | Code::SigHex | Code::SigDer | Code::SigShortRs | Code::SigBad)
}

fn is_of_structure_or_signature(code: Code) -> bool {
    is_of_structure(code) || is_of_signature(code)
}

/// Makes warnings of the errors that only follow from others.
pub(super) fn settle(diagnostics: &mut [Diagnostic]) {
    for rule in CONSEQUENCES {
        let is_of_same = |cause: &Diagnostic, effect: &Diagnostic| match (&cause.pointer, &effect.pointer) {
            (Some(cause), Some(effect)) => cause == effect,
            _ => true,
        };
        let is_cause = |found: &Diagnostic| (rule.is_cause)(found.code) && (rule.explains || found.severity == Severity::Error);
        let is_effect = |found: &Diagnostic| (rule.is_effect)(found.code) && found.severity == Severity::Error;
        for cause in 0..diagnostics.len() {
            let Some(because) = diagnostics.get(cause).filter(|found| is_cause(found)).cloned() else { continue };
            let mut explained = false;
            for effect in diagnostics.iter_mut().filter(|effect| is_effect(effect) && is_of_same(&because, effect)) {
                if *effect != because {
                    effect.severity = Severity::Warning;
                    explained = true;
                }
            }
            if let Some(cause) = diagnostics.get_mut(cause).filter(|_| explained) {
                cause.severity = Severity::Error;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A finding with its pointer.
    type Row<'t> = (Severity, Code, &'t str);

    fn errors_left(findings: &[Row<'_>]) -> Vec<Code> {
        let mut found: Vec<_> = findings.iter().map(|(s, code, at)| Diagnostic::new(*code, *s, "").pointing(*at)).collect();
        settle(&mut found);
        found.iter().filter(|found| found.severity == Severity::Error).map(|found| found.code).collect()
    }

    #[test]
    fn what_follows_is_no_error() {
        use Severity::{Error, Info, Warning};
        let table: [(&[Row<'_>], &[Code]); 9] = [
            (&[(Error, Code::InnerSpace, ""), (Error, Code::SigBad, "")], &[Code::InnerSpace]),
            (&[(Info, Code::BearerPrefix, ""), (Error, Code::SigBad, "")], &[Code::SigBad]),
            (&[(Error, Code::TruncatedPayload, ""), (Error, Code::SigLength, "")], &[Code::TruncatedPayload]),
            (&[(Error, Code::SigLength, ""), (Error, Code::Expired, "/exp")], &[Code::SigLength, Code::Expired]),
            (&[(Error, Code::Expired, "/exp"), (Warning, Code::ExpRelative, "/exp")], &[Code::ExpRelative]),
            (&[(Warning, Code::ExpMs, "/exp"), (Error, Code::IatFuture, "/iat")], &[Code::IatFuture]),
            (&[(Warning, Code::ExpMs, "/iat"), (Error, Code::IatFuture, "/iat")], &[Code::ExpMs]),
            (&[(Warning, Code::GraphNonce, ""), (Error, Code::SigBad, "")], &[Code::GraphNonce]),
            (&[(Warning, Code::ExpRelative, "/exp")], &[]),
        ];
        for (findings, left) in table {
            assert_eq!(errors_left(findings), left, "{findings:?}");
        }
    }
}
