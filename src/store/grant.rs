//! Issuing a token for a user of the file, as a server does after a login: within what the user may have, signed by the active key,
//! and entered into the ledger.

use rand_core::CryptoRng;

use super::{IssuedToken, StoreError, Tx};
use crate::{
    clock::{Lifetime, Timestamp},
    keys::{NoSigningKey, SigningKey, signing_key},
    token::{Claims, Denied, HeaderOptions, IssueError, Token, default_lifetime, issue, permit, random_id},
    users::{Audience, Inactive, Scope, Subject, Username},
};

/// What a token is wanted for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The user.
    pub name: &'a Username,
    /// The scopes, each of which the user must have; `None` asks for all that the user has.
    pub scopes: Option<&'a [Scope]>,
    /// The claim `iss`.
    pub issuer: Option<&'a str>,
    /// The claim `aud`; none asks for those that a service account is limited to.
    pub audiences: &'a [String],
    /// How long the token is to live. It is shortened to what the user, and the key, may give.
    pub lifetime: Lifetime,
    /// What the ledger calls the token.
    pub label: Option<&'a str>,
}

/// A token that was issued for a user.
#[derive(Clone, Debug)]
pub struct Granted {
    /// The token.
    pub token: Token,
    /// The claim `jti`.
    pub jti: String,
    /// What it may be used for.
    pub scopes: Vec<String>,
    /// How long it lives from now on.
    pub lifetime: Lifetime,
}

/// Why a user is given no token.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GrantError {
    /// There is no such user.
    #[error("there is no user `{0}`")]
    Unknown(Username),
    /// The user may not act.
    #[error(transparent)]
    Inactive(#[from] Inactive),
    /// It wants more than the user may have.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The user's tokens were ended up to an instant that has not come yet: one issued now would be refused.
    #[error("the tokens issued before {until} were ended")]
    Ended {
        /// The first instant at which tokens count again.
        until: Timestamp,
    },
    /// No key signs.
    #[error(transparent)]
    NoKey(#[from] NoSigningKey),
    /// The key failed.
    #[error(transparent)]
    Issue(#[from] IssueError),
    /// The user file failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Tx<'_> {
    /// Issues a token for a user and enters it into the ledger.
    ///
    /// # Errors
    /// [`GrantError`].
    pub fn grant(&mut self, wanted: &Wanted<'_>, rng: &mut impl CryptoRng) -> Result<Granted, GrantError> {
        let user = self.user(wanted.name)?.ok_or_else(|| GrantError::Unknown(wanted.name.clone()))?;
        let subject = user.subject(self.now)?;
        if let Some(until) = user.facts().tokens_valid_after.filter(|until| self.now < *until) {
            return Err(GrantError::Ended { until });
        }
        let active = self.opened(self.active_key()?.ok_or(NoSigningKey::NoneActive)?)?;
        let (key, signer) = signing_key(std::slice::from_ref(&active), self.now)?;
        // A key never signs a token that outlives it.
        let left = key.expires_at.and_then(|end| u64::try_from(end.since(self.now)).ok()).map(Lifetime::from_secs);
        let lifetime = default_lifetime(subject, left.map_or(wanted.lifetime, |left| wanted.lifetime.min(left)), self.now);
        let jti = random_id(rng);
        let claims = claims(wanted, subject, lifetime, &jti, self.now);
        permit(subject, &claims)?;
        let token = sign(&claims, signer, key.kid.clone())?;
        self.record_token(&IssuedToken {
            jti: Some(jti.clone()),
            sub: wanted.name.to_string(),
            kid: Some(key.kid.clone()),
            aud: claims.audiences().into_iter().map(str::to_owned).collect(),
            iat: self.now,
            exp: claims.expires_at(),
            label: wanted.label.map(str::to_owned),
        })?;
        Ok(Granted { token, jti, scopes: scopes(wanted, subject), lifetime })
    }
}

fn sign(claims: &Claims, signer: &SigningKey, kid: crate::keys::KeyId) -> Result<Token, IssueError> {
    issue(claims, signer, &HeaderOptions { kid: Some(kid), ..HeaderOptions::default() })
}

fn scopes(wanted: &Wanted<'_>, subject: Subject<'_>) -> Vec<String> {
    let text = |scope: &Scope| scope.as_str().to_owned();
    match wanted.scopes {
        Some(scopes) => scopes.iter().map(text).collect(),
        None => subject.scopes().iter().map(text).collect(),
    }
}

fn claims(wanted: &Wanted<'_>, subject: Subject<'_>, lifetime: Lifetime, jti: &str, now: Timestamp) -> Claims {
    let limited = subject.audiences().filter(|_| wanted.audiences.is_empty());
    let audiences = limited.map_or_else(
        || wanted.audiences.to_vec(),
        |limited| limited.iter().map(Audience::as_str).map(str::to_owned).collect::<Vec<_>>(),
    );
    let claims = Claims::default();
    let claims = if let Some(issuer) = wanted.issuer { claims.with_issuer(issuer) } else { claims };
    let claims = claims.with_subject(subject.username().as_str()).with_audiences(&audiences).with_issued_at(now);
    claims.with_expiry(now.plus(lifetime)).with_id(jti).with_scopes(&scopes(wanted, subject))
}
