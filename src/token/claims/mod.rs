//! The claims of a token that is to be issued (RFC 7519 section 4).

mod spec;

pub use spec::{ClaimArgument, ClaimError, ClaimSource, ClaimSpec};

use super::{json::Value, verified::audiences};
use crate::clock::{Lifetime, Timestamp};

/// A claims set under construction: each registered claim has the type of RFC 7519 section 4.1, and members stand in the order in
/// which they were set.
#[derive(Clone, Debug)]
pub struct Claims(Value<'static>);

impl Default for Claims {
    fn default() -> Self {
        Self(Value::object())
    }
}

impl Claims {
    /// Claims about a subject, issued at an instant for a lifetime: `sub`, `iat` and `exp`.
    #[must_use]
    pub fn new(subject: &str, issued_at: Timestamp, lifetime: Lifetime) -> Self {
        Self::default().with_subject(subject).with_issued_at(issued_at).with_expiry(issued_at.plus(lifetime))
    }

    fn with(mut self, name: &str, value: impl Into<Value<'static>>) -> Self {
        self.0.set(name, value.into());
        self
    }

    /// Sets `iss`.
    #[must_use]
    pub fn with_issuer(self, issuer: &str) -> Self {
        self.with("iss", issuer)
    }

    /// Sets `sub`.
    #[must_use]
    pub fn with_subject(self, subject: &str) -> Self {
        self.with("sub", subject)
    }

    /// Sets `aud`: a string for one audience, an array for several; none leaves it as it is.
    #[must_use]
    pub fn with_audiences(self, audiences: &[String]) -> Self {
        match audiences {
            [] => self,
            [one] => self.with("aud", one.as_str()),
            several => self.with("aud", several.iter().map(|audience| Value::from(audience.as_str())).collect::<Vec<_>>()),
        }
    }

    /// Sets `exp`.
    #[must_use]
    pub fn with_expiry(self, at: Timestamp) -> Self {
        self.with("exp", at.unix())
    }

    /// Sets `nbf`.
    #[must_use]
    pub fn with_not_before(self, at: Timestamp) -> Self {
        self.with("nbf", at.unix())
    }

    /// Sets `iat`.
    #[must_use]
    pub fn with_issued_at(self, at: Timestamp) -> Self {
        self.with("iat", at.unix())
    }

    /// Sets `jti`.
    #[must_use]
    pub fn with_id(self, id: &str) -> Self {
        self.with("jti", id)
    }

    /// Sets `scope` (RFC 8693 section 4.2): one string, separated by spaces. None leaves it as it is.
    #[must_use]
    pub fn with_scopes<S: AsRef<str>>(self, scopes: &[S]) -> Self {
        if scopes.is_empty() {
            return self;
        }
        let joined = scopes.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" ");
        self.with("scope", joined)
    }

    /// Sets the claim that a specification names.
    ///
    /// # Errors
    /// A registered claim of another type than RFC 7519 section 4.1 gives it; a path through something that has no members.
    pub fn apply(&mut self, spec: &ClaimSpec) -> Result<(), ClaimError> {
        spec.check_registered()?;
        spec.set_in(&mut self.0)
    }

    /// Sets every member of an object.
    ///
    /// # Errors
    /// As [`Claims::apply`]; a value that is no object.
    pub fn merge(&mut self, object: &Value) -> Result<(), ClaimError> {
        if !object.is_object() {
            return Err(ClaimError::NotAnObject { found: object.kind_name() });
        }
        object
            .members()
            .iter()
            .try_for_each(|member| self.apply(&ClaimSpec::member(&member.name, member.value.clone().into_owned())))
    }

    /// The claim of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value<'static>> {
        self.0.get(name)
    }

    /// The claims as an object.
    #[must_use]
    pub const fn as_value(&self) -> &Value<'static> {
        &self.0
    }

    /// `sub`.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.0.get("sub")?.as_str()
    }

    /// `jti`.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.0.get("jti")?.as_str()
    }

    /// `exp`, to the second below.
    #[must_use]
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.0.get("exp")?.as_number()?.floor().map(Timestamp::from_unix)
    }

    /// `iat`, to the second below.
    #[must_use]
    pub fn issued_at(&self) -> Option<Timestamp> {
        self.0.get("iat")?.as_number()?.floor().map(Timestamp::from_unix)
    }

    /// The audiences of `aud`, be it one or several.
    #[must_use]
    pub fn audiences(&self) -> Vec<&str> {
        audiences(self.0.get("aud")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apply(claims: &mut Claims, text: &str) -> Result<(), ClaimError> {
        claims.apply(&text.parse::<ClaimArgument>()?.spec(None)?)
    }

    #[test]
    fn claims_stand_in_the_order_they_were_set() {
        let claims = Claims::new("ann", Timestamp::from_unix(1000), Lifetime::from_secs(60))
            .with_issuer("me")
            .with_audiences(&["a".into(), "b".into()])
            .with_id("x")
            .with_scopes(&["read", "write"]);
        let json = r#"{"sub":"ann","iat":1000,"exp":1060,"iss":"me","aud":["a","b"],"jti":"x","scope":"read write"}"#;
        assert_eq!(claims.as_value().to_json(), json);
        assert_eq!(claims.audiences(), ["a", "b"]);
        assert_eq!(Claims::default().with_audiences(&["a".into()]).as_value().to_json(), r#"{"aud":"a"}"#);
    }

    #[test]
    fn nested_claims_are_set_where_the_pointer_leads() {
        let mut claims = Claims::default();
        for text in ["role=admin", "n:=1.50", "/a/b:=1", "/a/c=x", "/l:=[1,2]", "/l/0:=9", "/l/-:=3", "/a~1b=y"] {
            apply(&mut claims, text).unwrap();
        }
        let json = r#"{"role":"admin","n":1.50,"a":{"b":1,"c":"x"},"l":[9,2,3],"a/b":"y"}"#;
        assert_eq!(claims.as_value().to_json(), json);
    }

    #[test]
    fn paths_that_cannot_be_set() {
        let mut claims = Claims::default();
        apply(&mut claims, "s=x").unwrap();
        apply(&mut claims, "l:=[1]").unwrap();
        for text in ["/s/x=1", "/l/7=1", "/l/x=1"] {
            assert!(matches!(apply(&mut claims, text), Err(ClaimError::NoSuchPlace { .. })), "{text}");
        }
    }

    #[test]
    fn registered_claims_keep_their_types() {
        let table = [
            ("exp=1700000000", false),
            ("exp:=1700000000", true),
            ("exp:=1.5e9", true),
            ("nbf:=\"x\"", false),
            ("iat:=null", false),
            ("sub:=5", false),
            ("sub=5", true),
            ("iss:=[\"me\"]", false),
            ("jti:=1", false),
            ("aud=a", true),
            ("aud:=[\"a\",\"b\"]", true),
            ("aud:=[\"a\",1]", false),
            ("aud:={}", false),
            ("/exp=soon", false),
            ("/x/exp=soon", true),
        ];
        for (text, accepted) in table {
            assert_eq!(apply(&mut Claims::default(), text).is_ok(), accepted, "{text}");
        }
    }

    #[test]
    fn a_whole_object_is_merged() {
        let object = super::super::json::parse(br#"{"a":1,"sub":"x"}"#).unwrap();
        let mut claims = Claims::default().with_subject("y");
        claims.merge(&object).unwrap();
        assert_eq!(claims.as_value().to_json(), r#"{"sub":"x","a":1}"#);
        let array = super::super::json::parse(b"[]").unwrap();
        assert_eq!(claims.merge(&array), Err(ClaimError::NotAnObject { found: "an array" }));
    }
}
