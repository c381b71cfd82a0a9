//! A login against the user file, as a server makes one: the same work whatever the answer, and the lock after wrong passwords.

use rand_core::CryptoRng;

use super::{Actor, Store, StoreError, Tx, UserChange};
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

/// A password that was compared with a user's hash. What comes of it, [`Tx::settle_login`] says.
#[must_use]
#[derive(Debug)]
pub struct Compared {
    name: Username,
    hash: PasswordHash,
    verdict: Verdict,
    /// What is to replace a weak hash.
    stronger: Option<PasswordHash>,
}

impl Store {
    /// Judges a login and stores what comes of it.
    ///
    /// No lock on the file is held while the hash is computed. The state is therefore judged again afterwards: of several wrong
    /// passwords tried at once only the first is answered, the others find the user locked; and where the user has got another hash
    /// meanwhile, that one counts.
    ///
    /// # Errors
    /// [`LoginError`]; a wrong password is none.
    pub fn login(&mut self, login: &Login<'_>, hasher: &mut Hasher, rng: &mut impl CryptoRng) -> Result<Outcome, LoginError> {
        loop {
            let compared = match self.compare(login, hasher, rng)? {
                Ok(compared) => compared,
                Err(refusal) => return Ok(Outcome::Refused(refusal)),
            };
            // Most logins change nothing, and wait for no lock on the file.
            if let Some(user) = self.read(|view| view.user(&compared.name))?.filter(|user| compared.leaves(user, login.now)) {
                return Ok(Outcome::Accepted { user: Box::new(user), rehashed: false });
            }
            if let Some(outcome) = self.transaction(login.actor, login.now, |tx| tx.settle_login(&compared))? {
                return Ok(outcome);
            }
        }
    }

    /// The first half of [`Store::login`], which takes nearly all the time and changes nothing: compares the password with the hash
    /// that the name has now. The other half, [`Tx::settle_login`], may follow on another thread. A refusal is final, and took as long.
    ///
    /// # Errors
    /// [`LoginError`].
    pub fn compare(
        &mut self,
        login: &Login<'_>,
        hasher: &mut Hasher,
        rng: &mut impl CryptoRng,
    ) -> Result<Result<Compared, Refusal>, LoginError> {
        let user = match login.name.parse::<Username>() {
            Ok(name) => self.read(|view| view.user(&name))?,
            Err(_) => None,
        };
        let judged = user.as_ref().ok_or(Refusal::Unknown).and_then(|user| Ok((user.username(), user.login(login.now)?)));
        let (name, hash) = match judged {
            Ok(found) => found,
            Err(refusal) => {
                hasher.spend(login.password, &login.policy.params)?;
                return Ok(Err(refusal));
            }
        };
        let verdict = hasher.verify(login.password, hash)?;
        let stronger = if verdict == Verdict::Match { stronger(login, hash, hasher, rng) } else { None };
        Ok(Ok(Compared { name: name.clone(), hash: hash.clone(), verdict, stronger }))
    }
}

impl Compared {
    /// Whether the login is accepted and leaves the user as it is.
    fn leaves(&self, user: &User, now: Timestamp) -> bool {
        let is_right = self.verdict == Verdict::Match && user.login(now).is_ok_and(|hash| *hash == self.hash);
        is_right && self.stronger.is_none() && user.facts().failed_logins == 0
    }
}

impl Tx<'_> {
    /// The second half of a login: judges the user as it is now and stores what comes of it. `None` if it has another hash by now:
    /// the password is then to be compared again.
    ///
    /// # Errors
    /// Those of reading and writing.
    pub fn settle_login(&mut self, compared: &Compared) -> Result<Option<Outcome>, StoreError> {
        let Compared { name, hash, verdict, stronger } = compared;
        let Some(mut user) = self.user(name)? else { return Ok(Some(Outcome::Refused(Refusal::Unknown))) };
        match user.login(self.now) {
            Err(refusal) => return Ok(Some(Outcome::Refused(refusal))),
            Ok(present) if present != hash => return Ok(None),
            Ok(_) => (),
        }
        if *verdict == Verdict::Mismatch {
            user.login_failed(self.now);
            self.update_user(&mut user, UserChange::Login)?;
            return Ok(Some(Outcome::WrongPassword { next_try: user.facts().locked_until }));
        }
        user.unlock();
        self.update_user(&mut user, UserChange::Login)?;
        let rehashed = stronger.as_ref().map_or(Ok(false), |new| self.rehash_user(name, hash, new))?;
        let user = if rehashed { self.user(name)?.unwrap_or(user) } else { user };
        Ok(Some(Outcome::Accepted { user: Box::new(user), rehashed }))
    }
}

/// The hash to replace a weak one with. A password that the policy's scheme cannot take keeps its hash: the login succeeds anyway.
fn stronger(login: &Login<'_>, hash: &PasswordHash, hasher: &mut Hasher, rng: &mut impl CryptoRng) -> Option<PasswordHash> {
    if !login.policy.needs_rehash(hash) {
        return None;
    }
    hasher.hash(login.password, &login.policy.params, rng).ok()
}
