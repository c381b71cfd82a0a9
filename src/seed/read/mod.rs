//! Reading a seed: three syntaxes become one tree of values with their places, and one reader makes a [`Seed`] of it.

mod entries;
mod fields;
mod json;
mod node;
mod scalar;
mod toml;
mod yaml;

use std::sync::Arc;

use super::{Seed, SeedError};

/// How a seed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the syntaxes")]
pub enum Syntax {
    Yaml,
    Toml,
    Json,
}

impl Syntax {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Yaml, Self::Toml, Self::Json];

    /// The name, as in `yaml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Toml => "toml",
            Self::Json => "json",
        }
    }

    /// The syntax that the end of a file's name says.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Self::Yaml),
            "toml" => Some(Self::Toml),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The syntax that a text looks like: JSON begins with a brace, and of TOML and YAML only TOML assigns by `=` or begins a line
    /// with `[`.
    #[must_use]
    pub fn of_content(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        match lines.next() {
            Some(line) if line.starts_with('{') => Self::Json,
            Some(line) if line.starts_with('[') => Self::Toml,
            Some(line) => match line.find([':', '=']) {
                Some(at) if line.get(at..).is_some_and(|rest| rest.starts_with('=')) => Self::Toml,
                _ => Self::Yaml,
            },
            None => Self::Yaml,
        }
    }
}

/// Reads a seed. `file` is what its places call it; a byte order mark at the beginning is passed over.
///
/// # Errors
/// The first fault, with its place.
pub fn read(text: &str, file: &str, syntax: Syntax) -> Result<Seed, SeedError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: Arc<str> = file.into();
    let tree = match syntax {
        Syntax::Yaml => yaml::parse(text, &file)?,
        Syntax::Toml => toml::parse(text, &file)?,
        Syntax::Json => json::parse(text, &file)?,
    };
    entries::seed(tree)
}
