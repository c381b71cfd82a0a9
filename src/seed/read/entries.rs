//! The seed itself, out of the tree.

use std::{convert::Infallible, str::FromStr};

use super::{
    super::{Fault, Given, KeySeed, PasswordSeed, Seed, SeedError, TokenSeed, UpdatePassword, UserSeed, Wish},
    fields::Fields,
    node::Node,
};
use crate::keys::KeyState;

const TOP: &[&str] = &["schema", "set", "insecure_test_db", "users", "keys", "tokens"];
const USER: &[&str] = &[
    "username",
    "state",
    "id",
    "email",
    "full_name",
    "disabled",
    "disabled_reason",
    "roles",
    "scopes",
    "expires_at",
    "must_change",
    "service",
    "max_ttl",
    "audiences",
    "password",
    "password_hash",
    "update_password",
    "allow_weak",
];
const KEY: &[&str] = &["kid", "alg", "state", "secret", "key", "expires_at"];
const TOKEN: &[&str] = &["name", "ttl", "scopes", "audiences", "out"];

pub(super) fn seed(tree: Node) -> Result<Seed, SeedError> {
    let mut fields = Fields::of(tree, "a seed", TOP)?;
    let origin = Some(fields.place_of("set"));
    // What an export in JSON says of itself; there is one version.
    fields.some::<Schema>("schema")?;
    let set = fields.some("set")?.unwrap_or_default();
    let insecure_test_db = fields.flag("insecure_test_db")?.unwrap_or(false);
    let mut seed = Seed { set, insecure_test_db, origin, ..Seed::default() };
    for node in fields.list("users")? {
        seed.add_user(user(node)?)?;
    }
    for node in fields.list("keys")? {
        seed.add_key(key(node)?)?;
    }
    for node in fields.list("tokens")? {
        seed.add_token(token(node)?)?;
    }
    Ok(seed)
}

fn user(node: Node) -> Result<UserSeed, SeedError> {
    let mut fields = Fields::of(node, "users", USER)?;
    let absent = fields.some::<Presence>("state")?.is_some_and(|presence| presence == Presence::Absent);
    let reason = fields.place_of("disabled_reason");
    let user = UserSeed {
        username: fields.required("username")?,
        absent,
        id: fields.some("id")?,
        email: fields.wish("email")?,
        full_name: fields.wish("full_name")?,
        disabled: fields.flag("disabled")?,
        disabled_reason: fields.wish::<Reason>("disabled_reason")?.map(|reason| reason.0),
        roles: fields.set("roles")?,
        scopes: fields.set("scopes")?,
        expires_at: fields.instant("expires_at")?,
        must_change: fields.flag("must_change")?,
        service: fields.flag("service")?,
        max_ttl: fields.wish("max_ttl")?,
        audiences: fields.set("audiences")?,
        password: password(&mut fields)?,
        update_password: fields.some("update_password")?.unwrap_or_default(),
        allow_weak: fields.flag("allow_weak")?.unwrap_or(false),
        place: fields.place,
    };
    if matches!(user.disabled_reason, Wish::Set(_)) && user.disabled != Some(true) {
        return Err(SeedError { place: reason, fault: Fault::Contradiction("`disabled_reason` goes with `disabled: true`") });
    }
    Ok(user)
}

fn password(fields: &mut Fields) -> Result<Wish<PasswordSeed>, SeedError> {
    let place = fields.place_of("password_hash");
    match (fields.source("password")?, fields.source("password_hash")?) {
        (Some(_), Some(_)) => {
            Err(SeedError { place, fault: Fault::Contradiction("a user has `password` or `password_hash`, not both") })
        }
        (Some(password), None) => Ok(password.map(PasswordSeed::Password)),
        (None, Some(hash)) => Ok(hash.map(PasswordSeed::Hash)),
        (None, None) => Ok(Wish::Keep),
    }
}

fn key(node: Node) -> Result<KeySeed, SeedError> {
    let mut fields = Fields::of(node, "keys", KEY)?;
    let kid = fields.required("kid")?;
    let state: Option<Standing> = fields.some("state")?;
    let absent = state == Some(Standing::Absent);
    let state = state.and_then(|state| match state {
        Standing::Absent => None,
        Standing::Of(state) => Some(state),
    });
    let place = fields.place_of("key");
    let given = match (fields.source("secret")?, fields.source("key")?) {
        (Some(Wish::Set(secret)), None) => Given::Secret(secret),
        (None, Some(Wish::Set(key))) => Given::Key(key),
        (None, None) => Given::Generated,
        (Some(_), Some(_)) => {
            return Err(SeedError { place, fault: Fault::Contradiction("a key has `secret` or `key`, not both") });
        }
        _ => return Err(SeedError { place, fault: Fault::Contradiction("a key cannot be without its secret") }),
    };
    let alg = fields.some("alg")?;
    if alg.is_none() && !absent && !matches!(given, Given::Key(_)) {
        return Err(SeedError { place: fields.place, fault: Fault::Missing("alg") });
    }
    let expires_at = fields.instant("expires_at")?;
    Ok(KeySeed { place: fields.place, kid, alg, absent, state, given, expires_at })
}

fn token(node: Node) -> Result<TokenSeed, SeedError> {
    let mut fields = Fields::of(node, "tokens", TOKEN)?;
    Ok(TokenSeed {
        name: fields.required("name")?,
        ttl: fields.some("ttl")?,
        scopes: fields.set("scopes")?,
        audiences: fields.set("audiences")?.unwrap_or_default(),
        out: fields.required::<String>("out")?,
        place: fields.place,
    })
}

impl<T> Wish<T> {
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Wish<U> {
        match self {
            Self::Keep => Wish::Keep,
            Self::Clear => Wish::Clear,
            Self::Set(value) => Wish::Set(change(value)),
        }
    }
}

/// The `state` of a user.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Present,
    Absent,
}

/// The `state` of a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Absent,
    Of(KeyState),
}

/// A word that is not among those possible.
#[derive(Debug, thiserror::Error)]
#[error("it is one of {0}")]
struct NotAmong(&'static str);

impl FromStr for Presence {
    type Err = NotAmong;

    fn from_str(text: &str) -> Result<Self, NotAmong> {
        match text {
            "present" => Ok(Self::Present),
            "absent" => Ok(Self::Absent),
            _ => Err(NotAmong("present, absent")),
        }
    }
}

impl FromStr for Standing {
    type Err = NotAmong;

    fn from_str(text: &str) -> Result<Self, NotAmong> {
        let state = || text.parse().map(Self::Of).map_err(|_| NotAmong("pending, active, retiring, retired, absent"));
        if text == "absent" { Ok(Self::Absent) } else { state() }
    }
}

impl FromStr for UpdatePassword {
    type Err = UnknownUpdate;

    fn from_str(text: &str) -> Result<Self, UnknownUpdate> {
        match text {
            "on_create" => Ok(Self::OnCreate),
            "always" => Ok(Self::Always),
            _ => Err(UnknownUpdate),
        }
    }
}

/// A word that is no [`UpdatePassword`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is one of on_create, always")]
pub struct UnknownUpdate;

/// The version of a seed.
struct Schema;

impl FromStr for Schema {
    type Err = NotAmong;

    fn from_str(text: &str) -> Result<Self, NotAmong> {
        if text == "authctl.seed/1" { Ok(Self) } else { Err(NotAmong("authctl.seed/1")) }
    }
}

/// Any text.
struct Reason(String);

impl FromStr for Reason {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}
