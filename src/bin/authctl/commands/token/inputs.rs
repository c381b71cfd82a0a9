//! Tokens as they were given: as arguments, by SOURCE, on stdin, or pasted into a prompt.

use std::path::Path;

use authctl::{
    secret::SecretBytes,
    token::diagnose::{InputHints, LARGEST_INPUT},
};

use crate::{
    context::Context,
    failure::Failure,
    input::{Lines, OpenSource, Source, Trim},
};

/// What one argument stands for.
pub(super) enum Given {
    /// A token.
    One(Pasted),
    /// A token a line.
    Many(Lines<std::io::Stdin>, InputHints),
}

impl Given {
    /// The token, where it is one that is known already.
    pub(super) const fn as_one(&self) -> Option<&Pasted> {
        match self {
            Self::One(pasted) => Some(pasted),
            Self::Many(..) => None,
        }
    }
}

/// An input that should be a token, and how it came.
pub(in crate::commands) struct Pasted {
    pub(in crate::commands) bytes: SecretBytes,
    pub(in crate::commands) hints: InputHints,
    pub(super) origin: String,
}

/// Reads every token that was named; without one, stdin or a prompt. Stdin holds one token, or where JSONL is wanted one a line.
pub(super) fn read(context: &Context, named: &[OpenSource]) -> Result<Vec<Given>, Failure> {
    if named.is_empty() {
        let source = if context.input.is_interactive() { Source::Prompt } else { Source::Stdin };
        return Ok(vec![read_one(context, &source)?]);
    }
    named.iter().map(|named| read_one(context, named.source())).collect()
}

/// Reads the one token that was named, else stdin or a prompt.
pub(in crate::commands) fn one(context: &Context, named: Option<&OpenSource>) -> Result<Pasted, Failure> {
    match named {
        Some(named) => pasted(context, named.source()),
        None if context.input.is_interactive() => pasted(context, &Source::Prompt),
        None => pasted(context, &Source::Stdin),
    }
}

fn read_one(context: &Context, source: &Source) -> Result<Given, Failure> {
    if *source == Source::Stdin && context.printer.is_jsonl() {
        let hints = InputHints { from_terminal: context.input.is_typed(), ..InputHints::default() };
        return Ok(Given::Many(context.input.stdin_lines("the tokens", LARGEST_INPUT)?, hints));
    }
    pasted(context, source).map(Given::One)
}

/// The line end that a pipe adds goes; all else stays, because a diagnosis points into it.
fn pasted(context: &Context, source: &Source) -> Result<Pasted, Failure> {
    let bytes = context.input.bytes(source, "the token", Trim::Nothing)?;
    if let Source::Literal(text) = source
        && Path::new(text).is_file()
    {
        context
            .printer
            .warn(format_args!("`{text}` is the name of a file, and was taken as the token itself: `@{text}` reads the file"));
    }
    let mut kept = bytes.expose();
    if !matches!(source, Source::Literal(_)) {
        kept = kept.strip_suffix(b"\n").map_or(kept, |line| line.strip_suffix(b"\r").unwrap_or(line));
    }
    let typed = *source == Source::Prompt || *source == Source::Stdin && context.input.is_typed();
    let hints = InputHints { from_terminal: typed, ..InputHints::default() };
    Ok(Pasted { bytes: SecretBytes::new(kept.to_vec()), hints, origin: source.origin() })
}
