//! Where the server listens.

use std::{fmt, path::Path};

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{Page, View, head};

/// The server as it starts.
pub(crate) struct ServeView<'a> {
    pub(crate) url: String,
    pub(crate) db: &'a Path,
}

impl Serialize for ServeView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = head::object(serializer, "serve")?;
        object.serialize_entry("url", &self.url)?;
        object.serialize_entry("db", &self.db.display().to_string())?;
        object.end()
    }
}

/// The bare URL: a script reads it to know the port.
impl View for ServeView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        page.line(&self.url)
    }
}
