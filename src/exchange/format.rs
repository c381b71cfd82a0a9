//! The formats by name.

use std::{fmt, str::FromStr};

/// The format of a file of users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values (RFC 4180) below a header of column names.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// An array of JSON objects.
    Json,
    /// Apache's `name:hash` lines.
    Htpasswd,
    /// Keycloak's realm, users and partial import files.
    Keycloak,
    /// Auth0's bulk import (an array) and export (an object a line).
    Auth0,
    /// Firebase's `auth:export`, JSON or CSV without a header.
    Firebase,
    /// Django's `dumpdata`.
    Django,
    /// Ory Kratos' identities, an array or an object a line.
    Kratos,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 9] = [
        Self::Csv,
        Self::Jsonl,
        Self::Json,
        Self::Htpasswd,
        Self::Keycloak,
        Self::Auth0,
        Self::Firebase,
        Self::Django,
        Self::Kratos,
    ];

    /// The name, as on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Htpasswd => "htpasswd",
            Self::Keycloak => "keycloak",
            Self::Auth0 => "auth0",
            Self::Firebase => "firebase",
            Self::Django => "django",
            Self::Kratos => "kratos",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that no format has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is none of the formats")]
pub struct UnknownFormat;

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or(UnknownFormat)
    }
}
