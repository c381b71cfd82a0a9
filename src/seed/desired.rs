//! What a seed asks for.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{Fault, Place, SeedError, SetName};
use crate::{
    clock::{Lifetime, Timestamp},
    keys::{Algorithm, KeyId, KeyState},
    users::{Audience, Email, FullName, Role, Scope, UserId, Username},
};

/// What is said of a value that may be there or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wish<T> {
    /// Nothing: it stays as it is.
    #[default]
    Keep,
    /// `null`: it goes.
    Clear,
    /// It is to be this.
    Set(T),
}

/// A text that says where a secret is to be found, to be understood by whoever reads secrets. Kept out of `Debug`: it may hold the
/// secret itself.
#[derive(Clone, PartialEq, Eq)]
pub struct SourceText {
    /// Where it stands.
    pub place: Place,
    text: String,
}

impl SourceText {
    pub(super) fn new(place: Place, text: String) -> Self {
        Self { place, text }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SourceText({})", self.place)
    }
}

/// A user's password, or its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasswordSeed {
    /// The password.
    Password(SourceText),
    /// Its hash.
    Hash(SourceText),
}

/// When a password of a seed is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UpdatePassword {
    /// When the user is made; later the password is the user's own.
    #[default]
    OnCreate,
    /// Whenever it is another one.
    Always,
}

/// What a seed asks of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the user")]
pub struct UserSeed {
    /// Where it stands.
    pub place: Place,
    pub username: Username,
    /// Whether there is to be no such user.
    pub absent: bool,
    /// The identifier that a new user gets and an old one must have.
    pub id: Option<UserId>,
    pub email: Wish<Email>,
    pub full_name: Wish<FullName>,
    pub disabled: Option<bool>,
    pub disabled_reason: Wish<String>,
    pub roles: Option<BTreeSet<Role>>,
    pub scopes: Option<BTreeSet<Scope>>,
    pub expires_at: Wish<Timestamp>,
    /// Follows [`UpdatePassword`] where there is a password.
    pub must_change: Option<bool>,
    /// Whether it is a service account; an old user must be what is said.
    pub service: Option<bool>,
    pub max_ttl: Wish<Lifetime>,
    pub audiences: Option<BTreeSet<Audience>>,
    pub password: Wish<PasswordSeed>,
    pub update_password: UpdatePassword,
    /// Whether a weak password will do.
    pub allow_weak: bool,
}

/// Where a key of a seed comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// It is made where there is none.
    Generated,
    /// An HMAC secret.
    Secret(SourceText),
    /// A key file.
    Key(SourceText),
}

/// What a seed asks of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySeed {
    /// Where it stands.
    pub place: Place,
    /// Its name.
    pub kid: KeyId,
    /// Its algorithm; `None` where the key file says it.
    pub alg: Option<Algorithm>,
    /// Whether there is to be no such key.
    pub absent: bool,
    /// The state it is to have.
    pub state: Option<KeyState>,
    /// Where it comes from.
    pub given: Given,
    /// When it stops signing and verifying.
    pub expires_at: Wish<Timestamp>,
}

/// A token that is to lie in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenSeed {
    /// Where it stands.
    pub place: Place,
    /// Whose it is.
    pub name: Username,
    /// How long it lives; `None` is as long as a token for which nobody asked.
    pub ttl: Option<Lifetime>,
    /// What it may be used for; `None` is all that the user may.
    pub scopes: Option<BTreeSet<Scope>>,
    /// The servers that it is meant for.
    pub audiences: BTreeSet<Audience>,
    /// The file it is written to, as the seed calls it.
    pub out: String,
}

/// What a file of users should hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seed {
    /// Who owns what is made.
    pub set: SetName,
    /// Whether the user file is to be one for tests.
    pub insecure_test_db: bool,
    /// Users and service accounts, each once.
    pub users: BTreeMap<Username, UserSeed>,
    /// Keys, in their order, each once.
    pub keys: Vec<KeySeed>,
    /// Tokens, in their order.
    pub tokens: Vec<TokenSeed>,
    /// Where the set is said, or the beginning of the file.
    pub(super) origin: Option<Place>,
}

impl Seed {
    /// Adds what another file of the same set asks for.
    ///
    /// # Errors
    /// A user, key or token file that stands in both; another set; a second key that is to be active.
    pub fn merge(&mut self, other: Self) -> Result<(), SeedError> {
        match (&self.origin, &other.origin) {
            (Some(first), Some(place)) if self.set != other.set => {
                let fault = Fault::OtherSet { this: other.set, first: first.file.to_string(), other: self.set.clone() };
                return Err(SeedError { place: place.clone(), fault });
            }
            (None, _) => (self.set, self.origin) = (other.set, other.origin),
            _ => {}
        }
        self.insecure_test_db |= other.insecure_test_db;
        other.users.into_values().try_for_each(|user| self.add_user(user))?;
        other.keys.into_iter().try_for_each(|key| self.add_key(key))?;
        other.tokens.into_iter().try_for_each(|token| self.add_token(token))
    }

    pub(super) fn add_user(&mut self, user: UserSeed) -> Result<(), SeedError> {
        if let Some(first) = self.users.get(&user.username) {
            return Err(duplicate("user", user.username.as_str(), &first.place, user.place));
        }
        self.users.insert(user.username.clone(), user);
        Ok(())
    }

    pub(super) fn add_key(&mut self, key: KeySeed) -> Result<(), SeedError> {
        if let Some(first) = self.keys.iter().find(|first| first.kid == key.kid) {
            return Err(duplicate("key", key.kid.as_str(), &first.place, key.place));
        }
        let is_active = |key: &KeySeed| key.state.is_some_and(KeyState::signs);
        if let Some(first) = self.keys.iter().find(|first| is_active(first) && is_active(&key)) {
            return Err(SeedError { place: key.place, fault: Fault::TwoActive { first: first.place.clone() } });
        }
        self.keys.push(key);
        Ok(())
    }

    pub(super) fn add_token(&mut self, token: TokenSeed) -> Result<(), SeedError> {
        if let Some(first) = self.tokens.iter().find(|first| first.out == token.out) {
            return Err(duplicate("token file", &token.out, &first.place, token.place));
        }
        self.tokens.push(token);
        Ok(())
    }
}

fn duplicate(kind: &'static str, name: &str, first: &Place, place: Place) -> SeedError {
    SeedError { place, fault: Fault::Duplicate { kind, name: name.to_owned(), first: first.clone() } }
}
