//! `authctl key`: the keys that sign and verify tokens.

mod activate;
mod delete;
mod export;
mod generate;
mod import;
mod list;
mod r#match;
mod retire;
mod rotate;
mod seal;
mod show;
mod unseal;

use authctl::{
    clock::{TimeSpec, Timestamp},
    keys::{KeyId, StoredKey},
    store::View,
};
use clap::Subcommand;

use super::Outcome;
use crate::{
    context::Context,
    failure::{Failure, unknown_key},
};

/// The keys that sign and verify tokens
#[derive(Debug, Subcommand)]
#[command(after_help = "A key is pending (published, not signing), active (the one that signs), retiring (verifies only) or\n\
    retired (neither). Activating a key makes the one that signed before retiring.\n\n\
    Examples:\n  authctl key generate --alg EdDSA --activate\n  authctl key export --format jwks")]
pub(crate) enum Command {
    /// Make a key
    Generate(generate::Arguments),
    /// Take over a key from a file: PEM, DER, JWK, JWKS, X.509, OpenSSH or a raw secret
    Import(Box<import::Arguments>),
    /// List the keys, the newest first
    #[command(after_help = "Example: authctl key list")]
    List,
    /// Show one key
    Show(show::Arguments),
    /// Make a key the one that signs; the one before is retiring from now on
    Activate(activate::Arguments),
    /// Have a new key sign; the one before verifies until its last token has expired
    Rotate(rotate::Arguments),
    /// Take a key out of use: its tokens are refused from now on
    Retire(retire::Arguments),
    /// Remove a key for good
    Delete(delete::Arguments),
    /// Put private keys and HMAC secrets under a passphrase
    Seal(seal::Arguments),
    /// Take them out again, so that they lie open
    Unseal(unseal::Arguments),
    /// Print public keys as JWKS, JWK, PEM or DER; private ones only with --private
    Export(export::Arguments),
    /// Find the key that signed a token
    Match(r#match::Arguments),
}

impl Command {
    /// Hands over to the leaf's own file.
    pub(crate) fn run(self, context: &Context) -> Outcome {
        match self {
            Self::Generate(arguments) => generate::run(context, arguments),
            Self::Import(arguments) => import::run(context, &arguments),
            Self::List => list::run(context),
            Self::Show(arguments) => show::run(context, &arguments),
            Self::Activate(arguments) => activate::run(context, &arguments),
            Self::Rotate(arguments) => rotate::run(context, arguments),
            Self::Retire(arguments) => retire::run(context, &arguments),
            Self::Delete(arguments) => delete::run(context, &arguments),
            Self::Seal(arguments) => seal::run(context, &arguments),
            Self::Unseal(arguments) => unseal::run(context, &arguments),
            Self::Export(arguments) => export::run(context, &arguments),
            Self::Match(arguments) => r#match::run(context, &arguments),
        }
    }
}

/// What is said when the key that signed is taken out of use.
pub(super) const NONE_SIGNS: &str = "no key signs now: `authctl key activate KID` or `authctl key generate` gives one";

/// The key of that name.
fn find(view: &View, kid: &KeyId) -> Result<StoredKey, Failure> {
    view.key(kid)?.ok_or_else(|| unknown_key(view, kid))
}

/// The end of a new key, which lies ahead.
fn expiry(spec: Option<TimeSpec>, now: Timestamp) -> Result<Option<Timestamp>, Failure> {
    let end = spec.and_then(|spec| spec.resolve(now));
    match end {
        Some(end) if end <= now => Err(Failure::usage(format!("the key would have expired already, at {end}"))
            .hint("--expires-at takes 90d, +12h, a date or `never`: `authctl help times`")),
        end => Ok(end),
    }
}

/// Says which key signed before and is retiring now.
fn report_superseded(context: &Context, before: Option<&StoredKey>, signer: &KeyId) {
    let Some(before) = before.filter(|before| before.kid != *signer) else { return };
    let kid = &before.kid;
    match before.expires_at {
        Some(end) if before.has_expired(context.now) => context.printer.status(format_args!("key {kid} expired at {end}")),
        Some(end) => context.printer.status(format_args!("key {kid} is retiring: it signs no more, and verifies until {end}")),
        None => context.printer.status(format_args!("key {kid} is retiring: it verifies, and signs no more")),
    }
}
