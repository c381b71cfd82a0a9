//! What a token for a user of the file may say: never more than the user may do.

use super::{
    claims::Claims,
    verified::{audiences, scope_members},
};
use crate::{
    clock::{Lifetime, Timestamp},
    users::{Audience, Scope, Subject},
};

/// The lifetime of a token for which nobody asked another: 30 minutes.
pub const DEFAULT_LIFETIME: Lifetime = Lifetime::from_secs(1800);

/// Why a user may not have a token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Denied {
    /// It is about somebody else.
    #[error("the token is for `{user}`, but its subject is `{subject}`")]
    OtherSubject {
        /// The user.
        user: String,
        /// The claim `sub`.
        subject: String,
    },
    /// A scope that the user does not have.
    #[error("the user `{user}` does not have the scope `{scope}`")]
    Scope {
        /// The user.
        user: String,
        /// The scope.
        scope: String,
        /// Those that the user has.
        allowed: Vec<String>,
    },
    /// An audience that the service account is not for.
    #[error("the service account `{user}` is not for the audience `{audience}`")]
    Audience {
        /// The user.
        user: String,
        /// The audience.
        audience: String,
        /// Those that it is for.
        allowed: Vec<String>,
    },
    /// No audience at all, where the service account is for some only.
    #[error("the service account `{user}` needs an audience in its tokens")]
    NoAudience {
        /// The user.
        user: String,
        /// Those that it is for.
        allowed: Vec<String>,
    },
    /// A longer life than the service account's tokens may have.
    #[error("the tokens of `{user}` live {limit} at most")]
    TooLong {
        /// The user.
        user: String,
        /// The limit.
        limit: Lifetime,
    },
    /// A life beyond the user's own.
    #[error("the user `{user}` expires at {at}, before the token would")]
    OutlivesUser {
        /// The user.
        user: String,
        /// When.
        at: Timestamp,
    },
}

/// How long a token for that user lives if nobody says: 30 minutes, or less where the user's limits or expiry say so.
#[must_use]
pub fn default_lifetime(subject: Subject<'_>, wanted: Lifetime, now: Timestamp) -> Lifetime {
    let to_expiry = subject.expires_at().and_then(|at| u64::try_from(at.since(now)).ok()).map(Lifetime::from_secs);
    [subject.max_ttl(), to_expiry].into_iter().flatten().fold(wanted, Ord::min)
}

/// Whether a token with these claims may be issued for the user.
///
/// # Errors
/// The first claim that says more than the user may do.
pub fn permit(subject: Subject<'_>, claims: &Claims) -> Result<(), Denied> {
    let user = subject.username().to_string();
    let about = claims.subject().unwrap_or_default();
    if about != user {
        return Err(Denied::OtherSubject { user, subject: about.to_owned() });
    }
    let payload = claims.as_value();
    let names = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let held: Vec<&str> = subject.scopes().iter().map(Scope::as_str).collect();
    if let Some(scope) = scope_members(payload).find(|scope| !held.contains(scope)) {
        return Err(Denied::Scope { user, scope: scope.to_owned(), allowed: names(held) });
    }
    if let Some(allowed) = subject.audiences() {
        let allowed: Vec<&str> = allowed.iter().map(Audience::as_str).collect();
        let mut wanted = audiences(payload.get("aud"));
        if wanted.clone().next().is_none() {
            return Err(Denied::NoAudience { user, allowed: names(allowed) });
        }
        if let Some(audience) = wanted.find(|audience| !allowed.contains(audience)) {
            return Err(Denied::Audience { user, audience: audience.to_owned(), allowed: names(allowed) });
        }
    }
    within_life(subject, claims, user)
}

fn within_life(subject: Subject<'_>, claims: &Claims, user: String) -> Result<(), Denied> {
    let end = claims.expires_at();
    if let Some(limit) = subject.max_ttl() {
        let lives = end.zip(claims.issued_at()).and_then(|(end, start)| u64::try_from(end.since(start).max(0)).ok());
        if lives.is_none_or(|seconds| seconds > limit.as_secs()) {
            return Err(Denied::TooLong { user, limit });
        }
    }
    match subject.expires_at() {
        Some(at) if end.is_none_or(|end| end > at) => Err(Denied::OutlivesUser { user, at }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        token::ClaimArgument,
        users::{User, UserId},
    };

    const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

    fn service() -> User {
        let id: UserId = "936da01f-9abd-4d9d-80c7-02af85c822a8".parse().unwrap();
        let audiences = ["api", "mail"].map(|audience| audience.parse().unwrap()).into();
        let mut user = User::new_service(id, "robot".parse().unwrap(), Some(Lifetime::from_secs(600)), audiences, NOW);
        user.grant_scope("read".parse().unwrap());
        user.set_expiry(Some(NOW.plus(Lifetime::from_secs(500))));
        user
    }

    fn permitted(user: &User, extra: &[&str]) -> Result<(), Denied> {
        let mut claims = Claims::new("robot", NOW, Lifetime::from_secs(300)).with_audiences(&["api".into()]);
        for text in extra {
            claims.apply(&text.parse::<ClaimArgument>().unwrap().spec(None).unwrap()).unwrap();
        }
        permit(user.subject(NOW).unwrap(), &claims)
    }

    #[test]
    fn a_service_account_stays_within_its_limits() {
        let user = service();
        for extra in [&["scope=read"][..], &["aud:=[\"mail\",\"api\"]"], &["exp:=1700000500"], &["scp:=[\"read\"]"]] {
            assert_eq!(permitted(&user, extra), Ok(()), "{extra:?}");
        }
        let denied = |extra: &str| permitted(&user, &[extra]).unwrap_err();
        assert!(matches!(denied("sub=ann"), Denied::OtherSubject { .. }));
        assert!(matches!(denied("scope=read write"), Denied::Scope { scope, .. } if scope == "write"));
        assert!(matches!(denied("scp:=[\"admin\"]"), Denied::Scope { .. }));
        assert!(matches!(denied("aud:=[\"api\",\"web\"]"), Denied::Audience { audience, .. } if audience == "web"));
        assert!(matches!(denied("aud:=[]"), Denied::NoAudience { .. }));
        assert!(matches!(denied("exp:=1700000601"), Denied::TooLong { .. }));
        assert!(matches!(denied("exp:=1700000501"), Denied::OutlivesUser { .. }));
        assert!(matches!(denied("exp:=1e300"), Denied::TooLong { .. }));
    }

    #[test]
    fn a_person_is_limited_by_scopes_and_expiry_only() {
        let id: UserId = "936da01f-9abd-4d9d-80c7-02af85c822a8".parse().unwrap();
        let user = User::new(id, "robot".parse().unwrap(), NOW);
        for extra in ["aud=anything", "exp:=9999999999", "role=admin"] {
            assert_eq!(permitted(&user, &[extra]), Ok(()), "{extra}");
        }
        assert!(matches!(permitted(&user, &["scope=x"]), Err(Denied::Scope { .. })));
    }

    #[test]
    fn the_default_lifetime_shrinks_to_what_the_user_may_have() {
        let mut user = service();
        let default = |user: &User| default_lifetime(user.subject(NOW).unwrap(), DEFAULT_LIFETIME, NOW).as_secs();
        assert_eq!(default(&user), 500);
        user.set_expiry(None);
        assert_eq!(default(&user), 600);
        user.set_max_ttl(None).unwrap();
        assert_eq!(default(&user), 1800);
    }
}
