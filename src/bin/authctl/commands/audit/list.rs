//! `authctl audit list`

use authctl::{clock::TimeSpec, store::AuditFilter};
use clap::Args;

use super::super::Outcome;
use crate::{
    context::Context,
    failure::{Exit, Failure},
    output::{EntryView, Listing},
};

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  authctl audit list --last 20\n  authctl audit list --target johndoe --action user\n  \
    authctl audit list --since -1d -o jsonl | jq -r .action")]
pub(crate) struct Arguments {
    /// One action, as user.create, or all that begin so, as user
    #[arg(long, value_name = "ACTION")]
    action: Option<String>,
    /// Changes of this user, key or token
    #[arg(long, value_name = "NAME")]
    target: Option<String>,
    /// Changes by this user of the operating system, or by whoever became it by sudo
    #[arg(long, value_name = "USER")]
    actor: Option<String>,
    /// Changes at this TIME or later, as -1d
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    since: Option<TimeSpec>,
    /// Changes before this TIME
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    until: Option<TimeSpec>,
    /// The newest so many
    #[arg(long, value_name = "N")]
    last: Option<u32>,
    /// Go on after this number
    #[arg(long, value_name = "SEQ")]
    after: Option<i64>,
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let filter = AuditFilter {
        action: arguments.action.clone(),
        target: arguments.target.clone(),
        actor: arguments.actor.clone(),
        since: arguments.since.and_then(|time| time.resolve(context.now)),
        until: arguments.until.and_then(|time| time.resolve(context.now)),
        after: arguments.after,
        last: arguments.last,
    };
    let mut listing = Listing::new(context.printer, &EntryView::HEADS, "no changes");
    context.store()?.read(|view| {
        view.audit(&filter, |entry| {
            let view = EntryView(&entry);
            listing.item(&view, view.cells())
        })
    })?;
    listing.finish()?;
    Ok::<_, Failure>(Exit::Done)
}
