//! `authctl key match [TOKEN]`

use authctl::token::{Refusal, signer};
use clap::Args;

use super::super::{
    Outcome,
    passphrase::{self, PassphraseFlag},
    token::inputs,
};
use crate::{
    context::Context,
    failure::{Exit, Failure},
    input::OpenSource,
    output::MatchView,
};

#[derive(Debug, Args)]
#[command(
    after_help = "Every key of the file is tried, retired ones too, whatever the token says of its key. Whether the token is good is\n\
    another question: `authctl token verify` answers it.\n\
    Exits: 0 a key signed it, 4 none did, 3 this is no token.\n\n\
    Examples:\n  authctl key match \"$TOKEN\"\n  pbpaste | authctl key match -o json | jq -r .kid"
)]
pub(crate) struct Arguments {
    /// The token, `-` for stdin, or another SOURCE as @PATH [default: stdin, or a prompt]
    token: Option<OpenSource>,
    #[command(flatten)]
    passphrase: PassphraseFlag,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let mut store = context.store()?;
    let pasted = inputs::one(context, arguments.token.as_ref())?;
    let keys = passphrase::keys_to_try(context, &mut store, arguments.passphrase.source(), &pasted)?;
    let found = signer(pasted.bytes.expose(), pasted.hints, &keys, context.now);
    let report = &found.report;
    if found.key.is_none() && matches!(report.refusal(), Some((Refusal::Malformed, _))) {
        return Err(Failure::new(Exit::Malformed, "malformed-token", "this is not a token")
            .hint("`authctl token decode` explains what is wrong with it"));
    }
    // As it is in the file, which to find out it may have been opened.
    let key = found.key.map(|key| store.read(|view| super::find(view, &key.kid))).transpose()?;
    let view = MatchView {
        key: key.as_ref(),
        algorithm: report.algorithm(),
        named: report.key_id(),
        tried: keys.len(),
        now: context.now,
    };
    context.printer.data(&view)?;
    if let (Some(key), Some(named)) = (view.key, view.named)
        && named != key.kid.as_str()
    {
        context.printer.warn(format_args!("the token names another key: `{named}`"));
    }
    Ok(view.exit())
}
