//! The settings that hold, and where each comes from.

use std::{fmt, path::PathBuf};

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Map, Value, json};

use super::{Page, Table, View};
use crate::config::Place;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A flag of the command line.
    Flag(&'static str),
    /// A variable of the environment.
    Environment(&'static str),
    /// A line of the config file.
    File(PathBuf, Place),
    /// Nobody said anything.
    Default,
}

/// A setting.
pub(crate) struct Setting {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    pub(crate) origin: Origin,
}

/// All settings.
pub(crate) struct ConfigView {
    pub(crate) settings: Vec<Setting>,
    pub(crate) shows_origin: bool,
}

impl Setting {
    fn text(&self) -> String {
        match &self.value {
            Value::Null => "-".to_owned(),
            Value::String(text) => text.clone(),
            Value::Array(members) if members.is_empty() => "-".to_owned(),
            Value::Array(members) => members.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
            other => other.to_string(),
        }
    }

    fn object(&self) -> Value {
        let mut object = Map::new();
        object.insert("value".to_owned(), self.value.clone());
        let (kind, more) = match &self.origin {
            Origin::Flag(name) => ("flag", json!({"name": name})),
            Origin::Environment(name) => ("environment", json!({"name": name})),
            Origin::File(path, place) => {
                ("file", json!({"path": path.display().to_string(), "line": place.line, "profile": place.profile}))
            }
            Origin::Default => ("default", json!({})),
        };
        object.insert("origin".to_owned(), kind.into());
        object.extend(more.as_object().cloned().unwrap_or_default());
        object.into()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) | Self::Environment(name) => f.write_str(name),
            Self::File(path, Place { line, profile: None }) => write!(f, "{}:{line}", path.display()),
            Self::File(path, Place { line, profile: Some(name) }) => write!(f, "{}:{line}, profile {name}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

impl Serialize for ConfigView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let settings: Map<String, Value> =
            self.settings.iter().map(|setting| (setting.name.to_owned(), setting.object())).collect();
        let mut object = serializer.serialize_map(Some(2))?;
        object.serialize_entry("schema", "authctl.config/1")?;
        object.serialize_entry("settings", &settings)?;
        object.end()
    }
}

impl View for ConfigView {
    fn text(&self, page: &mut Page) -> fmt::Result {
        if !self.shows_origin {
            return self.settings.iter().try_for_each(|setting| page.field(setting.name, setting.text()));
        }
        let mut table = Table::new(&["SETTING", "VALUE", "ORIGIN"], "no settings");
        for setting in &self.settings {
            table.row([setting.name.to_owned(), setting.text(), setting.origin.to_string()]);
        }
        page.line(table.to_string().trim_end_matches('\n'))
    }
}
