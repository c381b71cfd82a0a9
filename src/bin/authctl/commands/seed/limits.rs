//! What keeps a seed from deleting more than was meant.

use std::collections::BTreeSet;

use authctl::seed::{Op, Plan};
use clap::Args;

use super::super::protection::Protection;
use crate::{
    context::Context,
    failure::{Exit, Failure},
};

/// The flags about deletions.
#[derive(Debug, Args)]
pub(super) struct DeletionFlags {
    /// Prune no more than so many [default: a tenth of the set, at least 1]
    #[arg(long, value_name = "N")]
    max_deletes: Option<usize>,
    /// Do not ask before deleting
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    protection: Protection,
}

/// What was agreed to.
#[derive(Default)]
pub(super) struct Agreed(BTreeSet<String>);

impl DeletionFlags {
    /// Refuses more deletions than may be, and asks once about those that there are.
    pub(super) fn check(&self, context: &Context, plan: &Plan, agreed: &mut Agreed) -> Result<(), Failure> {
        plan.check_deletions(self.max_deletes)?;
        let deleted = plan.changes.iter().filter(|change| change.op == Op::Delete);
        let deleted: BTreeSet<String> = deleted.map(|change| format!("{} {}", change.kind.name(), change.name)).collect();
        if deleted.is_subset(&agreed.0) {
            return Ok(());
        }
        let names = deleted.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let is_confirmed = self.protection.is_given(context, &format!("delete {names}"))? || self.yes;
        if !is_confirmed && !context.input.confirm(&format!("Delete {names} for good?"))? {
            return Err(Failure::new(Exit::Usage, "not-confirmed", "nothing was changed"));
        }
        agreed.0 = deleted;
        Ok(())
    }
}
