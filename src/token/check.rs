//! The checks of a verification and what a failing one means.

use std::borrow::Cow;

use super::{Code, Detail, Diagnostic, Severity};

/// Why a token is refused. The order is that in which refusals decide: the first of several is the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// It is no token, or not one that can be read strictly.
    Malformed,
    /// No key to check it with.
    NoKey,
    /// Its signature is not one of a key that counts, or its algorithm not one of that key's.
    NotAuthentic,
    /// Authentic, but revoked, of a user who may not act, or of a key that no longer counts.
    NotAccepted,
    /// Past its `exp`.
    Expired,
    /// Before its `nbf`, or issued in the future.
    NotYet,
    /// A claim is missing or differs.
    Claim,
    /// Older than wanted, or about to expire.
    Policy,
}

impl Refusal {
    /// The number that stands for it in exit codes and reports.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Malformed => 3,
            Self::NotAuthentic => 4,
            Self::Expired => 5,
            Self::NotYet => 6,
            Self::Claim => 7,
            Self::NotAccepted => 8,
            Self::NoKey => 9,
            Self::Policy => 10,
        }
    }
}

/// One check of a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its name: `signature`, `exp`, `aud` …; for a demanded claim the claim's name.
    pub name: Cow<'static, str>,
    /// Nothing where it passed, else what was found.
    pub failure: Option<(Code, Refusal)>,
    /// What was demanded.
    pub expected: Option<String>,
    /// What there was.
    pub actual: Option<String>,
}

/// Collects the checks and findings of one verification.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings {
    pub(super) checks: Vec<Check>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How much of it is kept.
    pub(super) detail: Detail,
}

/// What a check that passed has compared: the demand and what there was, where somebody wants to know.
pub(super) type Told = Option<Box<(String, String)>>;

impl Findings {
    /// Collects as many checks as there mostly are.
    pub(super) fn new(detail: Detail) -> Self {
        let checks = if detail == Detail::Verdict { Vec::new() } else { Vec::with_capacity(12) };
        Self { checks, diagnostics: Vec::new(), detail }
    }

    /// Whether more is kept than what refuses the token.
    pub(super) fn tells_all(&self) -> bool {
        self.detail != Detail::Verdict
    }

    /// One finding that decides nothing.
    pub(super) fn of(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], ..Self::default() }
    }

    /// Moves what the findings point at.
    pub(super) fn relocate(&mut self, place: impl Fn(usize) -> usize) {
        for diagnostic in &mut self.diagnostics {
            diagnostic.offset = diagnostic.offset.map(&place);
        }
    }

    /// What was compared, put into words only where somebody wants to know.
    pub(super) fn told<E: Into<String>, A: Into<String>>(&self, compared: impl FnOnce() -> (E, A)) -> Told {
        (self.detail == Detail::Comparisons).then(compared).map(|(expected, actual)| Box::new((expected.into(), actual.into())))
    }

    /// A check that passed.
    pub(super) fn pass(&mut self, name: impl Into<Cow<'static, str>>, told: Told) {
        if !self.tells_all() {
            return;
        }
        let name = name.into();
        // Two ways, so that the everyday one writes what it knows.
        match told {
            None => self.checks.push(Check { name, failure: None, expected: None, actual: None }),
            Some(told) => {
                let (expected, actual) = *told;
                self.checks.push(Check { name, failure: None, expected: Some(expected), actual: Some(actual) });
            }
        }
    }

    /// A check that passed, with what was compared.
    pub(super) fn pass_told<E: Into<String>, A: Into<String>>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        compared: impl FnOnce() -> (E, A),
    ) {
        let told = self.told(compared);
        self.pass(name, told);
    }

    /// A check that failed, with its finding.
    pub(super) fn fail(&mut self, name: impl Into<Cow<'static, str>>, failure: Failure) {
        let Failed { refusal, diagnostic, expected, actual } = *failure.0;
        self.checks.push(Check { name: name.into(), failure: Some((diagnostic.code, refusal)), expected, actual });
        self.add(diagnostic);
    }

    /// A finding that decides nothing by itself. What refuses the token is kept whatever is told.
    pub(super) fn note(&mut self, diagnostic: Diagnostic) {
        if self.tells_all() || diagnostic.severity == Severity::Error {
            self.add(diagnostic);
        }
    }

    fn add(&mut self, diagnostic: Diagnostic) {
        let known = |other: &Diagnostic| {
            other.code == diagnostic.code
                && other.segment == diagnostic.segment
                && other.pointer == diagnostic.pointer
                && (other.offset == diagnostic.offset || diagnostic.pointer.is_some())
        };
        match self.diagnostics.iter_mut().find(|other| known(other)) {
            // The same finding twice: what refuses the token outweighs.
            Some(other) if diagnostic.severity < other.severity => *other = diagnostic,
            Some(_) => {}
            None => self.diagnostics.push(diagnostic),
        }
    }

    /// Findings that decide nothing.
    pub(super) fn note_all(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in diagnostics {
            self.note(diagnostic);
        }
    }

    /// A failure of a check that the policy ignores: worth knowing, no longer deciding.
    pub(super) fn overlook(&mut self, failure: Failure) {
        self.note(Diagnostic { severity: Severity::Warning, ..failure.diagnostic() });
    }
}

/// What a failing check found.
#[derive(Debug)]
pub(super) struct Failure(Box<Failed>);

#[derive(Debug)]
struct Failed {
    refusal: Refusal,
    diagnostic: Diagnostic,
    expected: Option<String>,
    actual: Option<String>,
}

impl Failure {
    pub(super) fn new(refusal: Refusal, diagnostic: Diagnostic) -> Self {
        Self(Box::new(Failed { refusal, diagnostic, expected: None, actual: None }))
    }

    /// With what was demanded and what there was.
    pub(super) fn compared(
        refusal: Refusal,
        diagnostic: Diagnostic,
        expected: impl Into<String>,
        actual: impl Into<String>,
    ) -> Self {
        Self(Box::new(Failed { refusal, diagnostic, expected: Some(expected.into()), actual: Some(actual.into()) }))
    }

    pub(super) fn code(&self) -> Code {
        self.0.diagnostic.code
    }

    pub(super) fn diagnostic(self) -> Diagnostic {
        self.0.diagnostic
    }
}
