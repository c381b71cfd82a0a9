//! The user file that `init` made or found.

use std::{fmt, path::Path};

use authctl::keys::StoredKey;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{Page, View, head};

/// The file, whether anything was made, and the key that signs.
pub(crate) struct InitView<'a> {
    pub(crate) path: &'a Path,
    pub(crate) changed: bool,
    pub(crate) key: Option<&'a StoredKey>,
}

impl Serialize for InitView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let key = self
            .key
            .map(|key| serde_json::json!({"kid": key.kid.as_str(), "alg": key.algorithm.name(), "state": key.state.name(), "sealed": key.is_sealed()}));
        let mut object = head::change(serializer, "init", if self.changed { "created" } else { "unchanged" }, self.changed)?;
        object.serialize_entry("path", &self.path.display().to_string())?;
        object.serialize_entry("key", &key)?;
        object.end()
    }
}

impl View for InitView<'_> {
    fn is_said_by_exit(&self) -> bool {
        true
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        page.heading(if self.changed { "User file made" } else { "User file is there already" })?;
        page.field("path", self.path.display())?;
        page.optional("signing key", self.key.map(|key| &key.kid))?;
        page.optional("algorithm", self.key.map(|key| key.algorithm))?;
        page.optional("sealed", self.key.filter(|key| key.is_sealed()).map(|_| "yes: it signs with its passphrase alone"))
    }
}
