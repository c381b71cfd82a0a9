//! Long work on many things: a share at a time, with a bar, until it is done or Ctrl-C comes.

use crate::{
    context::Context,
    failure::{Failure, interrupted},
    interrupt::Interrupt,
};

/// Things in a share, for each core: with passwords about half a second's work.
const EACH: usize = 16;

/// Works on all things and answers in their order. `unit` names them beside the bar.
///
/// # Errors
/// Ctrl-C came before the end; what was done by then is dropped.
pub(crate) fn work<T, R>(
    context: &Context,
    things: &[T],
    unit: &'static str,
    mut work: impl FnMut(&[T]) -> Vec<R>,
) -> Result<Vec<R>, Failure> {
    if things.is_empty() {
        return Ok(Vec::new());
    }
    let interrupt = Interrupt::watch();
    let progress = context.printer.progress(u64::try_from(things.len()).ok());
    let mut answers = Vec::with_capacity(things.len());
    for share in things.chunks(EACH.saturating_mul(rayon::current_num_threads())) {
        answers.extend(work(share));
        let done = u64::try_from(answers.len()).unwrap_or(u64::MAX);
        progress.reach(done, done, unit);
        if interrupt.is_raised() {
            return Err(interrupted());
        }
    }
    Ok(answers)
}
