//! The identifier of a user that outlives renames.

use std::{fmt, str::FromStr};

use rand_core::CryptoRng;

/// A random UUID (RFC 9562 section 5.4), shown in lower case with hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UserId(uuid::Uuid);

impl UserId {
    /// Draws a fresh one.
    #[must_use]
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
    }

    /// The one of zeros, which no user has (RFC 9562 section 5.9).
    #[must_use]
    pub const fn nil() -> Self {
        Self(uuid::Uuid::nil())
    }
}

/// Fresh identifiers, drawn many at a time: to ask the operating system for randomness takes longer than what it brings.
#[cfg(feature = "store")]
#[derive(Debug)]
pub(crate) struct UserIds<'r, R> {
    rng: &'r mut R,
    drawn: Vec<UserId>,
}

#[cfg(feature = "store")]
impl<'r, R: CryptoRng> UserIds<'r, R> {
    pub(crate) const fn new(rng: &'r mut R) -> Self {
        Self { rng, drawn: Vec::new() }
    }

    /// The next one.
    pub(crate) fn draw(&mut self) -> UserId {
        loop {
            if let Some(id) = self.drawn.pop() {
                return id;
            }
            let mut bytes = [[0; 16]; 128];
            self.rng.fill_bytes(bytes.as_flattened_mut());
            self.drawn.extend(bytes.map(|bytes| UserId(uuid::Builder::from_random_bytes(bytes).into_uuid())));
        }
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}

/// The form of [`UserId`]'s `Display`, and no other.
impl FromStr for UserId {
    type Err = UserIdError;

    fn from_str(text: &str) -> Result<Self, UserIdError> {
        let id = uuid::Uuid::try_parse(text).map(Self).map_err(|_| UserIdError)?;
        if id.to_string() == text { Ok(id) } else { Err(UserIdError) }
    }
}

/// A text that is not a lower-case, hyphenated UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not a lower-case UUID with hyphens")]
pub struct UserIdError;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_canonical_form_is_read() {
        let text = "936da01f-9abd-4d9d-80c7-02af85c822a8";
        assert_eq!(text.parse::<UserId>().map(|id| id.to_string()), Ok(text.to_owned()));
        for bad in [
            "",
            "936DA01F-9ABD-4D9D-80C7-02AF85C822A8",
            "936da01f9abd4d9d80c702af85c822a8",
            "{936da01f-9abd-4d9d-80c7-02af85c822a8}",
        ] {
            assert_eq!(bad.parse::<UserId>(), Err(UserIdError), "{bad}");
        }
    }
}
