//! Signed tokens in other serializations than the compact one: JWS JSON (RFC 7515 section 7.2) and SD-JWT (`JWS_JSON`, `SD_JWT`).

use serde_json::Value;

use super::{
    input::Outcome,
    text::{Text, begins_like_token, looks_like_token, peek, showable},
};
use crate::token::{Code, Diagnostic, Segment};

/// The flattened and the general JSON serialization. The compact form has the same signed bytes, so it is put together here.
pub(super) fn jws_json<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    if !whole.starts_with('{') || !whole.contains("\"signature") && !whole.contains("\"ciphertext\"") {
        return None;
    }
    let json: Value = serde_json::from_str(whole).ok()?;
    if json.get("ciphertext").is_some_and(Value::is_string) {
        return Some(Outcome::Foreign(
            Diagnostic::error(Code::Jwe, "this is an encrypted token in JSON serialization; only its recipient's key opens it")
                .within(Segment::Input)
                .at(text.offset(0))
                .advising("ask the issuer for a signed token, or have the recipient decrypt it"),
        ));
    }
    let signatures = json.get("signatures").and_then(Value::as_array);
    let signed = signatures.and_then(|all| all.first()).unwrap_or(&json);
    let signature = signed.get("signature")?.as_str()?;
    let payload = json.get("payload").map_or(Some(""), Value::as_str)?;
    let protected = signed.get("protected").map_or(Some(""), Value::as_str)?;
    let compact = joined(text, [("protected", protected), ("payload", payload), ("signature", signature)]);
    if protected.is_empty() {
        return Some(Outcome::Patched {
            diagnostic: Diagnostic::error(
                Code::JwsJson,
                "the JSON serialization has no protected header, so nothing signs its `alg`",
            )
            .within(Segment::Input)
            .at(text.offset(0))
            .advising("have the issuer put `alg` into the protected header"),
            text: compact,
        });
    }
    let count = signatures.map_or(1, Vec::len);
    let more = if count > 1 { format!("; it has {count} signatures, the first is used") } else { String::new() };
    Some(Outcome::Unwrapped {
        name: "jws-json",
        diagnostic: Diagnostic::info(
            Code::JwsJson,
            format!("this is a JWS in JSON serialization; it was put into the compact form{more}"),
        )
        .within(Segment::Input)
        .at(text.offset(0))
        .advising("most JWT libraries read the compact form only"),
        text: compact,
    })
}

/// The members joined by dots, each byte traced to its place in the JSON.
fn joined<'a>(text: &Text<'a>, members: [(&str, &str); 3]) -> Text<'a> {
    let whole = text.as_str();
    let mut characters: Vec<(char, usize)> = Vec::new();
    for (name, value) in members {
        let member = whole.find(&format!("\"{name}\"")).unwrap_or(0);
        let start = whole.get(member..).and_then(|rest| rest.find(value)).map_or(member, |at| at.saturating_add(member));
        if name != "protected" {
            characters.push(('.', start.saturating_sub(1)));
        }
        characters.extend(value.char_indices().map(|(at, c)| (c, start.saturating_add(at))));
    }
    text.rebuilt(characters)
}

/// The issuer's JWT of an SD-JWT (RFC 9901): what stands before the first `~`. The disclosures belong to what is presented, so
/// without them this is not what was signed off: good to look at, not to accept.
pub(super) fn sd_jwt<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let (issued, rest) = whole.split_once('~')?;
    if !looks_like_token(issued) || rest.contains(char::is_whitespace) {
        return None;
    }
    let mut parts: Vec<&str> = rest.split('~').collect();
    let key_binding = parts.pop().is_some_and(begins_like_token);
    let names: Vec<String> = parts.iter().filter_map(|part| disclosed(part)).take(8).collect();
    let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    let bound = if key_binding { " and a key binding" } else { "" };
    let plural = if parts.len() == 1 { "" } else { "s" };
    Some(Outcome::Recovered {
        name: "sd-jwt",
        diagnostic: Diagnostic::info(
            Code::SdJwt,
            format!("this is an SD-JWT with {} disclosure{plural}{names}{bound}", parts.len()),
        )
        .within(Segment::Input)
        .at(text.offset(issued.len()))
        .advising("the issuer's part before the first `~` is shown; an SD-JWT verifier checks the disclosures"),
        text: text.slice(0..issued.len()),
    })
}

/// The claim's name in a disclosure, `[salt, name, value]`.
fn disclosed(part: &str) -> Option<String> {
    let json: Value = serde_json::from_slice(&peek(part)?).ok()?;
    match json.as_array()?.as_slice() {
        [_, Value::String(name), _] => showable(name).map(ToOwned::to_owned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Text<'static> {
        Text::new(text.to_owned().into())
    }

    #[test]
    fn flattened_and_general_json_become_compact() {
        let table = [
            (r#"{"payload":"eyJ9","protected":"eyJhbGciOiJ9","signature":"abc"}"#, 1),
            (r#"{"payload":"eyJ9","signatures":[{"protected":"eyJhbGciOiJ9","signature":"abc"}]}"#, 1),
            (
                r#"{"payload":"eyJ9","signatures":[{"protected":"eyJhbGciOiJ9","signature":"abc"},{"protected":"x","signature":"y"}]}"#,
                2,
            ),
        ];
        for (json, count) in table {
            let Some(Outcome::Unwrapped { text, diagnostic, .. }) = jws_json(&text(json)) else { panic!("{json}") };
            assert_eq!(text.as_str(), "eyJhbGciOiJ9.eyJ9.abc");
            assert_eq!(text.offset(0), json.find("eyJh").unwrap());
            assert_eq!(text.offset(13), json.find("eyJ9").unwrap());
            assert_eq!(diagnostic.message.contains("signatures"), count > 1);
        }
    }

    #[test]
    fn json_that_cannot_be_compact_is_an_error() {
        let unprotected = r#"{"payload":"eyJ9","header":{"alg":"HS256"},"signature":"abc"}"#;
        assert!(matches!(jws_json(&text(unprotected)), Some(Outcome::Patched { .. })));
        let encrypted = r#"{"protected":"x","ciphertext":"y","tag":"z"}"#;
        assert!(matches!(jws_json(&text(encrypted)), Some(Outcome::Foreign(d)) if d.code == Code::Jwe));
        assert!(jws_json(&text(r#"{"access_token":"x"}"#)).is_none());
    }

    #[test]
    fn disclosures_are_counted_and_named() {
        // ["s","given_name","Ann"]
        let input = "eyJhbGciOiJ9.eyJ9.abc~WyJzIiwiZ2l2ZW5fbmFtZSIsIkFubiJd~";
        let Some(Outcome::Recovered { text: token, diagnostic, .. }) = sd_jwt(&text(input)) else { panic!("no SD-JWT") };
        assert_eq!(token.as_str(), "eyJhbGciOiJ9.eyJ9.abc");
        assert!(diagnostic.message.contains("1 disclosure (given_name)"), "{}", diagnostic.message);
        assert!(!diagnostic.message.contains("Ann"));
        let Some(Outcome::Recovered { diagnostic, .. }) = sd_jwt(&text("eyJh.eyJ9.abc~eyJhbGciOiJ9.eyJ9.abc")) else { panic!() };
        assert!(diagnostic.message.contains("0 disclosures and a key binding"), "{}", diagnostic.message);
    }
}
