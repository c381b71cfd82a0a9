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
    deferred::Deferred,
    failure::{Failure, unknown_key},
};

/// The keys that sign and verify tokens
#[derive(Debug, Subcommand)]
#[command(after_help = "A key is pending (published, not signing), active (the one that signs), retiring (verifies only) or\n\
    retired (neither). Activating a key makes the one that signed before retiring.\n\n\
    Examples:\n  authctl key generate --alg EdDSA --activate\n  authctl key export --format jwks")]
pub(crate) enum Command {
    /// Make a key
    Generate(Deferred<generate::Arguments>),
    /// Take over a key from a file: PEM, DER, JWK, JWKS, X.509, OpenSSH or a raw secret
    Import(Deferred<Box<import::Arguments>>),
    /// List the keys, the newest first
    #[command(after_help = "Example: authctl key list")]
    List,
    /// Show one key
    Show(Deferred<show::Arguments>),
    /// Make a key the one that signs; the one before is retiring from now on
    Activate(Deferred<activate::Arguments>),
    /// Have a new key sign; the one before verifies until its last token has expired
    Rotate(Deferred<rotate::Arguments>),
    /// Take a key out of use: its tokens are refused from now on
    Retire(Deferred<retire::Arguments>),
    /// Remove a key for good
    Delete(Deferred<delete::Arguments>),
    /// Put private keys and HMAC secrets under a passphrase
    Seal(Deferred<seal::Arguments>),
    /// Take them out again, so that they lie open
    Unseal(Deferred<unseal::Arguments>),
    /// Print public keys as JWKS, JWK, PEM or DER; private ones only with --private
    Export(Deferred<export::Arguments>),
    /// Find the key that signed a token
    Match(Deferred<r#match::Arguments>),
}

impl Command {
    /// Hands over to the leaf's own file.
    pub(crate) fn run(self, context: &Context) -> Outcome {
        match self {
            Self::Generate(Deferred(arguments)) => generate::run(context, arguments),
            Self::Import(Deferred(arguments)) => import::run(context, &arguments),
            Self::List => list::run(context),
            Self::Show(Deferred(arguments)) => show::run(context, &arguments),
            Self::Activate(Deferred(arguments)) => activate::run(context, &arguments),
            Self::Rotate(Deferred(arguments)) => rotate::run(context, arguments),
            Self::Retire(Deferred(arguments)) => retire::run(context, &arguments),
            Self::Delete(Deferred(arguments)) => delete::run(context, &arguments),
            Self::Seal(Deferred(arguments)) => seal::run(context, &arguments),
            Self::Unseal(Deferred(arguments)) => unseal::run(context, &arguments),
            Self::Export(Deferred(arguments)) => export::run(context, &arguments),
            Self::Match(Deferred(arguments)) => r#match::run(context, &arguments),
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
