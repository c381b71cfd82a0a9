//! What an audit of the secret adds to a report.

use super::Report;
use crate::token::{
    Code, Diagnostic, Refusal, Segment,
    audit::{Audited, Guessed},
    check::{Failure, Findings},
    diagnose,
};

impl Report {
    /// Adds the check `secret`: a token whose secret was guessed is refused by policy, unless it is refused for more than that.
    pub fn with_audit(mut self, audited: &Audited) -> Self {
        let mut findings = Findings {
            checks: std::mem::take(&mut self.checks),
            diagnostics: std::mem::take(&mut self.diagnostics),
            explains: self.explains,
        };
        let Some(found) = audited.found else {
            let tried = format!("not among the {} that were tried", audited.tried);
            findings.pass("secret", Some(("not to be guessed".to_owned(), tried)));
            return Self { checks: findings.checks, diagnostics: findings.diagnostics, ..self };
        };
        let place = match found {
            Guessed::Placeholder => "a well-known placeholder".to_owned(),
            Guessed::Line(line) => format!("in line {line} of the word list"),
        };
        let message = format!("the token's secret is {place}: whoever tries it can sign tokens");
        let found = Diagnostic::error(Code::KeyWeak, message)
            .within(Segment::Key)
            .advising("replace it on every server by a random one; until then every token signed with it may be forged");
        findings.fail("secret", Failure::compared(Refusal::Policy, found, "not to be guessed", place));
        diagnose::conclude(&mut findings.diagnostics);
        Self { checks: findings.checks, diagnostics: findings.diagnostics, ..self }
    }
}
