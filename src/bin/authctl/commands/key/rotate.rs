//! `authctl key rotate`

use authctl::{
    clock::{Lifetime, TimeSpec},
    keys::{Algorithm, KeyId, KeyState, KeyType, SigningKey, StoredKey},
};
use clap::Args;

use super::super::{
    Outcome, algorithm_names,
    passphrase::{PassphraseFlag, sealed},
    protection::Protection,
};
use crate::{
    context::Context,
    failure::{Exit, Failure},
    output::KeyView,
};

#[derive(Debug, Args)]
#[command(
    after_help = "The key before verifies until its last token has expired: the last of the ledger that was not revoked, and for\n\
    tokens that the ledger does not know (--no-record, other programs) at least --overlap. After that its tokens are refused.\n\
    To refuse them at once: `authctl token revoke --kid KID`. Activating the key before undoes the rotation.\n\
    Servers that keep a copy of the keys must learn the new one first: `authctl key generate` makes a pending key, which\n\
    `key export` publishes; `key activate` has it sign when they know it.\n\n\
    Examples:\n  authctl key rotate\n  authctl key rotate --alg EdDSA --overlap 7d --expires-at 90d"
)]
pub(crate) struct Arguments {
    /// The algorithm of the new key [default: that of the key before]
    #[arg(long, value_name = "ALG", value_parser = algorithm_names())]
    alg: Option<Algorithm>,
    /// How long the key before verifies at least
    #[arg(long, value_name = "DURATION", default_value = "1d")]
    overlap: Lifetime,
    /// The new key's name [default: the RFC 7638 thumbprint]
    #[arg(long, allow_hyphen_values = true)]
    kid: Option<KeyId>,
    /// The size of an RSA key [default: that of the key before, else 2048]
    #[arg(long, value_name = "N")]
    bits: Option<u32>,
    /// When the new key stops signing and verifying [default: never]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    expires_at: Option<TimeSpec>,
    #[command(flatten)]
    passphrase: PassphraseFlag,
    #[command(flatten)]
    protection: Protection,
}

pub(crate) fn run(context: &Context, arguments: Arguments) -> Outcome {
    arguments.protection.is_given(context, "rotate the keys")?;
    let mut store = context.store()?;
    let end = super::expiry(arguments.expires_at, context.now)?;
    let before = store.read(authctl::store::View::active_key)?;
    let algorithm = arguments.alg.or_else(|| before.as_ref().map(|key| key.algorithm)).ok_or_else(|| {
        Failure::usage("no key signs, so there is none whose algorithm the new one could have").hint("give --alg")
    })?;
    let bits = arguments.bits.or_else(|| {
        let size = before.as_ref()?.verifying_key()?.rsa_bits()?;
        (algorithm.key_type() == KeyType::Rsa).then_some(size)
    });
    let passphrase = arguments.passphrase.for_new_keys(context, &mut store)?;
    // Made outside the transaction, because an RSA key takes its time.
    let signing = SigningKey::generate(algorithm, bits, &mut context.rng())?;
    let key = StoredKey::signing(signing, arguments.kid, KeyState::Active, context.now).until(end);
    let key = sealed(context, passphrase.as_ref(), key)?;
    let before =
        store.transaction(&context.actor(), context.now, |tx| Ok::<_, Failure>(tx.rotate_key(&key, arguments.overlap)?))?;
    context.printer.data(&KeyView::rotated(&key, before.as_ref(), context.now))?;
    super::report_superseded(context, before.as_ref(), &key.kid);
    if let Some(before) = before.filter(|before| before.expires_at.is_none()) {
        let kid = before.kid;
        context.printer.warn(format_args!(
            "a token without end keeps the key {kid}: `authctl key retire {kid}` ends both, `authctl token list` shows it"
        ));
    }
    Ok(Exit::Done)
}
