//! `authctl init [--alg ALG]`

use std::{fs::DirBuilder, path::Path};

use authctl::{
    keys::{Algorithm, KeyState, Passphrase, SigningKey, StoredKey},
    password::{Params, Policy, Scheme},
    store::{Store, StoreError, Tx, View},
};
use clap::Args;

use super::{
    Outcome,
    passphrase::{self, NewPassphraseFlags},
};
use crate::{
    context::{Context, TEST_DB},
    failure::{Exit, Failure},
    output::InitView,
};

#[derive(Debug, Args)]
#[command(after_help = "The file is made with mode 0600, missing folders with 0700. Running it again changes nothing.\n\
    HS256 signs with one secret that every server shares; with EdDSA or ES256 servers need the public key only.\n\n\
    Examples:\n  authctl init --alg EdDSA\n  authctl init --alg EdDSA --seal --passphrase env:AUTHCTL_PASSPHRASE")]
pub(crate) struct Arguments {
    /// The algorithm of the first signing key [default: HS256]
    #[arg(long, value_name = "ALG", value_parser = super::algorithm_names())]
    alg: Option<Algorithm>,
    /// Put the key under a passphrase: who has the file alone cannot sign
    #[arg(long)]
    seal: bool,
    #[command(flatten)]
    passphrase: NewPassphraseFlags,
    /// Hash passwords at next to no cost, for tests; the file is marked for ever, and no server takes it
    #[arg(long)]
    insecure_test_db: bool,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let path = context.db();
    let lock = arguments.lock(context)?;
    make_folder(path)?;
    let (mut store, made) = Store::create(path)?;
    let keyed = furnish(context, &mut store, arguments, lock.as_ref())?;
    let (key, is_test) = store.read(|view| Ok::<_, StoreError>((view.active_key()?, view.is_test_db()?)))?;
    if arguments.insecure_test_db && !is_test {
        return Err(Failure::new(Exit::Exists, "user-file-exists", "the user file is there already, and not for tests")
            .hint("name another file by --db: its mark cannot be taken away later"));
    }
    if is_test {
        context.printer.warn(TEST_DB);
    }
    if let (Some(wanted), Some(key)) = (arguments.alg, &key)
        && key.algorithm != wanted
    {
        context
            .printer
            .warn(format_args!("the signing key is for {}: `authctl key rotate --alg {wanted}` makes another", key.algorithm));
    }
    if arguments.seal && key.as_ref().is_some_and(StoredKey::lies_open) {
        context.printer.warn("the keys of the user file lie open: `authctl key seal` puts them under a passphrase");
    }
    context.printer.data(&InitView { path, changed: made || keyed, key: key.as_ref() })?;
    Ok(Exit::Done)
}

impl Arguments {
    /// The passphrase for a key that is to be made; none where keys are there already.
    fn lock(&self, context: &Context) -> Result<Option<Passphrase>, Failure> {
        if !self.seal {
            return if self.passphrase.is_given() { Err(Failure::usage("--passphrase is for --seal")) } else { Ok(None) };
        }
        let policy = match Store::open(context.db()) {
            Err(StoreError::Missing { .. }) => Policy::default(),
            opened => {
                let mut store = opened?;
                if !store.read(View::keys)?.is_empty() {
                    return Ok(None);
                }
                store.read(View::policy)?
            }
        };
        self.passphrase.choose(context, &policy).map(Some)
    }
}

/// Makes the folders that are missing, for the owner alone.
pub(super) fn make_folder(path: &Path) -> Result<(), Failure> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        Failure::new(Exit::Internal, "write-failed", format!("the folder {} cannot be made", folder.display())).caused_by(error)
    })
}

/// Gives a file without keys its signing key, and the mark of a test file where that is wanted: says whether it had none.
fn furnish(context: &Context, store: &mut Store, arguments: &Arguments, lock: Option<&Passphrase>) -> Result<bool, Failure> {
    if !store.read(View::keys)?.is_empty() {
        return Ok(false);
    }
    // Made outside the transaction, because an RSA key takes its time; another process may be quicker.
    let key = first_key(context, arguments.alg.unwrap_or(DEFAULT_ALGORITHM))?;
    let key = passphrase::sealed(context, lock, key)?;
    store.transaction(&context.actor(), context.now, |tx| {
        let first = tx.keys()?.is_empty();
        if first {
            tx.insert_key(&key)?;
        }
        if first && arguments.insecure_test_db {
            mark(tx)?;
        }
        Ok(first)
    })
}

/// What the first key is for if nobody says.
pub(super) const DEFAULT_ALGORITHM: Algorithm = Algorithm::Hs256;

/// A key that signs at once.
pub(super) fn first_key(context: &Context, algorithm: Algorithm) -> Result<StoredKey, Failure> {
    let signing = SigningKey::generate(algorithm, None, &mut context.rng())
        .map_err(|error| Failure::stating(Exit::Internal, "key-generation", &error))?;
    Ok(StoredKey::signing(signing, None, KeyState::Active, context.now))
}

/// Makes the file one for tests.
pub(super) fn mark(tx: &mut Tx<'_>) -> Result<(), Failure> {
    tx.mark_test_db()?;
    let policy = cheap(tx.policy()?)?;
    tx.set_policy(&policy)?;
    Ok(())
}

/// The policy with the least costs that argon2 can have.
pub(super) fn cheap(policy: Policy) -> Result<Policy, Failure> {
    Ok(Policy { params: Params::parse(Scheme::Argon2id, "m=8,t=1,p=1")?, ..policy })
}
