//! What a login does to a user: whether a password is tried at all, and the growing delay after wrong ones.
//!
//! The judgement is a pure function of the user and the instant; hashing, and storing what came of it, is the business of
//! whoever holds the user file.

use super::{Inactive, User};
use crate::{clock::Timestamp, password::PasswordHash};

/// Why no password is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no such user.
    Unknown,
    /// The user is disabled or expired.
    Inactive(Inactive),
    /// The user has no password.
    Passwordless,
    /// There were too many wrong passwords.
    Locked {
        /// The first instant at which a password is tried again.
        until: Timestamp,
    },
}

/// Seconds of a day, which begins at midnight UTC.
const DAY: i64 = 86_400;

/// From this many wrong passwords on (descending), that many seconds pass before the next is tried.
const DELAYS: [(u32, i64); 4] = [(25, 10), (9, 5), (3, 3), (1, 1)];

/// From this many wrong passwords on, the next is tried on the next day, and counting starts anew.
const REST_OF_DAY: u32 = 100;

impl User {
    /// The hash to compare a password with, if the user may try one now.
    ///
    /// # Errors
    /// Every [`Refusal`] but `Unknown`.
    pub fn login(&self, now: Timestamp) -> Result<&PasswordHash, Refusal> {
        self.subject(now).map_err(Refusal::Inactive)?;
        let hash = self.password().ok_or(Refusal::Passwordless)?;
        match self.facts().locked_until {
            Some(until) if now < until => Err(Refusal::Locked { until }),
            _ => Ok(hash),
        }
    }

    /// Counts a wrong password and locks the user for a while.
    pub fn login_failed(&mut self, now: Timestamp) {
        let before = self.facts().failed_logins;
        let failures = if before >= REST_OF_DAY { 1 } else { before.saturating_add(1) };
        self.set_failures(failures, Some(next_try(failures, now)));
    }
}

/// The instant of the next try after that many wrong passwords in a row, the last of them now.
fn next_try(failures: u32, now: Timestamp) -> Timestamp {
    if failures >= REST_OF_DAY {
        let midnight = now.unix().saturating_sub(now.unix().rem_euclid(DAY));
        return Timestamp::from_unix(midnight.saturating_add(DAY));
    }
    let seconds = DELAYS.iter().find(|(from, _)| failures >= *from).map_or(0, |(_, seconds)| *seconds);
    Timestamp::from_unix(now.unix().saturating_add(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::users::user::tests::{NOW, ann};

    #[test]
    fn the_delay_grows_with_the_number_of_wrong_passwords() {
        // 2023-11-14T22:13:20Z; the day ends 6400 seconds later.
        let table = [(1, 1), (2, 1), (3, 3), (8, 3), (9, 5), (24, 5), (25, 10), (99, 10), (100, 6_400)];
        let mut user = ann();
        let mut delays = Vec::new();
        for _ in 0..100 {
            user.login_failed(NOW);
            delays.push(user.facts().locked_until.unwrap().since(NOW));
        }
        for (failure, seconds) in table {
            assert_eq!(delays[failure - 1], seconds, "failure {failure}");
        }
        assert_eq!(delays.len(), 100);
        user.login_failed(NOW);
        assert_eq!(user.facts().failed_logins, 1, "the next day counts from the start");
    }

    #[test]
    fn at_midnight_the_rest_of_the_day_is_a_whole_day() {
        assert_eq!(next_try(100, Timestamp::from_unix(DAY)), Timestamp::from_unix(2 * DAY));
        assert_eq!(next_try(100, Timestamp::from_unix(i64::MAX)), Timestamp::from_unix(i64::MAX));
    }

    #[test]
    fn a_user_without_password_tries_none() {
        assert_eq!(ann().login(NOW), Err(Refusal::Passwordless));
    }
}
