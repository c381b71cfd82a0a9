//! The bearer check of protected resources (RFC 6750).

use std::sync::Arc;

use authctl::{
    clock::Timestamp,
    store::View,
    token::{Refusal, Report, diagnose::InputHints},
    users::User,
};
use axum::http::{HeaderMap, header};

use super::{
    error::{Challenge, Error},
    state::State,
};

/// Finds out who asks. The token must be accepted as `authctl token verify` accepts it, and hold the scope.
pub(super) async fn user(state: &Arc<State>, headers: &HeaderMap, scope: Option<&'static str>) -> Result<Arc<User>, Error> {
    let token = token(headers).map_err(Error::Bearer)?;
    let shared = Arc::clone(state);
    state
        .readers
        .run(move |worker| {
            let verifier = &mut worker.verifier;
            worker.store.read(|view: &View| {
                let now = Timestamp::system();
                let mut session = verifier.session(view, now)?;
                let report = session.verify(token, InputHints::default(), &shared.policy)?;
                let Some(claims) = report.verified() else { return Err(Error::Bearer(Challenge::Invalid(words(&report)))) };
                if let Some(scope) = scope.filter(|scope| !claims.scopes().contains(scope)) {
                    return Err(Error::Bearer(Challenge::Scope(scope)));
                }
                let user = claims.subject().map(|name| session.user(name)).transpose()?.flatten();
                user.ok_or(Error::Internal("an accepted token is nobody's"))
            })
        })
        .await
}

/// The token of `Authorization: Bearer TOKEN` (RFC 6750 section 2.1), whose characters are those of `b64token`.
fn token(headers: &HeaderMap) -> Result<String, Challenge> {
    let mut given = headers.get_all(header::AUTHORIZATION).iter();
    let value = given.next().ok_or(Challenge::Missing)?;
    if given.next().is_some() {
        return Err(Challenge::Malformed);
    }
    let value = value.to_str().map_err(|_| Challenge::Malformed)?;
    let (scheme, token) = value.split_once(' ').unwrap_or((value, ""));
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Challenge::Missing);
    }
    let token = token.trim_matches(' ');
    let is_b64token = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    if token.is_empty() || !token.bytes().all(is_b64token) {
        return Err(Challenge::Malformed);
    }
    Ok(token.to_owned())
}

/// Why a token is refused. Of one that is not authentic no more is said.
fn words(report: &Report) -> &'static str {
    match report.refusal() {
        Some((Refusal::Expired, _)) => "the token has expired",
        Some((Refusal::NotYet, _)) => "the token is not valid yet",
        Some((Refusal::Claim, _)) => "the token is not meant for this server",
        Some((Refusal::NotAccepted, _)) => "the token is not accepted any more",
        _ => "Could not validate credentials",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_holds_one_token() {
        let read = |value: &[u8]| {
            let value = axum::http::HeaderValue::from_bytes(value).unwrap();
            token(&HeaderMap::from_iter([(header::AUTHORIZATION, value)]))
        };
        assert_eq!(read(b"Bearer a.b-_~+/=").unwrap(), "a.b-_~+/=");
        assert_eq!(read(b"bearer  a.b ").unwrap(), "a.b");
        assert!(matches!(read(b"Basic YTpi"), Err(Challenge::Missing)));
        for bad in [&b"Bearer"[..], b"Bearer ", b"Bearer a b", b"Bearer a,b", b"Bearer \xff"] {
            assert!(matches!(read(bad), Err(Challenge::Malformed)), "{bad:?}");
        }
        assert!(matches!(token(&HeaderMap::new()), Err(Challenge::Missing)));
        let mut two = HeaderMap::new();
        two.append(header::AUTHORIZATION, "Bearer a".parse().unwrap());
        two.append(header::AUTHORIZATION, "Bearer b".parse().unwrap());
        assert!(matches!(token(&two), Err(Challenge::Malformed)));
    }
}
