//! What can be wrong with a row, and with a whole file. Neither ever holds a password or a hash.

use std::{fmt, io};

use super::Format;
use crate::{
    clock::TimeError,
    password::{CostLimit, HashError, MalformedHash, WeakPassword, convert::Inconvertible},
    users::{ServiceAccount, TextError, UserIdError, Username, UsernameError},
};

/// Why a row is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// Bytes that are no text.
    #[error("it is not UTF-8 at byte {byte} of the record")]
    NotUtf8 {
        /// Counted from 0.
        byte: usize,
    },
    /// Longer than any user is.
    #[error("the record is longer than {limit} bytes")]
    TooLong {
        /// The most bytes.
        limit: usize,
    },
    /// Not the JSON object that a record is.
    #[error("it is not a JSON object")]
    NotAnObject,
    /// Not well-formed JSON.
    #[error("it is not JSON at line {line}, column {column} of the record: {what}")]
    Json {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// A member of an object that is there twice (RFC 8259 section 4: "The names within an object SHOULD be unique").
    #[error("`{name}` is there twice")]
    Repeated {
        /// Its name.
        name: String,
    },
    /// A member that the format does not have.
    #[error("there is no field `{name}`")]
    Unknown {
        /// Its name.
        name: String,
        /// The field that may have been meant.
        nearest: Option<&'static str>,
    },
    /// More or fewer cells than the header.
    #[error("the row has {found} cells, and the header {expected}{}", if *is_hash { ": a hash with commas needs quotes" } else { "" })]
    Cells {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
        /// Whether a hash string fell apart, whose parameters are separated by commas.
        is_hash: bool,
    },
    /// A quote within a cell that does not begin with one, or characters behind a closing quote (RFC 4180 section 2).
    #[error("a quote in cell {cell} stands where none may be")]
    Quote {
        /// Counted from 1.
        cell: usize,
    },
    /// Not of the form `name:hash`.
    #[error("there is no colon between a name and a hash")]
    NoColon,
    /// A user without a name.
    #[error("there is no {what}")]
    Nameless {
        /// What the name would be taken from.
        what: &'static str,
    },
    /// A name that RFC 8265 does not allow.
    #[error("the username is not allowed: {0}")]
    Username(UsernameError),
    /// A value that its field cannot have.
    #[error("`{field}` is wrong: {fault}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is wrong with the value.
        fault: FieldFault,
    },
    /// Both a password and a hash.
    #[error("both a password and a hash are there")]
    TwoPasswords,
    /// A hash that no server could verify.
    #[error("the hash is malformed: {0}")]
    Hash(MalformedHash),
    /// A hash that cannot be rewritten in a standard form.
    #[error("the hash cannot be used: {0}")]
    Inconvertible(Inconvertible),
    /// A hash whose computation costs too much.
    #[error(transparent)]
    Cost(#[from] CostLimit),
    /// A password that the policy refuses.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// A password that cannot be hashed.
    #[error("the password cannot be hashed: {0}")]
    Unhashable(HashError),
    /// A service account with a password, or a person with a service account's limits.
    #[error(transparent)]
    Service(#[from] ServiceAccount),
    /// The name of an earlier row, perhaps in another case.
    #[error("the user {0} stands in the file before")]
    Duplicate(Username),
    /// There is a user of that name, and it is not as the file says.
    #[error("the user {name} exists already and differs in {}", fields.join(", "))]
    Differs {
        /// The user.
        name: Username,
        /// In what.
        fields: Vec<&'static str>,
    },
    /// There is a user of that name with another identifier or of another kind, which no update changes.
    #[error("the user {name} exists already with another {field}")]
    Other {
        /// The user.
        name: Username,
        /// `id` or `service`.
        field: &'static str,
    },
}

impl Fault {
    /// A stable name for scripts, in kebab-case.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => "not-utf8",
            Self::TooLong { .. } => "too-long",
            Self::NotAnObject | Self::Json { .. } => "not-json",
            Self::Repeated { .. } => "repeated-field",
            Self::Unknown { .. } => "unknown-field",
            Self::Cells { .. } => "cell-count",
            Self::Quote { .. } => "stray-quote",
            Self::NoColon => "no-colon",
            Self::Nameless { .. } => "no-username",
            Self::Username(_) => "bad-username",
            Self::Field { .. } => "bad-field",
            Self::TwoPasswords => "two-passwords",
            Self::Hash(_) => "malformed-hash",
            Self::Inconvertible(_) => "hash-inconvertible",
            Self::Cost(_) => "cost-limit",
            Self::Weak(_) => "weak-password",
            Self::Unhashable(_) => "password-not-hashable",
            Self::Service(_) => "service-account",
            Self::Duplicate(_) => "duplicate-name",
            Self::Differs { .. } => "user-differs",
            Self::Other { .. } => "user-is-another",
        }
    }
}

/// Why a value does not fit its field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FieldFault {
    /// A value of another JSON type.
    #[error("it is not {0}")]
    NotA(&'static str),
    /// A text that the field does not allow.
    #[error(transparent)]
    Text(#[from] TextError),
    /// No instant or duration.
    #[error(transparent)]
    Time(#[from] TimeError),
    /// No identifier.
    #[error(transparent)]
    Id(#[from] UserIdError),
}

/// A kind of file that holds no users, or none that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// A database.
    Sqlite,
    /// Compressed (RFC 1952).
    Gzip,
    /// Compressed (RFC 8878).
    Zstd,
    /// An archive, or a spreadsheet, which is one.
    Zip,
    /// Text of another encoding.
    Utf16,
    /// YAML, as seeds are.
    Yaml,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "an SQLite database, not a file of users",
            Self::Gzip => "compressed by gzip",
            Self::Zstd => "compressed by zstd",
            Self::Zip => "a ZIP archive or a spreadsheet",
            Self::Utf16 => "UTF-16, not UTF-8",
            Self::Yaml => "YAML, as seeds are",
        })
    }
}

/// What stands between cells in place of commas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Separator {
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
}

impl Separator {
    /// All of them.
    pub(super) const ALL: [Self; 2] = [Self::Semicolon, Self::Tab];

    /// The character.
    #[must_use]
    pub const fn mark(self) -> char {
        match self {
            Self::Semicolon => ';',
            Self::Tab => '\t',
        }
    }
}

impl fmt::Display for Separator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Semicolon => "semicolons",
            Self::Tab => "tabs",
        })
    }
}

/// Why a file is not read on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// Another format than any that is known.
    #[error("the format is not recognised")]
    Unrecognised,
    /// Another kind of file altogether.
    #[error("this is {0}")]
    Foreign(Foreign),
    /// Rows whose cells are not separated by commas (RFC 4180 section 2).
    #[error("this is no csv file: its cells are separated by {0}, not commas")]
    Separated(Separator),
    /// Not what its format begins with.
    #[error("this is no {format} file: {what}")]
    Form {
        /// The format.
        format: Format,
        /// What is wrong.
        what: &'static str,
    },
    /// A column that there is not.
    #[error("there is no column `{name}`")]
    Column {
        /// Its name.
        name: String,
        /// The column that may have been meant.
        nearest: Option<&'static str>,
    },
    /// A column that is there twice.
    #[error("the column `{0}` is there twice")]
    ColumnTwice(&'static str),
    /// No column that names the user.
    #[error("there is no column `username`")]
    NoUsernameColumn,
    /// A quote that is opened and never closed.
    #[error("a quote that opens at line {line} is never closed")]
    OpenQuote {
        /// Counted from 1.
        line: u64,
    },
    /// JSON around the users that is not well-formed.
    #[error("line {line}, column {column}: {what}")]
    Json {
        /// Counted from 1.
        line: u64,
        /// In bytes, counted from 1.
        column: u64,
        /// What is wrong there.
        what: &'static str,
    },
    /// The file could not be read to its end.
    #[error("the file could not be read to its end")]
    Io(#[from] io::Error),
    /// A thread that reads has ended early.
    #[error("a thread that reads the file has ended early")]
    Lost,
}
