//! `authctl seed`: bring the user file to what seed files ask for.

mod apply;
mod export;
mod files;
mod limits;
mod plan;
mod saved;
mod secrets;
mod tokens;

use authctl::{
    keys::{Passphrase, StoredKey},
    seed::Seed,
    store::{Store, View},
};
use clap::Subcommand;

use super::{Outcome, passphrase::PassphraseFlag};
use crate::{
    context::Context,
    deferred::Deferred,
    failure::{Exit, Failure},
};

/// The leaves of `authctl seed`.
#[derive(Debug, Subcommand)]
#[command(after_help = "A seed says what should be there; what it omits stays, `null` clears, `state: absent` removes:\n\n\
      set: ci\n\
      users:\n\
      - username: ann\n  \
        email: ann@example.com\n  \
        roles: [admin]\n  \
        password: env:ANN_PASSWORD\n\n\
    users: username id email full_name disabled disabled_reason roles scopes expires_at must_change\n       \
    service max_ttl audiences password password_hash update_password allow_weak state\n\
    keys: kid alg state secret key expires_at        tokens: name ttl scopes audiences out\n\n\
    Example: authctl seed apply seed.yaml\n\n\
    password, password_hash, secret and key are SOURCEs (`authctl help secrets`); @paths start at the seed's folder.")]
pub(crate) enum Command {
    /// Show what would change; exit 14 if anything would
    Plan(Deferred<plan::Arguments>),
    /// Make the changes, all of them or none; a second time there are none
    Apply(Deferred<apply::Arguments>),
    /// Print the users as a seed
    Export(Deferred<export::Arguments>),
}

impl Command {
    /// Hands over to the leaf's own file.
    pub(crate) fn run(self, context: &Context) -> Outcome {
        match self {
            Self::Plan(Deferred(arguments)) => plan::run(context, &arguments),
            Self::Apply(Deferred(arguments)) => apply::run(context, &arguments),
            Self::Export(Deferred(arguments)) => export::run(context, &arguments),
        }
    }
}

/// A seed with keys or tokens needs what is sealed: keys are compared and sealed, tokens verified and signed.
fn unlock(context: &Context, flag: &PassphraseFlag, store: &mut Store, seed: &Seed) -> Result<Option<Passphrase>, Failure> {
    if seed.tokens.is_empty() && seed.keys.iter().all(|key| key.absent) {
        return Ok(None);
    }
    flag.unlock(context, store, StoredKey::is_sealed)
}

/// A seed for tests keeps out of a file that is not.
fn check_mark(store: &mut Store, wants_test_db: bool) -> Result<(), Failure> {
    if wants_test_db && !store.read(View::is_test_db)? {
        return Err(Failure::new(Exit::Exists, "user-file-exists", "the seed is for a test file, and the user file is none")
            .hint("name another file by --db: `seed apply` makes it"));
    }
    Ok(())
}
