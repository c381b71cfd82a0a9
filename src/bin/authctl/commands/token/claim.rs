//! CLAIM arguments, with the files that they name.

use authctl::token::{ClaimArgument, ClaimSource, ClaimSpec};

use crate::{context::Context, failure::Failure, input::Source};

/// The claims of a repeated flag.
pub(super) fn read(context: &Context, arguments: Vec<ClaimArgument>) -> Result<Vec<ClaimSpec>, Failure> {
    arguments.into_iter().map(|argument| read_one(context, argument)).collect()
}

fn read_one(context: &Context, argument: ClaimArgument) -> Result<ClaimSpec, Failure> {
    let file = match argument.source() {
        ClaimSource::Text(_) => None,
        ClaimSource::File(path) => Some(context.input.text(&Source::File(path.into()), "the claim's value")?),
    };
    Ok(argument.spec(file.as_deref())?)
}
