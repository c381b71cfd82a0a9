//! `authctl hash verify HASH-SOURCE`

use authctl::password::{Hasher, Policy, Scheme, Verdict};
use clap::Args;

use super::Outcome;
use crate::{
    context::Context,
    failure::Exit,
    input::{OpenSource, SecretSource},
    output::VerifiedView,
};

#[derive(Debug, Args)]
#[command(
    after_help = "Exits: 0 the password belongs to the hash, 4 it does not, 3 this is no hash, 10 its costs are too high.\n\n\
    Example: authctl hash verify @hash.txt --password env:PW"
)]
pub(super) struct Arguments {
    /// The hash itself, or a SOURCE that holds it
    #[arg(value_name = "HASH-SOURCE")]
    hash: OpenSource,
    /// Where the password comes from: a SOURCE, see `authctl help secrets`
    #[arg(long, value_name = "SOURCE")]
    password: Option<SecretSource>,
    /// The same as `--password -`
    #[arg(long, conflicts_with = "password")]
    password_stdin: bool,
}

/// The bytes of a password that bcrypt reads.
const BCRYPT_READS: usize = 72;

pub(super) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let text = context.input.text(arguments.hash.source(), "the hash")?;
    let source = if arguments.password_stdin { Some(&SecretSource::STDIN) } else { arguments.password.as_ref() };
    // What was named is read at once, so that stdin named twice is told; a person is asked only about a hash that can be checked.
    let given = source.map(|source| context.input.password(Some(source))).transpose()?;
    let hash = super::parse(&text, &arguments.hash)?;
    hash.params().check_limits()?;
    let password = given.map_or_else(|| context.input.password(None), Ok)?;
    let matches = Hasher::new().verify(&password, &hash)? == Verdict::Match;
    if matches && hash.params().scheme() == Scheme::Bcrypt && password.len() > BCRYPT_READS {
        context.printer.warn(format_args!("bcrypt read the first {BCRYPT_READS} of the password's {} bytes", password.len()));
    }
    context.printer.data(&VerifiedView { matches, hash: &hash, policy: &Policy::default() })?;
    Ok(if matches { Exit::Done } else { Exit::NotAuthentic })
}
