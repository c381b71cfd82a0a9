//! Why a stored hash has no standard string.

use std::fmt;

use crate::password::MalformedHash;

/// Why a stored hash has no standard string. Never holds the hash itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Inconvertible {
    /// It is marked so that no password matches it.
    #[error("it is marked as unusable")]
    Unusable,
    /// A construction that no standard string expresses.
    #[error("no standard string expresses {what}")]
    Unstandard {
        /// The construction.
        what: &'static str,
    },
    /// The text does not have the form of its origin.
    #[error("it does not have the form {form}")]
    Form {
        /// The form, with its separators.
        form: &'static str,
    },
    /// The text is no JSON object.
    #[error("it is not a JSON object")]
    NotAnObject,
    /// A field that the form demands.
    #[error("its field `{name}` {fault}")]
    Field {
        /// The field's name in the origin's form.
        name: &'static str,
        /// What is wrong with it.
        fault: FieldFault,
    },
    /// A setting that the export does not hold, and that was not given.
    #[error("the setting `{name}` is needed, which the export does not hold")]
    Setting {
        /// The setting.
        name: &'static str,
    },
    /// The hash in it is not well-formed.
    #[error(transparent)]
    Malformed(#[from] MalformedHash),
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldFault {
    /// It is not there.
    Missing,
    /// It is not a text.
    NotText,
    /// It is not a whole number of 32 bits.
    NotANumber,
    /// It is not a power of two, as the function demands.
    NotAPowerOfTwo,
    /// It is not base64, in either alphabet.
    NotBase64,
    /// It is not hexadecimal.
    NotHex,
    /// It has a value that is not known.
    Unknown,
    /// It states another length than the hash has.
    Length,
}

impl fmt::Display for FieldFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "is missing",
            Self::NotText => "is not a text",
            Self::NotANumber => "is not a whole number",
            Self::NotAPowerOfTwo => "is not a power of two",
            Self::NotBase64 => "is not base64",
            Self::NotHex => "is not hexadecimal",
            Self::Unknown => "has an unknown value",
            Self::Length => "is not the length of the hash",
        })
    }
}
