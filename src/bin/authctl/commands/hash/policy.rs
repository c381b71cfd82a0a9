//! `authctl hash policy show|set`

use std::path::PathBuf;

use authctl::{
    password::{BreachList, Params, Policy, Scheme},
    store::View,
};
use clap::{Args, Subcommand};

use super::{Outcome, create::scheme_names};
use crate::{
    context::Context,
    deferred::Deferred,
    failure::{Exit, Failure},
    output::PolicyView,
};

#[derive(Debug, Subcommand)]
#[command(after_help = "Example: authctl hash policy set --scheme bcrypt --params rounds=13")]
pub(super) enum Command {
    /// Show what the user file demands of passwords and hashes
    #[command(after_help = "Example: authctl hash policy show --json")]
    Show,
    /// Change what the user file demands of passwords and hashes
    Set(Deferred<Set>),
}

#[derive(Debug, Args)]
#[command(
    after_help = "What is not given stays. A login replaces a hash that is weaker than the policy; nobody has to change a password.\n\
    There are no rules of composition: NIST SP 800-63B-4 forbids them. It wants 15 characters of a password that is the only factor.\n\n\
    Examples:\n  authctl hash policy set --min-length 15\n  authctl hash policy set --scheme argon2id --params m=65536,t=3,p=1\n  \
    authctl hash policy set --pwned-dir /srv/pwned-passwords"
)]
pub(super) struct Set {
    /// The function of new hashes
    #[arg(long, value_name = "SCHEME", value_parser = scheme_names())]
    scheme: Option<Scheme>,
    /// Its costs, as m=65536,t=3,p=1 or rounds=13; what is left out has its default
    #[arg(long, value_name = "COSTS")]
    params: Option<String>,
    /// The fewest characters of a new password, from 8 to 64
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(8..=64))]
    min_length: Option<u16>,
    /// Refuse the passwords of this folder: range files of Have I Been Pwned, 00000.txt to FFFFF.txt
    #[arg(long, value_name = "FOLDER")]
    pwned_dir: Option<PathBuf>,
    /// Refuse none for being known from breaches
    #[arg(long, conflicts_with = "pwned_dir")]
    no_pwned_dir: bool,
}

pub(super) fn run(context: &Context, command: &Command) -> Outcome {
    match command {
        Command::Show => show(context),
        Command::Set(Deferred(arguments)) => set(context, arguments),
    }
}

fn show(context: &Context) -> Outcome {
    let policy = context.store()?.read(View::policy)?;
    context.printer.data(&PolicyView { policy: &policy, changed: None })?;
    Ok(Exit::Done)
}

fn set(context: &Context, arguments: &Set) -> Outcome {
    if !arguments.says_something() {
        return Err(Failure::usage("nothing to set").hint("give --scheme, --params, --min-length or --pwned-dir"));
    }
    let mut store = context.store()?;
    let (policy, changed) = store.transaction(&context.actor(), context.now, |tx| {
        let policy = arguments.apply(tx.policy()?)?;
        let changed = tx.set_policy(&policy)?;
        Ok::<_, Failure>((policy, changed))
    })?;
    warn(context, &policy);
    context.printer.data(&PolicyView { policy: &policy, changed: Some(changed) })?;
    Ok(Exit::Done)
}

/// Stores another cost of hashes, and leaves the rest of the policy.
pub(super) fn save(context: &Context, params: &Params) -> Result<bool, Failure> {
    let changed = context.store()?.transaction(&context.actor(), context.now, |tx| {
        let policy = Policy { params: params.clone(), ..tx.policy()? };
        tx.set_policy(&policy)
    })?;
    Ok(changed)
}

fn warn(context: &Context, policy: &Policy) {
    let weak = Params::default_for(policy.params.scheme()).is_ok_and(|recommended| policy.params.is_weaker_than(&recommended));
    if weak {
        context.printer.warn(format_args!("{} {} is weaker than recommended", policy.params.scheme(), policy.params));
    }
}

impl Set {
    const fn says_something(&self) -> bool {
        self.scheme.is_some()
            || self.params.is_some()
            || self.min_length.is_some()
            || self.pwned_dir.is_some()
            || self.no_pwned_dir
    }

    fn apply(&self, mut policy: Policy) -> Result<Policy, Failure> {
        let scheme = self.scheme.unwrap_or_else(|| policy.params.scheme());
        if let Some(text) = &self.params {
            policy.params = Params::parse(scheme, text)?;
        } else if scheme != policy.params.scheme() {
            policy.params = Params::default_for(scheme)?;
        }
        if let Some(min) = self.min_length {
            policy.min_length = min.into();
        }
        if self.no_pwned_dir {
            policy.breach_list = None;
        }
        if let Some(folder) = &self.pwned_dir {
            policy.breach_list = Some(breach_list(folder)?);
        }
        Ok(policy)
    }
}

/// The list in that folder, by its absolute path, if it looks like one.
fn breach_list(folder: &std::path::Path) -> Result<BreachList, Failure> {
    let unusable = |error| {
        Failure::usage(format!("{} is no list of breached passwords", folder.display()))
            .caused_by(anyhow::Error::from(error))
            .hint("it is a folder of range files, one for each of 00000.txt to FFFFF.txt")
    };
    let folder = folder.canonicalize().map_err(unusable)?;
    std::fs::metadata(folder.join("00000.txt")).map_err(unusable)?;
    Ok(BreachList::new(folder))
}
