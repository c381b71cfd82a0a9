//! Tokens as they were given: as arguments, by SOURCE, on stdin, or pasted into a prompt.

use authctl::{secret::SecretBytes, token::diagnose::InputHints};

use crate::{
    context::Context,
    failure::Failure,
    input::{OpenSource, Source, Trim},
};

/// An input that should be a token, and how it came.
pub(super) struct Pasted {
    pub(super) bytes: SecretBytes,
    pub(super) hints: InputHints,
}

/// Reads every token that was named; without one, stdin or a prompt.
pub(super) fn tokens(context: &Context, named: &[OpenSource]) -> Result<Vec<Pasted>, Failure> {
    if named.is_empty() {
        let source = if context.input.is_interactive() { Source::Prompt } else { Source::Stdin };
        return Ok(vec![read(context, &source)?]);
    }
    named.iter().map(|named| read(context, named.source())).collect()
}

/// The line end that a pipe adds goes; all else stays, because a diagnosis points into it.
fn read(context: &Context, source: &Source) -> Result<Pasted, Failure> {
    let bytes = context.input.bytes(source, "the token", Trim::Nothing)?;
    let mut kept = bytes.expose();
    if !matches!(source, Source::Literal(_)) {
        kept = kept.strip_suffix(b"\n").map_or(kept, |line| line.strip_suffix(b"\r").unwrap_or(line));
    }
    let hints = InputHints { from_terminal: *source == Source::Prompt, ..InputHints::default() };
    Ok(Pasted { bytes: SecretBytes::new(kept.to_vec()), hints })
}
