//! Documents that were fetched, kept for as long as their server lets them be.
//!
//! One file a document, named by the hash of its URL, in a folder that is the user's alone: whoever could write there could have
//! any token accepted.

use std::{
    fs::{self, DirBuilder, Metadata},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt},
    path::{Path, PathBuf},
};

use authctl::clock::{Lifetime, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::url::Url;
use crate::output::Printer;

/// How long a document is kept whose server says nothing: 5 minutes.
const DEFAULT: u64 = 300;
/// The longest that one is kept, whatever its server says: a day.
const LONGEST: u64 = 86_400;
/// The largest file that is read: a document of 1 MiB, with each byte escaped.
const SIZE: u64 = 8 * 1024 * 1024;

/// The folder of the documents.
#[derive(Clone, Debug)]
pub(crate) struct Cache {
    folder: Option<PathBuf>,
    now: Timestamp,
    printer: Printer,
}

/// A document that was kept.
pub(super) struct Kept {
    pub(super) body: String,
    pub(super) ago: Lifetime,
}

/// The file of a document.
#[derive(Deserialize, Serialize)]
struct Entry {
    schema: String,
    url: String,
    /// Unix seconds.
    fetched_at: i64,
    /// Unix seconds.
    expires_at: i64,
    body: String,
}

const SCHEMA: &str = "authctl.fetched/1";

impl Cache {
    /// The cache in a folder, which need not be there yet; without one nothing is kept. `now` is the present instant.
    pub(crate) fn new(folder: Option<PathBuf>, now: Timestamp, printer: Printer) -> Self {
        Self { folder, now, printer }
    }

    /// The document of a URL, unless it is not there, too old or not what was written. `mark` is that of the trust it was had by.
    pub(super) fn read(&self, url: &Url, mark: &[u8]) -> Option<Kept> {
        let folder = self.folder.as_deref().filter(|folder| self.is_safe(folder))?;
        let path = folder.join(name(url, mark));
        let metadata = fs::symlink_metadata(&path).ok()?;
        if !metadata.is_file() || !is_own(&metadata) || metadata.len() > SIZE {
            return None;
        }
        let entry: Entry = serde_json::from_slice(&fs::read(&path).ok()?).ok()?;
        let age = u64::try_from(self.now.unix().checked_sub(entry.fetched_at)?).ok()?;
        let lifetime = u64::try_from(entry.expires_at.checked_sub(entry.fetched_at)?).ok()?.min(LONGEST);
        let is_it = entry.schema == SCHEMA && entry.url == url.as_str() && age < lifetime;
        is_it.then(|| Kept { body: entry.body, ago: Lifetime::from_secs(age) })
    }

    /// Keeps a document as its server lets it be. That it cannot be kept is no failure: it is fetched again.
    pub(super) fn write(&self, url: &Url, mark: &[u8], body: &str, cache_control: Option<&str>) {
        let Some(folder) = self.folder.as_deref() else { return };
        let Some(lifetime) = lifetime(cache_control.unwrap_or_default()) else {
            // An older copy must not outlive what was said now.
            fs::remove_file(folder.join(name(url, mark))).ok();
            return self.printer.detail(format_args!("{url} is not kept: its server says so"));
        };
        let entry = Entry {
            schema: SCHEMA.to_owned(),
            url: url.as_str().to_owned(),
            fetched_at: self.now.unix(),
            expires_at: self.now.plus(lifetime).unix(),
            body: body.to_owned(),
        };
        if let Err(error) = store(folder, &name(url, mark), &entry) {
            self.printer.detail(format_args!("{url} cannot be kept in {}: {error}", folder.display()));
        }
    }

    /// Whether nobody else can have written what is in the folder.
    fn is_safe(&self, folder: &Path) -> bool {
        let Ok(metadata) = fs::metadata(folder) else { return false };
        let safe = metadata.is_dir() && is_own(&metadata);
        if !safe {
            self.printer.warn(format_args!("{} is not yours alone, so nothing of it is used: chmod 700", folder.display()));
        }
        safe
    }
}

/// Whether it is the user's own, and nobody else may write it.
fn is_own(metadata: &Metadata) -> bool {
    metadata.uid() == rustix::process::geteuid().as_raw() && metadata.mode() & 0o022 == 0
}

/// Writes a file that appears whole or not at all, for its owner alone.
fn store(folder: &Path, name: &str, entry: &Entry) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&serde_json::to_vec(entry)?)?;
    file.persist(folder.join(name))?;
    Ok(())
}

/// The file's name: a hash, as a URL may hold anything.
fn name(url: &Url, mark: &[u8]) -> String {
    let hash = Sha256::new().chain_update(url.as_str()).chain_update([0]).chain_update(mark).finalize();
    let hex = hash.iter().flat_map(|byte| [byte >> 4, byte & 0xf]).filter_map(|digit| char::from_digit(digit.into(), 16));
    hex.chain(".json".chars()).collect()
}

/// For how long a document may be kept (RFC 9111 section 5.2.2); nothing where it may not.
fn lifetime(cache_control: &str) -> Option<Lifetime> {
    let mut seconds = DEFAULT;
    for directive in cache_control.split(',').map(|directive| directive.trim().to_ascii_lowercase()) {
        match directive.split_once('=') {
            None if matches!(directive.as_str(), "no-store" | "no-cache") => return None,
            Some(("max-age", value)) => seconds = value.trim_matches('"').parse().unwrap_or(DEFAULT),
            _ => {}
        }
    }
    (seconds > 0).then(|| Lifetime::from_secs(seconds.min(LONGEST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_how_long_its_document_is_kept_within_bounds() {
        let table = [
            ("", Some(300)),
            ("public", Some(300)),
            ("max-age=60", Some(60)),
            ("public, Max-Age=\"3600\", must-revalidate", Some(3600)),
            ("max-age=31536000", Some(86_400)),
            ("max-age=soon", Some(300)),
            ("max-age=-1", Some(300)),
            ("max-age=0", None),
            ("no-store", None),
            ("private, no-cache, max-age=60", None),
        ];
        for (text, seconds) in table {
            assert_eq!(lifetime(text).map(Lifetime::as_secs), seconds, "{text}");
        }
    }
}
