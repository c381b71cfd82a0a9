//! Keys that were sealed, or taken out of their seal.

use std::fmt;

use authctl::keys::KeyId;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{Page, Safe, View, head};

/// The answer of `key seal` and `key unseal`.
pub(crate) struct SealView<'a> {
    /// Whether it is `seal`.
    pub(crate) seals: bool,
    /// The keys that were changed.
    pub(crate) kids: &'a [KeyId],
}

impl SealView<'_> {
    const fn action(&self) -> &'static str {
        match (self.kids.is_empty(), self.seals) {
            (true, _) => "unchanged",
            (false, true) => "sealed",
            (false, false) => "unsealed",
        }
    }
}

impl Serialize for SealView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = head::change(serializer, "seal", self.action(), !self.kids.is_empty())?;
        object.serialize_entry("keys", &self.kids.iter().map(KeyId::as_str).collect::<Vec<_>>())?;
        object.end()
    }
}

impl View for SealView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        let state = if self.seals { "is sealed" } else { "lies open" };
        if self.kids.is_empty() {
            return page.line(if self.seals { "no key lies open" } else { "no key is sealed" });
        }
        self.kids.iter().try_for_each(|kid| page.line(format_args!("key {} {state} from now on", Safe(kid.as_str()))))
    }
}
