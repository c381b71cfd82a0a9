//! Tokens in a JSON text: an OAuth response, or whatever an API wraps around them (`JSON_WRAPPER`). JSON that holds no token at all
//! is named for what it is.

use serde_json::Value;

use super::{
    http::{PARAMETERS, parameter_rank},
    input::Outcome,
    text::{Text, find_tokens, looks_like_token, showable},
};
use crate::token::{Code, Diagnostic, Segment};

/// A string of the envelope that may be the token.
struct Candidate {
    /// The member's name, empty in an array.
    name: String,
    value: String,
    /// The likelier, the lower.
    rank: usize,
}

/// A JSON text with a token somewhere in it.
pub(super) fn json_wrapper<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    if !whole.starts_with(['{', '[']) {
        return None;
    }
    let Ok(json) = serde_json::from_str::<Value>(whole) else { return broken_json(text) };
    let mut found = Vec::new();
    collect("", &json, &mut found);
    found.sort_by_key(|candidate| candidate.rank);
    let Some(chosen) = found.first() else { return Some(Outcome::Foreign(without_token(text, &json))) };
    if json.is_array() && found.len() > 1 && found.iter().all(|candidate| candidate.name.is_empty()) {
        return None;
    }
    let others: Vec<&str> = found.iter().skip(1).filter_map(|other| showable(&other.name)).take(4).collect();
    Some(unwrapped(text, chosen, &others))
}

fn unwrapped<'a>(text: &Text<'a>, chosen: &Candidate, others: &[&str]) -> Outcome<'a> {
    let whole = text.as_str();
    let member = whole.find(&format!("\"{}\"", chosen.name)).unwrap_or(0);
    let place = whole.get(member..).and_then(|rest| rest.find(&chosen.value)).map(|at| at.saturating_add(member));
    // A value with JSON escapes stands nowhere as such: all its bytes are traced to the member.
    let inner = match place {
        Some(start) => text.slice(start..start.saturating_add(chosen.value.len())),
        None => text.rebuilt(chosen.value.chars().map(|c| (c, member))),
    };
    let shown = showable(&chosen.name).map_or_else(|| "its token".to_owned(), |name| format!("its member `{name}`"));
    let (count, more) = match others {
        [] => ("", String::new()),
        _ => (" with several tokens", format!("; it also holds `{}`", others.join("`, `"))),
    };
    Outcome::Unwrapped {
        name: "json-wrapper",
        diagnostic: Diagnostic::info(Code::JsonWrapper, format!("this is a whole JSON response{count}; {shown} was taken{more}"))
            .within(Segment::Input)
            .at(inner.offset(0))
            .advising("hand over that string alone: `jq -r` prints it without quotes"),
        text: inner,
    }
}

/// The strings below a value that are named like tokens or look like one.
fn collect(name: &str, value: &Value, found: &mut Vec<Candidate>) {
    match value {
        Value::String(text) => {
            let is_token = looks_like_token(text) || !find_tokens(text).is_empty();
            let rank = match (parameter_rank(name), is_token) {
                (Some(rank), true) => rank,
                (None, true) => PARAMETERS.len(),
                (Some(rank), false) => rank.saturating_add(if rank == 0 { 0 } else { PARAMETERS.len() }),
                (None, false) => return,
            };
            found.push(Candidate { name: name.to_owned(), value: text.clone(), rank });
        }
        Value::Array(items) => items.iter().for_each(|item| collect("", item, found)),
        Value::Object(members) => members.iter().for_each(|(name, value)| collect(name, value, found)),
        _ => {}
    }
}

/// Something like JSON that does not parse: cut short, or a Python literal. The string after a token's name is taken.
fn broken_json<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let mut best: Option<(usize, String, std::ops::Range<usize>)> = None;
    for (name, value) in quoted_pairs(whole) {
        let Some(rank) = parameter_rank(name) else { continue };
        if best.as_ref().is_none_or(|(known, _, _)| rank < *known) {
            best = Some((rank, name.to_owned(), value));
        }
    }
    let (name, place) = match best {
        Some((_, name, place)) => (name, place),
        None => match find_tokens(whole).as_slice() {
            [place] => (String::new(), place.clone()),
            _ => return None,
        },
    };
    let shown = showable(&name).map_or_else(String::new, |name| format!("; its member `{name}` was taken"));
    Some(Outcome::Unwrapped {
        name: "json-wrapper",
        diagnostic: Diagnostic::warning(
            Code::JsonWrapper,
            format!("the token stands in what looks like JSON but does not parse{shown}"),
        )
        .within(Segment::Input)
        .at(text.offset(place.start))
        .advising("was the response cut short, or printed as a Python or JavaScript value?"),
        text: text.slice(place),
    })
}

/// Every `"name": "value` with either kind of quotes; the last value may lack its end.
fn quoted_pairs(whole: &str) -> Vec<(&str, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    // Strings and what stands between them take turns; `previous` is the last string, if a colon follows it.
    let mut name: Option<&str> = None;
    let mut at = 0_usize;
    while let Some(open) = whole.get(at..).and_then(|rest| rest.find(['"', '\''])).map(|open| open.saturating_add(at)) {
        let start = open.saturating_add(1);
        let Some(rest) = whole.get(start..) else { break };
        let quote = whole.get(open..start).unwrap_or("\"");
        let length = rest.find(quote).unwrap_or(rest.len());
        let end = start.saturating_add(length);
        let next = end.saturating_add(1);
        if let Some(name) = name.take() {
            found.push((name, start..end));
        } else if whole.get(next..).is_some_and(|rest| rest.trim_start().starts_with(':')) {
            name = whole.get(start..end);
        }
        at = next;
    }
    found
}

/// What a JSON text without a token is.
fn without_token(text: &Text<'_>, json: &Value) -> Diagnostic {
    let has = |name: &str| json.get(name).is_some();
    let (message, hint) = if let Some(error) = json.get("error").and_then(Value::as_str) {
        let shown = showable(error).map_or_else(String::new, |error| format!(" `{error}`"));
        (format!("this is an OAuth error response{shown}, not a token"), "the request for the token failed: read the response")
    } else if has("kty") || has("keys") {
        ("this is a JSON Web Key, not a token".to_owned(), "hand it over as the key, and the token beside it")
    } else if ["sub", "iss", "exp", "iat", "aud"].into_iter().any(has) {
        (
            "these are the claims of a token, decoded already and without their signature".to_owned(),
            "hand over the token that they came from",
        )
    } else {
        ("this is JSON without a token in it".to_owned(), "look for the member that holds the token")
    };
    Diagnostic::error(Code::KnownForeign, message).within(Segment::Input).at(text.offset(0)).advising(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJ9.eyJ9.abc";

    fn left(text: &str) -> Option<String> {
        match json_wrapper(&Text::new(text.to_owned().into()))? {
            Outcome::Unwrapped { text: inner, diagnostic, .. } => {
                assert_eq!(diagnostic.offset, Some(inner.offset(0)));
                Some(inner.as_str().to_owned())
            }
            Outcome::Foreign(d) => Some(d.message),
            _ => panic!("another outcome"),
        }
    }

    #[test]
    fn the_access_token_is_picked_wherever_it_stands() {
        let table = [
            format!(r#"{{"access_token":"{TOKEN}","token_type":"Bearer"}}"#),
            format!(r#"{{"id_token":"eyJhbGciOiJ9.e30.x","access_token":"{TOKEN}"}}"#),
            format!(r#"{{"AuthenticationResult":{{"AccessToken":"{TOKEN}","IdToken":"eyJhbGciOiJ9.e30.x"}}}}"#),
            format!(r#"{{"data":[{{"value":"{TOKEN}"}}]}}"#),
            format!(r#"{{"access_token": "{TOKEN}", "expires_in": 36"#),
            format!("{{'access_token': '{TOKEN}', 'active': True}}"),
            format!(r#"{{"access_token":"{TOKEN}"#),
        ];
        for text in table {
            assert_eq!(left(&text).as_deref(), Some(TOKEN), "{text}");
        }
        assert_eq!(left(r#"{"access_token":"opaque","id_token":"eyJhbGciOiJ9.e30.x"}"#).as_deref(), Some("opaque"));
        assert_eq!(left(r#"{"token":"a\/b"}"#).as_deref(), Some("a/b"));
    }

    #[test]
    fn json_without_a_token_is_named() {
        let table = [
            (r#"{"error":"invalid_grant"}"#, "OAuth error response `invalid_grant`"),
            (r#"{"kty":"oct","k":"AAAA"}"#, "JSON Web Key"),
            (r#"{"sub":"a","exp":1}"#, "claims"),
            ("[1,2]", "JSON without a token"),
        ];
        for (text, part) in table {
            let message = left(text).unwrap();
            assert!(message.contains(part), "{message}");
        }
        assert_eq!(left("{not json"), None);
    }
}
