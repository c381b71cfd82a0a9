//! `authctl user list`

use authctl::{
    store::UserFilter,
    users::{Role, Scope, Username},
};
use clap::Args;

use super::super::Outcome;
use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure},
    output::{Listing, UserView},
};

#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
#[derive(Debug, Args)]
#[command(after_help = "Example, a page at a time: authctl user list --limit 50 --after johndoe")]
pub(crate) struct Arguments {
    /// Service accounts only
    #[arg(long)]
    service: bool,
    /// People only
    #[arg(long, conflicts_with = "service")]
    human: bool,
    /// Enabled users only
    #[arg(long)]
    enabled: bool,
    /// Disabled users only
    #[arg(long, conflicts_with = "enabled")]
    disabled: bool,
    /// Users with this role
    #[arg(long)]
    role: Option<Role>,
    /// Users with this scope
    #[arg(long)]
    scope: Option<Scope>,
    /// Users whose password hash is weaker than the policy
    #[arg(long)]
    needs_rehash: bool,
    /// Users with this text in username, email or full name
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// No more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// Go on after this name
    #[arg(long, value_name = "NAME", add = complete::users())]
    after: Option<Username>,
}

/// Users that are read at a time, so that neither memory nor a lock grows with the file.
const PAGE: u32 = 1_000;

pub(crate) fn run(context: &Context, arguments: Arguments) -> Outcome {
    let mut store = context.store()?;
    let policy = store.read(authctl::store::View::policy)?;
    let mut left = arguments.limit.unwrap_or(u32::MAX);
    let mut filter = UserFilter {
        service: either(arguments.service, arguments.human),
        disabled: either(arguments.disabled, arguments.enabled),
        role: arguments.role,
        scope: arguments.scope,
        needs_rehash: arguments.needs_rehash.then(|| policy.clone()),
        search: arguments.search,
        after: arguments.after,
        limit: None,
    };
    let mut listing = Listing::new(context.printer, &UserView::HEADS, "no users");
    loop {
        let size = left.min(PAGE);
        filter.limit = Some(size);
        let mut page = store.read(|view| view.page(&filter))?;
        for user in &page {
            let view = UserView::shown(user, &policy, context.now);
            listing.item(&view, view.cells())?;
        }
        let found = u32::try_from(page.len()).unwrap_or(u32::MAX);
        left = left.saturating_sub(found);
        match page.pop() {
            Some(last) if found == size && left > 0 => filter.after = Some(last.username().clone()),
            _ => break,
        }
    }
    listing.finish()?;
    Ok::<_, Failure>(Exit::Done)
}

/// What two flags say that exclude each other.
fn either(yes: bool, no: bool) -> Option<bool> {
    (yes || no).then_some(yes)
}
