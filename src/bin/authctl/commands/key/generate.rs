//! `authctl key generate --alg ALG`

use authctl::{
    clock::TimeSpec,
    keys::{Algorithm, KeyId, KeyState, SigningKey, StoredKey, initial_state},
};
use clap::Args;

use super::super::{
    Outcome, algorithm_names,
    passphrase::{PassphraseFlag, sealed},
};
use crate::{
    context::Context,
    failure::{Exit, Failure},
    output::{KeyAction, KeyView},
};

#[derive(Debug, Args)]
#[command(after_help = "Without --pending or --activate the key signs at once if no other key does, else it is pending.\n\
    Servers with the public key alone can verify EdDSA, ES, RS and PS; with HS they need the secret, and can sign.\n\n\
    Example: authctl key generate --alg EdDSA --activate --expires-at 90d")]
pub(crate) struct Arguments {
    /// The algorithm that the key is for, for good
    #[arg(long, value_name = "ALG", value_parser = algorithm_names())]
    alg: Algorithm,
    /// Its name [default: the RFC 7638 thumbprint]
    #[arg(long, allow_hyphen_values = true)]
    kid: Option<KeyId>,
    /// The size of an RSA key: 2048, 3072, 4096 or 8192 [default: 2048]
    #[arg(long, value_name = "N")]
    bits: Option<u32>,
    /// Publish it, but do not sign with it yet
    #[arg(long)]
    pending: bool,
    /// Sign with it from now on
    #[arg(long, conflicts_with = "pending")]
    activate: bool,
    /// When it stops signing and verifying [default: never]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    expires_at: Option<TimeSpec>,
    #[command(flatten)]
    passphrase: PassphraseFlag,
}

pub(crate) fn run(context: &Context, arguments: Arguments) -> Outcome {
    let mut store = context.store()?;
    let end = super::expiry(arguments.expires_at, context.now)?;
    let passphrase = arguments.passphrase.for_new_keys(context, &mut store)?;
    // Made outside the transaction, because an RSA key takes its time.
    let signing = SigningKey::generate(arguments.alg, arguments.bits, &mut context.rng())?;
    let key = StoredKey::signing(signing, arguments.kid, KeyState::Pending, context.now).until(end);
    let key = sealed(context, passphrase.as_ref(), key)?;
    let (key, before) = store.transaction(&context.actor(), context.now, |tx| {
        let state = match (arguments.pending, arguments.activate) {
            (true, _) => KeyState::Pending,
            (_, true) => KeyState::Active,
            _ => initial_state(&tx.keys()?),
        };
        let before = tx.active_key()?.filter(|_| state.signs());
        let key = StoredKey { state, ..key };
        tx.insert_key(&key)?;
        Ok::<_, Failure>((key, before))
    })?;
    context.printer.data(&KeyView::changed(&key, KeyAction::Created, context.now))?;
    super::report_superseded(context, before.as_ref(), &key.kid);
    Ok(Exit::Done)
}
