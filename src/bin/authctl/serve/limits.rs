//! How often credentials may be wrong: refusals are counted by the address they went to and by the name that was tried, within a minute
//! that slides. Who has used them up is answered by 429 before any work is done. Right passwords never count, so that many people
//! behind one address are no attack.
//!
//! A name counts whether there is such a user or not, by its hash under a key of this process. Memory is bounded: beyond
//! [`REMEMBERED`] keys a minute, further ones go uncounted, which leaves the lock of the user file and the queue of hashes.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hash, RandomState},
    mem,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use authctl::users::Username;
use tokio::time::Instant;

use super::error::Error;

const MINUTE: Duration = Duration::from_secs(60);

/// Keys that are counted in a minute, at most; each takes some 32 bytes.
const REMEMBERED: usize = 100_000;

/// Refusals by address and by name.
pub(super) struct Limits {
    addresses: Mutex<Window>,
    names: Mutex<Window>,
    hasher: RandomState,
}

impl Limits {
    /// So many refusals a minute for an address and for a name; 0 is no limit.
    pub(super) fn new(per_address: u32, per_name: u32) -> Self {
        let window = |limit| Mutex::new(Window::new(limit, Instant::now()));
        Self { addresses: window(per_address), names: window(per_name), hasher: RandomState::new() }
    }

    /// Has credentials judged, unless too many were wrong before.
    pub(super) async fn guard<T>(
        &self,
        address: IpAddr,
        name: Option<&str>,
        judge: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let address = self.hasher.hash_one(network(address));
        let name = name.map(|name| self.name(name));
        let now = Instant::now();
        self.addresses().admit(address, now)?;
        name.map_or(Ok(()), |name| self.names().admit(name, now))?;
        let answer = judge.await;
        if answer.as_ref().is_err_and(Error::is_wrong_credentials) {
            let now = Instant::now();
            self.addresses().count(address, now);
            if let Some(name) = name {
                self.names().count(name, now);
            }
        }
        answer
    }

    /// However a name is written, it is one name.
    fn name(&self, name: &str) -> u64 {
        name.parse::<Username>().map_or_else(|_| self.hasher.hash_one(name), |name| self.hasher.hash_one(name.as_str()))
    }

    fn addresses(&self) -> MutexGuard<'_, Window> {
        self.addresses.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn names(&self) -> MutexGuard<'_, Window> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An IPv6 customer has a network of 64 bits at least, so that single addresses say nothing.
fn network(address: IpAddr) -> impl Hash {
    match address.to_canonical() {
        IpAddr::V4(address) => (4, u64::from(address.to_bits())),
        IpAddr::V6(address) => (6, u64::try_from(address.to_bits() >> 64).unwrap_or(u64::MAX)),
    }
}

/// Counts of this minute and the one before. What is left of the last 60 seconds is estimated from the part of the minute before that
/// lies in them.
struct Window {
    limit: u64,
    began: Instant,
    counts: HashMap<u64, u32>,
    before: HashMap<u64, u32>,
}

impl Window {
    fn new(limit: u32, began: Instant) -> Self {
        Self { limit: limit.into(), began, counts: HashMap::new(), before: HashMap::new() }
    }

    fn admit(&mut self, key: u64, now: Instant) -> Result<(), Error> {
        if self.limit == 0 {
            return Ok(());
        }
        let elapsed = self.advance(now);
        let count = |counts: &HashMap<u64, u32>| u64::from(counts.get(&key).copied().unwrap_or(0));
        let (counted, before) = (count(&self.counts), count(&self.before));
        let minute = millis(MINUTE);
        let rest = before.saturating_mul(minute.saturating_sub(elapsed));
        if counted.saturating_mul(minute).saturating_add(rest) < self.limit.saturating_mul(minute) {
            return Ok(());
        }
        // The first instant at which the estimate falls below the limit: in this minute, if what it counts is below it, else in the next.
        let falls =
            |count: u64, below: u64| minute.saturating_sub(below.saturating_mul(minute).checked_div(count).unwrap_or(minute));
        let wait = if counted < self.limit {
            falls(before, self.limit.saturating_sub(counted)).saturating_sub(elapsed)
        } else {
            minute.saturating_sub(elapsed).saturating_add(falls(counted, self.limit))
        };
        Err(Error::TooMany { seconds: wait.checked_div(1_000).unwrap_or(0).saturating_add(1) })
    }

    fn count(&mut self, key: u64, now: Instant) {
        self.advance(now);
        if self.counts.len() < REMEMBERED || self.counts.contains_key(&key) {
            let count = self.counts.entry(key).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// Turns to the minute of that instant, and says how many milliseconds of it are over.
    fn advance(&mut self, now: Instant) -> u64 {
        let elapsed = now.saturating_duration_since(self.began);
        let Some(over) = elapsed.checked_sub(MINUTE) else { return millis(elapsed) };
        self.before = mem::take(&mut self.counts);
        if over >= MINUTE {
            self.before = HashMap::new();
            self.began = now;
            return 0;
        }
        self.began = self.began.checked_add(MINUTE).unwrap_or(now);
        millis(over)
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The seconds to wait, or 0.
    fn wait(window: &mut Window, key: u64, now: Instant) -> u64 {
        match window.admit(key, now) {
            Ok(()) => 0,
            Err(Error::TooMany { seconds }) => seconds,
            Err(error) => panic!("{error:?}"),
        }
    }

    #[test]
    fn a_key_that_has_used_up_its_refusals_waits_and_others_do_not() {
        let start = Instant::now();
        let at = |seconds: u64| start + Duration::from_secs(seconds);
        let mut window = Window::new(10, start);
        for _ in 0..10 {
            assert_eq!(wait(&mut window, 1, at(5)), 0);
            window.count(1, at(5));
        }
        assert_eq!(wait(&mut window, 2, at(5)), 0);
        // All ten stand in one minute: the next sees less than ten from its first moments on.
        assert_eq!(wait(&mut window, 1, at(5)), 56);
        assert_eq!(wait(&mut window, 1, at(59)), 2);
        assert_eq!(wait(&mut window, 1, at(61)), 0);
        window.count(1, at(61));
        assert!((1..=6).contains(&wait(&mut window, 1, at(61))), "one more, until a tenth of the minute is over");
        assert_eq!(wait(&mut window, 1, at(67)), 0);
        assert_eq!(wait(&mut window, 1, at(1_000)), 0);
    }

    #[test]
    fn whoever_waits_as_long_as_told_is_let_in() {
        let start = Instant::now();
        let mut window = Window::new(7, start);
        let mut now = start;
        let mut let_in = 0;
        for step in 0..2_000_u64 {
            match wait(&mut window, 1, now) {
                0 => {
                    window.count(1, now);
                    let_in += 1;
                    now += Duration::from_millis(step % 700);
                }
                seconds => {
                    now += Duration::from_secs(seconds);
                    assert_eq!(wait(&mut window, 1, now), 0, "step {step}");
                }
            }
        }
        let minutes = now.duration_since(start).as_secs() / 60 + 1;
        assert!(let_in <= minutes * 14, "{let_in} in {minutes} minutes");
    }

    #[test]
    fn memory_is_bounded_and_no_limit_is_none() {
        let start = Instant::now();
        let mut window = Window::new(1, start);
        for key in 0..300_000 {
            window.count(key, start);
        }
        assert_eq!(window.counts.len(), REMEMBERED);
        assert_eq!(wait(&mut window, 5, start), 61);
        let mut open = Window::new(0, start);
        open.count(1, start);
        assert_eq!(wait(&mut open, 1, start), 0);
    }

    #[test]
    fn names_are_counted_as_the_user_file_has_them_and_networks_as_they_are_given_out() {
        let limits = Limits::new(1, 1);
        assert_eq!(limits.name("JohnDoe"), limits.name("johndoe"));
        assert_ne!(limits.name("johndoe"), limits.name("johndoe2"));
        let key = |address: &str| limits.hasher.hash_one(network(address.parse().unwrap()));
        assert_eq!(key("2001:db8::1"), key("2001:db8::ffff:1"));
        assert_ne!(key("2001:db8::1"), key("2001:db8:0:1::1"));
        assert_eq!(key("::ffff:192.0.2.1"), key("192.0.2.1"));
        assert_ne!(key("192.0.2.1"), key("192.0.2.2"));
    }
}
