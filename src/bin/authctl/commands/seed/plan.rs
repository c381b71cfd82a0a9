//! `authctl seed plan FILE…`

use std::path::PathBuf;

use clap::Args;

use super::{
    super::{Outcome, passphrase::PassphraseFlag},
    files::Files,
    saved,
    secrets::Secrets,
    tokens,
};
use crate::{
    context::Context,
    failure::{Exit, Failure},
    output::PlanView,
};

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  authctl seed plan seed.yaml\n  \
    authctl seed plan base.yaml ci.toml --prune --out changes.plan; authctl seed apply --plan changes.plan")]
pub(crate) struct Arguments {
    /// Seeds in YAML, TOML or JSON, together; `-` is stdin
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Save the plan to a new file, for `seed apply --plan`
    #[arg(long, value_name = "PLAN")]
    out: Option<PathBuf>,
    /// Delete what the set made and the seeds no longer name
    #[arg(long)]
    prune: bool,
    #[command(flatten)]
    passphrase: PassphraseFlag,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let files = Files::read(context, &arguments.files)?;
    let seed = files.seed()?;
    let mut store = match context.store_if_there()? {
        Some(store) => store,
        None => {
            context.store().map_err(|missing| missing.hint("`authctl seed apply` makes it, with all that the seed asks for"))?
        }
    };
    super::check_mark(&mut store, seed.insecure_test_db)?;
    super::unlock(context, &arguments.passphrase, &mut store, &seed)?;
    let mut secrets = Secrets::new(context, &seed, &files);
    let (current, policy) = store.read(|view| {
        secrets.supplies.tokens = tokens::look_at_all(context, Some(view), &seed, &files)?;
        Ok::<_, Failure>((view.current(&seed)?, view.policy()?))
    })?;
    let plan = secrets.plan(&current, &policy, arguments.prune)?;
    if let Some(path) = &arguments.out {
        saved::write(context, path, &plan, arguments.prune, &files)?;
    }
    context.printer.data(&PlanView::planned(&plan))?;
    Ok(if plan.is_empty() { Exit::Done } else { Exit::Differences })
}
