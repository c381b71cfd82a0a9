//! Tokens in what HTTP clients send and log: header lines, authentication schemes, URLs, forms, assignments (`BEARER_PREFIX`,
//! `HEADER_LINE`, `BASIC_AUTH`, `URL_OR_FORM`).

use std::ops::Range;

use super::{
    input::Outcome,
    text::{Text, begins_like_token, find_tokens, is_loose_token_byte, looks_like_token, showable},
};
use crate::token::{Code, Diagnostic, Segment};

/// Drops a prefix in any case; what follows it.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    if head.eq_ignore_ascii_case(word) { text.get(word.len()..) } else { None }
}

/// Credentials of RFC 7617 hold a password in the clear.
pub(super) fn basic_credentials<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let rest = strip_word(text.as_str(), "Basic")?;
    let credentials = rest.trim_start_matches([' ', '\t', '+']);
    if credentials.len() == rest.len() || !credentials.bytes().all(is_loose_token_byte) {
        return None;
    }
    Some(Outcome::Foreign(
        Diagnostic::error(Code::BasicAuth, "these are HTTP Basic credentials, a name and a password, not a token")
            .within(Segment::Input)
            .at(text.offset(0))
            .advising("base64 hides nothing: whoever sees this screen or its log can read the password, so change it"),
    ))
}

/// The schemes that carry a token: RFC 6750, RFC 9449, and what frameworks use of their own.
const SCHEMES: &[&str] = &["Bearer", "JWT", "Token", "DPoP", "AccessToken"];

/// The name of an authentication scheme before the token.
pub(super) fn scheme<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let (name, rest) = SCHEMES.iter().find_map(|name| Some((name, strip_word(whole, name)?)))?;
    let token = rest.trim_start_matches([' ', '\t', '+', ':', '\u{A0}']);
    if token.len() == rest.len() && !rest.is_empty() {
        return None;
    }
    let start = whole.len().saturating_sub(token.len());
    Some(Outcome::Unwrapped {
        name: "bearer-prefix",
        diagnostic: Diagnostic::info(Code::BearerPrefix, format!("the HTTP scheme `{name}` stands before the token"))
            .within(Segment::Input)
            .at(text.offset(0))
            .advising("hand over only what follows it"),
        text: text.slice(start..whole.len()),
    })
}

/// Headers that carry tokens, in lower case; any other name counts only if what follows looks like one.
const HEADERS: &[&str] = &[
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
    "x-auth-token",
    "x-access-token",
    "x-forwarded-access-token",
    "x-goog-iap-jwt-assertion",
    "x-amzn-oidc-data",
    "x-amzn-oidc-accesstoken",
    "cf-access-jwt-assertion",
    "x-ms-token-aad-id-token",
    "x-ms-token-aad-access-token",
    "x-jwt-assertion",
    "dpop",
];

/// A whole header line, alone or within a request or a command line.
pub(super) fn header_line<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let (name, value) = header_at_start(whole).or_else(|| header_within(whole))?;
    let value = if name.to_ascii_lowercase().ends_with("cookie") { cookie(whole, value) } else { value };
    let shown = showable(name).unwrap_or("?");
    let (from, to) = (text.offset(value.start), text.offset(value.end));
    Some(Outcome::Unwrapped {
        name: "header-line",
        diagnostic: Diagnostic::info(
            Code::HeaderLine,
            format!("this is a whole `{shown}` line; its value stands at bytes {from} to {to}"),
        )
        .within(Segment::Input)
        .at(text.offset(0))
        .advising("hand over the value alone"),
        text: text.slice(value),
    })
}

/// The name and the value's place, if the text begins with a header's name.
fn header_at_start(whole: &str) -> Option<(&str, Range<usize>)> {
    let (name, rest) = whole.split_once(':')?;
    if name.is_empty() || begins_like_token(name) || !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    {
        return None;
    }
    let is_known = HEADERS.iter().any(|known| name.eq_ignore_ascii_case(known));
    let value = rest.trim_start_matches([' ', '\t']);
    let is_labelled =
        value.len() < rest.len() && (!find_tokens(value).is_empty() || begins_like_token(value.trim_start_matches(['"', '\''])));
    if !is_known && !is_labelled {
        return None;
    }
    let start = whole.len().saturating_sub(value.len());
    let line = value.find(['\r', '\n']).unwrap_or(value.len());
    // A long value that was wrapped goes on over the next lines; other headers do not look like base64.
    let is_wrapped = value.get(line..)?.bytes().all(|b| is_loose_token_byte(b) || b.is_ascii_whitespace());
    let end = if is_wrapped { whole.len() } else { start.saturating_add(line) };
    Some((name, start..end))
}

/// The name and the value's place, if a line of the text or a quoted argument in it begins with one of [`HEADERS`].
fn header_within(whole: &str) -> Option<(&str, Range<usize>)> {
    if !whole.contains(char::is_whitespace) {
        return None;
    }
    let lower = whole.to_ascii_lowercase();
    for known in HEADERS {
        for (at, _) in lower.match_indices(known) {
            let before = whole.get(..at)?.chars().next_back();
            let after = at.saturating_add(known.len());
            let Some(rest) = whole.get(after..)?.strip_prefix(':') else { continue };
            if !before.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '\'')) {
                continue;
            }
            let value = rest.trim_start_matches([' ', '\t']);
            let start = whole.len().saturating_sub(value.len());
            let stop = |c: char| matches!(c, '\r' | '\n') || (before == Some(c) && !c.is_whitespace());
            let end = start.saturating_add(value.find(stop).unwrap_or(value.len()));
            return Some((whole.get(at..after)?, start..end));
        }
    }
    None
}

/// Of the cookies in that place, the one that holds a token. With several tokens the whole line stays, to be told apart later.
fn cookie(whole: &str, line: Range<usize>) -> Range<usize> {
    let pairs: Vec<(&str, Range<usize>)> = pairs(whole.get(line.clone()).unwrap_or_default(), &[';'])
        .map(|(name, value)| (name, line.start.saturating_add(value.start)..line.start.saturating_add(value.end)))
        .collect();
    let value = |place: &Range<usize>| whole.get(place.clone()).unwrap_or_default();
    let mut tokens = pairs.iter().filter(|(_, place)| !find_tokens(value(place)).is_empty());
    match (tokens.next(), tokens.next()) {
        (Some(_), Some(_)) => line,
        (Some((_, place)), None) => place.clone(),
        (None, _) => pairs
            .iter()
            .find(|(_, place)| value(place).starts_with(".eJ") || begins_like_token(value(place)))
            .or_else(|| pairs.first())
            .map_or(line, |(_, place)| place.clone()),
    }
}

/// Names of parameters that hold tokens, the likeliest first, without case, `_` and `-`.
pub(super) const PARAMETERS: &[&str] = &[
    "accesstoken",
    "idtoken",
    "token",
    "jwt",
    "bearer",
    "bearertoken",
    "authtoken",
    "authorization",
    "sessiontoken",
    "idtokenhint",
    "assertion",
    "clientassertion",
    "logouttoken",
    "refreshtoken",
    "subjecttoken",
    "response",
    "request",
    "samlresponse",
];

/// The place of a name among [`PARAMETERS`].
pub(super) fn parameter_rank(name: &str) -> Option<usize> {
    let plain: String = name.chars().filter(|c| !matches!(c, '_' | '-')).map(|c| c.to_ascii_lowercase()).collect();
    PARAMETERS.iter().position(|known| *known == plain)
}

/// Every `name=value` between the separators, with the value's place.
fn pairs<'t>(text: &'t str, separators: &'t [char]) -> impl Iterator<Item = (&'t str, Range<usize>)> {
    let mut at = 0_usize;
    text.split(move |c: char| separators.contains(&c)).filter_map(move |part| {
        let start = at;
        at = at.saturating_add(part.len()).saturating_add(1);
        let (name, value) = part.split_once('=')?;
        let value = value.trim_end();
        let from = start.saturating_add(name.len()).saturating_add(1);
        Some((name.trim(), from..from.saturating_add(value.len())))
    })
}

/// A token in a URL's query or fragment, in a form, or on the right of an assignment.
pub(super) fn url_or_form<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let is_url = whole.contains("://");
    let mut found: Vec<(usize, &str, Range<usize>)> = pairs(whole, &['?', '&', '#', ';', ' ', '\t', '\n', '\r'])
        .filter(|(name, place)| !begins_like_token(name) && !name.contains('.') && place.start < place.end)
        .filter_map(|(name, place)| {
            let value = whole.get(place.clone())?;
            let is_token = looks_like_token(value.trim_start_matches(['"', '\'']));
            let rank = parameter_rank(name).or_else(|| is_token.then_some(PARAMETERS.len()))?;
            (!value.starts_with('=')).then_some((rank, name, place))
        })
        .collect();
    found.sort_by_key(|(rank, _, place)| (*rank, place.start));
    let Some((_, name, place)) = found.first() else { return if is_url { in_path(text) } else { None } };
    let shown = showable(name).unwrap_or("?");
    let others: Vec<&str> = found.iter().skip(1).filter_map(|(_, name, _)| showable(name)).take(4).collect();
    let kind = if is_url {
        "a URL"
    } else if whole.contains('&') || whole.starts_with(['#', '?']) {
        "a form"
    } else {
        "an assignment"
    };
    let more = if others.is_empty() { String::new() } else { format!("; it also holds `{}`", others.join("`, `")) };
    let hint = if is_url {
        "hand over the value alone; a URL stays in logs and histories, so a token does not belong in it"
    } else {
        "hand over the value alone"
    };
    Some(Outcome::Unwrapped {
        name: "url-or-form",
        diagnostic: Diagnostic::info(Code::UrlOrForm, format!("the token is the value of `{shown}` in {kind}{more}"))
            .within(Segment::Input)
            .at(text.offset(place.start))
            .advising(hint),
        text: text.slice(place.clone()),
    })
}

/// A token in the path of a URL, or a URL without any.
fn in_path<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    if let [place] = find_tokens(whole).as_slice() {
        return Some(Outcome::Unwrapped {
            name: "url-or-form",
            diagnostic: Diagnostic::info(Code::UrlOrForm, "the token stands in the path of a URL")
                .within(Segment::Input)
                .at(text.offset(place.start))
                .advising("hand over the token alone; a URL stays in logs and histories, so a token does not belong in it"),
            text: text.slice(place.clone()),
        });
    }
    let (scheme, rest) = whole.split_once("://")?;
    (scheme.bytes().all(|b| b.is_ascii_alphanumeric()) && !rest.contains(char::is_whitespace) && find_tokens(whole).is_empty())
        .then(|| {
            Outcome::Foreign(
                Diagnostic::error(Code::KnownForeign, "this is a URL without a token in it")
                    .within(Segment::Input)
                    .at(text.offset(0))
                    .advising("fetch it first, or copy the token that it leads to"),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJ9.eyJ9.abc";

    fn left(rule: for<'a> fn(&Text<'a>) -> Option<Outcome<'a>>, text: &str) -> Option<String> {
        match rule(&Text::new(text.to_owned().into()))? {
            Outcome::Unwrapped { text, .. } => Some(text.as_str().to_owned()),
            Outcome::Foreign(d) => Some(d.code.name().to_owned()),
            _ => panic!("another outcome"),
        }
    }

    #[test]
    fn schemes_come_off_in_any_case() {
        for text in ["Bearer T", "bearer  T", "JWT T", "Token T", "DPoP T", "Bearer+T", "Bearer: T"] {
            assert_eq!(left(scheme, text).as_deref(), Some("T"), "{text}");
        }
        assert_eq!(left(scheme, "Bearer").as_deref(), Some(""));
        for text in ["BearerT", "tokenise", "T"] {
            assert_eq!(left(scheme, text), None, "{text}");
        }
    }

    #[test]
    fn basic_credentials_are_named() {
        for text in ["Basic dXNlcjpwYXNz", "basic dXNlcjpwYXNzd29yZA==", "BASIC YWxhZGRpbjpvcGVu"] {
            assert_eq!(left(basic_credentials, text).as_deref(), Some("BASIC_AUTH"), "{text}");
        }
        assert_eq!(left(basic_credentials, "Basically wrong"), None);
    }

    #[test]
    fn header_lines_give_their_value() {
        let table = [
            (format!("Authorization: Bearer {TOKEN}"), format!("Bearer {TOKEN}")),
            (format!("authorization:Bearer {TOKEN}"), format!("Bearer {TOKEN}")),
            (format!("token: {TOKEN}"), TOKEN.to_owned()),
            (format!("Cookie: theme=dark; session={TOKEN}; lang=en"), TOKEN.to_owned()),
            (format!("Set-Cookie: access={TOKEN}; Path=/; HttpOnly"), TOKEN.to_owned()),
            (format!("GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\nAccept: */*"), format!("Bearer {TOKEN}")),
            (format!("curl -H \"authorization: Bearer {TOKEN}\" x"), format!("Bearer {TOKEN}")),
            ("Authorization: Basic dTpw".to_owned(), "Basic dTpw".to_owned()),
            (format!("Cookie: a={TOKEN}; b={TOKEN}"), format!("a={TOKEN}; b={TOKEN}")),
        ];
        for (text, value) in table {
            assert_eq!(left(header_line, &text), Some(value), "{text}");
        }
        for text in ["payload:1abc:sig", "eyJhbGciOiJ9: x", "note: nothing here"] {
            assert_eq!(left(header_line, text), None, "{text}");
        }
    }

    #[test]
    fn parameters_give_their_value() {
        let table = [
            format!("https://app.example/cb#access_token={TOKEN}&token_type=Bearer"),
            format!("https://app.example/cb#id_token=x.y.z&access_token={TOKEN}"),
            format!("grant_type=x&assertion={TOKEN}"),
            format!("https://app.example/reset/{TOKEN}"),
            format!("export TOKEN={TOKEN}"),
            format!("MY_VAR={TOKEN}"),
            format!("?jwt={TOKEN}"),
        ];
        for text in table {
            assert_eq!(left(url_or_form, &text).as_deref(), Some(TOKEN), "{text}");
        }
        assert_eq!(left(url_or_form, "https://example.com/login").as_deref(), Some("KNOWN_FOREIGN"));
        for text in ["eyJh=.eyJ9==.abc=", "abc==", TOKEN, "a=b"] {
            assert_eq!(left(url_or_form, text), None, "{text}");
        }
    }
}
