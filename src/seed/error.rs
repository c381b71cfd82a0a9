//! What can be wrong with the text of a seed.

use std::{error::Error, fmt};

use super::{Place, SetName};

/// A fault in a seed, and where.
#[derive(Debug)]
pub struct SeedError {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.fault)
    }
}

impl Error for SeedError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.fault.source()
    }
}

/// What is wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// Not YAML, TOML or JSON.
    #[error("this is not {syntax}: {message}")]
    Syntax {
        /// The syntax.
        syntax: &'static str,
        /// What its parser says.
        message: String,
    },
    /// Something of YAML that a seed has no use for.
    #[error("a seed has no {0}")]
    Unsupported(&'static str),
    /// More values than a seed can have, after its aliases were followed.
    #[error("there are more than {0} values, with those that aliases repeat")]
    TooMany(usize),
    /// Lists and tables in each other beyond reason.
    #[error("lists and tables are nested more than {0} deep")]
    TooDeep(usize),
    /// A key that nothing is known about.
    #[error("there is no key `{key}` here")]
    UnknownKey {
        /// The key.
        key: String,
        /// The known one that is most like it.
        nearest: Option<&'static str>,
        /// All that are known here.
        known: &'static [&'static str],
    },
    /// The same key twice.
    #[error("the key `{key}` stands at {first} already")]
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it stands first.
        first: Place,
    },
    /// The same user, key or token file twice, in one file or in two.
    #[error("the {kind} `{name}` stands at {first} already")]
    Duplicate {
        /// `user`, `key` …
        kind: &'static str,
        /// Its name.
        name: String,
        /// Where it stands first.
        first: Place,
    },
    /// A second key that is to sign.
    #[error("two keys are to be active, and the first stands at {first}")]
    TwoActive {
        /// Where the first stands.
        first: Place,
    },
    /// Files of different sets.
    #[error("this file is of the set `{this}`, and {first} of the set `{other}`")]
    OtherSet {
        /// The set of this file.
        this: SetName,
        /// The first file.
        first: String,
        /// Its set.
        other: SetName,
    },
    /// A key without which an entry means nothing.
    #[error("`{0}` is missing")]
    Missing(&'static str),
    /// Another kind of value.
    #[error("`{key}` wants {expected}, and this is {found}")]
    Unexpected {
        /// The key.
        key: String,
        /// What it wants.
        expected: &'static str,
        /// What there is.
        found: &'static str,
    },
    /// A text that is none without quotes.
    #[error("`{key}` wants a text, and `{shown}` is {found}")]
    NotText {
        /// The key.
        key: String,
        /// What a reader takes it for.
        found: &'static str,
        /// As it stands there.
        shown: String,
    },
    /// A text that the key cannot have.
    #[error("`{key}` is wrong")]
    Invalid {
        /// The key.
        key: String,
        /// Why.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// A time that would mean another instant at each run.
    #[error("`{0}` wants a fixed instant or `never`: this one would move with every run")]
    Moving(&'static str),
    /// Two keys that exclude each other, or one that goes with another only.
    #[error("{0}")]
    Contradiction(&'static str),
}
