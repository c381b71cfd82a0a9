//! The flags that say what a user's new password is, and what comes of them.

use authctl::{
    password::{self, Hasher, PasswordHash, Policy},
    secret::Password,
    users::Username,
};
use clap::Args;

use crate::{
    commands::new_password,
    context::Context,
    failure::Failure,
    input::{OpenSource, SecretSource},
};

/// What a new password is. Without a flag it is asked for, twice.
#[derive(Debug, Args)]
#[command(next_help_heading = "Password")]
pub(super) struct PasswordFlags {
    #[command(flatten)]
    from: From,
    /// Take a password that is short, commonly guessed or known from breaches
    #[arg(long, conflicts_with_all = ["password_hash", "generate_password", "no_password"])]
    allow_weak: bool,
}

/// Where it comes from: one of them.
#[derive(Debug, Args)]
#[group(id = "password_from", multiple = false)]
struct From {
    /// Where the password comes from: a SOURCE, see `authctl help secrets`
    #[arg(long, value_name = "SOURCE")]
    password: Option<SecretSource>,
    /// The same as `--password -`
    #[arg(long)]
    password_stdin: bool,
    /// Store this hash: PHC string or modular crypt
    #[arg(long, value_name = "SOURCE")]
    password_hash: Option<OpenSource>,
    /// Draw a password and print it, nothing else, on stdout
    #[arg(long)]
    generate_password: bool,
    /// No password: the user cannot log in
    #[arg(long)]
    no_password: bool,
}

/// The flags, for the hint where nothing can be asked.
const FLAGS: &str = "--password SOURCE, --password-stdin, --password-hash SOURCE, --generate-password or --no-password";

/// A user's new password.
pub(super) enum Chosen {
    /// None.
    Nothing,
    /// Only its hash is known.
    Hash(PasswordHash),
    /// Somebody chose it.
    Given(Password),
    /// It was drawn, and has to be shown.
    Drawn(Password),
}

impl PasswordFlags {
    /// Whether one of the flags says where the password comes from.
    pub(super) fn is_given(&self) -> bool {
        let from = &self.from;
        from.password.is_some()
            || from.password_stdin
            || from.password_hash.is_some()
            || from.generate_password
            || from.no_password
    }

    /// Reads, asks for or draws the password, and holds it against the policy.
    pub(super) fn choose(&self, context: &Context, policy: &Policy, name: &Username) -> Result<Chosen, Failure> {
        if self.from.no_password {
            return Ok(Chosen::Nothing);
        }
        if self.from.generate_password {
            return Ok(Chosen::Drawn(password::generate(&mut context.rng())));
        }
        if let Some(source) = &self.from.password_hash {
            let text = context.input.text(source.source(), "the password hash")?;
            let hash: PasswordHash = text.parse()?;
            hash.params().check_limits()?;
            return Ok(Chosen::Hash(hash));
        }
        let source = if self.from.password_stdin { Some(&SecretSource::STDIN) } else { self.from.password.as_ref() };
        let password = context.input.new_password(source, FLAGS)?;
        new_password::judge(policy, &password, Some(name.as_str()), self.allow_weak)?;
        Ok(Chosen::Given(password))
    }
}

impl Chosen {
    /// The hash to store; `None` where there is to be no password.
    pub(super) fn hash(&self, context: &Context, policy: &Policy) -> Result<Option<PasswordHash>, Failure> {
        match self {
            Self::Nothing => Ok(None),
            Self::Hash(hash) => Ok(Some(hash.clone())),
            Self::Given(password) | Self::Drawn(password) => {
                Ok(Some(Hasher::new().hash(password, &policy.params, &mut context.rng())?))
            }
        }
    }

    /// The password that has to be shown, because nobody knows it yet.
    pub(super) fn drawn(&self) -> Option<&Password> {
        match self {
            Self::Drawn(password) => Some(password),
            Self::Nothing | Self::Hash(_) | Self::Given(_) => None,
        }
    }
}
