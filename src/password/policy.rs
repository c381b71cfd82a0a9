//! What the operator of a user file demands of new passwords and of stored hashes.
//!
//! After NIST SP 800-63B-4 section 3.1.1.2: a minimum length, no rules of composition, room for long passphrases, and a blocklist of
//! what is guessed first, the user's own name among it.

use super::{
    breach::{BreachError, BreachList},
    hash::PasswordHash,
    params::Params,
};
use crate::secret::Password;

/// The longest new password in bytes. The same section wants at least 64 characters allowed.
pub const MAX_PASSWORD_BYTES: usize = 1_024;

/// Passwords that are guessed first, lower-case, one a line, sorted. "Verifiers SHALL compare the prospective secret against a
/// blocklist that contains known commonly used, expected, or compromised passwords" (section 3.1.1.2).
const COMMON: &str = include_str!("common.txt");

/// What the operator of a user file demands of passwords and hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The scheme and costs of new hashes. Default argon2id, m=19456 KiB, t=2, p=1.
    pub params: Params,
    /// Characters (Unicode code points) that a new password has at least. Default 8.
    pub min_length: usize,
    /// Passwords known from breaches, which are refused. Default none.
    pub breach_list: Option<BreachList>,
}

/// Why a new password is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeakPassword {
    /// Nothing at all.
    #[error("the password is empty")]
    Empty,
    /// Fewer characters than the policy wants.
    #[error("the password has {length} characters and needs {min}")]
    TooShort {
        /// Its length in characters.
        length: usize,
        /// The fewest allowed.
        min: usize,
    },
    /// More bytes than are hashed.
    #[error("the password has {length} bytes, more than {max}")]
    TooLong {
        /// Its length in bytes.
        length: usize,
        /// The most allowed.
        max: usize,
    },
    /// The user's own name, in whatever case.
    #[error("the password is the username")]
    Username,
    /// On the blocklist.
    #[error("the password is one of those that are guessed first")]
    Common,
    /// Known from breaches.
    #[error("the password was seen {count} times in breaches")]
    Breached {
        /// How often it was seen.
        count: u64,
    },
}

impl WeakPassword {
    /// Whether nobody may insist on such a password: it is empty, or longer than what is hashed.
    #[must_use]
    pub const fn is_absolute(&self) -> bool {
        matches!(self, Self::Empty | Self::TooLong { .. })
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self { params: Params::DEFAULT, min_length: 8, breach_list: None }
    }
}

impl Policy {
    /// Whether a hash is weaker than the policy or of another scheme; a stronger one is not stale.
    #[must_use]
    pub fn needs_rehash(&self, hash: &PasswordHash) -> bool {
        hash.params().is_weaker_than(&self.params)
    }

    /// Judges a new password by all but the breach list, see [`Self::breach`].
    ///
    /// # Errors
    /// Empty, too short, too long (more than 1,024 bytes), the user's own name, or on the blocklist.
    pub fn check(&self, password: &Password, username: Option<&str>) -> Result<(), WeakPassword> {
        let bytes = password.expose();
        if bytes.is_empty() {
            return Err(WeakPassword::Empty);
        }
        if bytes.len() > MAX_PASSWORD_BYTES {
            return Err(WeakPassword::TooLong { length: bytes.len(), max: MAX_PASSWORD_BYTES });
        }
        // "Each Unicode code point SHALL be counted as a single character" (section 3.1.1.2).
        let text = std::str::from_utf8(bytes).ok();
        let length = text.map_or(bytes.len(), |text| text.chars().count());
        if length < self.min_length {
            return Err(WeakPassword::TooShort { length, min: self.min_length });
        }
        let Some(text) = text else { return Ok(()) };
        if username.is_some_and(|name| same_ignoring_case(text, name)) {
            return Err(WeakPassword::Username);
        }
        if COMMON.lines().any(|common| same_ignoring_case(text, common)) { Err(WeakPassword::Common) } else { Ok(()) }
    }

    /// What the breach list has against a new password; nothing where there is no list.
    ///
    /// # Errors
    /// [`BreachError`] where the list cannot be read: a password that was not looked up is not known to be good.
    pub fn breach(&self, password: &Password) -> Result<Option<WeakPassword>, BreachError> {
        let Some(list) = &self.breach_list else { return Ok(None) };
        Ok(Some(list.count(password)?).filter(|count| *count > 0).map(|count| WeakPassword::Breached { count }))
    }
}

/// Compares without a copy of the password.
fn same_ignoring_case(left: &str, right: &str) -> bool {
    left.chars().flat_map(char::to_lowercase).eq(right.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::Scheme;

    fn judge(password: &str, username: &str) -> Result<(), WeakPassword> {
        Policy::default().check(&Password::new(password.into()), Some(username))
    }

    #[test]
    fn new_passwords() {
        let table = [
            ("correct horse battery staple", Ok(())),
            ("", Err(WeakPassword::Empty)),
            ("seven77", Err(WeakPassword::TooShort { length: 7, min: 8 })),
            ("äöüßäöü", Err(WeakPassword::TooShort { length: 7, min: 8 })),
            ("äöüßäöüß", Ok(())),
            ("JohnDoe1", Err(WeakPassword::Username)),
            ("Password1", Err(WeakPassword::Common)),
            ("12345678", Err(WeakPassword::Common)),
        ];
        for (password, verdict) in table {
            assert_eq!(judge(password, "johndoe1"), verdict, "{password}");
        }
    }

    #[test]
    fn a_password_may_have_1024_bytes_and_no_more() {
        assert_eq!(judge(&"x".repeat(1024), "a"), Ok(()));
        assert_eq!(judge(&"x".repeat(1025), "a"), Err(WeakPassword::TooLong { length: 1025, max: 1024 }));
    }

    #[test]
    fn bytes_that_are_no_text_are_counted_as_bytes() {
        let password = Password::new(vec![0xff; 8]);
        assert_eq!(Policy::default().check(&password, None), Ok(()));
    }

    #[test]
    fn the_blocklist_is_lower_case_sorted_and_without_repetition() {
        let lines: Vec<_> = COMMON.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(lines.iter().all(|line| !line.is_empty() && line.to_lowercase() == **line));
        assert!((100..600).contains(&lines.len()));
    }

    #[test]
    fn only_weaker_hashes_are_stale() {
        let table = [
            ("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false),
            ("$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false),
            ("$argon2id$v=19$m=65536,t=1,p=4$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true),
            ("$argon2id$v=16$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true),
            ("$argon2i$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true),
            ("$2b$14$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.", true),
        ];
        for (hash, stale) in table {
            assert_eq!(Policy::default().needs_rehash(&hash.parse().unwrap()), stale, "{hash}");
        }
    }

    #[test]
    fn the_faulty_bcrypt_is_stale_at_any_cost() {
        let policy = Policy { params: Params::default_for(Scheme::Bcrypt).unwrap(), ..Policy::default() };
        for (prefix, stale) in [("2a", false), ("2b", false), ("2y", false), ("2x", true)] {
            let hash = format!("${prefix}$14$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.");
            assert_eq!(policy.needs_rehash(&hash.parse().unwrap()), stale, "{prefix}");
        }
    }
}
