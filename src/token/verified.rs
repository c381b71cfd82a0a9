//! Claims that may be acted upon.

use super::json::Value;
use crate::clock::Timestamp;

/// The claims of an accepted token. There is no way to make one but through a report whose every check passed: what an inspection
/// shows does not become one.
///
/// ```compile_fail
/// use authctl::{clock::Timestamp, token::{VerifiedClaims, dangerous::inspect}};
///
/// fn greet(claims: VerifiedClaims<'_>) {}
/// let report = inspect("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.", Timestamp::system());
/// greet(report.payload().unwrap());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct VerifiedClaims<'r>(&'r Value<'r>);

impl<'r> VerifiedClaims<'r> {
    pub(super) const fn new(payload: &'r Value<'r>) -> Self {
        Self(payload)
    }

    /// The claim of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'r Value<'r>> {
        self.0.get(name)
    }

    /// The value that a JSON Pointer leads to.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&'r Value<'r>> {
        self.0.pointer(pointer)
    }

    /// All claims as an object.
    #[must_use]
    pub const fn as_value(&self) -> &'r Value<'r> {
        self.0
    }

    fn text(self, name: &str) -> Option<&'r str> {
        self.0.get(name)?.as_str()
    }

    fn instant(self, name: &str) -> Option<Timestamp> {
        self.0.get(name)?.as_number()?.floor().map(Timestamp::from_unix)
    }

    /// `sub`.
    #[must_use]
    pub fn subject(&self) -> Option<&'r str> {
        self.text("sub")
    }

    /// `iss`.
    #[must_use]
    pub fn issuer(&self) -> Option<&'r str> {
        self.text("iss")
    }

    /// `jti`.
    #[must_use]
    pub fn id(&self) -> Option<&'r str> {
        self.text("jti")
    }

    /// The audiences of `aud`, be it one or several.
    #[must_use]
    pub fn audiences(&self) -> Vec<&'r str> {
        audiences(self.0.get("aud")).collect()
    }

    /// The scopes of `scope` or `scp`.
    #[must_use]
    pub fn scopes(&self) -> Vec<&'r str> {
        scopes(self.0)
    }

    /// `exp`, to the second below.
    #[must_use]
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.instant("exp")
    }

    /// `iat`, to the second below.
    #[must_use]
    pub fn issued_at(&self) -> Option<Timestamp> {
        self.instant("iat")
    }
}

/// The scopes of a payload: those of `scope`, or where there is none, of `scp`.
pub(super) fn scopes<'v>(payload: &'v Value<'_>) -> Vec<&'v str> {
    payload.get("scope").or_else(|| payload.get("scp")).map_or_else(Vec::new, scopes_of)
}

/// All scopes that any reader could find in a payload.
pub(super) fn scope_members<'v>(payload: &'v Value<'_>) -> impl Iterator<Item = &'v str> {
    ["scope", "scp"].into_iter().filter_map(|name| payload.get(name)).flat_map(scopes_of)
}

/// Separated by spaces (RFC 8693 section 4.2), or an array, as some issuers write it.
fn scopes_of<'v>(value: &'v Value<'_>) -> Vec<&'v str> {
    match (value.as_str(), value.as_array()) {
        (Some(text), _) => text.split_ascii_whitespace().collect(),
        (None, Some(items)) => items.iter().filter_map(Value::as_str).collect(),
        (None, None) => Vec::new(),
    }
}

/// The strings of an `aud`, be it one or several; what is no string is left out.
pub(super) fn audiences<'v>(aud: Option<&'v Value<'_>>) -> impl Iterator<Item = &'v str> + Clone {
    let several = aud.and_then(Value::as_array).unwrap_or_default().iter().filter_map(Value::as_str);
    aud.and_then(Value::as_str).into_iter().chain(several)
}
