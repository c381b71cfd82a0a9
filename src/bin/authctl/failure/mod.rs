//! Failures of the command: what the library's errors mean for a person and for a script.
//!
//! The library states facts; here each error gets its stable code, its exit number (contract, section 4) and its advice.
//! One file per room of the library holds the `From` of that room's errors.

mod exchange;
mod keys;
mod password;
mod seed;
mod store;
mod token;
mod users;

use std::process::ExitCode;

pub(crate) use self::{
    exchange::interrupted,
    keys::unknown_key,
    store::{meant, similar_labels, unknown_label, unknown_user},
};

/// The exit numbers of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Done,
    Internal,
    Usage,
    Malformed,
    NotAuthentic,
    Expired,
    NotYet,
    Claim,
    NotAccepted,
    Key,
    Policy,
    NotFound,
    Exists,
    UserFile,
    Differences,
    Interrupted,
}

impl Exit {
    /// Every exit number with its meaning, in order.
    pub(crate) const ALL: [(Self, &'static str); 16] = [
        (Self::Done, "done, yes, or nothing to change"),
        (Self::Internal, "internal or I/O failure"),
        (Self::Usage, "usage: the command line is wrong"),
        (Self::Malformed, "malformed input: token, hash, seed or import file"),
        (Self::NotAuthentic, "not authentic: bad signature, wrong algorithm or key type, wrong password or passphrase"),
        (Self::Expired, "expired (and authentic)"),
        (Self::NotYet, "not yet valid, or issued in the future"),
        (Self::Claim, "a claim is missing or differs"),
        (Self::NotAccepted, "authentic but not accepted: revoked; user unknown, disabled, expired or locked"),
        (Self::Key, "key not found, unreadable, sealed or unfetchable"),
        (Self::Policy, "refused by policy: weak key or password, cost out of bounds, ttl or scope too wide"),
        (Self::NotFound, "no such user, key, token …"),
        (Self::Exists, "exists already, or a stale plan"),
        (Self::UserFile, "user file missing, locked, corrupt, foreign, of a newer version, or unsafe to open"),
        (Self::Differences, "differences found, or import finished with rejects"),
        (Self::Interrupted, "interrupted"),
    ];

    /// The order in which failures of tokens decide; what is not in it is no failure.
    const TOKEN_ORDER: [Self; 8] = [
        Self::Malformed,
        Self::Key,
        Self::NotAuthentic,
        Self::NotAccepted,
        Self::Expired,
        Self::NotYet,
        Self::Claim,
        Self::Policy,
    ];

    /// The exit of a report on a token.
    pub(crate) fn of(report: &authctl::token::Report) -> Self {
        let number = report.exit_code();
        Self::TOKEN_ORDER.into_iter().find(|exit| exit.number() == number).unwrap_or(Self::Done)
    }

    /// Of the exits of two tokens the one that decides (contract, section 4).
    pub(crate) fn or_worse(self, other: Self) -> Self {
        Self::TOKEN_ORDER.into_iter().find(|exit| *exit == self || *exit == other).unwrap_or(Self::Done)
    }

    /// The number that the process ends with.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Internal => 1,
            Self::Usage => 2,
            Self::Malformed => 3,
            Self::NotAuthentic => 4,
            Self::Expired => 5,
            Self::NotYet => 6,
            Self::Claim => 7,
            Self::NotAccepted => 8,
            Self::Key => 9,
            Self::Policy => 10,
            Self::NotFound => 11,
            Self::Exists => 12,
            Self::UserFile => 13,
            Self::Differences => 14,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.number().into()
    }
}

/// Why a command could not do what was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    /// Stable, kebab-case, for scripts: `user-not-found`.
    pub(crate) code: &'static str,
    /// How the process ends.
    pub(crate) exit: Exit,
    /// The fact, in one line, lower case.
    pub(crate) message: String,
    /// What lies behind it, outermost first.
    pub(crate) causes: Vec<String>,
    /// What to do or type instead.
    pub(crate) hints: Vec<String>,
}

impl Failure {
    /// A failure without cause or advice yet.
    pub(crate) fn new(exit: Exit, code: &'static str, message: impl Into<String>) -> Self {
        Self { code, exit, message: message.into(), causes: Vec::new(), hints: Vec::new() }
    }

    /// A failure that says what the error says, with the error's sources as causes.
    pub(crate) fn stating(exit: Exit, code: &'static str, error: &dyn std::error::Error) -> Self {
        let mut failure = Self::new(exit, code, error.to_string());
        let mut source = error.source();
        while let Some(cause) = source {
            failure.causes.push(cause.to_string());
            source = cause.source();
        }
        failure
    }

    /// A wrong command line.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, "usage", message)
    }

    /// Adds an error and all its sources as causes.
    pub(crate) fn caused_by(mut self, error: impl Into<anyhow::Error>) -> Self {
        self.causes.extend(error.into().chain().map(ToString::to_string));
        self
    }

    /// Says what it is about; what was said before becomes a cause.
    pub(crate) fn about(mut self, message: impl Into<String>) -> Self {
        let fact = std::mem::replace(&mut self.message, message.into());
        self.causes.insert(0, fact);
        self
    }

    /// Adds a line of advice.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// A failed write of the answer: a closed pipe is no failure (contract, section 4), anything else is.
    pub(crate) fn writing(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::new(Exit::Done, CLOSED_PIPE, "the reader closed the pipe");
        }
        Self::new(Exit::Internal, "write-failed", "the answer could not be written").caused_by(error)
    }

    /// Whether this is only a reader that went away, which is not reported.
    pub(crate) fn is_silent(&self) -> bool {
        self.code == CLOSED_PIPE
    }
}

const CLOSED_PIPE: &str = "closed-pipe";
