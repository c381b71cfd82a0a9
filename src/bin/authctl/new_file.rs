//! Files that a command makes beside its answer.

use std::{
    fs,
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use crate::failure::{Exit, Failure};

/// Makes a file that was not there; a private one is for its owner alone from its first byte. What cannot be finished is removed.
pub(crate) fn write(path: &Path, bytes: &[u8], private: bool) -> Result<(), Failure> {
    let mode = if private { 0o600 } else { 0o644 };
    let name = path.display();
    let mut file = match fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Failure::new(Exit::Exists, "file-exists", format!("{name} exists already"))
                .hint("nothing is overwritten: choose another name, or remove it first"));
        }
        Err(error) => return Err(failed(path, error)),
    };
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        // The failure that matters is the one of writing.
        fs::remove_file(path).ok();
        failed(path, error)
    })
}

fn failed(path: &Path, error: std::io::Error) -> Failure {
    Failure::new(Exit::Internal, "write-failed", format!("{} cannot be written", path.display())).caused_by(error)
}
