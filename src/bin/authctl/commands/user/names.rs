//! What the commands share that change several users at once: all of them or none, in one transaction.

use std::{collections::BTreeSet, fmt};

use authctl::{
    store::Tx,
    users::{User, Username},
};
use clap::Args;

use super::super::Outcome;
use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure, unknown_user},
    output::{UserAction, UserView},
};

/// The names of users.
#[derive(Debug, Args)]
pub(super) struct Names {
    /// The users; all of them are changed, or none
    #[arg(required = true, value_name = "NAME", add = complete::users())]
    names: Vec<Username>,
    /// Pass over names that no user has
    #[arg(long)]
    if_exists: bool,
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.all().into_iter().map(Username::as_str).collect::<Vec<_>>().join(", "))
    }
}

impl Names {
    /// The names as they were given, each once.
    pub(super) fn all(&self) -> Vec<&Username> {
        let mut seen = BTreeSet::new();
        self.names.iter().filter(|name| seen.insert(*name)).collect()
    }

    /// Changes every user and shows them. `change` says what it did.
    pub(super) fn change(
        &self,
        context: &Context,
        reason: Option<&str>,
        mut change: impl FnMut(&mut Tx<'_>, &mut User) -> Result<UserAction, Failure>,
    ) -> Outcome {
        let mut store = context.store()?;
        let (users, policy) = store.transaction(&context.actor(), context.now, |tx| {
            tx.give_reason(reason);
            let mut users = Vec::new();
            for name in self.all() {
                match tx.user(name)? {
                    Some(mut user) => {
                        let action = change(tx, &mut user)?;
                        users.push((name, Some((user, action))));
                    }
                    None if self.if_exists => users.push((name, None)),
                    None if self.names.len() > 1 => return Err(unknown_user(tx, name).hint("no user was changed")),
                    None => return Err(unknown_user(tx, name)),
                }
            }
            Ok::<_, Failure>((users, tx.policy()?))
        })?;
        let views = users.iter().map(|(name, user)| match user {
            Some((user, action)) => UserView::changed(user, *action, &policy, context.now),
            None => UserView::missing(name, &policy, context.now),
        });
        context.printer.together(&views.collect::<Vec<_>>())?;
        Ok(Exit::Done)
    }
}
