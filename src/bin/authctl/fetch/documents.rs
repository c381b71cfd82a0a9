//! What the documents say: a key set, and the metadata that leads to one.

use authctl::{
    clock::Lifetime,
    keys::{Candidate, KeyError, KeyPart, Note, Origin, RecognisedKey, recognise},
    secret::SecretBytes,
    token::{Code, Diagnostic, Segment},
};
use serde::Deserialize;
use serde_json::Value;

use super::{cause::Cause, url::Url};

/// The public keys of a key set.
pub(super) struct KeySetDocument {
    pub(super) keys: Vec<Candidate>,
    /// What is to be said of it to whoever verifies a token with it.
    pub(super) remarks: Vec<Diagnostic>,
    /// The keys that were left out.
    pub(super) skipped: Vec<Note>,
}

/// Reads a key set (RFC 7517 section 5). Secrets and private keys are left out: who publishes one has lost it.
pub(super) fn key_set(body: &str, ago: Lifetime) -> Result<KeySetDocument, Cause> {
    let json = json(body)?;
    if !json.get("keys").is_some_and(Value::is_array) {
        return Err(Cause::NoKeySet { is_metadata: json.get("jwks_uri").is_some() });
    }
    let recognised = recognise(&SecretBytes::new(body.as_bytes().to_vec()), None).map_err(|error| match error {
        KeyError::EmptySet { skipped } => Cause::NoKeys { left_out: skipped.iter().map(ToString::to_string).collect() },
        error => Cause::Keys(error),
    })?;
    let mut set = KeySetDocument { keys: Vec::new(), remarks: Vec::new(), skipped: recognised.notes };
    for (position, key) in recognised.keys.into_iter().enumerate() {
        match key.verifying_key() {
            _ if key.part() != KeyPart::Public => set.remarks.push(published(&key)),
            Ok(verifying) => set.keys.push(Candidate { kid: key.kid, key: verifying, origin: Origin::Fetched { ago } }),
            Err(error) => {
                let kid = key.kid.as_ref().map(ToString::to_string);
                set.skipped.push(Note::Skipped { position, kid, reason: error.to_string() });
            }
        }
    }
    if set.keys.is_empty() { Err(Cause::NoKeys { left_out: set.left_out() }) } else { Ok(set) }
}

impl KeySetDocument {
    /// What became of the keys that are not among them.
    fn left_out(&self) -> Vec<String> {
        let remarks = self.remarks.iter().map(|remark| remark.message.clone());
        remarks.chain(self.skipped.iter().map(ToString::to_string)).collect()
    }
}

/// Says that a key that should be secret stands in a published set.
fn published(key: &RecognisedKey) -> Diagnostic {
    let what = if key.part() == KeyPart::Secret { "an HMAC secret" } else { "a private key" };
    let name = key.kid.as_ref().map_or_else(String::new, |kid| format!(" \"{kid}\""));
    Diagnostic::warning(Code::KeyFormat, format!("the key set publishes {what}{name}: it was left out"))
        .within(Segment::Key)
        .advising("whoever has read it can sign tokens: the issuer must replace it")
}

/// The metadata of an issuer, as far as it leads to keys (RFC 8414 section 2).
#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    jwks_uri: Option<String>,
}

/// The URL of the key set that the metadata of `issuer` names.
pub(super) fn jwks_uri(body: &str, issuer: &Url) -> Result<Url, Cause> {
    json(body)?;
    let metadata: Metadata = serde_json::from_str(body).map_err(|error| Cause::NoMetadata(error.to_string()))?;
    // RFC 8414 section 3.3: "The "issuer" value returned MUST be identical to the authorization server's issuer identifier value"
    if metadata.issuer != issuer.as_str() {
        return Err(Cause::OtherIssuer(metadata.issuer));
    }
    let text = metadata.jwks_uri.ok_or(Cause::NoJwksUri)?;
    let url: Url = text.parse().map_err(|error| Cause::JwksUri(text.clone(), error))?;
    if url.is_loopback() && !issuer.is_loopback() {
        return Err(Cause::JwksUriHere(text));
    }
    Ok(url)
}

/// The answer as JSON. A login page in its place is common enough to be told apart.
fn json(body: &str) -> Result<Value, Cause> {
    let text = body.trim_start_matches('\u{feff}').trim();
    match text.chars().next() {
        None => Err(Cause::Empty),
        Some('<') => Err(Cause::Html),
        Some(_) => serde_json::from_str(text).map_err(|error| Cause::NotJson(error.to_string())),
    }
}
