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
        let file = open(path, if private { 0o600 } else { 0o644 })?;
        Ok(Self { file, path: path.to_owned(), begun: false, kept: false })
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

/// Makes a private file that was not there, to be filled bit by bit.
pub(crate) fn create(path: &Path) -> Result<fs::File, Failure> {
    open(path, 0o600)
}

/// Makes a private file that appears when `fill` has done with it, or not at all.
pub(crate) fn complete<T>(path: &Path, fill: impl FnOnce(&fs::File) -> Result<T, Failure>) -> Result<T, Failure> {
    if path.symlink_metadata().is_ok() {
        return Err(exists(path));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Such files are made with mode 0600. The error names the draft, which is of no use to anybody.
    let draft = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(path, error.kind().into()))?;
    let answer = fill(draft.as_file())?;
    draft.as_file().sync_all().map_err(|error| failed(path, error))?;
    match draft.persist_noclobber(path) {
        Ok(_) => Ok(answer),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(exists(path)),
        Err(error) => Err(failed(path, error.error)),
    }
}

fn open(path: &Path, mode: u32) -> Result<fs::File, Failure> {
    match fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(path) {
        Ok(file) => Ok(file),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(exists(path)),
        Err(error) => Err(failed(path, error)),
    }
}

fn exists(path: &Path) -> Failure {
    Failure::new(Exit::Exists, "file-exists", format!("{} exists already", path.display()))
        .hint("nothing is overwritten: choose another name, or remove it first")
}

/// A file that could not be written.
pub(crate) fn failed(path: &Path, error: std::io::Error) -> Failure {
    Failure::new(Exit::Internal, "write-failed", format!("{} cannot be written", path.display())).caused_by(error)
}
