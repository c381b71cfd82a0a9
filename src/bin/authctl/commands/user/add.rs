//! `authctl user add NAME`

use std::collections::BTreeSet;

use authctl::{
    clock::{Lifetime, TimeSpec},
    password::{Hasher, PasswordHash, Policy, Verdict},
    store::{StoreError, Tx, UserChange},
    users::{Audience, Email, FullName, Role, Scope, User, UserId, Username},
};
use clap::Args;

use super::{
    super::Outcome,
    password::{Chosen, PasswordFlags},
};
use crate::{
    context::Context,
    failure::{Exit, Failure},
    output::{UserAction, UserView},
};

#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  authctl user add johndoe --email john@example.com --role admin --scope items:read\n  \
    pass show johndoe | authctl user add johndoe --password-stdin --if-not-exists\n  \
    authctl user add backup --service --max-ttl 1h --audience https://api.example.com")]
pub(crate) struct Arguments {
    /// The name to log in with
    name: Username,
    /// The email address
    #[arg(long)]
    email: Option<Email>,
    /// The name to show
    #[arg(long, value_name = "NAME")]
    full_name: Option<FullName>,
    /// A role; may be repeated
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<Role>,
    /// A scope that the user's tokens may have; may be repeated
    #[arg(long = "scope", value_name = "SCOPE")]
    scopes: Vec<Scope>,
    /// The user may not act yet
    #[arg(long)]
    disabled: bool,
    /// The password has to be changed at the first login
    #[arg(long)]
    must_change: bool,
    /// The user may not act from then on: a TIME, or `never`
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    expires_at: Option<TimeSpec>,
    /// A service account: it has no password, and tokens are issued to it
    #[arg(long, conflicts_with_all = ["password_from", "allow_weak", "must_change"])]
    service: bool,
    /// The longest life of a service account's tokens: a DURATION
    #[arg(long, value_name = "DURATION")]
    max_ttl: Option<Lifetime>,
    /// A server that a service account's tokens may be meant for; may be repeated
    #[arg(long = "audience", value_name = "AUDIENCE")]
    audiences: Vec<Audience>,
    #[command(flatten)]
    password: PasswordFlags,
    /// Leave a user of that name as it is
    #[arg(long, conflicts_with = "upsert", help_heading = "Options")]
    if_not_exists: bool,
    /// Bring a user of that name to what is given; what is not given stays
    #[arg(long, help_heading = "Options")]
    upsert: bool,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    if !arguments.service && (arguments.max_ttl.is_some() || !arguments.audiences.is_empty()) {
        return Err(Failure::usage("--max-ttl and --audience are for service accounts").hint("add --service"));
    }
    let mut store = context.store()?;
    let (policy, present) = store.read(|view| Ok::<_, StoreError>((view.policy()?, view.user(&arguments.name)?)))?;
    if let (true, Some(user)) = (arguments.if_not_exists, &present) {
        return show(context, &policy, user, UserAction::Unchanged, None);
    }
    let chosen = arguments.choose(context, &policy, present.is_some())?;
    let password = match &chosen {
        Some(chosen) => NewPassword::new(context, &policy, chosen, present.as_ref())?,
        None => NewPassword::default(),
    };
    let mut user = arguments.fresh(context);
    if let Some(hash) = password.hash.clone() {
        user.set_password(Some(hash))?;
    }
    arguments.apply(context, &mut user)?;
    let (user, action) = store.transaction(&context.actor(), context.now, |tx| match tx.insert_user(&user) {
        Ok(()) => Ok((user, UserAction::Created)),
        Err(StoreError::UsernameTaken(name)) if arguments.if_not_exists => Ok((taken(tx, &name)?, UserAction::Unchanged)),
        Err(StoreError::UsernameTaken(name)) if arguments.upsert => {
            let user = taken(tx, &name)?;
            arguments.update(context, tx, user, &password)
        }
        Err(error) => Err(error.into()),
    })?;
    let drawn = chosen.as_ref().filter(|_| action != UserAction::Unchanged);
    show(context, &policy, &user, action, drawn)
}

/// The user that has the name already.
fn taken(tx: &Tx<'_>, name: &Username) -> Result<User, Failure> {
    Ok(tx.user(name)?.ok_or_else(|| StoreError::UserGone(name.clone()))?)
}

/// The password to give a user, or a hash of it that the user has already.
#[derive(Default)]
struct NewPassword {
    /// Whether there is anything to set; `hash` is `None` to remove the password.
    is_given: bool,
    hash: Option<PasswordHash>,
    /// The present hash, if it is of the very same password and strong enough.
    same: Option<PasswordHash>,
}

impl NewPassword {
    fn new(context: &Context, policy: &Policy, chosen: &Chosen, present: Option<&User>) -> Result<Self, Failure> {
        let same = match (chosen, present.and_then(User::password)) {
            (Chosen::Given(password), Some(hash)) if !policy.needs_rehash(hash) => {
                (Hasher::new().verify(password, hash)? == Verdict::Match).then(|| hash.clone())
            }
            _ => None,
        };
        Ok(Self { is_given: true, hash: chosen.hash(context, policy)?, same })
    }
}

impl Arguments {
    /// The password of the flags. A service account has none, and a user that is there may keep its own.
    fn choose(&self, context: &Context, policy: &Policy, present: bool) -> Result<Option<Chosen>, Failure> {
        if self.service || (self.upsert && present && !self.password.is_given()) {
            return Ok(None);
        }
        self.password.choose(context, policy, &self.name).map(Some)
    }

    fn fresh(&self, context: &Context) -> User {
        let id = UserId::random(&mut context.rng());
        if self.service {
            User::new_service(id, self.name.clone(), None, BTreeSet::new(), context.now)
        } else {
            User::new(id, self.name.clone(), context.now)
        }
    }

    /// Brings a user to what is given.
    fn apply(&self, context: &Context, user: &mut User) -> Result<(), Failure> {
        if self.email.is_some() {
            user.set_email(self.email.clone());
        }
        if self.full_name.is_some() {
            user.set_full_name(self.full_name.clone());
        }
        if !self.roles.is_empty() {
            user.set_roles(self.roles.iter().cloned().collect());
        }
        if !self.scopes.is_empty() {
            user.set_scopes(self.scopes.iter().cloned().collect());
        }
        if let Some(time) = self.expires_at {
            user.set_expiry(time.resolve(context.now));
        }
        if self.must_change {
            user.set_must_change(true)?;
        }
        if self.max_ttl.is_some() {
            user.set_max_ttl(self.max_ttl)?;
        }
        if !self.audiences.is_empty() {
            user.set_audiences(self.audiences.iter().cloned().collect())?;
        }
        if self.disabled {
            user.disable(None, context.now);
        }
        Ok(())
    }

    fn update(
        &self,
        context: &Context,
        tx: &mut Tx<'_>,
        mut user: User,
        password: &NewPassword,
    ) -> Result<(User, UserAction), Failure> {
        if self.service != user.is_service() {
            let kind = if user.is_service() { "a service account" } else { "a person" };
            return Err(Failure::new(
                Exit::Exists,
                "user-exists",
                format!("the user {} exists already and is {kind}", self.name),
            ));
        }
        self.apply(context, &mut user)?;
        if password.is_given && (password.same.is_none() || password.same.as_ref() != user.password()) {
            user.set_password(password.hash.clone())?;
            user.end_tokens(context.now);
        }
        let changed = tx.update_user(&mut user, UserChange::Set)?;
        Ok((user, if changed { UserAction::Updated } else { UserAction::Unchanged }))
    }
}

/// Shows the user, or, if one was drawn, the password alone.
fn show(context: &Context, policy: &Policy, user: &User, action: UserAction, chosen: Option<&Chosen>) -> Outcome {
    if user.facts().expires_at.is_some_and(|at| at <= context.now) {
        context.printer.warn(format_args!("{} has expired already", user.username()));
    }
    let view = UserView::changed(user, action, policy, context.now);
    match chosen.and_then(Chosen::drawn) {
        Some(password) => context.printer.bare(password.expose())?,
        None => context.printer.data(&view)?,
    }
    Ok(Exit::Done)
}
