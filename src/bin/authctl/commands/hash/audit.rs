//! `authctl hash audit`

use authctl::store::StoreError;
use clap::Args;

use super::Outcome;
use crate::{context::Context, failure::Exit, output::CensusView};

#[derive(Debug, Args)]
#[command(
    after_help = "Each login replaces a hash that is below the policy; those that stay belong to people who do not log in.\n\n\
    Examples:\n  authctl hash audit\n  authctl hash audit -o json | jq .below_policy\n  authctl user list --needs-rehash"
)]
pub(super) struct Arguments {
    /// Name no more people than so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let (census, policy) = context.store()?.read(|view| {
        let policy = view.policy()?;
        Ok::<_, StoreError>((view.census(&policy, arguments.limit)?, policy))
    })?;
    context.printer.data(&CensusView { census: &census, policy: &policy })?;
    Ok(Exit::Done)
}
