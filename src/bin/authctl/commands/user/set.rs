//! `authctl user set NAME`

use authctl::{
    clock::{Lifetime, TimeSpec},
    store::UserChange,
    users::{Audience, Email, FullName, Role, Scope, User, Username},
};
use clap::Args;

use super::super::Outcome;
use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure, unknown_user},
    output::{UserAction, UserView},
};

#[derive(Debug, Args)]
#[command(after_help = "Example: authctl user set johndoe --add-role admin --remove-scope items:write --expires-at 30d")]
pub(crate) struct Arguments {
    /// The user
    #[arg(add = complete::users())]
    name: Username,
    #[command(flatten)]
    changes: Option<Changes>,
}

/// What is to be changed.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
#[derive(Debug, Args)]
#[group(multiple = true)]
struct Changes {
    /// The email address
    #[arg(long)]
    email: Option<Email>,
    /// Forget the email address
    #[arg(long, conflicts_with = "email")]
    no_email: bool,
    /// The name to show
    #[arg(long, value_name = "NAME")]
    full_name: Option<FullName>,
    /// Forget the name to show
    #[arg(long, conflicts_with = "full_name")]
    no_full_name: bool,
    /// Give a role; may be repeated
    #[arg(long = "add-role", value_name = "ROLE")]
    add_roles: Vec<Role>,
    /// Take a role away; may be repeated
    #[arg(long = "remove-role", value_name = "ROLE")]
    remove_roles: Vec<Role>,
    /// Give a scope; may be repeated
    #[arg(long = "add-scope", value_name = "SCOPE")]
    add_scopes: Vec<Scope>,
    /// Take a scope away; may be repeated
    #[arg(long = "remove-scope", value_name = "SCOPE")]
    remove_scopes: Vec<Scope>,
    /// The user may not act from then on: a TIME, or `never`
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    expires_at: Option<TimeSpec>,
    /// The password has to be changed at the next login
    #[arg(long)]
    must_change: bool,
    /// The password may stay
    #[arg(long, conflicts_with = "must_change")]
    no_must_change: bool,
    /// The longest life of a service account's tokens: a DURATION
    #[arg(long, value_name = "DURATION")]
    max_ttl: Option<Lifetime>,
    /// Lift the limit on the life of a service account's tokens
    #[arg(long, conflicts_with = "max_ttl")]
    no_max_ttl: bool,
    /// Let a service account's tokens be meant for this server; may be repeated
    #[arg(long = "add-audience", value_name = "AUDIENCE")]
    add_audiences: Vec<Audience>,
    /// The reverse; may be repeated
    #[arg(long = "remove-audience", value_name = "AUDIENCE")]
    remove_audiences: Vec<Audience>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let Some(changes) = &arguments.changes else {
        return Err(Failure::usage("nothing was given to change").hint("`authctl user set --help` shows what can be changed"));
    };
    let mut store = context.store()?;
    let (user, differs, policy) = store.transaction(&context.actor(), context.now, |tx| {
        let mut user = tx.user(&arguments.name)?.ok_or_else(|| unknown_user(tx, &arguments.name))?;
        changes.apply(context, &mut user)?;
        let differs = tx.update_user(&mut user, UserChange::Set)?;
        Ok::<_, Failure>((user, differs, tx.policy()?))
    })?;
    let action = if differs { UserAction::Updated } else { UserAction::Unchanged };
    context.printer.data(&UserView::changed(&user, action, &policy, context.now))?;
    Ok(Exit::Done)
}

impl Changes {
    fn apply(&self, context: &Context, user: &mut User) -> Result<(), Failure> {
        if self.email.is_some() || self.no_email {
            user.set_email(self.email.clone());
        }
        if self.full_name.is_some() || self.no_full_name {
            user.set_full_name(self.full_name.clone());
        }
        self.add_roles.iter().for_each(|role| user.grant_role(role.clone()));
        self.remove_roles.iter().for_each(|role| user.revoke_role(role));
        self.add_scopes.iter().for_each(|scope| user.grant_scope(scope.clone()));
        self.remove_scopes.iter().for_each(|scope| user.revoke_scope(scope));
        if let Some(time) = self.expires_at {
            user.set_expiry(time.resolve(context.now));
        }
        if self.must_change || self.no_must_change {
            user.set_must_change(self.must_change)?;
        }
        if self.max_ttl.is_some() || self.no_max_ttl {
            user.set_max_ttl(self.max_ttl)?;
        }
        if !self.add_audiences.is_empty() || !self.remove_audiences.is_empty() {
            let mut audiences = user.audiences().cloned().unwrap_or_default();
            audiences.extend(self.add_audiences.iter().cloned());
            audiences.retain(|audience| !self.remove_audiences.contains(audience));
            user.set_audiences(audiences)?;
        }
        Ok(())
    }
}
