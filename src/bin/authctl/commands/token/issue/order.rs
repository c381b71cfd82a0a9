//! What is asked for: one token, as the flags or a line of a batch say it.

use authctl::{
    clock::{Lifetime, Timestamp},
    token::{ClaimSpec, Claims, default_lifetime, json::Value, random_id},
    users::{Subject, Username},
};

use crate::{context::Context, failure::Failure};

/// An order of one token, checked as far as that goes without the user file. As a template it holds what no line says.
#[derive(Clone)]
pub(super) struct Order {
    pub(super) bearer: Bearer,
    pub(super) end: End,
    pub(super) nbf: Option<Timestamp>,
    pub(super) id: Id,
    pub(super) issuer: Option<String>,
    pub(super) audiences: Vec<String>,
    pub(super) scopes: Vec<String>,
    pub(super) claims: Option<Value<'static>>,
    pub(super) extra: Vec<ClaimSpec>,
    pub(super) label: Option<String>,
}

/// For whom a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bearer {
    /// A user of the file, within its limits.
    User(Username),
    /// Any subject.
    Subject(String),
}

/// When a token ends.
#[derive(Clone, Copy)]
pub(super) enum End {
    After(Lifetime),
    /// Nobody said: after this, or less if the user may not have as much.
    Default(Lifetime),
    At(Timestamp),
    Never,
}

/// What a token is called.
#[derive(Clone)]
pub(super) enum Id {
    Random,
    Given(String),
    None,
}

impl Id {
    /// What `--jti` means.
    pub(super) fn of(text: String) -> Self {
        if text == "none" { Self::None } else { Self::Given(text) }
    }
}

impl Bearer {
    /// The claim `sub`.
    pub(super) fn subject(&self) -> &str {
        match self {
            Self::User(name) => name.as_str(),
            Self::Subject(subject) => subject,
        }
    }
}

impl Order {
    /// The claims of the token. What the order leaves open is the user's, where it is for one.
    pub(super) fn claims(&self, context: &Context, subject: Option<Subject<'_>>, now: Timestamp) -> Result<Claims, Failure> {
        let all = |subject: Subject<'_>| subject.scopes().iter().map(|scope| scope.as_str().to_owned()).collect();
        let scopes = if self.scopes.is_empty() { subject.map(all).unwrap_or_default() } else { self.scopes.clone() };
        let limited = subject.and_then(Subject::audiences);
        let audiences = match limited {
            Some(limited) if self.audiences.is_empty() => limited.iter().map(|audience| audience.as_str().to_owned()).collect(),
            _ => self.audiences.clone(),
        };
        let mut claims = Claims::default();
        if let Some(issuer) = &self.issuer {
            claims = claims.with_issuer(issuer);
        }
        claims = claims.with_subject(self.bearer.subject()).with_audiences(&audiences).with_issued_at(now);
        if let Some(nbf) = self.nbf {
            claims = claims.with_not_before(nbf);
        }
        claims = match self.end {
            End::Never => claims,
            End::At(at) => claims.with_expiry(at),
            End::After(lifetime) => claims.with_expiry(now.plus(lifetime)),
            End::Default(lifetime) => {
                let lifetime = subject.map_or(lifetime, |subject| default_lifetime(subject, lifetime, now));
                claims.with_expiry(now.plus(lifetime))
            }
        };
        claims = match &self.id {
            Id::Random => claims.with_id(&random_id(&mut context.rng())),
            Id::Given(id) => claims.with_id(id),
            Id::None => claims,
        };
        claims = claims.with_scopes(&scopes);
        if let Some(object) = &self.claims {
            claims.merge(object)?;
        }
        self.extra.iter().try_for_each(|spec| claims.apply(spec))?;
        Ok(claims)
    }
}
