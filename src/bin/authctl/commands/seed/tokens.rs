//! The token files of a seed: looked at before a plan, written when it is applied.

use std::{
    collections::BTreeMap,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use authctl::{
    keys::{NoSigningKey, signing_key},
    seed::{Kind, Plan, Seed, TokenFile, TokenSeed},
    store::{IssuedToken, Tx, Verifier, View},
    token::{
        Claims, DEFAULT_LIFETIME, HeaderOptions, Policy, dangerous, default_lifetime, diagnose::InputHints, issue, permit,
        random_id,
    },
    users::{Audience, Scope, Subject},
};
use tempfile::NamedTempFile;

use super::files::Files;
use crate::{
    commands::token::outlived,
    context::Context,
    failure::{Exit, Failure, unknown_user},
};

/// A token that waits beside its file for the transaction to be committed.
pub(super) struct Draft {
    file: NamedTempFile,
    path: PathBuf,
}

impl Draft {
    /// Gives the file its name.
    pub(super) fn publish(self, context: &Context) -> Result<(), Failure> {
        let Self { file, path } = self;
        file.persist(&path).map_err(|error| unwritable(&path, error.error))?;
        context.printer.status(format_args!("{} written", path.display()));
        Ok(())
    }
}

fn path(files: &Files, entry: &TokenSeed) -> PathBuf {
    files.folder(&entry.place).join(&entry.out)
}

/// What the token files hold now, by the names that the seed gives them.
pub(super) fn look_at_all(
    context: &Context,
    view: Option<&View>,
    seed: &Seed,
    files: &Files,
) -> Result<BTreeMap<String, TokenFile>, Failure> {
    let mut found = BTreeMap::new();
    for entry in &seed.tokens {
        if let Some(file) = look(context, view, files, entry)? {
            found.insert(entry.out.clone(), file);
        }
    }
    Ok(found)
}

/// What a token file holds now; `None` where there is none. A file that is no token is not touched.
fn look(context: &Context, view: Option<&View>, files: &Files, entry: &TokenSeed) -> Result<Option<TokenFile>, Failure> {
    let path = path(files, entry);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            let unreadable = format!("{}: {} cannot be read", entry.place, path.display());
            return Err(Failure::new(Exit::Internal, "read-failed", unreadable).caused_by(error));
        }
    };
    if dangerous::inspect(&text, context.now).exit_code() != 0 {
        let message = format!("{}: {} is there and is no token", entry.place, path.display());
        return Err(Failure::new(Exit::Exists, "file-exists", message).hint("name another file, or remove it first"));
    }
    match view {
        Some(view) if is_fresh(context, view, entry, &text)? => Ok(Some(TokenFile::Fresh)),
        _ => Ok(Some(TokenFile::Stale)),
    }
}

/// Whether a token is the one asked for, is accepted, and has at least half its life left.
fn is_fresh(context: &Context, view: &View, entry: &TokenSeed, text: &str) -> Result<bool, Failure> {
    let now = context.now;
    let mut verifier = Verifier::new();
    let report = verifier.session(view, now)?.verify(text, InputHints::default(), &Policy::default())?;
    let Some(claims) = report.verified() else { return Ok(false) };
    let same = |mut found: Vec<&str>, mut wanted: Vec<&str>| {
        found.sort_unstable();
        wanted.sort_unstable();
        found == wanted
    };
    let scopes = entry.scopes.as_ref();
    let is_asked_for = claims.subject() == Some(entry.name.as_str())
        && scopes.is_none_or(|scopes| same(claims.scopes(), scopes.iter().map(Scope::as_str).collect()))
        && (entry.audiences.is_empty() || same(claims.audiences(), entry.audiences.iter().map(Audience::as_str).collect()));
    let (Some(end), Some(start)) = (claims.expires_at(), claims.issued_at()) else { return Ok(false) };
    let lasts = end.since(now).saturating_mul(2) >= end.since(start);
    Ok(is_asked_for && lasts)
}

/// Issues the tokens that the plan renews, after its other changes, and writes each beside its file.
pub(super) fn renew(context: &Context, tx: &mut Tx<'_>, seed: &Seed, files: &Files, plan: &Plan) -> Result<Vec<Draft>, Failure> {
    let mut renewed = plan.changes.iter().filter(|change| change.kind == Kind::Token).filter_map(|change| change.fields.first());
    let outs: Vec<&str> = renewed.by_ref().filter_map(|(_, field)| out_of(field)).collect();
    seed.tokens
        .iter()
        .filter(|entry| outs.contains(&entry.out.as_str()))
        .map(|entry| renew_one(context, tx, files, entry))
        .collect()
}

fn out_of(field: &authctl::seed::Field) -> Option<&str> {
    match field {
        authctl::seed::Field::Value { to, .. } => to.as_str(),
        authctl::seed::Field::Password { .. } => None,
    }
}

fn renew_one(context: &Context, tx: &mut Tx<'_>, files: &Files, entry: &TokenSeed) -> Result<Draft, Failure> {
    let (name, now) = (&entry.name, context.now);
    let user = tx.user(name)?.ok_or_else(|| unknown_user(tx, name))?;
    let subject = user.subject(now).map_err(|error| Failure::inactive(name.as_str(), &error))?;
    let claims = claims(context, subject, entry);
    permit(subject, &claims)?;
    let active = tx.opened(tx.active_key()?.ok_or(NoSigningKey::NoneActive)?)?;
    let (key, signing) = signing_key(std::slice::from_ref(&active), now)?;
    if !key.outlives(claims.expires_at()) {
        return Err(outlived(key));
    }
    let token = issue(&claims, signing, &HeaderOptions { kid: Some(key.kid.clone()), ..HeaderOptions::default() })?;
    tx.record_token(&IssuedToken {
        jti: claims.id().map(str::to_owned),
        sub: name.to_string(),
        kid: Some(key.kid.clone()),
        aud: claims.audiences().into_iter().map(str::to_owned).collect(),
        iat: now,
        exp: claims.expires_at(),
        label: None,
    })?;
    let path = path(files, entry);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Such a file is for its owner alone from the beginning.
    let mut file = NamedTempFile::new_in(folder).map_err(|error| unwritable(&path, error))?;
    let written = writeln!(file, "{}", token.expose()).and_then(|()| file.as_file().sync_all());
    written.map_err(|error| unwritable(&path, error))?;
    Ok(Draft { file, path })
}

fn claims(context: &Context, subject: Subject<'_>, entry: &TokenSeed) -> Claims {
    let now = context.now;
    let scopes = entry.scopes.as_ref().unwrap_or(subject.scopes());
    let scopes: Vec<&str> = scopes.iter().map(Scope::as_str).collect();
    let audiences = if entry.audiences.is_empty() { subject.audiences() } else { Some(&entry.audiences) };
    let audiences = audiences.map(|audiences| audiences.iter().map(|audience| audience.as_str().to_owned()).collect());
    let lifetime = entry.ttl.unwrap_or_else(|| default_lifetime(subject, DEFAULT_LIFETIME, now));
    let mut claims = Claims::default();
    if let Some(issuer) = &context.settings.issuer {
        claims = claims.with_issuer(issuer);
    }
    let audiences: Vec<String> = audiences.unwrap_or_else(|| context.settings.audience.clone());
    claims
        .with_subject(subject.username().as_str())
        .with_audiences(&audiences)
        .with_issued_at(now)
        .with_expiry(now.plus(lifetime))
        .with_id(&random_id(&mut context.rng()))
        .with_scopes(&scopes)
}

fn unwritable(path: &Path, error: std::io::Error) -> Failure {
    Failure::new(Exit::Internal, "write-failed", format!("{} cannot be written", path.display())).caused_by(error)
}
