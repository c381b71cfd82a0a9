//! Names of members.

use std::{fmt, ops::Deref};

/// The name of a member.
#[derive(Clone, PartialEq, Eq)]
pub struct Name {
    head: Head,
    text: String,
}

/// The first seven bytes of a name with its length, by which most names are told apart at once: a short one has a head of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Head(u64);

impl Head {
    /// The length up to which a head is all of the name.
    const BYTES: usize = 7;

    #[inline]
    pub(super) fn of(name: &str) -> Self {
        let length = u64::try_from(name.len()).unwrap_or(u64::MAX).min(0xff);
        let bytes = name.bytes().take(Self::BYTES);
        Self(bytes.fold(length, |head, byte| head << 8 | u64::from(byte)))
    }
}

impl Name {
    /// Whether this is the name with that head.
    #[inline]
    pub(super) fn is(&self, head: Head, name: &str) -> bool {
        self.head == head && (name.len() <= Head::BYTES || self.text == name)
    }
}

impl From<String> for Name {
    #[inline]
    fn from(text: String) -> Self {
        Self { head: Head::of(&text), text }
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl Deref for Name {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq<str> for Name {
    #[inline]
    fn eq(&self, other: &str) -> bool {
        self.is(Head::of(other), other)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_whatever_their_length() {
        let names = ["", "a", "b", "aa", "exp", "exp\0", "\0exp", "at_hash", "at_hasH", "token_use", "token_usf", "at_hash_"];
        for name in names {
            for other in names {
                let (name, other) = (Name::from(name), Name::from(other));
                assert_eq!(name == other, *name == *other, "{name:?} {other:?}");
            }
        }
    }
}
