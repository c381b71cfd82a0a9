//! The input stage.

use authctl::token::{Code, Segment::Input, base64url::encode, diagnose::InputHints};
use base64::prelude::{BASE64_STANDARD, Engine};

use super::{
    super::lab::{CLAIMS, claims, good},
    Case, How, decode,
};

pub(crate) fn cases() -> Vec<Case> {
    [nothing(), around(), envelopes(), copied(), encoded(), foreign(), terminal()].into_iter().flatten().collect()
}

fn nothing() -> Vec<Case> {
    let empty = [("", 0), (" ", 0), ("\n\t\r\n", 0), ("\u{FEFF}", 0), ("\"\"", 1), ("Bearer ", 6)];
    let absent = ["undefined", "null", "None", "[object Object]", "NaN", "$TOKEN", "{{token}}", "<your-token>"];
    let mut cases: Vec<Case> = empty.iter().map(|(text, at)| decode(Code::Empty, Input, *at, text)).collect();
    cases.extend(absent.map(|text| decode(Code::LiteralNull, Input, 0, text)));
    cases.push(decode(Code::LiteralNull, Input, 7, "Bearer undefined"));
    cases
}

fn around() -> Vec<Case> {
    let good = good();
    let end = good.len();
    let mut cases = Vec::new();
    for prefix in ["Bearer ", "bearer  ", "JWT ", "Token ", "DPoP "] {
        cases.push(decode(Code::BearerPrefix, Input, 0, format!("{prefix}{good}")).info());
    }
    for (open, close) in [("\"", "\""), ("'", "'"), ("`", "`"), ("\u{201C}", "\u{201D}"), ("b'", "'"), ("<", ">"), ("\"", "")] {
        cases.push(decode(Code::Quoted, Input, 0, format!("{open}{good}{close}")).warning());
    }
    for (input, offset) in [
        (format!(" {good}"), 0),
        (format!("{good} \n"), end),
        (format!("\u{FEFF}{good}\n"), 0),
        (format!("{good}\u{A0}"), end),
        (format!("the token is {good} and it fails!"), 13),
    ] {
        cases.push(decode(Code::OuterWs, Input, offset, input).info());
    }
    for sign in [",", ";", "%", ".", "\"", ")", "}", "\"},"] {
        cases.push(decode(Code::TrailingPunct, Input, end, format!("{good}{sign}")).warning());
    }
    cases
}

fn envelopes() -> Vec<Case> {
    let good = good();
    let other = claims(r#"{"sub":"other","exp":1700003600}"#);
    let mut cases = Vec::new();
    for line in [
        format!("Authorization: Bearer {good}"),
        format!("authorization:{good}"),
        format!("Cookie: theme=dark; session={good}"),
        format!("Set-Cookie: session={good}; Path=/; HttpOnly"),
        format!("curl -H 'Authorization: Bearer {good}' http://localhost/"),
        format!("X-Auth-Token: {good}"),
    ] {
        cases.push(decode(Code::HeaderLine, Input, 0, line).info());
    }
    for (input, offset) in
        [("Basic dXNlcjpwYXNz", 0), ("Authorization: Basic dXNlcjpwYXNz", 15), ("\"basic dXNlcjpwYXNzd29yZA==\"", 1)]
    {
        cases.push(decode(Code::BasicAuth, Input, offset, input));
    }
    for before in [
        "https://app.example/callback#token_type=Bearer&access_token=",
        "https://app.example/?lang=en&id_token=",
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=",
        "export API_TOKEN=",
        "https://app.example/reset/",
    ] {
        cases.push(decode(Code::UrlOrForm, Input, before.len(), format!("{before}{good}")).info());
    }
    for (before, after) in [
        (r#"{"access_token":""#.to_owned(), r#"","token_type":"Bearer","expires_in":3600}"#.to_owned()),
        (format!(r#"{{"id_token":"{other}","access_token":""#), r#""}"#.to_owned()),
        (r#"{"data":{"session":{"token": ""#.to_owned(), r#""}}}"#.to_owned()),
        (r#"[{"jwt":""#.to_owned(), r#""}]"#.to_owned()),
    ] {
        cases.push(decode(Code::JsonWrapper, Input, before.len(), format!("{before}{good}{after}")).info());
    }
    let python = format!("{{'access_token': '{good}', 'active': True}}");
    cases.push(decode(Code::JsonWrapper, Input, 18, python).warning());
    for (between, extra) in [(" ", 1), ("\n", 1), (", ", 2), ("", 0), (".", 1)] {
        cases.push(decode(Code::MultipleTokens, Input, good.len() + extra, format!("{good}{between}{other}")));
    }
    cases
}

fn copied() -> Vec<Case> {
    let good = good();
    let insert = |at: usize, text: &str| format!("{}{text}{}", &good[..at], &good[at..]);
    let end = good.len();
    let mut cases = Vec::new();
    for (width, line) in [(64, "\n"), (76, "\r\n"), (20, "\n  "), (80, " \\\n")] {
        let lines: Vec<&str> = good.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap()).collect();
        let at = width + line.find(['\n', '\r']).unwrap();
        cases.push(decode(Code::InnerNewline, Input, at, lines.join(line)).warning());
    }
    for at in [5, 60, end - 3] {
        cases.push(decode(Code::InnerSpace, Input, at, insert(at, " ")));
        cases.push(decode(Code::InnerSpace, Input, at, insert(at, "\t")));
        for sign in ["\u{200B}", "\u{AD}", "\u{FEFF}", "\u{2028}", "\u{202E}", "\u{1B}[1m"] {
            cases.push(decode(Code::Invisible, Input, at, insert(at, sign)));
        }
        for sign in ["\u{2026}", "\u{2013}", "\u{201C}"] {
            cases.push(decode(Code::SmartChars, Input, at, insert(at, sign)));
        }
        for mask in ["...", "***", "[REDACTED]", "\u{2022}\u{2022}\u{2022}"] {
            cases.push(decode(Code::Elided, Input, at, format!("{}{mask}{}", &good[..at], &good[end - 2..])));
        }
    }
    cases.push(decode(Code::SmartChars, Input, 0, format!("\u{435}{}", &good[1..])));
    cases.push(decode(Code::Elided, Input, 20, format!("{}...", &good[..20])));
    cases.push(decode(Code::Elided, Input, 7, "Bearer ***"));
    cases
}

fn encoded() -> Vec<Case> {
    let good = good();
    let hex = good.bytes().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let dot = good.find('.').unwrap();
    let mut cases = vec![
        decode(Code::UrlEncoded, Input, dot, good.replace('.', "%2E")).warning(),
        decode(Code::UrlEncoded, Input, 6, format!("Bearer%20{good}")).warning(),
        decode(Code::UrlEncoded, Input, 0, format!("%22{good}%22")).warning(),
        decode(Code::UrlEncoded, Input, dot, good.replacen('.', "%252e", 1)).warning(),
    ];
    for input in [good.clone(), format!("{good}\n"), format!("Bearer {good}")] {
        cases.push(decode(Code::DoubleB64, Input, 0, BASE64_STANDARD.encode(&input)).warning());
        cases.push(decode(Code::DoubleB64, Input, 0, encode(input.as_bytes())).warning());
    }
    for input in [hex.clone(), hex.to_uppercase(), format!("0x{hex}")] {
        cases.push(decode(Code::HexEncoded, Input, 0, input));
    }
    cases
}

fn foreign() -> Vec<Case> {
    let mut cases = Vec::new();
    for input in [
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "glpat-0123456789abcdefghij",
        "xoxb-0123456789-abcdef",
        "sk_live_0123456789abcdef",
        "AKIA0123456789ABCDEF",
        "ya29.a0AfH6SMBx",
        "hvs.CAESIJ",
        "v4.public.eyJzdWIiOiJhIn0abcdef",
        "PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxwPSJ1cm4iPg==",
        "gAAAAABhZ0123456789",
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        r#"{"error":"invalid_grant"}"#,
        CLAIMS,
        "https://example.com/login",
        "<!DOCTYPE html><html><body>502</body></html>",
    ] {
        cases.push(decode(Code::KnownForeign, Input, 0, input));
    }
    cases.push(decode(Code::KnownForeign, Input, 7, "Bearer gho_0123456789abcdefghijABCDEFGHIJ012345"));
    cases.push(decode(Code::KnownForeign, Input, 0, [0x30, 0x82, 0x01, 0x0A, 0xFF, 0xFE]));
    for input in
        ["123e4567-e89b-12d3-a456-426614174000", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "urn:uuid:123E4567-E89B-12D3-A456-426614174000"]
    {
        cases.push(decode(Code::UuidOrId, Input, 0, input));
    }
    cases
}

fn terminal() -> Vec<Case> {
    let long = claims(format!(r#"{{"exp":1700003600,"roles":"{}"}}"#, "abcdefgh".repeat(1000)));
    [1023, 1024, 4095, 4096]
        .into_iter()
        .map(|length| {
            let hints = InputHints { from_terminal: true, ..InputHints::default() };
            Case { how: How::Decode(hints), ..decode(Code::TtyTruncated, Input, length, &long[..length]) }
        })
        .collect()
}
