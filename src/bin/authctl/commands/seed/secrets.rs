//! The passwords and keys of a seed: read once, verified, and hashed or made only where a plan needs it.

use std::collections::BTreeMap;

use authctl::{
    clock::Timestamp,
    keys::{Algorithm, KeyError, KeyPart, KeyState, Passphrase, Recognised, SigningKey, StoredKey, recognise},
    password::{PasswordHash, Policy, Verdict, hash_all, verify_all},
    secret::{Password, SecretBytes},
    seed::{
        Conflict, Current, Given, KeySeed, PasswordSeed, Plan, Seed, SourceText, Supplies, UpdatePassword, UserSeed, Wish, plan,
    },
    users::{UserId, Username},
};

use super::files::Files;
use crate::{
    commands::{new_password, passphrase},
    context::Context,
    failure::{Exit, Failure},
    input::{OpenSource, SecretSource, Source, SourceError, Trim},
    shares,
};

/// What a seed needs from outside.
pub(super) struct Secrets<'a> {
    context: &'a Context,
    seed: &'a Seed,
    files: &'a Files,
    passwords: BTreeMap<Username, Password>,
    pub(super) supplies: Supplies,
}

impl<'a> Secrets<'a> {
    pub(super) fn new(context: &'a Context, seed: &'a Seed, files: &'a Files) -> Self {
        Self { context, seed, files, passwords: BTreeMap::new(), supplies: Supplies::default() }
    }

    /// Compares the file with the seed, after the secrets that this needs were read.
    pub(super) fn plan(&mut self, current: &Current, policy: &Policy, prune: bool) -> Result<Plan, Failure> {
        self.read_keys()?;
        self.read_passwords(current, policy)?;
        Ok(self.compare(current, prune)?)
    }

    /// Compares with what is known already.
    pub(super) fn compare(&self, current: &Current, prune: bool) -> Result<Plan, Conflict> {
        let fresh = || UserId::random(&mut self.context.rng());
        plan(current, self.seed, &self.supplies, prune, self.context.now, fresh)
    }

    /// Hashes the passwords and makes the keys that the plan needs and nobody gave.
    pub(super) fn complete(&mut self, plan: &Plan, policy: &Policy) -> Result<(), Failure> {
        let missing: Vec<&Username> = plan.passwords().filter(|name| !self.supplies.hashes.contains_key(*name)).collect();
        let passwords: Vec<Password> = missing.iter().filter_map(|name| self.passwords.get(*name).cloned()).collect();
        let hashes = shares::work(self.context, &passwords, "passwords hashed", |share| {
            hash_all(share, &policy.params, &mut self.context.rng())
        })?;
        for (name, hash) in missing.into_iter().zip(hashes) {
            let hash = hash.map_err(|error| Failure::from(error).about(format!("the password of `{name}` cannot be hashed")))?;
            self.supplies.hashes.insert(name.clone(), hash);
        }
        for (kid, algorithm) in plan.new_keys() {
            let Some(algorithm) = algorithm.filter(|_| !self.supplies.keys.contains_key(kid)) else { continue };
            let key = SigningKey::generate(algorithm, None, &mut self.context.rng())?;
            let key = StoredKey::signing(key, Some(kid.clone()), KeyState::Pending, self.context.now);
            self.supplies.keys.insert(kid.clone(), key);
        }
        Ok(())
    }

    /// Puts new keys under the passphrase where those of the user file are.
    pub(super) fn seal(&mut self, plan: &Plan, passphrase: Option<&Passphrase>) -> Result<(), Failure> {
        for (kid, _) in plan.new_keys() {
            if let Some(key) = self.supplies.keys.get_mut(kid) {
                *key = passphrase::sealed(self.context, passphrase, key.clone())?;
            }
        }
        Ok(())
    }

    fn read_keys(&mut self) -> Result<(), Failure> {
        for entry in self.seed.keys.iter().filter(|entry| !entry.absent) {
            let recognised = match &entry.given {
                _ if self.supplies.keys.contains_key(&entry.kid) => continue,
                Given::Generated => continue,
                Given::Secret(text) => {
                    let source = self.source(text, "secret", |text| text.parse().map(SecretSource::into_source))?;
                    Recognised::raw_secret(&self.bytes(text, "secret", &source, "the secret", Trim::Line)?)
                }
                Given::Key(text) => {
                    let source = self.source(text, "key", |text| text.parse().map(OpenSource::into_source))?;
                    recognise(&self.bytes(text, "key", &source, "the key", Trim::Nothing)?, None)
                }
            };
            let key = recognised.and_then(|recognised| stored(entry, &recognised, self.context.now));
            let key =
                key.map_err(|error| Failure::from(error).about(format!("{}: the key `{}` is wrong", entry.place, entry.kid)))?;
            self.supplies.keys.insert(entry.kid.clone(), key);
        }
        Ok(())
    }

    /// Reads the passwords of new users and of those whose password is always set; the latter are verified first.
    fn read_passwords(&mut self, current: &Current, policy: &Policy) -> Result<(), Failure> {
        let mut to_verify = Vec::new();
        for entry in self.seed.users.values().filter(|entry| !entry.absent) {
            let Wish::Set(password) = &entry.password else { continue };
            let present = current.users.get(&entry.username).map(|user| &user.it);
            if present.is_some() && entry.update_password == UpdatePassword::OnCreate {
                continue;
            }
            self.read_password(entry, password)?;
            let strong = present.and_then(|user| user.password()).filter(|hash| !policy.needs_rehash(hash));
            match strong {
                Some(hash) if self.supplies.verified.get(&entry.username) == Some(hash) => {}
                Some(hash) if matches!(password, PasswordSeed::Password(_)) => to_verify.push((entry, hash)),
                _ => self.judge(entry, policy)?,
            }
        }
        let pairs: Vec<(&Password, &PasswordHash)> =
            to_verify.iter().filter_map(|(entry, hash)| Some((self.passwords.get(&entry.username)?, *hash))).collect();
        let verdicts = shares::work(self.context, &pairs, "passwords verified", verify_all)?;
        for ((entry, hash), verdict) in to_verify.into_iter().zip(verdicts) {
            if verdict? == Verdict::Match {
                self.supplies.verified.insert(entry.username.clone(), hash.clone());
            } else {
                self.judge(entry, policy)?;
            }
        }
        Ok(())
    }

    fn read_password(&mut self, entry: &UserSeed, password: &PasswordSeed) -> Result<(), Failure> {
        let name = &entry.username;
        match password {
            _ if self.passwords.contains_key(name) || self.supplies.hashes.contains_key(name) => {}
            PasswordSeed::Password(text) => {
                let source = self.source(text, "password", |text| text.parse().map(SecretSource::into_source))?;
                let bytes = self.bytes(text, "password", &source, "the password", Trim::Line)?;
                self.passwords.insert(name.clone(), bytes.into());
            }
            PasswordSeed::Hash(text) => {
                let source = self.source(text, "password_hash", |text| text.parse().map(OpenSource::into_source))?;
                let wrong = |failure: Failure| failure.about(format!("{}: `password_hash` is wrong", text.place));
                let hash: PasswordHash = self
                    .context
                    .input
                    .text(&source, "the password hash")?
                    .parse()
                    .map_err(|error| wrong(Failure::from(error)))?;
                hash.params().check_limits().map_err(|error| wrong(error.into()))?;
                self.supplies.hashes.insert(name.clone(), hash);
            }
        }
        Ok(())
    }

    /// Holds a password that is to be set against the policy.
    fn judge(&self, entry: &UserSeed, policy: &Policy) -> Result<(), Failure> {
        let Some(password) = self.passwords.get(&entry.username) else { return Ok(()) };
        new_password::judge(policy, password, Some(entry.username.as_str()), entry.allow_weak).map_err(|mut failure| {
            failure.hints = vec!["choose another, or insist with `allow_weak: true`".to_owned()];
            failure.about(format!("{}: the password of `{}` is refused", entry.place, entry.username))
        })
    }

    /// What a SOURCE of the seed holds.
    fn bytes(
        &self,
        text: &SourceText,
        key: &str,
        source: &Source,
        what: &'static str,
        trim: Trim,
    ) -> Result<SecretBytes, Failure> {
        let read = self.context.input.bytes(source, what, trim);
        read.map_err(|failure| failure.about(format!("{}: `{key}` cannot be read", text.place)))
    }

    /// A SOURCE of the seed; a relative path in it begins at the seed's folder.
    fn source(
        &self,
        text: &SourceText,
        key: &str,
        parse: impl FnOnce(&str) -> Result<Source, SourceError>,
    ) -> Result<Source, Failure> {
        let source = parse(text.as_str()).map_err(|error| {
            let wrong = |what| Failure::new(Exit::Malformed, "seed-malformed", format!("{}: `{key}` {what}", text.place));
            let failure = match error {
                SourceError::Bare => wrong("wants a SOURCE, not the secret itself"),
                error => wrong("is wrong").caused_by(error),
            };
            failure.hint("write env:NAME or @PATH: `authctl help secrets` shows all forms")
        })?;
        Ok(source.within(self.files.folder(&text.place)))
    }
}

/// The one key of a key file, for the algorithm that the seed says.
fn stored(entry: &KeySeed, recognised: &Recognised, now: Timestamp) -> Result<StoredKey, KeyError> {
    let [key] = recognised.keys.as_slice() else { return Err(KeyError::Malformed { what: "file of one key" }) };
    let algorithm: Algorithm = key.choose(entry.alg)?;
    let kid = Some(entry.kid.clone());
    if key.part() == KeyPart::Public {
        let bound = || KeyError::Bound { algorithm, bound: key.algorithms().to_vec() };
        return StoredKey::verify_only(&key.verifying_key()?, algorithm, kid, now).ok_or_else(bound);
    }
    Ok(StoredKey::signing(key.signing_key(Some(algorithm))?, kid, KeyState::Pending, now))
}
