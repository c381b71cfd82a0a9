//! `authctl hash create`

use authctl::password::{Hasher, Params, Policy, Scheme};
use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};

use super::Outcome;
use crate::{
    commands::new_password,
    context::Context,
    failure::{Exit, Failure},
    input::SecretSource,
    output::CreatedView,
};

#[derive(Debug, Args)]
#[command(after_help = "Defaults: argon2id m=19456,t=2,p=1; bcrypt rounds=12; scrypt ln=17,r=8,p=1; pbkdf2-sha256 i=600000.\n\
    bcrypt takes no password over 72 bytes.\n\n\
    Exits: 0 done, 10 the password is weak or a cost is out of bounds.\n\n\
    Example: pass show ann | authctl hash create --password - --scheme bcrypt")]
pub(super) struct Arguments {
    /// Where the password comes from: a SOURCE, see `authctl help secrets`
    #[arg(long, value_name = "SOURCE")]
    password: Option<SecretSource>,
    /// The same as `--password -`
    #[arg(long, conflicts_with = "password")]
    password_stdin: bool,
    /// The function
    #[arg(long, value_name = "SCHEME", default_value = "argon2id", value_parser = scheme_names())]
    scheme: Scheme,
    /// Its costs, as m=65536,t=3,p=4 or rounds=13; what is left out keeps its default
    #[arg(long, value_name = "COSTS")]
    params: Option<String>,
    /// Take a password that is short or commonly guessed
    #[arg(long)]
    allow_weak: bool,
}

/// Parses the name of a scheme that can be made.
pub(super) fn scheme_names() -> impl TypedValueParser<Value = Scheme> {
    PossibleValuesParser::new(Scheme::MADE.map(Scheme::name)).try_map(|name| name.parse::<Scheme>())
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let params = costs(context, arguments)?;
    let source = if arguments.password_stdin { Some(&SecretSource::STDIN) } else { arguments.password.as_ref() };
    let password = context.input.piped_password(source, "--password SOURCE or --password-stdin")?;
    let policy = Policy::default();
    new_password::judge(&policy, &password, None, arguments.allow_weak)?;
    let hash = Hasher::new().hash(&password, &params, &mut context.rng())?;
    context.printer.data(&CreatedView { hash: &hash, policy: &policy })?;
    Ok(Exit::Done)
}

/// The costs asked for; a warning where they are below the recommended ones.
fn costs(context: &Context, arguments: &Arguments) -> Result<Params, Failure> {
    let recommended = Params::default_for(arguments.scheme)?;
    let Some(text) = &arguments.params else { return Ok(recommended) };
    let params = Params::parse(arguments.scheme, text)?;
    if params.is_weaker_than(&recommended) {
        context.printer.warn(format_args!("{} {params} is weaker than the recommended {recommended}", arguments.scheme));
    }
    Ok(params)
}
