//! What the search for the near miss adds to a report.

use super::Report;
use crate::token::{
    Code, Diagnostic, Severity,
    diagnose::{
        self,
        near_miss::{NearMiss, Search},
    },
};

impl Report<'_> {
    /// Adds what a search has come to: the findings of the hypothesis that held, before the bad signature that they explain, or how
    /// many were tried. The verdict, the checks and the exit code stay as they are.
    ///
    /// `advice` gives the caller's own words for what to do about a finding, as the names of flags.
    pub fn with_near_miss(mut self, search: Search, advice: impl Fn(&NearMiss, Code) -> Option<String>) -> Self {
        if let Some(held) = &search.held {
            self.explain(held, &search.findings, advice);
        } else {
            self.say_tried(search.tried);
        }
        self.search = Some(Box::new(search));
        diagnose::conclude(&mut self.findings.diagnostics);
        self
    }

    /// The search for the near miss, where one was made.
    #[must_use]
    pub fn near_miss(&self) -> Option<&Search> {
        self.search.as_deref()
    }

    fn explain(&mut self, held: &NearMiss, findings: &[Diagnostic], advice: impl Fn(&NearMiss, Code) -> Option<String>) {
        let replaced =
            |known: &Diagnostic| findings.iter().any(|found| found.code == known.code && found.pointer == known.pointer);
        let root = findings.first().map(|found| found.code.name());
        self.findings.diagnostics.retain(|known| !replaced(known));
        let bad = |known: &&mut Diagnostic| {
            known.severity == Severity::Error
                && matches!(known.code, Code::SigBad | Code::SigLength | Code::SigHex | Code::SigDer | Code::SigShortRs)
        };
        for consequence in self.findings.diagnostics.iter_mut().filter(bad) {
            consequence.severity = Severity::Warning;
            consequence.hint = root.map(|root| format!("it follows from {root}"));
        }
        self.findings.diagnostics.extend(
            findings
                .iter()
                .cloned()
                .map(|found| Diagnostic { hint: advice(held, found.code).or_else(|| found.hint.clone()), ..found }),
        );
    }

    fn say_tried(&mut self, tried: usize) {
        for found in self.findings.diagnostics.iter_mut().filter(|found| found.code == Code::SigBad && tried > 0) {
            let variants = if tried == 1 { "1 variant" } else { &format!("{tried} variants") };
            found.message = format!("{}; tried {variants} of key, secret and encoding", found.message);
        }
    }
}
