//! `authctl hash calibrate`

use std::{thread, time::Duration};

use authctl::{
    clock::timed,
    password::{HashError, Hasher, Params, calibrate},
    secret::Password,
};
use clap::Args;

use super::{Outcome, policy};
use crate::{context::Context, failure::Exit, output::CalibrationView};

#[derive(Debug, Args)]
#[command(
    after_help = "Finds the strongest argon2id that this machine computes in the time: as much memory as it may have, then more passes.\n\
    --concurrency says how many logins are to be served at once; each of them needs the memory. Nothing weaker than\n\
    m=19456,t=2,p=1 is proposed.\n\n\
    Examples:\n  authctl hash calibrate\n  authctl hash calibrate --target 500ms --max-memory 128MiB --concurrency 4 --save"
)]
pub(super) struct Arguments {
    /// How long one hash may take, as 250ms or 1s
    #[arg(long, value_name = "MILLISECONDS", default_value = "250ms", value_parser = milliseconds)]
    target: Duration,
    /// The memory that one hash may take, as 64MiB; at most 1GiB
    #[arg(long, value_name = "SIZE", default_value = "64MiB", value_parser = kibibytes)]
    max_memory: u32,
    /// Hashes that are computed at once
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    concurrency: u16,
    /// Make the result the policy of the user file
    #[arg(long)]
    save: bool,
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    if arguments.save {
        // A file that cannot be opened is told before the measuring, not after it.
        context.store()?;
    }
    let found = calibrate(arguments.target, arguments.max_memory, |params| {
        context.printer.detail(format_args!("trying argon2id {params}"));
        measure(params, arguments.concurrency)
    })?;
    if !found.is_within {
        context.printer.warn("even the least costs that are proposed take longer than the target on this machine");
    }
    let changed = if arguments.save { Some(policy::save(context, &found.params)?) } else { None };
    let view = CalibrationView { found: &found, target: arguments.target, concurrency: arguments.concurrency, changed };
    context.printer.data(&view)?;
    Ok(Exit::Done)
}

/// The median time of a hash while so many are computed at once, each in memory that it has already.
fn measure(params: &Params, concurrency: u16) -> Result<Duration, HashError> {
    const RUNS: usize = 3;
    let password = Password::new(b"correct horse battery staple".to_vec());
    let worker = || -> Result<Vec<Duration>, HashError> {
        let mut hasher = Hasher::new();
        hasher.spend(&password, params)?;
        (0..RUNS)
            .map(|_| {
                let (spent, time) = timed(|| hasher.spend(&password, params));
                spent.map(|()| time)
            })
            .collect()
    };
    let mut times = thread::scope(|scope| {
        let workers: Vec<_> = (0..concurrency).map(|_| scope.spawn(worker)).collect();
        let mut times = Vec::new();
        for worker in workers {
            times.extend(worker.join().map_err(|_| HashError::Refused("a worker"))??);
        }
        Ok::<_, HashError>(times)
    })?;
    times.sort_unstable();
    Ok(times.get(times.len().div_euclid(2)).copied().unwrap_or_default())
}

/// `250ms` or `1s`, from 1 ms to a minute.
fn milliseconds(text: &str) -> Result<Duration, String> {
    let (digits, factor) = match (text.strip_suffix("ms"), text.strip_suffix('s')) {
        (Some(digits), _) => (digits, 1),
        (None, Some(digits)) => (digits, 1_000),
        (None, None) => return Err("a time has a unit: 250ms or 1s".to_owned()),
    };
    let count: u64 = digits.parse().map_err(|_| "a whole number of ms or s".to_owned())?;
    match count.saturating_mul(factor) {
        millis @ 1..=60_000 => Ok(Duration::from_millis(millis)),
        _ => Err("it is between 1ms and 60s".to_owned()),
    }
}

/// `64MiB`, `65536KiB`, `1GiB`: in KiB.
fn kibibytes(text: &str) -> Result<u32, String> {
    let units = [("KiB", 1), ("MiB", 1_024), ("GiB", 1_048_576)];
    let found = units.into_iter().find_map(|(unit, size)| text.strip_suffix(unit).map(|digits| (digits, size)));
    let (digits, size) = found.ok_or("a size has a unit: 64MiB, 65536KiB or 1GiB")?;
    let count: u32 = digits.trim().parse().map_err(|_| "a whole number of KiB, MiB or GiB".to_owned())?;
    match count.saturating_mul(size) {
        kib @ 19_456..=1_048_576 => Ok(kib),
        _ => Err("it is between 19MiB and 1GiB".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_have_units_and_bounds() {
        assert_eq!(milliseconds("250ms"), Ok(Duration::from_millis(250)));
        assert_eq!(milliseconds("2s"), Ok(Duration::from_secs(2)));
        for text in ["250", "0ms", "61s", "1.5s", "-1ms", "ms", "m"] {
            assert!(milliseconds(text).is_err(), "{text}");
        }
        assert_eq!(kibibytes("64MiB"), Ok(65_536));
        assert_eq!(kibibytes("1GiB"), Ok(1_048_576));
        assert_eq!(kibibytes("19456KiB"), Ok(19_456));
        for text in ["64", "64MB", "18MiB", "2GiB", "99999999999GiB", "MiB"] {
            assert!(kibibytes(text).is_err(), "{text}");
        }
    }
}
