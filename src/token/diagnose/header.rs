//! Oddities of a header that verification does not judge (`KID_ODD`, `GRAPH_NONCE`, `DEFLATED`, `NESTED`).

use super::Seen;
use crate::token::{Code, Diagnostic, Segment, json::Value, text::brief_value};

type Rule = fn(&Seen<'_>, &Value) -> Option<Diagnostic>;

/// The order in which they are shown.
const RULES: &[Rule] = &[odd_kid, compressed, nested, microsoft_graph];

/// The remarks about a header.
pub(super) fn remarks(seen: &Seen<'_>, header: &Value, found: &mut Vec<Diagnostic>) {
    found.extend(RULES.iter().filter_map(|rule| rule(seen, header)));
}

/// What a key id has no use for, and path traversal, SQL and shell injection have.
const INJECTION: &[&str] = &[
    "../", "..\\", "/etc/", "/dev/", "/proc/", "'", "\"", ";", "-- ", "|", "`", "$(", "${", "<", ">", "%2e", "%00", "file:",
    "\\\\",
];

fn odd_kid(seen: &Seen<'_>, header: &Value) -> Option<Diagnostic> {
    let value = header.get("kid")?;
    let Some(kid) = value.as_str() else {
        let found = Diagnostic::warning(Code::KidOdd, format!("the key id (`kid`) is {}, not a string", value.kind_name()))
            .advising("the issuer must write a string (RFC 7515 section 4.1.4)");
        return Some(seen.anatomy.placed(found, Segment::Header, "/kid"));
    };
    let (what, hint) = if kid.chars().any(char::is_control) {
        ("control characters".to_owned(), "an attempt at injection, or a broken issuer; it is compared here and never run")
    } else if let Some(sign) = INJECTION.iter().find(|sign| kid.contains(**sign)) {
        (
            format!("`{sign}`"),
            "it looks like an attempt at injection; here it is compared with the ids of keys, never used as a path or query",
        )
    } else if kid.is_empty() {
        ("nothing".to_owned(), "the issuer must name the key or leave `kid` out")
    } else if kid.len() > 255 {
        (format!("{} bytes", kid.len()), "an id this long is no id: was a key put there?")
    } else {
        return None;
    };
    let found = Diagnostic::warning(Code::KidOdd, format!("the key id (`kid`) contains {what}")).advising(hint);
    Some(seen.anatomy.placed(found, Segment::Header, "/kid"))
}

/// RFC 7516 section 4.1.3: `zip` belongs to encrypted tokens. A payload that is compressed indeed is reported where it is read.
fn compressed(seen: &Seen<'_>, header: &Value) -> Option<Diagnostic> {
    let zip = header.get("zip")?;
    seen.payload?;
    let found =
        Diagnostic::warning(Code::Deflated, format!("the header says `zip` {}, but the payload is plain", brief_value(zip)))
            .advising("`zip` belongs to encrypted tokens; the issuer should leave it out");
    Some(seen.anatomy.placed(found, Segment::Header, "/zip"))
}

/// RFC 7519 section 5.2: `cty` is `JWT` exactly where the payload is a token.
fn nested(seen: &Seen<'_>, header: &Value) -> Option<Diagnostic> {
    let cty = header.get("cty")?.as_str()?;
    (cty.eq_ignore_ascii_case("JWT") && seen.payload.is_some()).then(|| {
        let found =
            Diagnostic::warning(Code::Nested, "the header announces a nested token (`cty`), but the payload holds claims")
                .advising("readers that believe the header will fail; the issuer should leave `cty` out");
        seen.anatomy.placed(found, Segment::Header, "/cty")
    })
}

/// The application id of Microsoft Graph.
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";

/// Tokens for Microsoft Graph carry a nonce that is hashed before they are signed; only Graph can verify them.
fn microsoft_graph(seen: &Seen<'_>, header: &Value) -> Option<Diagnostic> {
    header.get("nonce")?;
    let payload = seen.payload?;
    let issuer = payload.get("iss")?.as_str()?;
    let audience = payload.get("aud")?.as_str()?;
    let is_microsoft =
        ["sts.windows.net", "login.microsoftonline.com", "login.windows.net"].iter().any(|host| issuer.contains(host));
    (is_microsoft && (audience == GRAPH || audience.contains("graph.microsoft.com"))).then(|| {
        let found =
            Diagnostic::warning(Code::GraphNonce, "a token for Microsoft Graph: only Graph itself can verify its signature")
                .advising("request a token for your own API: its scope begins with the id of your application");
        seen.anatomy.placed(found, Segment::Header, "/nonce")
    })
}
