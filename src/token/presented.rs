//! What is handed over as a token, on its way to a report: taken out of its wrapping, decoded once, judged as often as need be.

use super::{
    Diagnostic,
    decoded::Decoded,
    diagnose::{self, Extraction, InputHints},
    segments::{Part, Split, split},
};

/// An input that should be a token, with what stood around it.
#[derive(Debug)]
pub struct Presented<'i> {
    pub(super) taken: Extraction<'i>,
}

/// The token in it, decoded. Reports borrow from it what stands in the token as it is.
#[derive(Debug)]
pub struct Reading<'p> {
    pub(super) taken: &'p Extraction<'p>,
    pub(super) content: Content<'p>,
}

/// What a text is that should be a signed token.
#[derive(Debug)]
pub(super) enum Content<'p> {
    /// No token at all, so that looking into it would only confuse.
    Foreign,
    /// Three parts that cannot be a signed token.
    NotSigned(Diagnostic),
    /// Another number of parts.
    Other { count: usize, parts: Vec<Part<'p>> },
    /// A token that can be judged.
    Token(Decoded<'p>),
}

impl<'i> Presented<'i> {
    /// Takes the token out of what people copy along with it.
    #[must_use]
    pub fn of(input: &'i [u8], hints: InputHints) -> Self {
        Self { taken: diagnose::extract(input, InputHints { for_verification: true, ..hints }) }
    }

    /// Decodes the token.
    #[must_use]
    pub fn read(&self) -> Reading<'_> {
        let taken = &self.taken;
        let content = match split(&taken.token) {
            _ if taken.is_foreign => Content::Foreign,
            Split::Compact(compact) => match diagnose::not_signed_token(&compact) {
                Some(diagnostic) => Content::NotSigned(diagnostic),
                None => Content::Token(Decoded::of(&compact)),
            },
            Split::Other { count, parts } => Content::Other { count, parts },
        };
        Reading { taken, content }
    }
}
