//! Writing users. What a format has no place for is left out and counted: users, or the hashes of users.

use std::io::{self, Write};

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;

use super::{
    Format, auth0,
    columns::{COLUMNS, Column},
    csv, django, firebase, keycloak,
};
use crate::{
    clock::{Lifetime, Timestamp},
    password::{PasswordHash, Scheme},
    users::{Audience, Email, FullName, Role, Scope, Status, User},
};

/// How users are written.
#[derive(Clone, Copy, Debug)]
pub struct WriteOptions {
    /// The format.
    pub format: Format,
    /// Whether password hashes are written. Without, no field tells of passwords.
    pub hashes: bool,
}

/// What the format had no place for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Users that were left out.
    pub users: u64,
    /// Users that were written without their hash.
    pub hashes: u64,
}

/// Writes one user after the other.
#[derive(Debug)]
pub struct Writer<W> {
    to: W,
    options: WriteOptions,
    left: Left,
    written: u64,
    line: Vec<u8>,
}

impl Format {
    /// Whether users can be written in it.
    #[must_use]
    pub const fn is_written(self) -> bool {
        !matches!(self, Self::Kratos)
    }

    /// What stands before the first user and behind the last one.
    const fn around(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv | Self::Jsonl | Self::Htpasswd => ("", ""),
            Self::Json | Self::Auth0 | Self::Django | Self::Kratos => ("[", "]\n"),
            Self::Keycloak => ("{\"ifResourceExists\":\"SKIP\",\"users\":[", "]}\n"),
            Self::Firebase => ("{\"users\":[", "]}\n"),
        }
    }
}

impl<W: Write> Writer<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Those of writing.
    pub fn new(mut to: W, options: WriteOptions) -> io::Result<Self> {
        to.write_all(options.format.around().0.as_bytes())?;
        let mut writer = Self { to, options, left: Left::default(), written: 0, line: Vec::new() };
        if options.format == Format::Csv {
            for (index, (name, _)) in writer.columns().enumerate() {
                if index > 0 {
                    writer.line.push(b',');
                }
                writer.line.extend_from_slice(name.as_bytes());
            }
            writer.line.push(b'\n');
            writer.to.write_all(&writer.line)?;
        }
        Ok(writer)
    }

    /// The fields of an export: never a password, and its hash only where that was asked for.
    fn columns(&self) -> impl Iterator<Item = (&'static str, Column)> + use<W> {
        let hashes = self.options.hashes;
        COLUMNS.into_iter().filter(move |(_, column)| match column {
            Column::Password => false,
            Column::HashedPassword => hashes,
            _ => true,
        })
    }

    /// Writes a user, unless the format has no place for it.
    ///
    /// # Errors
    /// Those of writing.
    pub fn user(&mut self, user: &User) -> io::Result<()> {
        self.line.clear();
        let hashes = self.options.hashes;
        let outcome = match self.options.format {
            Format::Csv => {
                self.csv(user);
                Some(true)
            }
            Format::Jsonl | Format::Json => {
                serde_json::to_writer(&mut self.line, &Fields { user, hashes })?;
                Some(true)
            }
            Format::Htpasswd => self.htpasswd(user),
            Format::Keycloak => self.value(keycloak::write(user, hashes))?,
            Format::Auth0 if !user.is_service() => self.value(auth0::write(user, hashes))?,
            Format::Firebase if firebase::has_place(user) => self.value(firebase::write(user, hashes))?,
            Format::Django if !user.is_service() => self.value(django::write(user, hashes))?,
            Format::Auth0 | Format::Firebase | Format::Django | Format::Kratos => None,
        };
        match outcome {
            None => {
                self.left.users = self.left.users.saturating_add(1);
                return Ok(());
            }
            Some(false) => self.left.hashes = self.left.hashes.saturating_add(1),
            Some(true) => {}
        }
        let is_listed = !matches!(self.options.format, Format::Csv | Format::Jsonl | Format::Htpasswd);
        if is_listed {
            self.to.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
        } else {
            self.line.push(b'\n');
        }
        self.written = self.written.saturating_add(1);
        self.to.write_all(&self.line)
    }

    /// Ends the file and says how many users are in it, and what is not.
    ///
    /// # Errors
    /// Those of writing.
    pub fn finish(mut self) -> io::Result<(u64, Left)> {
        let end = self.options.format.around().1;
        if !end.is_empty() && self.written > 0 {
            self.to.write_all(b"\n")?;
        }
        self.to.write_all(end.as_bytes())?;
        self.to.flush()?;
        Ok((self.written, self.left))
    }

    fn value(&mut self, (value, fits): (Value, bool)) -> io::Result<Option<bool>> {
        serde_json::to_writer(&mut self.line, &value)?;
        Ok(Some(fits))
    }

    /// Only what Apache verifies has a place, and no name with a colon.
    fn htpasswd(&mut self, user: &User) -> Option<bool> {
        let hash = user.password().filter(|_| self.options.hashes)?;
        let verified = matches!(hash.params().scheme(), Scheme::Bcrypt | Scheme::Sha256Crypt | Scheme::Sha512Crypt);
        let name = user.username().as_str();
        if !verified || name.contains(':') || name.starts_with('#') {
            return None;
        }
        self.line.extend_from_slice(name.as_bytes());
        self.line.push(b':');
        self.line.extend_from_slice(hash.as_str().as_bytes());
        Some(true)
    }

    fn csv(&mut self, user: &User) {
        for (index, (_, column)) in self.columns().enumerate() {
            if index > 0 {
                self.line.push(b',');
            }
            csv::append(&cell(user, column), &mut self.line);
        }
    }
}

/// A field as a CSV cell.
fn cell(user: &User, column: Column) -> String {
    let facts = user.facts();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    match column {
        Column::Username => facts.username.to_string(),
        Column::Id => facts.id.to_string(),
        Column::Email => text(facts.email.as_ref().map(Email::as_str)),
        Column::FullName => text(facts.full_name.as_ref().map(FullName::as_str)),
        Column::Disabled => user.is_disabled().to_string(),
        Column::DisabledReason => text(reason(user)),
        Column::Service => user.is_service().to_string(),
        Column::Roles => csv::join(facts.roles.iter().map(Role::as_str)),
        Column::Scopes => csv::join(facts.scopes.iter().map(Scope::as_str)),
        Column::ExpiresAt => facts.expires_at.map(time).unwrap_or_default(),
        Column::MustChange => user.must_change().to_string(),
        Column::MaxTtl => user.max_ttl().map(|limit| limit.to_string()).unwrap_or_default(),
        Column::Audiences => csv::join(user.audiences().into_iter().flatten().map(Audience::as_str)),
        Column::CreatedAt => time(facts.created_at),
        Column::HashedPassword => text(user.password().map(PasswordHash::as_str)),
        Column::Password => String::new(),
    }
}

fn reason(user: &User) -> Option<&str> {
    match &user.facts().status {
        Status::Disabled { reason } => reason.as_deref(),
        Status::Enabled => None,
    }
}

/// RFC 3339, or seconds for an instant beyond its four digits of a year.
fn time(at: Timestamp) -> String {
    let text = at.to_string();
    if text.len() == 20 { text } else { format!("@{}", at.unix()) }
}

/// A user as an object of the own JSON. What is not there is null.
struct Fields<'a> {
    user: &'a User,
    hashes: bool,
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let user = self.user;
        let facts = user.facts();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("username", facts.username.as_str())?;
        map.serialize_entry("id", &facts.id.to_string())?;
        map.serialize_entry("email", &facts.email.as_ref().map(Email::as_str))?;
        map.serialize_entry("full_name", &facts.full_name.as_ref().map(FullName::as_str))?;
        map.serialize_entry("disabled", &user.is_disabled())?;
        map.serialize_entry("disabled_reason", &reason(user))?;
        map.serialize_entry("service", &user.is_service())?;
        map.serialize_entry("roles", &Texts(facts.roles.iter().map(Role::as_str)))?;
        map.serialize_entry("scopes", &Texts(facts.scopes.iter().map(Scope::as_str)))?;
        map.serialize_entry("expires_at", &facts.expires_at.map(time))?;
        if user.is_service() {
            map.serialize_entry("max_ttl", &user.max_ttl().as_ref().map(Lifetime::to_string))?;
            map.serialize_entry("audiences", &Texts(user.audiences().into_iter().flatten().map(Audience::as_str)))?;
        } else {
            map.serialize_entry("must_change", &user.must_change())?;
        }
        map.serialize_entry("created_at", &time(facts.created_at))?;
        if self.hashes && !user.is_service() {
            map.serialize_entry("hashed_password", &user.password().map(PasswordHash::as_str))?;
        }
        map.end()
    }
}

/// Texts as an array.
struct Texts<I>(I);

impl<'a, I: Iterator<Item = &'a str> + Clone> Serialize for Texts<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}
