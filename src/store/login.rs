//! A login against the user file, as a server makes one: the same work whatever the answer, and the lock after wrong passwords.

use rand_core::CryptoRng;

use super::{Actor, Store, StoreError, UserChange};
use crate::{
    clock::Timestamp,
    password::{HashError, Hasher, PasswordHash, Policy, Verdict},
    secret::Password,
    users::{Refusal, User, Username},
};

/// A name and a password that somebody wants to log in with.
#[derive(Clone, Copy, Debug)]
pub struct Login<'a> {
    /// The name as it was typed.
    pub name: &'a str,
    /// The password.
    pub password: &'a Password,
    /// What hashes should be; its parameters also set the work that is spent on names without a hash.
    pub policy: &'a Policy,
    /// Whom the audit names for what the login changes.
    pub actor: &'a Actor,
    /// When it happens.
    pub now: Timestamp,
}

/// What came of a login.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The user may log in.
    Accepted {
        /// The user, as it stands after the login.
        user: Box<User>,
        /// Whether the hash was weaker than the policy and was replaced.
        rehashed: bool,
    },
    /// The password is not the user's.
    WrongPassword {
        /// The instant at which the next password is tried.
        next_try: Option<Timestamp>,
    },
    /// No password was compared.
    Refused(Refusal),
}

/// Why a login could not be judged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoginError {
    /// The user file failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The hash could not be computed.
    #[error(transparent)]
    Hash(#[from] HashError),
}

impl Store {
    /// Judges a login and stores what comes of it.
    ///
    /// No lock on the file is held while the hash is computed. The state is therefore judged again afterwards: of several wrong
    /// passwords tried at once only the first is answered, the others find the user locked.
    ///
    /// # Errors
    /// [`LoginError`]; a wrong password is none.
    pub fn login(&mut self, login: &Login<'_>, hasher: &mut Hasher, rng: &mut impl CryptoRng) -> Result<Outcome, LoginError> {
        let user = match login.name.parse::<Username>() {
            Ok(name) => self.read(|view| view.user(&name))?,
            Err(_) => None,
        };
        let judged = user.as_ref().ok_or(Refusal::Unknown).and_then(|user| Ok((user.username(), user.login(login.now)?)));
        let (name, hash) = match judged {
            Ok(found) => found,
            Err(refusal) => {
                hasher.spend(login.password, &login.policy.params)?;
                return Ok(Outcome::Refused(refusal));
            }
        };
        match hasher.verify(login.password, hash)? {
            Verdict::Mismatch => Ok(self.wrong_password(login, name)?),
            Verdict::Match => {
                let stronger = stronger(login, hash, hasher, rng);
                Ok(self.right_password(login, name, hash, stronger.as_ref())?)
            }
        }
    }

    fn wrong_password(&mut self, login: &Login<'_>, name: &Username) -> Result<Outcome, StoreError> {
        self.transaction(login.actor, login.now, |tx| {
            let Some(mut user) = tx.user(name)? else { return Ok(Outcome::Refused(Refusal::Unknown)) };
            if let Err(refusal) = user.login(login.now) {
                return Ok(Outcome::Refused(refusal));
            }
            user.login_failed(login.now);
            tx.update_user(&mut user, UserChange::Login)?;
            Ok(Outcome::WrongPassword { next_try: user.facts().locked_until })
        })
    }

    fn right_password(
        &mut self,
        login: &Login<'_>,
        name: &Username,
        hash: &PasswordHash,
        stronger: Option<&PasswordHash>,
    ) -> Result<Outcome, StoreError> {
        let judge = |user: Option<User>| -> Result<User, Refusal> {
            let user = user.ok_or(Refusal::Unknown)?;
            user.login(login.now)?;
            Ok(user)
        };
        let user = match judge(self.read(|view| view.user(name))?) {
            Err(refusal) => return Ok(Outcome::Refused(refusal)),
            Ok(user) => user,
        };
        if stronger.is_none() && user.facts().failed_logins == 0 {
            return Ok(Outcome::Accepted { user: Box::new(user), rehashed: false });
        }
        self.transaction(login.actor, login.now, |tx| {
            let mut user = match judge(tx.user(name)?) {
                Err(refusal) => return Ok(Outcome::Refused(refusal)),
                Ok(user) => user,
            };
            user.unlock();
            tx.update_user(&mut user, UserChange::Login)?;
            let rehashed = stronger.map_or(Ok(false), |new| tx.rehash_user(name, hash, new))?;
            let user = if rehashed { tx.user(name)?.unwrap_or(user) } else { user };
            Ok(Outcome::Accepted { user: Box::new(user), rehashed })
        })
    }
}

/// The hash to replace a weak one with. A password that the policy's scheme cannot take keeps its hash: the login succeeds anyway.
fn stronger(login: &Login<'_>, hash: &PasswordHash, hasher: &mut Hasher, rng: &mut impl CryptoRng) -> Option<PasswordHash> {
    if !login.policy.needs_rehash(hash) {
        return None;
    }
    hasher.hash(login.password, &login.policy.params, rng).ok()
}
