//! `authctl init [--alg ALG]`

use std::{fs::DirBuilder, path::Path};

use authctl::{
    keys::{Algorithm, KeyState, SigningKey, StoredKey},
    store::Store,
};
use clap::Args;

use super::Outcome;
use crate::{
    context::Context,
    failure::{Exit, Failure},
    output::InitView,
};

#[derive(Debug, Args)]
#[command(after_help = "The file is made with mode 0600, missing folders with 0700. Running it again changes nothing.\n\
    HS256 signs with one secret that every server shares; with EdDSA or ES256 servers need the public key only.\n\n\
    Example: authctl init --alg EdDSA")]
pub(crate) struct Arguments {
    /// The algorithm of the first signing key [default: HS256]
    #[arg(long, value_name = "ALG", value_parser = super::algorithm_names())]
    alg: Option<Algorithm>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let path = context.db();
    make_folder(path)?;
    let (mut store, made) = Store::create(path)?;
    let keyed = first_key(context, &mut store, arguments.alg.unwrap_or(Algorithm::Hs256))?;
    let key = store.read(authctl::store::View::active_key)?;
    if let (Some(wanted), Some(key)) = (arguments.alg, &key)
        && key.algorithm != wanted
    {
        context
            .printer
            .warn(format_args!("the signing key is for {}: `authctl key rotate --alg {wanted}` makes another", key.algorithm));
    }
    context.printer.data(&InitView { path, changed: made || keyed, key: key.as_ref() })?;
    Ok(Exit::Done)
}

/// Makes the folders that are missing, for the owner alone.
fn make_folder(path: &Path) -> Result<(), Failure> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        Failure::new(Exit::Internal, "write-failed", format!("the folder {} cannot be made", folder.display())).caused_by(error)
    })
}

/// Gives a file without keys its signing key: says whether it had none.
fn first_key(context: &Context, store: &mut Store, algorithm: Algorithm) -> Result<bool, Failure> {
    if !store.read(authctl::store::View::keys)?.is_empty() {
        return Ok(false);
    }
    // Made outside the transaction, because an RSA key takes its time; another process may be quicker.
    let signing = SigningKey::generate(algorithm, None, &mut context.rng())
        .map_err(|error| Failure::stating(Exit::Internal, "key-generation", &error))?;
    let verifying = signing.verifying_key();
    let key = StoredKey {
        kid: verifying.thumbprint(),
        algorithm,
        state: KeyState::Active,
        signing: Some(signing),
        verifying,
        created_at: context.now,
        expires_at: None,
    };
    store.transaction(&context.actor(), context.now, |tx| {
        let first = tx.keys()?.is_empty();
        if first {
            tx.insert_key(&key)?;
        }
        Ok(first)
    })
}
