//! Where the server listens.

use std::{fmt, path::Path};

use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::{Page, View};

/// The server as it starts.
pub(crate) struct ServeView<'a> {
    pub(crate) url: String,
    pub(crate) db: &'a Path,
}

impl Serialize for ServeView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("serve", 3)?;
        object.serialize_field("schema", "authctl.serve/1")?;
        object.serialize_field("url", &self.url)?;
        object.serialize_field("db", &self.db.display().to_string())?;
        object.end()
    }
}

/// The bare URL: a script reads it to know the port.
impl View for ServeView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        page.line(&self.url)
    }
}
