//! Passwords known from breaches, looked up offline: a folder of range files as the downloader of Have I Been Pwned writes them.
//!
//! A password's SHA-1 in upper-case hexadecimal names the file by its first five digits (`21BD1.txt`); each line holds the other 35
//! digits, a colon and how often the password was seen. Nothing leaves the machine.

use std::{
    fmt::Write as _,
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use crate::secret::Password;

/// A folder of range files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreachList(PathBuf);

/// Why the folder could not answer: not the same as a password that is not in it.
#[derive(Debug, thiserror::Error)]
#[error("the list of breached passwords cannot be read at {}", path.display())]
pub struct BreachError {
    /// The range file.
    pub path: PathBuf,
    /// Why; a file that is missing means that the list is incomplete.
    #[source]
    pub source: io::Error,
}

/// The digits that name a file.
const PREFIX: usize = 5;

impl BreachList {
    /// The list in that folder; it is read when a password is looked up.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// How often the password was seen in breaches; 0 is never.
    ///
    /// # Errors
    /// [`BreachError`] where the range file is missing or unreadable.
    pub fn count(&self, password: &Password) -> Result<u64, BreachError> {
        let digest = hexadecimal(password);
        let (prefix, rest) = digest.split_at(PREFIX);
        let path = self.0.join(format!("{prefix}.txt"));
        search(&path, rest).map_err(|source| BreachError { path, source })
    }
}

/// The SHA-1 in upper case. It is as good as the password to whoever has the list, so it is cleared.
fn hexadecimal(password: &Password) -> Zeroizing<String> {
    let digest = Sha1::digest(password.expose());
    let mut text = Zeroizing::new(String::with_capacity(40));
    for byte in digest {
        // Writing to a `String` cannot fail.
        write!(text, "{byte:02X}").ok();
    }
    text
}

fn search(path: &Path, rest: &str) -> io::Result<u64> {
    for line in BufReader::new(File::open(path)?).lines() {
        let line = line?;
        let (digits, count) = line.trim_end().split_once(':').unwrap_or((line.trim_end(), "1"));
        if digits.eq_ignore_ascii_case(rest) {
            // Padding lines of the service say 0.
            return Ok(count.parse().unwrap_or(1));
        }
    }
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        // SHA-1 of "password" is 5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8.
        let lines = "003D68EB55068C33ACE09247EE4C639306B:3\r\n1E4C9B93F3F0682250B6CF8331B7EE68FD8:52256179\r\n";
        std::fs::write(folder.path().join("5BAA6.txt"), lines).unwrap();
        folder
    }

    fn count(password: &str) -> Result<u64, BreachError> {
        let folder = folder();
        BreachList::new(folder.path().to_owned()).count(&Password::new(password.into()))
    }

    #[test]
    fn a_breached_password_is_found_with_its_count() {
        assert_eq!(count("password").unwrap(), 52_256_179);
    }

    #[test]
    fn a_missing_range_file_is_an_error_and_no_acquittal() {
        let error = count("another password").unwrap_err();
        assert_eq!(error.source.kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn a_password_that_is_not_in_its_file_was_never_seen() {
        let folder = folder();
        let digest = hexadecimal(&Password::new(b"another password".to_vec()));
        std::fs::write(folder.path().join(format!("{}.txt", &digest[..5])), "0000000000000000000000000000000000A:1\n").unwrap();
        let list = BreachList::new(folder.path().to_owned());
        assert_eq!(list.count(&Password::new(b"another password".to_vec())).unwrap(), 0);
    }
}
