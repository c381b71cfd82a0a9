//! The config file: defaults below the flags and the environment.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::{
    failure::{Exit, Failure},
    output::{ColorWhen, Format},
};

/// What the config file, or one of its profiles, may set.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// The user file.
    pub(crate) db: Option<PathBuf>,
    /// How to print the answer.
    pub(crate) output: Option<Format>,
    /// When to colour.
    pub(crate) color: Option<ColorWhen>,
    /// `iss` of new tokens, and the issuer demanded of given ones.
    pub(crate) issuer: Option<String>,
    /// `aud` of new tokens, and the audience demanded of given ones.
    #[serde(default)]
    pub(crate) audience: Vec<String>,
    /// The lifetime of new tokens, a DURATION.
    pub(crate) ttl: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    profile: std::collections::BTreeMap<String, Settings>,
    db: Option<PathBuf>,
    output: Option<Format>,
    color: Option<ColorWhen>,
    issuer: Option<String>,
    #[serde(default)]
    audience: Vec<String>,
    ttl: Option<String>,
}

/// Reads the config file; `named` says that the user asked for this very file, so that it must exist.
pub(crate) fn read(path: &Path, named: bool, profile: Option<&str>) -> Result<Settings, Failure> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !named => String::new(),
        Err(error) => {
            return Err(Failure::new(
                Exit::Usage,
                "config-unreadable",
                format!("the config file {} cannot be read", path.display()),
            )
            .caused_by(error)
            .hint("`--config PATH` or AUTHCTL_CONFIG names another"));
        }
    };
    let file: File = toml::from_str(&text).map_err(|error| malformed(path, &text, &error))?;
    let File { profile: mut profiles, db, output, color, issuer, audience, ttl } = file;
    let base = Settings { db, output, color, issuer, audience, ttl };
    match profile {
        None => Ok(base),
        Some(name) => {
            let known = profiles.keys().cloned().collect::<Vec<_>>().join(", ");
            let over = profiles.remove(name).ok_or_else(|| {
                let failure = Failure::usage(format!("the config file {} has no profile `{name}`", path.display()));
                if known.is_empty() {
                    failure.hint(format!("add a [profile.{name}] table to it"))
                } else {
                    failure.hint(format!("its profiles are {known}"))
                }
            })?;
            Ok(over.above(base))
        }
    }
}

/// The names of the profiles of a config file; none if it cannot be read.
pub(crate) fn profiles(path: &Path) -> Vec<String> {
    let file = std::fs::read_to_string(path).ok().and_then(|text| toml::from_str::<File>(&text).ok());
    file.map(|file| file.profile.into_keys().collect()).unwrap_or_default()
}

impl Settings {
    /// These settings, with what they leave out taken from `base`.
    fn above(self, base: Self) -> Self {
        Self {
            db: self.db.or(base.db),
            output: self.output.or(base.output),
            color: self.color.or(base.color),
            issuer: self.issuer.or(base.issuer),
            audience: if self.audience.is_empty() { base.audience } else { self.audience },
            ttl: self.ttl.or(base.ttl),
        }
    }
}

fn malformed(path: &Path, text: &str, error: &toml::de::Error) -> Failure {
    let place = error.span().and_then(|span| text.get(..span.start)).map(|before| {
        let line = before.matches('\n').count().saturating_add(1);
        let column = before.chars().rev().take_while(|c| *c != '\n').count().saturating_add(1);
        format!(" at line {line}, column {column}")
    });
    Failure::new(
        Exit::Usage,
        "config-malformed",
        format!("the config file {} is wrong{}", path.display(), place.unwrap_or_default()),
    )
    .caused_by(anyhow::anyhow!("{}", error.message()))
}
