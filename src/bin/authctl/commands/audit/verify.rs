//! `authctl audit verify`

use authctl::store::{Chain, View};

use super::super::Outcome;
use crate::{context::Context, failure::Exit, output::ChainView};

pub(super) fn run(context: &Context) -> Outcome {
    let chain = context.store()?.read(View::verify_audit)?;
    context.printer.data(&ChainView(chain))?;
    Ok(if matches!(chain, Chain::Intact { .. }) { Exit::Done } else { Exit::UserFile })
}
