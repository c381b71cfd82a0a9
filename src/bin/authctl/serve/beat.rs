//! When refusals leave: at multiples of a quarter of a second after the request came. A wrong password is written down and an unknown
//! name is not, and hashes of several schemes take several times: none of it shows.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

const BEAT: Duration = Duration::from_millis(250);

/// Waits for the next beat after `arrived`.
pub(super) async fn next(arrived: Instant) {
    sleep_until(after(arrived, Instant::now())).await;
}

fn after(arrived: Instant, now: Instant) -> Instant {
    let beats = now.duration_since(arrived).as_millis().div_ceil(BEAT.as_millis().max(1)).max(1);
    let wait = u32::try_from(beats).ok().and_then(|beats| BEAT.checked_mul(beats));
    wait.and_then(|wait| arrived.checked_add(wait)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_leave_on_the_beat() {
        let arrived = Instant::now();
        for (took, leaves) in [(0, 250), (1, 250), (250, 250), (251, 500), (1_600, 1_750)] {
            let now = arrived + Duration::from_millis(took);
            assert_eq!(after(arrived, now) - arrived, Duration::from_millis(leaves), "{took}");
        }
    }
}
