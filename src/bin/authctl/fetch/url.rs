//! URLs of key sets and issuers.

use std::{fmt, net::IpAddr, str::FromStr};

use ureq::http::{Uri, uri::Scheme};

/// An `https://` or `http://` URL, with the text as it was given: an issuer is compared by its characters.
#[derive(Clone, Debug)]
pub(crate) struct Url {
    text: String,
    uri: Uri,
}

/// Why a text is not taken as a URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UrlError {
    #[error("a URL begins with https://")]
    Scheme,
    #[error("the URL names no host")]
    NoHost,
    #[error("a URL does not hold a name and password")]
    Credentials,
    #[error("not a URL: {0}")]
    Malformed(String),
}

/// Where an issuer may publish its metadata, in the order they are asked.
const OPENID: &str = "/.well-known/openid-configuration";
const OAUTH: &str = "/.well-known/oauth-authorization-server";

impl FromStr for Url {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        if !Self::looks_like(text) {
            return Err(UrlError::Scheme);
        }
        // A password is not to be repeated in a message.
        let authority = text.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
        if authority.contains('@') {
            return Err(UrlError::Credentials);
        }
        if authority.is_empty() {
            return Err(UrlError::NoHost);
        }
        let uri: Uri = text.parse().map_err(|error: ureq::http::uri::InvalidUri| UrlError::Malformed(error.to_string()))?;
        let Some(host) = uri.host().filter(|host| !host.is_empty()) else { return Err(UrlError::NoHost) };
        // What follows the host and is no port would otherwise be passed over.
        if authority.len() > host.len() && uri.port_u16().is_none() {
            return Err(UrlError::Malformed("the port is no number up to 65535".to_owned()));
        }
        Ok(Self { text: text.to_owned(), uri })
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Url {
    /// Whether a text is meant as a URL, as opposed to a SOURCE.
    pub(crate) fn looks_like(text: &str) -> bool {
        let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        begins("https://") || begins("http://")
    }

    /// The text, as it was given.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) const fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The host, without the brackets of an IPv6 address.
    pub(super) fn host(&self) -> &str {
        let host = self.uri.host().unwrap_or_default();
        host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
    }

    pub(super) fn port(&self) -> u16 {
        self.uri.port_u16().unwrap_or(if self.is_https() { 443 } else { 80 })
    }

    pub(super) fn is_https(&self) -> bool {
        self.uri.scheme() == Some(&Scheme::HTTPS)
    }

    /// Whether the host is this very machine: `localhost` (RFC 6761 section 6.3) or a loopback address.
    pub(super) fn is_loopback(&self) -> bool {
        let host = self.host();
        host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Whether a redirect from here may lead there: to the same scheme, host and port, or from HTTP to HTTPS on the same host.
    pub(super) fn may_lead_to(&self, other: &Self) -> bool {
        let same_host = self.host().eq_ignore_ascii_case(other.host());
        let same_door = self.is_https() == other.is_https() && self.port() == other.port();
        same_host && (same_door || !self.is_https() && other.is_https())
    }

    /// The place that a `Location` names, seen from here (RFC 3986 section 5.2); `..` is left to the server.
    pub(super) fn join(&self, location: &str) -> Result<Self, UrlError> {
        let scheme = if self.is_https() { "https" } else { "http" };
        let origin = self.origin();
        let path = self.uri.path();
        match location {
            absolute if Self::looks_like(absolute) => absolute.parse(),
            _ if location.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':')) => Err(UrlError::Scheme),
            rootless if rootless.starts_with("//") => format!("{scheme}:{rootless}").parse(),
            absolute if absolute.starts_with('/') => format!("{origin}{absolute}").parse(),
            query if query.starts_with('?') => format!("{origin}{path}{query}").parse(),
            relative => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                format!("{origin}{folder}/{relative}").parse()
            }
        }
    }

    fn origin(&self) -> String {
        let scheme = if self.is_https() { "https" } else { "http" };
        format!("{scheme}://{}", self.uri.authority().map_or("", |authority| authority.as_str()))
    }

    /// Where the metadata of this issuer may lie. `OpenID` Connect Discovery appends its path to the issuer's; RFC 8414 section 3.1
    /// inserts it between host and path, and section 5 allows that for `OpenID`'s name too.
    pub(super) fn metadata_places(&self) -> Vec<Self> {
        let origin = self.origin();
        // "any terminating "/" MUST be removed before" (RFC 8414 section 3.1)
        let path = self.uri.path().trim_end_matches('/');
        let mut places = vec![format!("{origin}{path}{OPENID}"), format!("{origin}{OAUTH}{path}")];
        if !path.is_empty() {
            places.push(format!("{origin}{OPENID}{path}"));
        }
        places.iter().filter_map(|place| place.parse().ok()).collect()
    }

    /// The issuer whose metadata this is, where somebody gave the metadata's own URL.
    pub(super) fn without_well_known(&self) -> Option<String> {
        [OPENID, OAUTH].iter().find_map(|name| {
            let (issuer, path) = self.text.split_once(name)?;
            Some(format!("{issuer}{path}"))
        })
    }

    /// Whether it could be an issuer: RFC 8414 section 2 demands a URL "that … has no query or fragment components".
    pub(super) fn has_query_or_fragment(&self) -> bool {
        self.text.contains(['?', '#'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_no_url_is_refused_and_no_password_is_repeated() {
        let table = [
            ("ftp://h/", UrlError::Scheme),
            ("id.example.com", UrlError::Scheme),
            ("https://", UrlError::NoHost),
            ("https:///keys", UrlError::NoHost),
            ("https://u:hunter2@h/", UrlError::Credentials),
            ("https://u@h/", UrlError::Credentials),
        ];
        for (text, error) in table {
            assert_eq!(text.parse::<Url>().unwrap_err(), error, "{text}");
        }
        for text in ["https://a b/", "https://h/\u{1b}[31m", "https://h:99999/", "https://[::1/"] {
            assert!(matches!(text.parse::<Url>(), Err(UrlError::Malformed(_))), "{text:?}");
        }
    }

    #[test]
    fn loopback_is_this_machine_alone() {
        for text in ["http://localhost:1/", "http://127.0.0.1/", "http://127.9.9.9/", "http://[::1]:8080/", "HTTP://LocalHost/"] {
            assert!(url(text).is_loopback(), "{text}");
        }
        for text in ["http://localhost.example.com/", "http://127.0.0.1.example.com/", "http://10.0.0.1/", "http://0.0.0.0/"] {
            assert!(!url(text).is_loopback(), "{text}");
        }
    }

    #[test]
    fn redirects_stay_on_their_host_and_never_lose_their_protection() {
        let table = [
            ("https://h/a", "https://h/b", true),
            ("https://h/a", "https://H:443/b", true),
            ("https://h/a", "https://h:8443/b", false),
            ("https://h/a", "http://h/b", false),
            ("https://h/a", "https://g/b", false),
            ("https://h/a", "https://h.g/b", false),
            ("http://localhost:80/a", "https://localhost/b", true),
            ("http://localhost/a", "http://127.0.0.1/a", false),
        ];
        for (from, to, may) in table {
            assert_eq!(url(from).may_lead_to(&url(to)), may, "{from} {to}");
        }
    }

    #[test]
    fn locations_are_seen_from_where_they_stand() {
        let from = url("https://h:1/a/b?c=d");
        let table = [
            ("https://g/x", "https://g/x"),
            ("//g/x", "https://g/x"),
            ("/x?y", "https://h:1/x?y"),
            ("x", "https://h:1/a/x"),
            ("?y", "https://h:1/a/b?y"),
            ("x/https://g", "https://h:1/a/x/https://g"),
        ];
        for (location, to) in table {
            assert_eq!(from.join(location).unwrap().as_str(), to, "{location}");
        }
        for location in ["ftp://g/", "file:///etc/passwd", "javascript:1"] {
            assert_eq!(from.join(location).unwrap_err(), UrlError::Scheme, "{location}");
        }
    }

    #[test]
    fn metadata_is_looked_for_where_the_specifications_say() {
        let places = |text: &str| url(text).metadata_places().iter().map(ToString::to_string).collect::<Vec<_>>();
        let plain = ["https://h/.well-known/openid-configuration", "https://h/.well-known/oauth-authorization-server"];
        assert_eq!(places("https://h"), plain);
        assert_eq!(places("https://h/"), plain);
        assert_eq!(
            places("https://h:1/realms/a/"),
            [
                "https://h:1/realms/a/.well-known/openid-configuration",
                "https://h:1/.well-known/oauth-authorization-server/realms/a",
                "https://h:1/.well-known/openid-configuration/realms/a",
            ]
        );
    }

    #[test]
    fn the_issuer_is_found_in_the_address_of_its_metadata() {
        let issuer = |text: &str| url(text).without_well_known();
        assert_eq!(issuer("https://h/a/.well-known/openid-configuration").as_deref(), Some("https://h/a"));
        assert_eq!(issuer("https://h/.well-known/oauth-authorization-server/a").as_deref(), Some("https://h/a"));
        assert_eq!(issuer("https://h/a"), None);
    }
}
