//! `authctl db stats`

use super::super::Outcome;
use crate::{context::Context, failure::Exit, output::StatsView};

pub(super) fn run(context: &Context) -> Outcome {
    let stats = context.store()?.read(|view| view.stats(context.now))?;
    context.printer.data(&StatsView { path: context.db(), stats: &stats })?;
    Ok(Exit::Done)
}
