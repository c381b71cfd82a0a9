//! `authctl token decode [TOKEN]…`

use authctl::{
    clock::TimeSpec,
    token::{Report, dangerous},
};
use clap::Args;

use super::{
    super::Outcome,
    clock,
    examine::{self, Examiner, Token},
    inputs,
    selection::Selection,
};
use crate::{
    context::{Clock, Context},
    failure::Failure,
    input::OpenSource,
};

#[derive(Debug, Args)]
#[command(after_help = "Nothing of what is shown is verified: anyone can write a token. `authctl token verify` checks it.\n\
    Exit 0 if header and payload could be read, else 3.\n\n\
    With -o jsonl stdin holds a token a line, and for each comes a line at once: a report, with --field or --part the\n\
    value, or null. A blank line counts as a token.\n\n\
    Examples:\n  authctl token decode eyJ…\n  pbpaste | authctl token decode\n  \
    authctl token decode @token.txt --field /exp\n  authctl token decode @token.txt --part header --json\n  \
    authctl token decode -o jsonl < tokens.txt | jq -r .payload.sub")]
pub(crate) struct Arguments {
    /// The token, `-` for stdin, or another SOURCE as @PATH; whatever was copied along is taken off
    #[arg(value_name = "TOKEN")]
    tokens: Vec<OpenSource>,
    #[command(flatten)]
    selection: Selection,
    /// The instant from which times are seen
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    now: Option<TimeSpec>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let clock = clock(context, arguments.now)?;
    let given = inputs::read(context, &arguments.tokens)?;
    examine::run(context, given, &arguments.selection, || Ok(Reader(clock)))
}

struct Reader(Clock);

impl Examiner for Reader {
    fn examine<'i>(
        &mut self,
        mut tokens: impl Iterator<Item = Token<'i>>,
        mut show: impl FnMut(&'i [u8], Report<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let now = self.0.now();
        tokens.try_for_each(|token| show(token.input, dangerous::inspect_as(token.input, token.hints, now)))
    }
}
