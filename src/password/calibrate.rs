//! The costs of argon2id that a machine can afford.
//!
//! After RFC 9106 section 4: first as much memory as may be used, then as many passes as the time allows; where the fewest passes
//! take too long, less memory. Nothing below the library's default is proposed.

use std::time::Duration;

use super::params::{Costs, Kind, Params, Version};

/// The fewest passes that are proposed: those of the default.
const MIN_PASSES: u32 = 2;
/// The most passes that are computed at all.
const MAX_PASSES: u32 = 20;
/// The least memory that is proposed, in KiB: that of the default.
const MIN_MEMORY: u32 = 19_456;
/// The most memory that is computed at all, in KiB.
const MAX_MEMORY: u32 = 1_048_576;
/// Memory is proposed in whole MiB.
const STEP: u32 = 1_024;
/// Corrections of a first guess at the most; each is a measurement.
const CORRECTIONS: u32 = 6;

/// What a calibration found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calibration {
    /// The costs.
    pub params: Params,
    /// What one hash takes with them.
    pub time: Duration,
    /// Whether a hash takes no longer than was wanted; it does where even the least costs are too slow.
    pub is_within: bool,
}

/// Finds the strongest argon2id whose hash takes no longer than `target` and no more than `max_memory` KiB.
///
/// `measure` says how long one hash takes under given costs, for instance while others are being computed at once.
///
/// # Errors
/// Those of `measure`.
pub fn calibrate<E>(
    target: Duration,
    max_memory: u32,
    measure: impl FnMut(&Params) -> Result<Duration, E>,
) -> Result<Calibration, E> {
    let mut bench = Bench { target, measure };
    let most = bench.try_out(max_memory.clamp(MIN_MEMORY, MAX_MEMORY), MIN_PASSES)?;
    let found = if most.time <= target { bench.more_passes(most)? } else { bench.less_memory(most)? };
    Ok(Calibration { params: found.params(), time: found.time, is_within: found.time <= target })
}

/// Costs that were measured.
#[derive(Clone, Copy)]
struct Tried {
    memory: u32,
    passes: u32,
    time: Duration,
}

impl Tried {
    fn params(self) -> Params {
        argon2id(self.memory, self.passes)
    }
}

fn argon2id(memory: u32, passes: u32) -> Params {
    Params(Costs::Argon2 { kind: Kind::Id, version: Version::V19, memory, passes, lanes: 1 })
}

struct Bench<M> {
    target: Duration,
    measure: M,
}

impl<E, M: FnMut(&Params) -> Result<Duration, E>> Bench<M> {
    fn try_out(&mut self, memory: u32, passes: u32) -> Result<Tried, E> {
        let time = (self.measure)(&argon2id(memory, passes))?;
        Ok(Tried { memory, passes, time })
    }

    /// As many passes as fit into the time.
    fn more_passes(&mut self, mut best: Tried) -> Result<Tried, E> {
        let mut passes = self.scaled(best.passes, best.time).min(MAX_PASSES);
        for _ in 0..CORRECTIONS {
            if passes <= best.passes {
                break;
            }
            let tried = self.try_out(best.memory, passes)?;
            if tried.time <= self.target {
                best = tried;
                break;
            }
            passes = passes.saturating_sub(1);
        }
        Ok(best)
    }

    /// As much memory as two passes over it fit into the time.
    fn less_memory(&mut self, mut last: Tried) -> Result<Tried, E> {
        for _ in 0..CORRECTIONS {
            if last.time <= self.target || last.memory <= MIN_MEMORY {
                break;
            }
            let whole = self.scaled(last.memory, last.time).checked_div(STEP).unwrap_or(0).saturating_mul(STEP);
            // At least one step down, or a measurement that is barely too slow would be repeated.
            let memory = whole.min(last.memory.saturating_sub(STEP)).max(MIN_MEMORY);
            last = self.try_out(memory, MIN_PASSES)?;
        }
        Ok(last)
    }

    /// A cost in proportion to the time there is.
    fn scaled(&self, cost: u32, time: Duration) -> u32 {
        let wanted = u128::from(cost).saturating_mul(self.target.as_micros()).checked_div(time.as_micros().max(1)).unwrap_or(0);
        u32::try_from(wanted).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A machine that takes so many microseconds for a MiB and pass.
    fn on(micros: u64, target: u64, max_memory: u32) -> (String, u128, bool) {
        let cost = |params: &Params| match params.0 {
            Costs::Argon2 { memory, passes, .. } => {
                let mib = Duration::from_micros(micros).saturating_mul(memory.div_euclid(STEP));
                Ok::<_, ()>(mib.saturating_mul(passes))
            }
            _ => Err(()),
        };
        let found = calibrate(Duration::from_millis(target), max_memory, cost).unwrap();
        (found.params.to_string(), found.time.as_millis(), found.is_within)
    }

    #[test]
    fn memory_first_then_passes() {
        assert_eq!(on(500, 250, 65_536), ("m=65536,t=7,p=1".to_owned(), 224, true));
        assert_eq!(on(500, 64, 65_536), ("m=65536,t=2,p=1".to_owned(), 64, true));
    }

    #[test]
    fn less_memory_where_two_passes_are_too_slow() {
        assert_eq!(on(1_000, 100, 65_536), ("m=51200,t=2,p=1".to_owned(), 100, true));
    }

    #[test]
    fn never_below_the_default_nor_above_what_is_computed() {
        assert_eq!(on(10_000, 100, 65_536), ("m=19456,t=2,p=1".to_owned(), 380, false));
        assert_eq!(on(1, 10_000, 65_536), ("m=65536,t=20,p=1".to_owned(), 1, true));
        assert_eq!(on(500, 250, 1), ("m=19456,t=20,p=1".to_owned(), 190, true));
        let floor = argon2id(MIN_MEMORY, MIN_PASSES);
        assert_eq!(floor, Params::DEFAULT);
    }

    #[test]
    fn a_machine_that_is_not_linear_is_still_kept_within_the_time() {
        // More passes cost more than they should.
        let cost = |params: &Params| match params.0 {
            Costs::Argon2 { passes, .. } => Ok::<_, ()>(Duration::from_millis(10).saturating_mul(passes.saturating_pow(2))),
            _ => Err(()),
        };
        let found = calibrate(Duration::from_millis(250), 65_536, cost).unwrap();
        assert!(found.is_within, "{found:?}");
        assert!(found.time <= Duration::from_millis(250));
    }
}
