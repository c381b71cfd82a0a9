//! Names of members.

use std::{borrow::Cow, fmt, ops::Deref};

/// The name of a member.
#[derive(Clone, PartialEq, Eq)]
pub struct Name<'t> {
    head: Head,
    text: Cow<'t, str>,
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

impl Name<'_> {
    /// The same name, independent of the text that it was read from.
    #[must_use]
    pub fn into_owned(self) -> Name<'static> {
        Name { head: self.head, text: self.text.into_owned().into() }
    }

    /// Whether this is the name with that head.
    #[inline]
    pub(super) fn is(&self, head: Head, name: &str) -> bool {
        self.head == head && (name.len() <= Head::BYTES || self.text == name)
    }
}

impl<'t> From<Cow<'t, str>> for Name<'t> {
    #[inline]
    fn from(text: Cow<'t, str>) -> Self {
        Self { head: Head::of(&text), text }
    }
}

impl From<String> for Name<'_> {
    fn from(text: String) -> Self {
        Cow::<'_, str>::Owned(text).into()
    }
}

impl Deref for Name<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq<str> for Name<'_> {
    #[inline]
    fn eq(&self, other: &str) -> bool {
        self.is(Head::of(other), other)
    }
}

impl fmt::Debug for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Name<'_> {
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
                let (name, other) = (Name::from(name.to_owned()), Name::from(other.to_owned()));
                assert_eq!(name == other, *name == *other, "{name:?} {other:?}");
            }
        }
    }
}
