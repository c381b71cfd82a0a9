//! Files that a command makes beside its answer.

use std::{
    fs,
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use crate::failure::{Exit, Failure};

/// A file that was not there. It is removed again unless it is kept.
pub(crate) struct NewFile {
    file: fs::File,
    path: PathBuf,
    begun: bool,
    kept: bool,
}

impl NewFile {
    /// Makes the file; a private one is for its owner alone from its first byte.
    pub(crate) fn create(path: &Path, private: bool) -> Result<Self, Failure> {
        let mode = if private { 0o600 } else { 0o644 };
        match fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(path) {
            Ok(file) => Ok(Self { file, path: path.to_owned(), begun: false, kept: false }),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                Err(Failure::new(Exit::Exists, "file-exists", format!("{} exists already", path.display()))
                    .hint("nothing is overwritten: choose another name, or remove it first"))
            }
            Err(error) => Err(failed(path, error)),
        }
    }

    /// Appends to it.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.file.write_all(bytes).map_err(|error| failed(&self.path, error))?;
        self.begun |= !bytes.is_empty();
        Ok(())
    }

    /// Whether all that was to be written so far was, and there was something.
    pub(crate) const fn is_begun(&self) -> bool {
        self.begun
    }

    /// Leaves the file where it is, on the disk: its path.
    pub(crate) fn keep(mut self) -> Result<PathBuf, Failure> {
        self.file.sync_all().map_err(|error| failed(&self.path, error))?;
        self.kept = true;
        Ok(std::mem::take(&mut self.path))
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.kept {
            // The failure that matters is the one that led here.
            fs::remove_file(&self.path).ok();
        }
    }
}

/// Makes a file with that content. What cannot be finished is removed.
pub(crate) fn write(path: &Path, bytes: &[u8], private: bool) -> Result<(), Failure> {
    let mut file = NewFile::create(path, private)?;
    file.write(bytes)?;
    file.keep().map(drop)
}

fn failed(path: &Path, error: std::io::Error) -> Failure {
    Failure::new(Exit::Internal, "write-failed", format!("{} cannot be written", path.display())).caused_by(error)
}
