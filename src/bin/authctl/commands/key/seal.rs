//! `authctl key seal`

use authctl::{keys::StoredKey, store::View};
use clap::Args;

use super::super::{Outcome, passphrase::NewPassphraseFlags, protection::Protection};
use crate::{context::Context, failure::Exit, output::SealView};

#[derive(Debug, Args)]
#[command(after_help = "Each private key and HMAC secret becomes an encrypted JWK (RFC 7517 section 7, by\n\
    PBES2-HS512+A256KW and A256GCM), which any JOSE library opens.\n\n\
    From then on signing needs the passphrase: token issue, seed apply, serve, key export --private;\n\
    and so do key generate, rotate and import, since new keys are sealed too. Verifying with a public\n\
    key needs none. HS256, HS384 and HS512 verify by the secret itself, so there verifying needs the\n\
    passphrase as well, and servers that read the file for themselves cannot. An `authctl serve` that\n\
    runs must be started again.\n\n\
    The file is built anew so that nothing of the open keys is left in it. Copies made before still\n\
    hold them, and a key that may have been seen is better replaced: `authctl key rotate`. A lost\n\
    passphrase cannot be recovered.\n\n\
    Examples:\n  authctl key seal\n  authctl key seal --passphrase @/run/secrets/authctl")]
pub(crate) struct Arguments {
    #[command(flatten)]
    passphrase: NewPassphraseFlags,
    #[command(flatten)]
    protection: Protection,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    arguments.protection.is_given(context, "seal the keys")?;
    let mut store = context.store()?;
    let keys = store.read(View::keys)?;
    let sealed = if keys.iter().any(StoredKey::lies_open) {
        let policy = store.read(View::policy)?;
        let passphrase = arguments.passphrase.choose(context, &policy)?;
        store.seal_keys(&passphrase, &context.actor(), context.now, &mut context.rng())?
    } else {
        if !keys.iter().any(StoredKey::is_sealed) {
            context.printer.warn("there is no private key and no HMAC secret to seal");
        }
        Vec::new()
    };
    context.printer.data(&SealView { seals: true, kids: &sealed })?;
    // Also of a file that was sealed before: others may have kept its log from being emptied then.
    if !store.scrub()? {
        context
            .printer
            .warn("others have the user file open, and its log keeps the open keys until they close it: run this again then");
    }
    if !sealed.is_empty() {
        context.printer.status("copies made before, as by `authctl db backup`, still hold the open keys");
    }
    Ok(Exit::Done)
}
