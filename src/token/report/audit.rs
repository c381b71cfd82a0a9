//! What an audit of the secret adds to a report.

use super::Report;
use crate::token::{
    Code, Diagnostic, Refusal, Segment,
    audit::{Audited, Guessed},
    check::Failure,
    diagnose,
};

impl Report<'_> {
    /// Adds the check `secret`: a token whose secret was guessed is refused by policy, unless it is refused for more than that.
    pub fn with_audit(mut self, audited: &Audited) -> Self {
        let Some(found) = audited.found else {
            let tried = format!("not among the {} that were tried", audited.tried);
            self.findings.pass("secret", Some(Box::new(("not to be guessed".to_owned(), tried))));
            return self;
        };
        let place = match found {
            Guessed::Placeholder => "a well-known placeholder".to_owned(),
            Guessed::Line(line) => format!("in line {line} of the word list"),
        };
        let message = format!("the token's secret is {place}: whoever tries it can sign tokens");
        let found = Diagnostic::error(Code::KeyWeak, message)
            .within(Segment::Key)
            .advising("replace it on every server by a random one; until then every token signed with it may be forged");
        self.findings.fail("secret", Failure::compared(Refusal::Policy, found, "not to be guessed", place));
        diagnose::conclude(&mut self.findings.diagnostics);
        self
    }
}
