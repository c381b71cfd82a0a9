//! The CLAIM grammar: `k=v` a string, `k:=json` typed, `k=@file`, `k:=@file`, `/a/b:=1` a nested member.

use std::{fmt, str::FromStr};

use super::super::json::{self, JsonError, Kind, Value, escape_reference, references};

/// Levels that a path may have.
const MAX_LEVELS: usize = 32;

/// A CLAIM as it was written; the file that it may name is not yet read.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimArgument {
    path: Vec<String>,
    typed: bool,
    source: ClaimSource,
}

/// Where the value of a CLAIM stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimSource {
    /// In the argument.
    Text(String),
    /// In the file of that path.
    File(String),
}

/// A claim with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimSpec {
    path: Vec<String>,
    value: Value<'static>,
}

/// Why a text is no CLAIM, or one that cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ClaimError {
    /// No `=` in it.
    #[error("`{0}` has no `=`")]
    NoEquals(String),
    /// Nothing before the `=`.
    #[error("a claim needs a name before the `=`")]
    NoName,
    /// A path that is no JSON Pointer, or with too many levels.
    #[error("`{0}` is no JSON Pointer")]
    BadPointer(String),
    /// A typed value that is not JSON.
    #[error("the value of `{name}` is not JSON")]
    NotJson {
        /// The claim.
        name: String,
        /// What is wrong with it.
        source: JsonError,
    },
    /// A registered claim of another type than RFC 7519 section 4.1 gives it.
    #[error("`{name}` must be {wanted}, not {found}")]
    WrongType {
        /// The claim.
        name: String,
        /// What it must be.
        wanted: &'static str,
        /// What it was given.
        found: &'static str,
    },
    /// A path through something that has no such place.
    #[error("there is no place for `{name}`: the value above it is neither an object nor an array with that item")]
    NoSuchPlace {
        /// The claim.
        name: String,
    },
    /// A set of claims that is no object.
    #[error("claims must be a JSON object, not {found}")]
    NotAnObject {
        /// What it was.
        found: &'static str,
    },
}

/// Splits at the first `=`.
impl FromStr for ClaimArgument {
    type Err = ClaimError;

    fn from_str(text: &str) -> Result<Self, ClaimError> {
        let (key, value) = text.split_once('=').ok_or_else(|| ClaimError::NoEquals(text.to_owned()))?;
        let (name, typed) = key.strip_suffix(':').map_or((key, false), |name| (name, true));
        if name.is_empty() {
            return Err(ClaimError::NoName);
        }
        let path = if name.starts_with('/') {
            references(name).filter(|path| path.len() <= MAX_LEVELS).ok_or_else(|| ClaimError::BadPointer(name.to_owned()))?
        } else {
            vec![name.to_owned()]
        };
        let source = match value.strip_prefix('@') {
            Some(file) => ClaimSource::File(file.to_owned()),
            None => ClaimSource::Text(value.to_owned()),
        };
        Ok(Self { path, typed, source })
    }
}

impl ClaimArgument {
    /// Where the value stands.
    #[must_use]
    pub const fn source(&self) -> &ClaimSource {
        &self.source
    }

    /// The claim, its value taken from `file`, the content of the file that it names, if it names one.
    ///
    /// # Errors
    /// A typed value that is not JSON.
    pub fn spec(self, file: Option<&str>) -> Result<ClaimSpec, ClaimError> {
        let text = match (&self.source, file) {
            (ClaimSource::File(_), Some(content)) => content,
            (ClaimSource::Text(text) | ClaimSource::File(text), _) => text,
        };
        let value = if self.typed {
            json::parse(text.as_bytes()).map_err(|source| ClaimError::NotJson { name: shown(&self.path), source })?.into_owned()
        } else {
            text.into()
        };
        Ok(ClaimSpec { path: self.path, value })
    }
}

impl ClaimSpec {
    /// A member of the claims set itself.
    #[must_use]
    pub fn member(name: &str, value: Value<'static>) -> Self {
        Self { path: vec![name.to_owned()], value }
    }

    /// The value.
    #[must_use]
    pub const fn value(&self) -> &Value<'static> {
        &self.value
    }

    /// The name, where it is a member of the claims set itself.
    #[must_use]
    pub fn top_level(&self) -> Option<&str> {
        match self.path.as_slice() {
            [name] => Some(name),
            _ => None,
        }
    }

    /// The path as a JSON Pointer.
    #[must_use]
    pub fn pointer(&self) -> String {
        pointer(&self.path)
    }

    /// Whether a registered claim has the type of RFC 7519 section 4.1.
    pub(super) fn check_registered(&self) -> Result<(), ClaimError> {
        let Some(name) = self.top_level() else { return Ok(()) };
        let wanted = match (name, self.value.kind()) {
            ("exp" | "nbf" | "iat", Kind::Number(_)) | ("sub" | "iss" | "jti" | "aud", Kind::String(_)) => return Ok(()),
            ("aud", Kind::Array(items)) if items.iter().all(|item| item.as_str().is_some()) => return Ok(()),
            ("exp" | "nbf" | "iat", _) => "a number of seconds",
            ("sub" | "iss" | "jti", _) => "a string",
            ("aud", _) => "a string or an array of strings",
            _ => return Ok(()),
        };
        Err(ClaimError::WrongType { name: name.to_owned(), wanted, found: self.value.kind_name() })
    }

    /// Sets the value in an object; objects on the way are made.
    pub(in crate::token) fn set_in(&self, object: &mut Value) -> Result<(), ClaimError> {
        let place = self.path.iter().try_fold(object, |place, reference| place.child(reference));
        *place.ok_or_else(|| ClaimError::NoSuchPlace { name: self.to_string() })? = self.value.clone();
        Ok(())
    }
}

/// The name as a person would write it: a plain name, or the pointer.
impl fmt::Display for ClaimSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.path))
    }
}

fn shown(path: &[String]) -> String {
    match path {
        [name] => name.clone(),
        path => pointer(path),
    }
}

fn pointer(path: &[String]) -> String {
    path.iter().fold(String::new(), |pointer, name| format!("{pointer}/{}", escape_reference(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_of_the_grammar() {
        let table = [
            ("role=admin", "/role", r#""admin""#),
            ("n=5", "/n", r#""5""#),
            ("n:=5", "/n", "5"),
            ("flag:=true", "/flag", "true"),
            ("url=https://x/?a=b", "/url", r#""https://x/?a=b""#),
            ("https://x/roles:=[\"a\"]", "/https:~1~1x~1roles", r#"["a"]"#),
            ("a:b=c", "/a:b", r#""c""#),
            ("empty=", "/empty", r#""""#),
            ("/a/b:=1", "/a/b", "1"),
            ("/a~1b=x", "/a~1b", r#""x""#),
            ("big:=1180591620717411303424", "/big", "1180591620717411303424"),
        ];
        for (text, pointer, json) in table {
            let spec = text.parse::<ClaimArgument>().unwrap().spec(None).unwrap();
            assert_eq!((spec.pointer().as_str(), spec.value().to_json().as_str()), (pointer, json), "{text}");
        }
    }

    #[test]
    fn texts_that_are_no_claim() {
        let table = [
            ("role", ClaimError::NoEquals("role".into())),
            ("=x", ClaimError::NoName),
            (":=1", ClaimError::NoName),
            ("/a~2=1", ClaimError::BadPointer("/a~2".into())),
        ];
        for (text, error) in table {
            assert_eq!(text.parse::<ClaimArgument>(), Err(error), "{text}");
        }
        let deep = format!("{}=1", "/a".repeat(100_000));
        assert!(matches!(deep.parse::<ClaimArgument>(), Err(ClaimError::BadPointer(_))));
        let error = "n:=five".parse::<ClaimArgument>().unwrap().spec(None);
        assert!(matches!(error, Err(ClaimError::NotJson { name, .. }) if name == "n"));
    }

    #[test]
    fn values_from_files() {
        let text = "k=@a file".parse::<ClaimArgument>().unwrap();
        assert_eq!(text.source(), &ClaimSource::File("a file".into()));
        assert_eq!(text.spec(Some("5")).unwrap().value().to_json(), r#""5""#);
        let typed = "k:=@f".parse::<ClaimArgument>().unwrap();
        assert_eq!(typed.spec(Some("[5]")).unwrap().value().to_json(), "[5]");
    }
}
