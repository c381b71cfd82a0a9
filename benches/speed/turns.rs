//! Taking turns: A B A B …, and the median of the ratios of each round.

use std::time::{Duration, Instant};

/// The seconds that a piece of work takes.
pub(crate) fn seconds(work: impl FnOnce()) -> f64 {
    let began = Instant::now();
    work();
    began.elapsed().as_secs_f64()
}

/// Several rivals take turns with us until `time` is up, three times at least; a first round warms up and does not count. Each answers with
/// what one turn took; for each rival the median of theirs over ours comes back.
pub(crate) fn take(time: Duration, mut ours: impl FnMut() -> f64, rivals: &mut [&mut dyn FnMut() -> f64]) -> Vec<f64> {
    ours();
    for rival in &mut *rivals {
        rival();
    }
    let mut ratios = vec![Vec::new(); rivals.len()];
    let began = Instant::now();
    let mut rounds = 0;
    while rounds < 3 || began.elapsed() < time {
        let our_turn = ours();
        for (rival, ratios) in rivals.iter_mut().zip(&mut ratios) {
            ratios.push(rival() / our_turn);
        }
        rounds += 1;
    }
    ratios.into_iter().map(median).collect()
}

/// The middle value, or the upper one of two.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    *values.get(values.len() / 2).unwrap()
}
