//! What is wrong with files of users.

use authctl::{
    exchange::{Fault, FileError, Foreign},
    store::{ImportError, Reject},
};

use super::{Exit, Failure};

const HEADER: &str = "the first line of a CSV file names its columns: `username,email,…`";

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        let (exit, code) = match error {
            FileError::Io(_) => (Exit::Internal, "read-failed"),
            FileError::Lost => (Exit::Internal, "internal"),
            FileError::Unrecognised => (Exit::Malformed, "format-unknown"),
            FileError::Column { .. } | FileError::ColumnTwice(_) | FileError::NoUsernameColumn => (Exit::Malformed, "bad-header"),
            _ => (Exit::Malformed, "malformed-file"),
        };
        let failure = Self::stating(exit, code, &error);
        match &error {
            FileError::Unrecognised => failure
                .hint("name it: --format csv, jsonl, json, htpasswd, keycloak, auth0, firebase, django or kratos")
                .hint(HEADER),
            FileError::Foreign(Foreign::Utf16) => failure.hint("convert it: `iconv -f UTF-16 -t UTF-8 FILE`"),
            FileError::Foreign(Foreign::Gzip) => failure.hint("pipe it in: `zcat FILE | authctl user import -`"),
            FileError::Foreign(Foreign::Zstd) => failure.hint("pipe it in: `zstdcat FILE | authctl user import -`"),
            FileError::Foreign(Foreign::Yaml) => failure.hint("`authctl seed apply FILE` brings a seed about"),
            FileError::Foreign(Foreign::Zip) => failure.hint("save the sheet as CSV (UTF-8)"),
            FileError::Column { nearest, .. } => {
                nearest.map_or(failure.hint("--ignore-unknown passes over such columns"), |nearest| {
                    Self::stating(exit, code, &error)
                        .hint(format!("did you mean `{nearest}`?"))
                        .hint("--ignore-unknown passes over such columns")
                })
            }
            FileError::NoUsernameColumn => failure.hint(HEADER),
            FileError::Separated(separator) => failure.hint(format!(
                "save it with commas, or convert it: `tr '{}' ','` where no cell holds a comma",
                separator.mark().escape_default()
            )),
            _ => failure,
        }
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Store(error) => error.into(),
            ImportError::Breach(error) => error.into(),
            ImportError::Stopped(reject) => stopped(&reject),
            ImportError::Interrupted => interrupted(),
            _ => Self::stating(Exit::Internal, "internal", &error),
        }
    }
}

/// Somebody pressed Ctrl-C.
pub(crate) fn interrupted() -> Failure {
    Failure::new(Exit::Interrupted, "interrupted", "interrupted")
}

/// A row that ended an import.
fn stopped(reject: &Reject) -> Failure {
    let line = reject.place.line;
    let message = match &reject.name {
        Some(name) => format!("line {line} is refused: {name}"),
        None => format!("line {line} is refused"),
    };
    let failure = Failure::new(Exit::Malformed, reject.fault.code(), message);
    let failure = Failure { causes: vec![reject.fault.to_string()], ..failure };
    let failure = match &reject.fault {
        Fault::Unknown { nearest, .. } => {
            let failure = nearest.map(|nearest| format!("did you mean `{nearest}`?")).into_iter().fold(failure, Failure::hint);
            failure.hint("--ignore-unknown passes over such fields")
        }
        Fault::NotUtf8 { .. } => failure.hint("convert the file, if it is of an older system: `iconv -f WINDOWS-1252 -t UTF-8 FILE`"),
        Fault::Differs { .. } => failure.hint("--on-conflict skip leaves such users as they are, --on-conflict update changes them"),
        Fault::Inconvertible(authctl::password::convert::Inconvertible::Setting { .. }) => failure
            .hint("--hash-algo says how Firebase made the hashes, as in its console under Authentication, Users, Password hash parameters")
            .hint("--weak reset takes such users without a password"),
        Fault::Inconvertible(_) | Fault::Cost(_) | Fault::Weak(_) | Fault::Unhashable(_) => {
            failure.hint("--weak reset takes such users without a password; they have to be given one")
        }
        _ => failure,
    };
    failure.hint("nothing of its batch was written; --on-error skip passes over such rows, --rejects FILE keeps them")
}
