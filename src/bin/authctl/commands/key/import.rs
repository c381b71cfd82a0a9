//! `authctl key import SOURCE`

use std::{convert::Infallible, path::Path, str::FromStr};

use authctl::{
    clock::{TimeSpec, Timestamp},
    keys::{
        Algorithm, KeyError, KeyId, KeyPart, KeyState, Note, Recognised, RecognisedKey, SigningKey, StoredKey, initial_state,
        recognise,
    },
    store::{Store, Tx},
};
use clap::{Args, ValueEnum};

use super::super::{Outcome, algorithm_names, passphrase};
use crate::{
    context::Context,
    failure::{Exit, Failure},
    input::{OpenSource, SecretSource, Source, Trim},
    output::{KeyAction, KeyView, Listing},
};

#[derive(Debug, Args)]
#[command(
    after_help = "What the file holds is told from its content; only a raw HMAC secret needs --alg. Of a JWKS every key is taken\n\
    that is for signatures. A private key signs at once if no other key does, else it is pending; a public one verifies only.\n\n\
    Examples: authctl key import @private.pem --kid 2025-01\n          \
    authctl key import env:SECRET_KEY --alg HS256\n          \
    authctl key import @id.pem --passphrase prompt --state pending"
)]
pub(crate) struct Arguments {
    /// Where the key is: @PATH, -, env:NAME …
    source: KeySource,
    /// Its name [default: the JWK's own, else the RFC 7638 thumbprint]
    #[arg(long, allow_hyphen_values = true)]
    kid: Option<KeyId>,
    /// The algorithm that the key is for, for good [default: the JWK's own, else RS256 or what the curve says]
    #[arg(long, value_name = "ALG", value_parser = algorithm_names())]
    alg: Option<Algorithm>,
    /// Where it stands [default: active if no key is, else pending]
    #[arg(long, value_enum)]
    state: Option<State>,
    /// What an encrypted private key is opened with
    #[arg(long, value_name = "SOURCE")]
    passphrase: Option<SecretSource>,
    /// What sealed keys of the user file are opened with [default: `AUTHCTL_PASSPHRASE`, the config file's, or a prompt]
    #[arg(long, value_name = "SOURCE")]
    seal_passphrase: Option<SecretSource>,
    /// When it stops signing and verifying [default: never]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    expires_at: Option<TimeSpec>,
    /// Take a raw secret with the line end that it has
    #[arg(long)]
    secret_exact: bool,
    /// Take a secret that is short or well known
    #[arg(long)]
    allow_weak_secret: bool,
}

/// The states in which a key can come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum State {
    /// Published, not signing
    Pending,
    /// Signing from now on
    Active,
    /// Its private part is left out
    VerifyOnly,
}

/// A SOURCE of a key or, with an HMAC algorithm, of a secret. Which of them is known when the other flags are.
#[derive(Clone, Debug)]
struct KeySource {
    open: Result<OpenSource, String>,
    secret: Result<SecretSource, String>,
}

impl FromStr for KeySource {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self {
            open: text.parse::<OpenSource>().map_err(|error| error.to_string()),
            secret: text.parse::<SecretSource>().map_err(|error| error.to_string()),
        })
    }
}

impl Arguments {
    /// Whether an HMAC algorithm was asked for.
    fn asks_for_secret(&self) -> bool {
        self.alg.is_some_and(Algorithm::is_symmetric)
    }

    /// What the key comes from; a bare text is no secret.
    fn source(&self, symmetric: bool) -> Result<&Source, Failure> {
        let source = if symmetric {
            self.source.secret.as_ref().map(SecretSource::source)
        } else {
            self.source.open.as_ref().map(OpenSource::source)
        };
        source.map_err(Failure::usage)
    }
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let mut store = context.store()?;
    let end = super::expiry(arguments.expires_at, context.now)?;
    let recognised = read(context, arguments)?;
    if recognised.keys.iter().any(|key| key.part() != KeyPart::Public) {
        context.input.warn_if_loose(arguments.source(arguments.asks_for_secret())?);
    }
    report(context, &recognised.notes);
    if arguments.kid.is_some() && recognised.keys.len() > 1 {
        let count = recognised.keys.len();
        return Err(Failure::usage(format!("--kid names one key, and there are {count}")).hint("leave it out: each has a name"));
    }
    let keys = recognised.keys.iter().map(|key| prepare(context, arguments, key, end)).collect::<Result<Vec<_>, _>>()?;
    let keys = seal(context, arguments, &mut store, keys)?;
    let (keys, before) = store.transaction(&context.actor(), context.now, |tx| {
        let before = tx.active_key()?;
        let keys = keys.into_iter().map(|key| insert(tx, key, arguments.state)).collect::<Result<Vec<_>, _>>()?;
        Ok::<_, Failure>((keys, before))
    })?;
    show(context, &keys, recognised.is_set)?;
    if let Some(signer) = keys.iter().find(|key| key.state.signs()) {
        super::report_superseded(context, before.as_ref(), &signer.kid);
    }
    Ok(Exit::Done)
}

/// Private keys and secrets go under the passphrase where those of the user file are.
fn seal(context: &Context, arguments: &Arguments, store: &mut Store, keys: Vec<StoredKey>) -> Result<Vec<StoredKey>, Failure> {
    if !keys.iter().any(StoredKey::lies_open) {
        return Ok(keys);
    }
    let source = arguments.seal_passphrase.as_ref().map(SecretSource::source);
    let passphrase = passphrase::unlock(context, store, source, |_| true)?;
    keys.into_iter().map(|key| passphrase::sealed(context, passphrase.as_ref(), key)).collect()
}

/// Reads the file. Only where an HMAC algorithm is asked for are other bytes a secret.
fn read(context: &Context, arguments: &Arguments) -> Result<Recognised, Failure> {
    let symmetric = arguments.asks_for_secret();
    let trim = if symmetric && !arguments.secret_exact { Trim::Line } else { Trim::Nothing };
    let source = arguments.source(symmetric)?;
    let bytes = context.input.bytes(source, "the key", trim)?;
    let passphrase = |source| context.input.secret(source, "the passphrase", Trim::Line);
    let given = arguments.passphrase.as_ref().map(|source| passphrase(source.source())).transpose()?;
    match recognise(&bytes, given.as_ref()) {
        Err(KeyError::PassphraseNeeded) if context.input.is_interactive() && !symmetric => {
            Ok(recognise(&bytes, Some(&passphrase(&Source::Prompt)?))?)
        }
        Ok(recognised) if symmetric && recognised.keys.iter().any(|key| key.part() != KeyPart::Secret) => {
            Ok(Recognised::raw_secret(&bytes)?)
        }
        Err(_) if symmetric => Ok(Recognised::raw_secret(&bytes)?),
        Err(KeyError::NotAKey) => Err(meant_a_file(KeyError::NotAKey.into(), source)),
        outcome => Ok(outcome?),
    }
}

/// A bare text is the key itself; perhaps it was meant as the name of a file.
fn meant_a_file(failure: Failure, source: &Source) -> Failure {
    match source {
        Source::Literal(text) if Path::new(text).is_file() => failure.hint(format!("did you mean the file? `@{text}`")),
        _ => failure,
    }
}

/// Says what was handled: faults as warnings, mere forms of file only when asked.
fn report(context: &Context, notes: &[Note]) {
    for note in notes {
        if note.is_fault() {
            context.printer.warn(format_args!("the key file: {note}"));
        } else {
            context.printer.detail(format_args!("the key file: {note}"));
        }
    }
}

/// A key with its one algorithm, before it is known whether another key signs.
fn prepare(context: &Context, arguments: &Arguments, key: &RecognisedKey, end: Option<Timestamp>) -> Result<StoredKey, Failure> {
    let kid = arguments.kid.clone().or_else(|| key.kid.clone());
    let algorithm = key.choose(arguments.alg)?;
    let stored = if key.part() == KeyPart::Public || arguments.state == Some(State::VerifyOnly) {
        let verifying = key.verifying_key()?;
        if let Some(weakness) = verifying.weakness(algorithm) {
            context.printer.warn(weakness);
        }
        StoredKey::verify_only(&verifying, algorithm, kid, context.now)
    } else {
        let signing = signing_key(arguments, key, algorithm)?;
        Some(StoredKey::signing(signing, kid, KeyState::Pending, context.now))
    };
    let bound = || KeyError::Bound { algorithm, bound: key.algorithms().to_vec() };
    Ok(stored.ok_or_else(bound)?.until(end))
}

fn signing_key(arguments: &Arguments, key: &RecognisedKey, algorithm: Algorithm) -> Result<SigningKey, Failure> {
    match key.secret() {
        Some(secret) if arguments.allow_weak_secret => Ok(SigningKey::from_weak_secret(algorithm, secret)?),
        _ => key.signing_key(Some(algorithm)).map_err(|error| {
            let weak = matches!(error, KeyError::SecretTooShort { .. } | KeyError::SecretPlaceholder);
            let failure = Failure::from(error);
            if weak { failure.hint("--allow-weak-secret takes it all the same") } else { failure }
        }),
    }
}

fn insert(tx: &mut Tx<'_>, key: StoredKey, wanted: Option<State>) -> Result<StoredKey, Failure> {
    let state = match wanted {
        _ if !key.can_sign() && wanted == Some(State::Active) => key.activated(tx.now())?,
        _ if !key.can_sign() => key.state,
        Some(State::Active) => KeyState::Active,
        Some(State::Pending | State::VerifyOnly) => KeyState::Pending,
        None => initial_state(&tx.keys()?),
    };
    let key = StoredKey { state, ..key };
    tx.insert_key(&key)?;
    Ok(key)
}

/// One key as an object, a set as a list.
fn show(context: &Context, keys: &[StoredKey], is_set: bool) -> Result<(), Failure> {
    let views: Vec<_> = keys.iter().map(|key| KeyView::changed(key, KeyAction::Imported, context.now)).collect();
    match views.as_slice() {
        [view] if !is_set => context.printer.data(view),
        views => {
            let mut listing = Listing::new(context.printer, &KeyView::HEADS, "no keys");
            for view in views {
                listing.item(view, view.cells())?;
            }
            listing.finish()
        }
    }
}
