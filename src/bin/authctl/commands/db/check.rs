//! `authctl db check`

use std::os::unix::fs::MetadataExt;

use authctl::{
    clock::{Lifetime, Timestamp},
    keys::StoredKey,
    store::{Chain, StoreError, UserFilter, View},
};

use super::super::Outcome;
use crate::{
    context::Context,
    output::{FileCheck, FileCheckView, Status},
};

/// How long before its end a key is worth a word.
const SOON: Lifetime = Lifetime::from_secs(30 * 86_400);
/// Clocks of several machines differ by less than this.
const SKEW: Lifetime = Lifetime::from_secs(60);
/// Permission bits of everybody but the owner.
const OTHERS: u32 = 0o077;

pub(super) fn run(context: &Context) -> Outcome {
    let mut checks = vec![permissions(context)];
    context.store()?.read(|view| {
        checks.extend([
            integrity(view)?,
            rows(view),
            audit(view)?,
            hashes(view)?,
            keys(view, context.now)?,
            seal(view)?,
            clock(view, context.now)?,
            purpose(view)?,
        ]);
        Ok::<_, StoreError>(())
    })?;
    let view = FileCheckView { path: context.db(), checks };
    context.printer.data(&view)?;
    Ok(view.exit())
}

/// The file and what SQLite keeps beside it.
fn permissions(context: &Context) -> FileCheck {
    let open = ["", "-wal", "-shm"].into_iter().find_map(|suffix| {
        let mut path = context.db().as_os_str().to_owned();
        path.push(suffix);
        let mode = std::fs::metadata(&path).ok()?.mode() & 0o7777;
        (mode & OTHERS != 0).then(|| format!("{} has mode {mode:04o}: chmod 600", path.to_string_lossy()))
    });
    FileCheck::new("permissions", Status::Warning, open)
}

fn integrity(view: &View) -> Result<FileCheck, StoreError> {
    let mut findings = view.integrity()?;
    let more = findings.len().saturating_sub(1);
    let first = if findings.is_empty() { None } else { Some(findings.swap_remove(0)) };
    let shown = first.map(|first| if more > 0 { format!("{first}, and {more} more") } else { first });
    Ok(FileCheck::new("integrity", Status::Error, shown))
}

/// Every user and key is read by the constructors that input goes through.
fn rows(view: &View) -> FileCheck {
    let read = view.users(&UserFilter::default(), |_| Ok::<_, StoreError>(())).and_then(|()| view.keys().map(drop));
    let found = read.err().map(|error| {
        let source = std::error::Error::source(&error).map(|source| format!(": {source}")).unwrap_or_default();
        format!("{error}{source}")
    });
    FileCheck::new("rows", Status::Error, found)
}

fn audit(view: &View) -> Result<FileCheck, StoreError> {
    let found = match view.verify_audit()? {
        Chain::Intact { .. } => None,
        Chain::BrokenAt { seq } => Some(format!("the chain is broken at number {seq}")),
        Chain::CutAfter { seq, last } => Some(format!("numbers {} to {last} are missing", seq.saturating_add(1))),
    };
    Ok(FileCheck::new("audit", Status::Error, found))
}

fn hashes(view: &View) -> Result<FileCheck, StoreError> {
    let below = view.census(&view.policy()?, 0)?.below_policy();
    let found = (below > 0).then(|| format!("{below} below the policy: `authctl hash audit`"));
    Ok(FileCheck::new("hashes", Status::Warning, found))
}

/// A key signs, and goes on for a while.
fn keys(view: &View, now: Timestamp) -> Result<FileCheck, StoreError> {
    let found = match view.active_key()? {
        None => Some("no key signs: `authctl key generate --activate`".to_owned()),
        Some(key) => key
            .expires_at
            .filter(|end| *end <= now.plus(SOON))
            .map(|end| format!("the signing key ends {} ({end}): `authctl key rotate`", end.relative(now))),
    };
    Ok(FileCheck::new("keys", Status::Warning, found))
}

/// A file without seals is as `init` makes it, which is worth knowing and no fault; one that is sealed in part is.
fn seal(view: &View) -> Result<FileCheck, StoreError> {
    let keys = view.keys()?;
    let open = keys.iter().filter(|key| key.lies_open()).count();
    let status = if keys.iter().any(StoredKey::is_sealed) { Status::Warning } else { Status::Note };
    let found = match open {
        0 => None,
        1 => Some("a private key or HMAC secret lies open: `authctl key seal` puts it under a passphrase".to_owned()),
        many => Some(format!("{many} private keys or HMAC secrets lie open: `authctl key seal` puts them under a passphrase")),
    };
    Ok(FileCheck::new("seal", status, found))
}

fn clock(view: &View, now: Timestamp) -> Result<FileCheck, StoreError> {
    let newest = view.newest_change()?.filter(|newest| *newest > now.plus(SKEW));
    let found = newest.map(|newest| format!("the newest change is from {newest}, {}", newest.relative(now)));
    Ok(FileCheck::new("clock", Status::Warning, found))
}

fn purpose(view: &View) -> Result<FileCheck, StoreError> {
    let found = view.is_test_db()?.then(|| "the file is for tests: its passwords are hashed at next to no cost".to_owned());
    Ok(FileCheck::new("purpose", Status::Warning, found))
}
