//! The door: from what was handed over to the text of a token.

use std::borrow::Cow;

use super::{Code, Diagnostic, Segment};

/// The largest input that is looked into, in bytes. No server takes a header of that size.
const LARGEST: usize = 1 << 20;

/// What is known about how an input came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InputHints {
    /// It was typed or pasted into a terminal, which cuts long lines.
    pub from_terminal: bool,
    /// It is to be verified.
    pub for_verification: bool,
}

pub(super) struct Taken<'a> {
    pub(super) token: Cow<'a, str>,
    pub(super) normalised: Vec<&'static str>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) is_foreign: bool,
    start: usize,
}

impl Taken<'_> {
    /// The offset in the input of the token's byte at `at`.
    pub(super) fn offset(&self, at: usize) -> usize {
        self.start.saturating_add(at)
    }
}

/// The token in an input that is to be verified.
pub(super) fn for_verification(input: &[u8]) -> Taken<'_> {
    for_display(input, InputHints { for_verification: true, ..InputHints::default() })
}

/// The token in an input that is to be shown.
pub(super) fn for_display(input: &[u8], _hints: InputHints) -> Taken<'_> {
    let mut taken =
        Taken { token: Cow::Borrowed(""), normalised: Vec::new(), diagnostics: Vec::new(), is_foreign: false, start: 0 };
    if input.len() > LARGEST {
        taken.is_foreign = true;
        let message = format!("{} KiB are too much for a token", input.len() >> 10);
        taken.diagnostics.push(Diagnostic::error(Code::TooBig, message).within(Segment::Input).at(LARGEST));
        return taken;
    }
    let text = String::from_utf8_lossy(input);
    let trimmed = text.trim();
    taken.start = text.len().saturating_sub(text.trim_start().len());
    if trimmed.len() < text.len() {
        taken.normalised.push("outer-whitespace");
    }
    taken.token = trimmed.to_owned().into();
    taken
}

/// Puts the root cause first.
pub(super) fn rank(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| diagnostic.severity);
}
