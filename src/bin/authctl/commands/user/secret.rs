//! `authctl user secret NAME`

use authctl::{
    secret::{SecretBytes, SecretDigest},
    store::UserChange,
    users::Username,
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
#[command(after_help = "The secret is printed once; the user file keeps its SHA-256. With it the service account gets tokens\n\
    from `authctl serve`: POST /token with grant_type=client_credentials.\n\n\
    Examples:\n  authctl user secret ci > ci.secret\n  \
    curl -u \"ci:$(cat ci.secret)\" -d grant_type=client_credentials http://127.0.0.1:8000/token")]
pub(crate) struct Arguments {
    /// The service account
    #[arg(add = complete::users())]
    name: Username,
    /// Take the secret away instead
    #[arg(long)]
    remove: bool,
    /// Let the tokens that were issued before go on; otherwise they end with the earlier secret
    #[arg(long)]
    keep_tokens: bool,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let mut store = context.store()?;
    let secret = (!arguments.remove).then(|| SecretBytes::draw(&mut context.rng()));
    let (user, differs, policy) = store.transaction(&context.actor(), context.now, |tx| {
        let mut user = tx.user(&arguments.name)?.ok_or_else(|| unknown_user(tx, &arguments.name))?;
        let had = user.client_secret().is_some();
        user.set_client_secret(secret.as_ref().map(SecretDigest::of))?;
        let differs = had || secret.is_some();
        if had && !arguments.keep_tokens {
            user.end_tokens(context.now);
        }
        tx.update_user(&mut user, UserChange::Secret)?;
        Ok::<_, Failure>((user, differs, tx.policy()?))
    })?;
    if let Some(secret) = &secret {
        context.printer.bare(secret.expose())?;
    } else {
        let action = if differs { UserAction::Updated } else { UserAction::Unchanged };
        context.printer.data(&UserView::changed(&user, action, &policy, context.now))?;
    }
    Ok(Exit::Done)
}
