//! Reading the bytes of a SOURCE.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use authctl::secret::SecretBytes;

use super::Trim;
use crate::failure::{Exit, Failure};

/// The most that is read of any source: 16 MiB.
const LIMIT: u64 = 16 * 1024 * 1024;

pub(super) fn stdin(what: &str, trim: Trim) -> Result<SecretBytes, Failure> {
    read(std::io::stdin().lock(), "stdin", what, trim)
}

pub(super) fn open(path: &Path, what: &str) -> Result<File, Failure> {
    File::open(path).map_err(|error| unreadable(&path.display().to_string(), what).caused_by(error))
}

pub(super) fn file(path: &Path, what: &str, trim: Trim) -> Result<SecretBytes, Failure> {
    let name = path.display().to_string();
    let file = open(path, what)?;
    read(file, &name, what, trim)
}

/// The mode of a file that group or others can read.
#[cfg(unix)]
pub(super) fn loose_mode(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let mode = metadata.permissions().mode() & 0o777;
    (mode & 0o044 != 0).then_some(mode)
}

#[cfg(not(unix))]
pub(super) fn loose_mode(_path: &Path) -> Option<u32> {
    None
}

#[expect(clippy::disallowed_methods, reason = "the variable that a SOURCE names")]
pub(super) fn env(name: &str, what: &str, trim: Trim) -> Result<SecretBytes, Failure> {
    let value = std::env::var_os(name).ok_or_else(|| {
        Failure::new(Exit::Key, "source-unreadable", format!("{what} cannot be read: the environment variable {name} is not set"))
    })?;
    Ok(trimmed(value.into_encoded_bytes(), trim))
}

/// Whether there is a variable of that name that is not empty.
#[expect(clippy::disallowed_methods, reason = "the variable that a SOURCE would name")]
pub(super) fn has_env(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// Reads an inherited file descriptor through the name that the system gives it.
pub(super) fn fd(number: u32, what: &str, trim: Trim) -> Result<SecretBytes, Failure> {
    let path = PathBuf::from(format!("/dev/fd/{number}"));
    let name = format!("fd:{number}");
    let file = File::open(path).map_err(|error| unreadable(&name, what).caused_by(error))?;
    read(file, &name, what, trim)
}

fn read(from: impl Read, name: &str, what: &str, trim: Trim) -> Result<SecretBytes, Failure> {
    let mut bytes = Vec::new();
    let outcome = from.take(LIMIT.saturating_add(1)).read_to_end(&mut bytes);
    let bytes = SecretBytes::new(bytes);
    outcome.map_err(|error| unreadable(name, what).caused_by(error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LIMIT {
        return Err(Failure::new(Exit::Malformed, "source-too-big", format!("{what} from {name} is larger than 16 MiB")));
    }
    Ok(trimmed(bytes.expose().to_vec(), trim))
}

fn unreadable(name: &str, what: &str) -> Failure {
    Failure::new(Exit::Key, "source-unreadable", format!("{what} cannot be read from {name}"))
}

/// Takes off a byte order mark and exactly one line end.
pub(super) fn trimmed(mut bytes: Vec<u8>, trim: Trim) -> SecretBytes {
    if trim == Trim::Line {
        if bytes.ends_with(b"\n") {
            bytes.pop();
            if bytes.ends_with(b"\r") {
                bytes.pop();
            }
        }
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
    }
    SecretBytes::new(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_one_line_end_and_the_mark_go() {
        let table: [(&[u8], &[u8]); 7] = [
            (b"pw\n", b"pw"),
            (b"pw\r\n", b"pw"),
            (b"pw\n\n", b"pw\n"),
            (b"pw\r", b"pw\r"),
            (b" pw \n", b" pw "),
            (b"\xEF\xBB\xBFpw", b"pw"),
            (b"", b""),
        ];
        for (raw, kept) in table {
            assert_eq!(trimmed(raw.to_vec(), Trim::Line).expose(), kept);
            assert_eq!(trimmed(raw.to_vec(), Trim::Nothing).expose(), raw);
        }
    }
}
