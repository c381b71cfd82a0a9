//! `authctl seed apply FILE… | --plan PLAN`

use std::path::PathBuf;

use authctl::{
    keys::Passphrase,
    password::Policy,
    seed::{Current, Plan, Seed},
    store::{Store, StoreError, Tx},
};
use clap::Args;

use super::{
    super::{Outcome, init, passphrase::PassphraseFlag},
    files::Files,
    limits::{Agreed, DeletionFlags},
    saved::SavedPlan,
    secrets::Secrets,
    tokens::{self, Draft},
};
use crate::{
    context::{Context, TEST_DB},
    failure::{Exit, Failure},
    output::PlanView,
};

#[derive(Debug, Args)]
#[command(
    after_help = "Where there is no user file it is made, with a first HS256 key unless the seed brings a key that signs.\n\n\
    Examples:\n  authctl seed apply seed.yaml\n  \
    authctl seed apply users.yaml keys.yaml --prune --max-deletes 5 --yes"
)]
pub(crate) struct Arguments {
    /// Seeds in YAML, TOML or JSON, together; `-` is stdin
    #[arg(required_unless_present = "plan", conflicts_with = "plan", value_name = "FILE")]
    files: Vec<String>,
    /// Make the changes of a saved plan, if the user file is as it was
    #[arg(long, value_name = "PLAN", conflicts_with = "prune")]
    plan: Option<PathBuf>,
    /// Delete what the set made and the seeds no longer name
    #[arg(long)]
    prune: bool,
    #[command(flatten)]
    passphrase: PassphraseFlag,
    #[command(flatten)]
    deletions: DeletionFlags,
}

/// How often a plan is made anew because others changed the file meanwhile.
const ATTEMPTS: usize = 5;

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let (saved, files, prune) = match &arguments.plan {
        Some(path) => SavedPlan::read(context, path)?.split(),
        None => (None, Files::read(context, &arguments.files)?, arguments.prune),
    };
    let seed = files.seed()?;
    let mut work = Work { context, seed: &seed, files: &files, prune, secrets: Secrets::new(context, &seed, &files) };
    let mut agreed = Agreed::default();
    let mut passphrase = None;
    for _ in 0..ATTEMPTS {
        let mut store = context.store_if_there()?;
        match (&mut store, &passphrase) {
            (Some(store), None) => passphrase = super::unlock(context, &arguments.passphrase, store, &seed)?,
            (Some(store), Some(known)) => store.unlock(Passphrase::clone(known)),
            (None, _) => {}
        }
        let (plan, policy) = work.plan(store.as_mut())?;
        if let Some(saved) = &saved {
            saved.check(&plan)?;
        }
        arguments.deletions.check(context, &plan, &mut agreed)?;
        if store.is_none() || !plan.is_empty() {
            work.secrets.complete(&plan, &policy)?;
            work.secrets.seal(&plan, passphrase.as_ref())?;
            let Some(drafts) = work.bring_about(store.as_mut(), &plan)? else { continue };
            drafts.into_iter().try_for_each(|draft| draft.publish(context))?;
        }
        context.printer.data(&PlanView::applied(&plan, store.is_none()))?;
        return Ok(Exit::Done);
    }
    Err(Failure::new(Exit::UserFile, "user-file-busy", "others keep changing what the seed changes").hint("try again"))
}

struct Work<'a> {
    context: &'a Context,
    seed: &'a Seed,
    files: &'a Files,
    prune: bool,
    secrets: Secrets<'a>,
}

impl Work<'_> {
    fn plan(&mut self, store: Option<&mut Store>) -> Result<(Plan, Policy), Failure> {
        let Self { context, seed, files, prune, secrets } = self;
        let (current, policy) = if let Some(store) = store {
            super::check_mark(store, seed.insecure_test_db)?;
            store.read(|view| {
                secrets.supplies.tokens = tokens::look_at_all(context, Some(view), seed, files)?;
                Ok::<_, Failure>((view.current(seed)?, view.policy()?))
            })?
        } else {
            secrets.supplies.tokens = tokens::look_at_all(context, None, seed, files)?;
            let policy = if seed.insecure_test_db { init::cheap(Policy::default())? } else { Policy::default() };
            (Current::default(), policy)
        };
        let plan = secrets.plan(&current, &policy, *prune)?;
        Ok((plan, policy))
    }

    /// Makes the changes, and the file where there is none. `None` says that others have changed it so that it needs another plan.
    fn bring_about(&self, store: Option<&mut Store>, plan: &Plan) -> Result<Option<Vec<Draft>>, Failure> {
        let Self { context, seed, .. } = self;
        if let Some(store) = store {
            return store.transaction(&context.actor(), context.now, |tx| self.change(tx, plan, |_| Ok(())));
        }
        init::make_folder(context.db())?;
        let key = init::first_key(context, init::DEFAULT_ALGORITHM)?;
        let made = Store::create_with(context.db(), &context.actor(), context.now, |tx| {
            if seed.insecure_test_db {
                init::mark(tx)?;
            }
            self.change(tx, plan, |tx| {
                if tx.active_key()?.is_none() {
                    tx.insert_key(&key)?;
                }
                Ok(())
            })
        })?;
        if made.is_some() {
            context.printer.status(format_args!("{} made", context.db().display()));
            if seed.insecure_test_db {
                context.printer.warn(TEST_DB);
            }
        }
        Ok(made.flatten())
    }

    /// Plans once more in the transaction, and goes on if that comes to the same.
    fn change(
        &self,
        tx: &mut Tx<'_>,
        shown: &Plan,
        key: impl FnOnce(&mut Tx<'_>) -> Result<(), StoreError>,
    ) -> Result<Option<Vec<Draft>>, Failure> {
        let Self { context, seed, files, prune, secrets } = self;
        let plan = secrets.compare(&tx.current(seed)?, *prune)?;
        if plan.changes != shown.changes || !plan.is_supplied(&secrets.supplies) {
            return Ok(None);
        }
        tx.apply(&plan, &secrets.supplies)?;
        key(tx)?;
        tokens::renew(context, tx, seed, files, &plan).map(Some)
    }
}
