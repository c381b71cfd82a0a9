//! `authctl token prune`

use authctl::{clock::Lifetime, store::Pruned};
use clap::Args;

use super::super::{Outcome, protection::Protection};
use crate::{
    context::Context,
    failure::{Exit, Failure},
    output::PrunedView,
};

#[derive(Debug, Args)]
#[command(
    after_help = "Tokens without an end stay, and so does every revocation of a token that has not expired, or of which nobody\n\
    knows when it does. The audit keeps what was issued and revoked.\n\n\
    Example, daily: authctl token prune --older-than 90d --quiet"
)]
pub(crate) struct Arguments {
    /// How long ago a token must have expired
    #[arg(long, value_name = "DURATION", default_value = "30d")]
    older_than: Lifetime,
    #[command(flatten)]
    protection: Protection,
}

/// Rows that go in one transaction, so that nobody waits long for the file.
const BATCH: u32 = 20_000;

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    arguments.protection.is_given(context, "forget tokens")?;
    let mut store = context.store()?;
    let before = context.now.minus(arguments.older_than);
    let mut all = Pruned::default();
    loop {
        let batch = store.transaction(&context.actor(), context.now, |tx| Ok::<_, Failure>(tx.prune(before, BATCH)?))?;
        all.tokens = all.tokens.saturating_add(batch.tokens);
        all.revocations = all.revocations.saturating_add(batch.revocations);
        if batch == Pruned::default() {
            break;
        }
    }
    context.printer.data(&PrunedView { pruned: all, before })?;
    Ok(Exit::Done)
}
