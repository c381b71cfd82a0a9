//! `authctl hash identify HASH-SOURCE`

use authctl::password::Policy;
use clap::Args;

use super::Outcome;
use crate::{context::Context, failure::Exit, input::OpenSource, output::IdentifiedView};

#[derive(Debug, Args)]
#[command(after_help = "The verdict is against argon2id m=19456,t=2,p=1. No password is needed and nothing is computed.\n\n\
    Exits: 0 it is a hash, 3 it is none, or of a form that is not verified here.\n\n\
    Example: authctl hash identify '$2y$05$…'")]
pub(super) struct Arguments {
    /// The hash itself, or a SOURCE that holds it
    #[arg(value_name = "HASH-SOURCE")]
    hash: OpenSource,
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let text = context.input.text(arguments.hash.source(), "the hash")?;
    let hash = super::parse(&text, &arguments.hash)?;
    context.printer.data(&IdentifiedView { hash: &hash, policy: &Policy::default() })?;
    Ok(Exit::Done)
}
