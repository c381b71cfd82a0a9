//! The passphrase of sealed keys: `--passphrase`, else `AUTHCTL_PASSPHRASE`, else the config file, else a prompt.

use authctl::{
    keys::{Algorithm, KeySet, Passphrase, StoredKey},
    password::Policy,
    secret::Password,
    store::{Store, View},
    token::{Policy as Demands, signer, verify_as},
};
use clap::Args;

use super::{new_password, token::inputs::Pasted};
use crate::{
    context::Context,
    failure::{Exit, Failure},
    input::{SecretSource, Source},
};

/// Where the passphrase comes from.
#[derive(Debug, Args)]
pub(crate) struct PassphraseFlag {
    /// What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    #[arg(long = "passphrase", value_name = "SOURCE")]
    source: Option<SecretSource>,
}

/// Where the first passphrase comes from.
#[derive(Debug, Args)]
pub(crate) struct NewPassphraseFlags {
    /// What the keys are sealed with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    #[arg(long = "passphrase", value_name = "SOURCE")]
    source: Option<SecretSource>,
    /// Take a passphrase that is below the policy for passwords
    #[arg(long)]
    allow_weak: bool,
}

impl PassphraseFlag {
    /// What the flag reads from, for a look at who wants stdin.
    pub(super) fn source(&self) -> Option<&Source> {
        self.source.as_ref().map(SecretSource::source)
    }

    /// Unlocks the user file, if a key that is needed is sealed.
    pub(super) fn unlock(
        &self,
        context: &Context,
        store: &mut Store,
        is_needed: impl Fn(&StoredKey) -> bool,
    ) -> Result<Option<Passphrase>, Failure> {
        unlock(context, store, self.source(), is_needed)
    }

    /// The passphrase that a new key needs in this user file; none where keys lie open.
    pub(super) fn for_new_keys(&self, context: &Context, store: &mut Store) -> Result<Option<Passphrase>, Failure> {
        unlock(context, store, self.source(), |_| true)
    }
}

impl NewPassphraseFlags {
    /// Whether a flag was given.
    pub(super) const fn is_given(&self) -> bool {
        self.source.is_some() || self.allow_weak
    }

    /// A passphrase for keys that lie open: from a prompt twice, and held against the policy for passwords.
    pub(super) fn choose(&self, context: &Context, policy: &Policy) -> Result<Passphrase, Failure> {
        let configured = context.passphrase_source();
        let source = self.source.as_ref().map(SecretSource::source).or(configured.as_ref());
        let chosen = context.input.new_passphrase(source)?;
        new_password::judge(policy, &Password::from(chosen.clone()), None, self.allow_weak).map_err(|failure| {
            let message = failure.message.replacen("the password", "the passphrase", 1);
            Failure { message, ..failure }
        })?;
        Ok(Passphrase::new(chosen))
    }
}

/// Unlocks the user file, if a key that is needed is sealed; the passphrase has opened such a key then.
pub(super) fn unlock(
    context: &Context,
    store: &mut Store,
    source: Option<&Source>,
    is_needed: impl Fn(&StoredKey) -> bool,
) -> Result<Option<Passphrase>, Failure> {
    if !store.read(View::has_sealed_keys)? {
        return Ok(None);
    }
    let keys = store.read(View::keys)?;
    let Some(first) = keys.iter().find(|key| key.is_sealed() && is_needed(key)) else { return Ok(None) };
    let configured = context.passphrase_source();
    let passphrase = Passphrase::new(context.input.passphrase(source.or(configured.as_ref()))?);
    passphrase.open(first).map_err(|error| Failure::from(error).about(format!("the key `{}` cannot be opened", first.kid)))?;
    store.unlock(passphrase.clone());
    Ok(Some(passphrase))
}

/// A new key as the user file takes it.
pub(super) fn sealed(context: &Context, passphrase: Option<&Passphrase>, key: StoredKey) -> Result<StoredKey, Failure> {
    match passphrase {
        Some(passphrase) => Ok(passphrase.seal(&key, &mut context.rng())?),
        None => Ok(key),
    }
}

/// Unlocks the user file where one of these tokens needs an HMAC secret that is sealed.
pub(super) fn unlock_for(
    context: &Context,
    store: &mut Store,
    source: Option<&Source>,
    tokens: &[&Pasted],
    demands: &Demands,
) -> Result<Option<Passphrase>, Failure> {
    if !store.read(View::has_sealed_keys)? {
        return Ok(None);
    }
    let keys = KeySet::from_stored(&store.read(View::keys)?, context.now);
    let lacks = |token: &&Pasted| verify_as(token.bytes.expose(), token.hints, &keys, demands, context.now).lacks_passphrase();
    if !tokens.iter().any(lacks) {
        return Ok(None);
    }
    unlock(context, store, source, |key| key.verifying_key().is_none()).map_err(about_a_token)
}

/// All keys, to find the one that signed a token. Where that may be an HMAC secret that is sealed, those are opened, first of all the
/// one that the token names.
pub(super) fn keys_to_try(
    context: &Context,
    store: &mut Store,
    source: Option<&Source>,
    token: &Pasted,
) -> Result<Vec<StoredKey>, Failure> {
    let keys = store.read(View::keys)?;
    let is_secret = |key: &StoredKey| key.verifying_key().is_none();
    let report = verify_as(token.bytes.expose(), token.hints, &KeySet::default(), &Demands::default(), context.now);
    let algorithm = report.algorithm().and_then(|name| name.parse().ok());
    if !keys.iter().any(is_secret) || !algorithm.is_some_and(Algorithm::is_symmetric) {
        return Ok(keys);
    }
    unlock(context, store, source, is_secret).map_err(about_a_token)?;
    let is_named = |key: &StoredKey| report.key_id() == Some(key.kid.as_str());
    let mut open = |are_meant: &dyn Fn(&StoredKey) -> bool| {
        let open_one = |view: &View, key: &StoredKey| {
            if is_secret(key) && are_meant(key) { view.opened(key.clone()) } else { Ok(key.clone()) }
        };
        store.read(|view| keys.iter().map(|key| open_one(view, key)).collect::<Result<Vec<_>, _>>())
    };
    let first = open(&is_named)?;
    if signer(token.bytes.expose(), token.hints, &first, context.now).key.is_some() {
        return Ok(first);
    }
    Ok(open(&|_| true)?)
}

/// Exit 4 would say that the token is not authentic, which nobody knows.
pub(super) fn about_a_token(failure: Failure) -> Failure {
    if failure.code == "passphrase-wrong" { Failure { exit: Exit::Key, ..failure } } else { failure }
}
