//! The config file: defaults below the flags and the environment.
//!
//! It is TOML. The settings of a `[profile.NAME]` stand above those of the file, and each setting is known with the line that it
//! comes from. What is not known is an error: a mistyped key would otherwise be a setting that does not hold. The whole file is
//! checked, whatever profile is used. A file that everybody can write is refused, since it says which user file is used.

use std::{
    collections::BTreeMap,
    io::ErrorKind,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use authctl::clock::Lifetime;
use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue, ValueDeserializer},
};

use crate::{
    context,
    failure::{Exit, Failure},
    input::{SecretSource, SourceError},
    output::{ColorWhen, Format},
};

/// What the config file, or one of its profiles, may set.
pub(crate) const KEYS: [&str; 11] =
    ["db", "output", "color", "issuer", "audience", "ttl", "leeway", "jwks", "passphrase", "no_input", "protected"];

/// What the config file and the profile say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// The user file; a relative path starts at the config file's folder.
    pub(crate) db: Option<PathBuf>,
    /// How to print the answer.
    pub(crate) output: Option<Format>,
    /// When to colour.
    pub(crate) color: Option<ColorWhen>,
    /// `iss` of new tokens, and the issuer demanded of given ones.
    pub(crate) issuer: Option<String>,
    /// `aud` of new tokens, and the audience demanded of given ones.
    pub(crate) audience: Vec<String>,
    /// The lifetime of new tokens, a DURATION.
    pub(crate) ttl: Option<String>,
    /// The clock skew allowed to given tokens.
    pub(crate) leeway: Option<Lifetime>,
    /// The key set that given tokens are verified with, a SOURCE or a URL; `@` with a relative path starts there, too.
    pub(crate) jwks: Option<String>,
    /// What sealed keys are opened with, a SOURCE; `@` with a relative path starts there, too.
    pub(crate) passphrase: Option<String>,
    /// Never prompt.
    pub(crate) no_input: bool,
    /// Whether what destroys something asks for the profile's name.
    pub(crate) protected: bool,
    /// Where each setting stands.
    pub(crate) places: BTreeMap<&'static str, Place>,
    /// The mode of the file, if its group can write it.
    pub(crate) loose_mode: Option<u32>,
}

/// Where a setting stands in the config file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Counted from 1.
    pub(crate) line: usize,
    /// The profile that it belongs to.
    pub(crate) profile: Option<String>,
}

/// A config file as it is written.
#[derive(Default)]
struct File {
    base: Settings,
    profiles: BTreeMap<String, Settings>,
}

/// What is wrong with a config file, and where.
struct Fault {
    at: Option<usize>,
    message: String,
    hint: Option<String>,
}

/// Reads the config file; `named` says that the user asked for this very file, so that it must exist.
pub(crate) fn read(path: &Path, named: bool, profile: Option<&str>) -> Result<Settings, Failure> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound && !named => return Ok(Settings::default()),
        Err(error) => return Err(unreadable(path).caused_by(error).hint("`--config PATH` or AUTHCTL_CONFIG names another")),
    };
    let mode = std::fs::metadata(path).map_err(|error| unreadable(path).caused_by(error))?.mode() & 0o7777;
    if mode & 0o002 != 0 {
        let name = path.display();
        let message = format!("the config file {name} can be written by everybody (mode {mode:03o})");
        return Err(
            Failure::new(Exit::Usage, "config-unsafe", message).hint(format!("look what it says, then `chmod o-w {name}`"))
        );
    }
    let mut file = File::parse(&text).map_err(|fault| malformed(path, &text, fault))?;
    let mut settings = match profile {
        None => file.base,
        Some(name) => file.profiles.remove(name).ok_or_else(|| unknown_profile(path, name, file.profiles.keys()))?,
    };
    settings.loose_mode = (mode & 0o020 != 0).then_some(mode);
    let folder = path.parent().unwrap_or(Path::new(""));
    let from_folder = |path: &str| folder.join(context::at_home(path));
    settings.db = settings.db.map(|db| from_folder(&db.to_string_lossy()));
    for source in [&mut settings.jwks, &mut settings.passphrase] {
        if let Some(file) = source.as_deref().and_then(|text| text.strip_prefix('@')) {
            *source = Some(format!("@{}", from_folder(file).display()));
        }
    }
    Ok(settings)
}

/// The names of the profiles of a config file; none if it cannot be read.
pub(crate) fn profiles(path: &Path) -> Vec<String> {
    let file = std::fs::read_to_string(path).ok().and_then(|text| File::parse(&text).ok());
    file.map(|file| file.profiles.into_keys().collect()).unwrap_or_default()
}

impl File {
    fn parse(text: &str) -> Result<Self, Fault> {
        let mut file = Self::default();
        let mut profiles = None;
        for (key, value) in DeTable::parse(text)?.into_inner() {
            if key.get_ref() == "profile" {
                profiles = Some(value);
            } else {
                file.base.set(text, &key, value, None)?;
            }
        }
        for (name, table) in profiles.map(table_of).transpose()?.into_iter().flatten() {
            let mut settings = file.base.clone();
            for (key, value) in table_of(table)? {
                settings.set(text, &key, value, Some(name.get_ref()))?;
            }
            file.profiles.insert(name.into_inner().into_owned(), settings);
        }
        Ok(file)
    }
}

impl Settings {
    fn set(
        &mut self,
        text: &str,
        key: &Spanned<DeString<'_>>,
        value: Spanned<DeValue<'_>>,
        profile: Option<&str>,
    ) -> Result<(), Fault> {
        let at = key.span().start;
        let known = KEYS.into_iter().find(|known| known == key.get_ref()).ok_or_else(|| unknown_key(at, key.get_ref()))?;
        match known {
            "db" => self.db = Some(of_type(value)?),
            "output" => self.output = Some(of_type(value)?),
            "color" => self.color = Some(of_type(value)?),
            "issuer" => self.issuer = Some(of_type(value)?),
            "audience" => self.audience = of_type(value)?,
            "ttl" => {
                let span = value.span();
                let ttl: String = of_type(value)?;
                duration("ttl", &ttl, span.start)?;
                self.ttl = Some(ttl);
            }
            "leeway" => {
                let span = value.span();
                self.leeway = Some(duration("leeway", &of_type::<String>(value)?, span.start)?);
            }
            "jwks" => self.jwks = Some(of_type(value)?),
            "passphrase" => {
                let at = value.span().start;
                let text: String = of_type(value)?;
                text.parse::<SecretSource>().map_err(|error| wrong_source("passphrase", &error, at))?;
                self.passphrase = Some(text);
            }
            "no_input" => self.no_input = of_type(value)?,
            _ if profile.is_none() => {
                let message = "`protected` belongs to a profile, whose name is asked for".to_owned();
                return Err(Fault { at: Some(at), message, hint: Some("write it below a [profile.NAME]".to_owned()) });
            }
            _ => self.protected = of_type(value)?,
        }
        self.places.insert(known, Place { line: position(text, at).0, profile: profile.map(str::to_owned) });
        Ok(())
    }
}

fn of_type<'de, T: Deserialize<'de>>(value: Spanned<DeValue<'de>>) -> Result<T, Fault> {
    Ok(T::deserialize(ValueDeserializer::from(value))?)
}

fn duration(key: &str, text: &str, at: usize) -> Result<Lifetime, Fault> {
    text.parse().map_err(|error| Fault {
        at: Some(at),
        message: format!("`{key}` is no DURATION: {error}"),
        hint: Some("write it as \"90s\", \"15m\", \"12h\" or \"30d\": `authctl help times`".to_owned()),
    })
}

/// The text is not shown: it may be the secret itself.
fn wrong_source(key: &str, error: &SourceError, at: usize) -> Fault {
    let message = match error {
        SourceError::Bare => format!("`{key}` says where the secret is: the secret itself does not belong in the config file"),
        error => format!("`{key}` is no SOURCE: {error}"),
    };
    Fault { at: Some(at), message, hint: Some("write it as \"env:NAME\" or \"@PATH\": `authctl help secrets`".to_owned()) }
}

fn table_of(value: Spanned<DeValue<'_>>) -> Result<DeTable<'_>, Fault> {
    let at = value.span().start;
    match value.into_inner() {
        DeValue::Table(table) => Ok(table),
        other => Err(Fault {
            at: Some(at),
            message: format!("a profile is a table, not a value of type {}", other.type_str()),
            hint: Some("write `[profile.NAME]` on a line of its own, and its settings below".to_owned()),
        }),
    }
}

/// What was meant by a mistyped name, if one of these is near.
fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = names.map(|name| (strsim::damerau_levenshtein(typed, name), name));
    near.filter(|(distance, _)| *distance <= 2).min().map(|(_, name)| name)
}

fn unknown_key(at: usize, key: &str) -> Fault {
    let hint = match nearest(key, KEYS.into_iter().chain(["profile"])) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("the keys are {} and the tables [profile.NAME]", KEYS.join(", ")),
    };
    Fault { at: Some(at), message: format!("unknown key `{key}`"), hint: Some(hint) }
}

fn unknown_profile<'a>(path: &Path, name: &str, known: impl Iterator<Item = &'a String>) -> Failure {
    let known: Vec<&str> = known.map(String::as_str).collect();
    let failure = Failure::usage(format!("the config file {} has no profile `{name}`", path.display()));
    match nearest(name, known.iter().copied()) {
        _ if known.is_empty() => failure.hint(format!("add a [profile.{name}] table to it")),
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint(format!("its profiles are {}", known.join(", "))),
    }
}

fn unreadable(path: &Path) -> Failure {
    Failure::new(Exit::Usage, "config-unreadable", format!("the config file {} cannot be read", path.display()))
}

impl From<toml::de::Error> for Fault {
    fn from(error: toml::de::Error) -> Self {
        Self { at: error.span().map(|span| span.start), message: error.message().to_owned(), hint: None }
    }
}

/// Line and column of a byte, both counted from 1, the column in characters.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count().saturating_add(1);
    let column = before.chars().rev().take_while(|c| *c != '\n').count().saturating_add(1);
    (line, column)
}

fn malformed(path: &Path, text: &str, fault: Fault) -> Failure {
    let place = fault.at.map(|at| position(text, at));
    let place = place.map(|(line, column)| format!(" at line {line}, column {column}")).unwrap_or_default();
    let failure = Failure::new(Exit::Usage, "config-malformed", format!("the config file {} is wrong{place}", path.display()))
        .caused_by(anyhow::anyhow!("{}", fault.message));
    fault.hint.into_iter().fold(failure, Failure::hint)
}
