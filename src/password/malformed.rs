//! Why a text is not a hash string.

use std::fmt;

/// Why a text is not a hash string: which part, and where; never the text itself, which may be somebody's password.
/// Offsets count bytes from the start of the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MalformedHash {
    /// Nothing at all.
    #[error("it is empty")]
    Empty,
    /// Longer than any hash string is.
    #[error("it is {length} bytes long, more than the {max} of the longest hash string")]
    TooLong {
        /// Its length in bytes.
        length: usize,
        /// The most that is read.
        max: usize,
    },
    /// White space, a control character or one outside of ASCII.
    #[error("it holds a character at byte {offset} that no hash string has")]
    Character {
        /// Where.
        offset: usize,
    },
    /// No form that is known.
    #[error("it has the form of no known hash string")]
    Unrecognised,
    /// A form that is known, but is not verified here.
    #[error("it is {what}")]
    Foreign {
        /// Whose form it is.
        what: &'static str,
    },
    /// The text ends before this part.
    #[error("its {part} is missing")]
    Missing {
        /// The part.
        part: Part,
    },
    /// Something follows the last part.
    #[error("something follows the hash at byte {offset}")]
    Trailing {
        /// Where it begins.
        offset: usize,
    },
    /// An argon2 version that does not exist.
    #[error("its version is neither 19 nor 16, at byte {offset}")]
    Version {
        /// Where.
        offset: usize,
    },
    /// A parameter that its form demands is not there.
    #[error("the parameter `{name}` is missing at byte {offset}")]
    ParameterMissing {
        /// Its name.
        name: &'static str,
        /// Where it belongs.
        offset: usize,
    },
    /// A parameter stands where another belongs.
    #[error("the parameter `{name}` is out of order at byte {offset}")]
    ParameterOrder {
        /// Its name.
        name: &'static str,
        /// Where it stands.
        offset: usize,
    },
    /// A parameter stands there twice.
    #[error("the parameter `{name}` is repeated at byte {offset}")]
    ParameterRepeated {
        /// Its name.
        name: &'static str,
        /// Where the second one begins.
        offset: usize,
    },
    /// A parameter that its form does not have.
    #[error("a parameter at byte {offset} is unknown")]
    ParameterUnknown {
        /// Where it begins.
        offset: usize,
    },
    /// The value of a parameter.
    #[error("the parameter `{name}` {fault}, at byte {offset}")]
    Number {
        /// Its name.
        name: &'static str,
        /// Where the value begins.
        offset: usize,
        /// What is wrong with it.
        fault: NumberFault,
    },
    /// Argon2 with less memory than its lanes need.
    #[error("it has less than 8 KiB of memory for each lane")]
    MemoryPerLane,
    /// The base64 of the salt or the hash.
    #[error("the {part} {fault}, at byte {offset}")]
    Encoding {
        /// The part.
        part: Part,
        /// Where.
        offset: usize,
        /// What is wrong with it.
        fault: EncodingFault,
    },
    /// The salt or the hash is too short or too long.
    #[error("the {part} has {length} bytes; it has between {min} and {max}")]
    Length {
        /// The part.
        part: Part,
        /// Its length in bytes.
        length: usize,
        /// The shortest there is, in bytes.
        min: usize,
        /// The longest there is, in bytes.
        max: usize,
    },
    /// The length that is stated is not the length of the hash.
    #[error("it states a hash of {stated} bytes and has {length}")]
    StatedLength {
        /// The value of `l`.
        stated: u32,
        /// The length of the hash in bytes.
        length: usize,
    },
}

/// A part of a hash string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The argon2 version or the costs.
    Parameters,
    /// The salt.
    Salt,
    /// The hash proper.
    Hash,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Parameters => "parameter part",
            Self::Salt => "salt",
            Self::Hash => "hash part",
        })
    }
}

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NumberFault {
    /// Not decimal digits alone, or none.
    NotDecimal,
    /// A zero before the first digit.
    LeadingZero,
    /// More than fits.
    Overflow,
    /// Less than the function has.
    TooSmall,
}

impl fmt::Display for NumberFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotDecimal => "is not a decimal number",
            Self::LeadingZero => "has a leading zero",
            Self::Overflow => "is a number too large to be one",
            Self::TooSmall => "is below the function's minimum",
        })
    }
}

/// What is wrong with a base64 text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodingFault {
    /// A character outside of the alphabet.
    Character,
    /// `=`, which no hash string has.
    Padding,
    /// A last character that carries no whole byte.
    Cut,
    /// Bits beyond the last byte that are not zero.
    StrayBits,
}

impl fmt::Display for EncodingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Character => "has a character outside of its alphabet",
            Self::Padding => "is padded",
            Self::Cut => "is cut short",
            Self::StrayBits => "has stray bits in its last character",
        })
    }
}
