//! The parameters of a request (`application/x-www-form-urlencoded`, RFC 6749 appendix B) and the client's Basic credentials.

use authctl::secret::{Password, SecretBytes};
use axum::{
    body::Bytes,
    extract::rejection::BytesRejection,
    http::{HeaderMap, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

use super::error::Error;

/// The longest body of a form, in bytes.
pub(super) const LONGEST: usize = 16 * 1024;

/// The parameters of a form. Values may be passwords and tokens: they are cleared when it is dropped.
pub(super) struct Form(Vec<(String, Zeroizing<Vec<u8>>)>);

impl Form {
    /// Reads a body.
    ///
    /// # Errors
    /// Another content type; a parameter that is repeated (RFC 6749 section 3.2: "Request and response parameters MUST NOT be
    /// included more than once") or badly encoded.
    pub(super) fn read(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Self, Error> {
        let body = body.map_err(|rejection| Error::OAuth {
            status: rejection.status(),
            error: "invalid_request",
            description: format!("the body cannot be read, or is longer than {LONGEST} bytes"),
        })?;
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(Error::request("the body must be application/x-www-form-urlencoded"));
        }
        let mut pairs: Vec<(String, Zeroizing<Vec<u8>>)> = Vec::new();
        for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let end = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
            let (name, value) = pair.split_at(end);
            let name = decode(name).and_then(|name| String::from_utf8(name.to_vec()).ok());
            let name = name.ok_or_else(|| Error::request("a parameter's name is badly encoded"))?;
            let value = decode(value.get(1..).unwrap_or_default()).ok_or_else(|| Error::request("a value is badly encoded"))?;
            if pairs.iter().any(|(known, _)| *known == name) {
                return Err(Error::request("a parameter is repeated"));
            }
            pairs.push((name, value));
        }
        Ok(Self(pairs))
    }

    fn bytes(&self, name: &str) -> Option<&Zeroizing<Vec<u8>>> {
        // RFC 6749 section 3.2: "Parameters sent without a value MUST be treated as if they were omitted from the request."
        self.0.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value)
    }

    /// The text of a parameter that is no secret.
    ///
    /// # Errors
    /// It is not UTF-8.
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, Error> {
        let text = self.bytes(name).map(|value| std::str::from_utf8(value));
        text.transpose().map_err(|_| Error::request("a value is not UTF-8"))
    }

    /// A parameter that nobody may see.
    pub(super) fn secret(&self, name: &str) -> Option<SecretBytes> {
        self.bytes(name).map(|value| SecretBytes::new(value.to_vec()))
    }

    /// A password.
    pub(super) fn password(&self, name: &str) -> Option<Password> {
        self.secret(name).map(Password::from)
    }
}

/// What a client says of itself.
pub(super) struct Client {
    pub(super) id: String,
    /// None is a public client, which only says its name.
    pub(super) secret: Option<SecretBytes>,
}

impl Client {
    /// The client of a request: by HTTP Basic (RFC 6749 section 2.3.1), or by `client_id` and `client_secret` in the form.
    ///
    /// # Errors
    /// Basic credentials that cannot be read; both ways at once ("The client MUST NOT use more than one authentication method in
    /// each request", section 2.3).
    pub(super) fn of(headers: &HeaderMap, form: &Form) -> Result<Option<Self>, Error> {
        let in_form = form.text("client_id")?.map(|id| Self { id: id.to_owned(), secret: form.secret("client_secret") });
        let mut given = headers.get_all(header::AUTHORIZATION).iter();
        let Some(value) = given.next() else { return Ok(in_form) };
        if given.next().is_some() {
            return Err(Error::request("there are several Authorization headers"));
        }
        let client = basic(value.as_bytes()).ok_or_else(Error::client)?;
        match in_form {
            Some(other) if other.secret.is_some() || other.id != client.id => {
                Err(Error::request("the client authenticates in several ways"))
            }
            _ => Ok((!client.id.is_empty()).then_some(client)),
        }
    }
}

fn basic(value: &[u8]) -> Option<Client> {
    let (scheme, credentials) = value.split_at_checked("Basic ".len())?;
    if !scheme.eq_ignore_ascii_case(b"Basic ") {
        return None;
    }
    let pair = Zeroizing::new(STANDARD.decode(credentials.trim_ascii()).ok()?);
    let end = pair.iter().position(|byte| *byte == b':')?;
    let (id, secret) = pair.split_at(end);
    // Section 2.3.1: both "are encoded using the "application/x-www-form-urlencoded" encoding algorithm".
    let id = String::from_utf8(decode(id)?.to_vec()).ok()?;
    let secret = decode(secret.get(1..)?)?;
    Some(Client { id, secret: (!secret.is_empty()).then(|| SecretBytes::new(secret.to_vec())) })
}

/// Undoes the encoding of a name or value; `None` where a `%` is not followed by two hexadecimal digits.
fn decode(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut decoded = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut bytes = text.iter();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || bytes.next().and_then(|digit| char::from(*digit).to_digit(16));
                let (high, low) = (digit()?, digit()?);
                u8::try_from(high.checked_mul(16)?.checked_add(low)?).ok()?
            }
            other => *other,
        });
    }
    Some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(body: &'static str) -> Result<Form, Error> {
        let headers = [(header::CONTENT_TYPE, "Application/X-WWW-Form-URLencoded; charset=utf-8".parse().unwrap())];
        Form::read(&headers.into_iter().collect(), Ok(Bytes::from_static(body.as_bytes())))
    }

    #[test]
    fn values_are_decoded_and_empty_ones_omitted() {
        let read = form("username=j%C3%B6hn+doe&password=a%26b%3Dc%2B&scope=&flag").unwrap();
        assert_eq!(read.text("username").unwrap(), Some("jöhn doe"));
        assert!(read.password("password").unwrap().matches(&Password::new(b"a&b=c+".to_vec())));
        assert_eq!(read.text("scope").unwrap(), None);
        assert_eq!(read.text("flag").unwrap(), None);
    }

    #[test]
    fn repeated_and_badly_encoded_parameters_are_refused() {
        for body in ["a=1&a=2", "a=%4", "a=%zz", "%ff=1"] {
            assert!(form(body).is_err(), "{body}");
        }
        assert!(form("a=%ff").unwrap().text("a").is_err());
        assert!(Form::read(&HeaderMap::new(), Ok(Bytes::new())).is_err());
    }

    #[test]
    fn a_client_comes_by_basic_or_in_the_form() {
        let headers = |value: &str| HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())]);
        let client = |value: &str, body| Client::of(&headers(value), &form(body).unwrap());
        let basic = client("basic cm9ib3Q6czolM0E=", "a=1").unwrap().unwrap();
        assert_eq!(basic.id, "robot");
        assert!(basic.secret.unwrap().matches(&SecretBytes::new(b"s::".to_vec())));
        assert_eq!(client("Basic cm9ib3Q6", "client_id=robot").unwrap().unwrap().id, "robot");
        assert!(client("Basic Og==", "a=1").unwrap().is_none(), "neither name nor secret is no client");
        for (value, body) in [
            ("Bearer x", "a=1"),
            ("Basic ?", "a=1"),
            ("Basic cm9ib3Q=", "a=1"),
            ("Basic cm9ib3Q6cw==", "client_id=other"),
            ("Basic cm9ib3Q6cw==", "client_id=robot&client_secret=s"),
        ] {
            assert!(client(value, body).is_err(), "{value} {body}");
        }
    }
}
