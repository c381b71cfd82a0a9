//! The rows that were refused: in a file of their own, or the first of them on stderr.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use authctl::store::Reject;

use crate::{
    failure::Failure,
    new_file,
    output::{Printer, RejectView, append_line},
};

/// Refused rows that are shown where there is no file for them.
const SHOWN: u64 = 20;

/// Where refused rows go.
pub(super) enum Rejects {
    File(PathBuf, BufWriter<File>),
    Shown { printer: Printer, count: u64 },
}

impl Rejects {
    /// A new file, or stderr.
    pub(super) fn new(path: Option<&Path>, printer: Printer) -> Result<Self, Failure> {
        Ok(match path {
            Some(path) => Self::File(path.to_owned(), BufWriter::new(new_file::create(path)?)),
            None => Self::Shown { printer, count: 0 },
        })
    }

    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path, _) => Some(path),
            Self::Shown { .. } => None,
        }
    }

    /// Keeps rows, before the batch that they are of is told of as done.
    pub(super) fn add(&mut self, rejects: &[Reject]) -> Result<(), Failure> {
        match self {
            Self::File(path, file) => {
                let mut lines = Vec::new();
                for reject in rejects {
                    append_line(&RejectView(reject), &mut lines)?;
                }
                file.write_all(&lines).and_then(|()| file.flush()).map_err(|error| new_file::failed(path, error))
            }
            Self::Shown { printer, count } => {
                for reject in rejects {
                    if *count < SHOWN {
                        printer.warn(RejectView(reject));
                    }
                    *count = count.saturating_add(1);
                }
                Ok(())
            }
        }
    }

    /// Says how many were not shown.
    pub(super) fn finish(&self) {
        if let Self::Shown { printer, count } = self
            && *count > SHOWN
        {
            let more = count.saturating_sub(SHOWN);
            printer.warn(format_args!("{more} more rows are refused: --rejects FILE keeps all of them"));
        }
    }
}
