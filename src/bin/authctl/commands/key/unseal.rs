//! `authctl key unseal`

use authctl::keys::StoredKey;
use clap::Args;

use super::super::{Outcome, passphrase::PassphraseFlag, protection::Protection};
use crate::{context::Context, failure::Exit, output::SealView};

#[derive(Debug, Args)]
#[command(
    after_help = "Another passphrase: `authctl key unseal && authctl key seal`.\n\nExample: authctl key unseal --passphrase prompt"
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    passphrase: PassphraseFlag,
    #[command(flatten)]
    protection: Protection,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    arguments.protection.is_given(context, "take the keys out of their seal")?;
    let mut store = context.store()?;
    let unsealed = match arguments.passphrase.unlock(context, &mut store, StoredKey::is_sealed)? {
        Some(passphrase) => store.unseal_keys(&passphrase, &context.actor(), context.now)?,
        None => Vec::new(),
    };
    context.printer.data(&SealView { seals: false, kids: &unsealed })?;
    Ok(Exit::Done)
}
