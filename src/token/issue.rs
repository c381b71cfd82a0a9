//! Issuing: claims, a key, and out comes a JWS compact serialization (RFC 7515 section 5.1).

use std::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{
    base64url,
    claims::{ClaimError, ClaimSpec, Claims},
    json::Value,
};
use crate::keys::{KeyError, KeyId, SigningKey};

/// What the header says beside `alg`, which is the key's.
#[derive(Clone, Debug)]
pub struct HeaderOptions {
    /// The media type (RFC 7515 section 4.1.9). Default `JWT`, as RFC 7519 section 5.1 recommends.
    pub typ: Option<String>,
    /// The name of the key. No other member may say another one.
    pub kid: Option<KeyId>,
    /// Other members.
    pub extra: Vec<ClaimSpec>,
}

impl Default for HeaderOptions {
    fn default() -> Self {
        Self { typ: Some("JWT".to_owned()), kid: None, extra: Vec::new() }
    }
}

/// A signed token. Whoever holds it is let in: it is shown by [`Token::expose`] alone.
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

impl Token {
    /// Shows the token. Every caller is listed by a test of the project.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token([redacted])")
    }
}

/// Why no token was issued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IssueError {
    /// A member of the header that is not for the caller to set: `alg` is the key's, `crit` and `b64` change what a signature
    /// means.
    #[error("the header's `{0}` cannot be set")]
    Reserved(&'static str),
    /// A member of the header that is no string, but must be.
    #[error("the header's `{0}` must be a string")]
    NotAString(&'static str),
    /// A `kid` beside the name of the key, whose verifiers would look for another one.
    #[error("the key that signs is `{signer}`, not `{given}`")]
    OtherKey {
        /// The name of the key.
        signer: KeyId,
        /// The one for the header.
        given: String,
    },
    /// A member of the header that cannot be set.
    #[error("the header cannot be built")]
    Header(#[source] ClaimError),
    /// The key would not sign.
    #[error("the key does not sign")]
    Sign(#[source] KeyError),
}

/// Signs claims.
///
/// # Errors
/// Members of the header that may not be set; the failure of the key.
pub fn issue(claims: &Claims, key: &SigningKey, options: &HeaderOptions) -> Result<Token, IssueError> {
    let header = header(key, options)?;
    let mut token = base64url::encode(header.to_json().as_bytes());
    token.push('.');
    token.push_str(&base64url::encode(claims.as_value().to_json().as_bytes()));
    let signature = key.sign(token.as_bytes()).map_err(IssueError::Sign)?;
    token.push('.');
    token.push_str(&base64url::encode(&signature));
    Ok(Token(Zeroizing::new(token)))
}

fn header(key: &SigningKey, options: &HeaderOptions) -> Result<Value<'static>, IssueError> {
    let mut header = Value::object();
    header.set("alg", key.algorithm().name().into());
    if let Some(typ) = &options.typ {
        header.set("typ", typ.as_str().into());
    }
    if let Some(kid) = &options.kid {
        header.set("kid", kid.as_str().into());
    }
    for spec in &options.extra {
        let first = spec.pointer();
        let named = |name: &str| first.strip_prefix('/').and_then(|rest| rest.split('/').next()) == Some(name);
        if let Some(name) = ["alg", "crit", "b64"].into_iter().find(|name| named(name)) {
            return Err(IssueError::Reserved(name));
        }
        if let Some(name) = ["typ", "kid", "cty"].into_iter().find(|name| named(name)) {
            // A member inside of it would make it an object.
            let text = spec.value().as_str().filter(|_| first.len() == name.len().saturating_add(1));
            let text = text.ok_or(IssueError::NotAString(name))?;
            if let Some(signer) = options.kid.as_ref().filter(|kid| name == "kid" && kid.as_str() != text) {
                return Err(IssueError::OtherKey { signer: signer.clone(), given: text.to_owned() });
            }
        }
        spec.set_in(&mut header).map_err(IssueError::Header)?;
    }
    Ok(header)
}

/// A fresh value for `jti`: a random UUID (RFC 9562 section 5.4), of which no two are alike (RFC 7519 section 4.1.7).
#[must_use]
pub fn random_id(rng: &mut impl CryptoRng) -> String {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Algorithm;

    fn header(kid: Option<&str>, extra: &[&str]) -> Result<String, IssueError> {
        let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
        let key = SigningKey::generate(Algorithm::EdDsa, None, &mut rng).unwrap();
        let spec = |text: &&str| text.parse::<crate::token::ClaimArgument>().unwrap().spec(None).unwrap();
        let extra = extra.iter().map(spec).collect();
        let options = HeaderOptions { typ: None, kid: kid.map(|kid| kid.parse().unwrap()), extra };
        super::header(&key, &options).map(|header| header.to_json())
    }

    #[test]
    fn the_header_names_the_key_that_signs_and_no_other() {
        let other = |given: &str| Err(IssueError::OtherKey { signer: "k".parse().unwrap(), given: given.to_owned() });
        assert_eq!(header(Some("k"), &["kid=k"]).as_deref(), Ok(r#"{"alg":"EdDSA","kid":"k"}"#));
        assert_eq!(header(Some("k"), &["kid=x"]), other("x"));
        assert_eq!(header(Some("k"), &["kid=k", "kid=x"]), other("x"));
        assert_eq!(header(None, &["kid=x"]).as_deref(), Ok(r#"{"alg":"EdDSA","kid":"x"}"#));
    }

    #[test]
    fn members_that_are_strings_stay_strings() {
        for (name, text) in
            [("kid", "kid:=7"), ("typ", "typ:=null"), ("cty", "cty:=[]"), ("kid", "/kid/a=x"), ("typ", "/typ/a=x")]
        {
            assert_eq!(header(None, &[text]), Err(IssueError::NotAString(name)), "{text}");
        }
    }
}
