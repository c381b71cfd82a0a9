//! Credentials and documents of other kinds that get pasted in place of a token (`KNOWN_FOREIGN`, `UUID_OR_ID`). They are named and
//! never repeated: many of them are secrets.

use super::{
    beginnings::Beginnings,
    input::Outcome,
    text::{Text, begins_like_token, peek},
};
use crate::token::{Code, Diagnostic, Segment};

/// How a kind begins, and what it is.
struct Kind {
    starts: &'static [&'static str],
    name: &'static str,
}

const fn kind(starts: &'static [&'static str], name: &'static str) -> Kind {
    Kind { starts, name }
}

/// Published prefixes. The longer of two that share a beginning stands first.
const KINDS: &[Kind] = &[
    kind(&["ghp_", "github_pat_"], "a GitHub personal access token"),
    kind(&["gho_", "ghu_", "ghs_", "ghr_"], "a GitHub app or OAuth token"),
    kind(&["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-"], "a GitLab token"),
    kind(&["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe", "xoxc-", "xoxd-", "xapp-"], "a Slack token"),
    kind(&["sk-ant-"], "an Anthropic API key"),
    kind(&["sk-"], "an OpenAI API key"),
    kind(&["sk_live_", "sk_test_", "pk_live_", "pk_test_", "rk_live_", "rk_test_", "whsec_", "sk_", "rk_"], "a Stripe key"),
    kind(&["AKIA", "ASIA", "ABIA", "ACCA"], "an AWS access key id"),
    kind(&["IQoJb3JpZ2lu", "FwoGZXIvYXdz"], "an AWS session token"),
    kind(&["AWS4-HMAC-SHA256"], "an AWS request signature"),
    kind(&["ya29."], "a Google OAuth access token, which is opaque"),
    kind(&["1//"], "a Google refresh token"),
    kind(&["AIza"], "a Google API key"),
    kind(&["hvs.", "hvb.", "hvr."], "a HashiCorp Vault token"),
    kind(&["npm_"], "an npm token"),
    kind(&["pypi-"], "a PyPI token"),
    kind(&["SG."], "a SendGrid API key"),
    kind(&["dop_v1_", "doo_v1_"], "a DigitalOcean token"),
    kind(&["EAAC", "EAAB", "EAAG"], "a Facebook access token"),
    kind(&["v1.public.", "v2.public.", "v3.public.", "v4.public."], "a signed PASETO"),
    kind(&["v1.local.", "v2.local.", "v3.local.", "v4.local."], "an encrypted PASETO"),
    kind(&["k1.", "k2.", "k3.", "k4."], "a PASERK key"),
    kind(&["PHNhb", "PD94bW", "PFJlc3BvbnNl", "PEF1dGhuUmVxdWVzd", "PHNhbWwy"], "a SAML message in base64"),
    kind(&["gAAAA"], "a Fernet token"),
    kind(&["CfDJ8"], "an ASP.NET data-protection cookie"),
    kind(&["AGE-SECRET-KEY-", "age1"], "an age key"),
    kind(&["ssh-rsa ", "ssh-ed25519 ", "ssh-dss ", "ecdsa-sha2-"], "an OpenSSH public key"),
    kind(&["AAAAB3NzaC1", "AAAAC3NzaC1", "AAAAE2VjZHNh"], "an OpenSSH public key without its name"),
    kind(&["-----BEGIN CERTIFICATE"], "an X.509 certificate"),
    kind(&["-----BEGIN PUBLIC KEY", "-----BEGIN RSA PUBLIC KEY"], "a public key"),
    kind(
        &[
            "-----BEGIN OPENSSH PRIVATE KEY",
            "-----BEGIN PRIVATE KEY",
            "-----BEGIN RSA PRIVATE KEY",
            "-----BEGIN EC PRIVATE KEY",
            "-----BEGIN ENCRYPTED PRIVATE KEY",
        ],
        "a private key",
    ),
    kind(&["-----BEGIN PGP"], "a PGP message"),
    kind(&["-----BEGIN"], "a PEM file"),
    kind(&["MII"], "a key or certificate in DER, base64-encoded"),
    kind(&["$argon2", "$2a$", "$2b$", "$2y$", "$scrypt$", "$pbkdf2", "$5$", "$6$", "pbkdf2_sha"], "a password hash"),
    kind(&["<!DOCTYPE html", "<!doctype html", "<html", "<HTML"], "an HTML page"),
    kind(&["<saml", "<?xml", "<Response", "<samlp:", "<soap"], "an XML document"),
    kind(&["HTTP/1.", "HTTP/2 "], "an HTTP response without a token"),
    kind(&["curl: "], "an error message of curl"),
    kind(&["Digest ", "Negotiate ", "NTLM "], "an HTTP authentication of another scheme"),
    kind(&["otpauth://"], "a one-time password's seed"),
];

/// A credential or document of a known other kind.
pub(super) fn known<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let name = match kind_of(whole) {
        Some(kind) if super::text::find_tokens(whole).is_empty() => kind.name,
        Some(_) => return None,
        None => by_shape(whole)?,
    };
    Some(Outcome::Foreign(
        Diagnostic::error(Code::KnownForeign, format!("this is {name}, not a JWT"))
            .within(Segment::Input)
            .at(text.offset(0))
            .advising("only JWTs are read here; if it is a secret and others could see it, have it replaced"),
    ))
}

/// Kinds whose prefixes may begin a harmless text as well.
const VAGUE: &[&str] =
    &["age1", "SG.", "MII", "1//", "sk-", "sk_", "rk_", "EAAC", "EAAB", "EAAG", "PHNhb", "AKIA", "ASIA", "ABIA", "ACCA"];

/// Whether a claim's value is a credential of a known kind. Public keys and documents are none.
pub(super) fn is_secret(text: &str) -> bool {
    let is_public =
        |name: &str| ["public", "certificate", "document", "page", "PEM", "Google OAuth"].iter().any(|word| name.contains(word));
    text.len() >= 12
        && kind_of(text).is_some_and(|kind| !is_public(kind.name))
        && !VAGUE.iter().any(|start| text.starts_with(start) && text.len() < 20)
}

/// The kind with a prefix of the text. Every claim of every token is looked at: most are done with after two bytes.
fn kind_of(text: &str) -> Option<&'static Kind> {
    let (&first, &second) = (text.as_bytes().first()?, text.as_bytes().get(1)?);
    if !BEGINNINGS.has(first, second) {
        return None;
    }
    KINDS.iter().find(|kind| kind.starts.iter().any(|start| start.as_bytes().first() == Some(&first) && text.starts_with(start)))
}

/// How the prefixes begin.
static BEGINNINGS: Beginnings = beginnings();

#[expect(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "computed by the compiler")]
const fn beginnings() -> Beginnings {
    let mut all = Beginnings::NONE;
    let mut kind = 0;
    while kind < KINDS.len() {
        all = all.and(KINDS[kind].starts);
        kind += 1;
    }
    all
}

/// Kinds that have no prefix of their own.
fn by_shape(text: &str) -> Option<&'static str> {
    if let [id, time, mac] = text.split('.').collect::<Vec<_>>().as_slice() {
        let is_snowflake = peek(id).is_some_and(|bytes| (17..=20).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_digit));
        if is_snowflake && time.len() == 6 && mac.len() >= 27 {
            return Some("a Discord bot token");
        }
    }
    // Django's signing: value, time in base 62, and a signature.
    if let [value, time, mac] = text.split(':').collect::<Vec<_>>().as_slice()
        && (4..=8).contains(&time.len())
        && matches!(mac.len(), 27 | 43)
        && (begins_like_token(value) || value.starts_with(".eJ"))
    {
        return Some("a value signed by Django");
    }
    None
}

/// Bytes that are no text at all.
pub(super) fn binary(input: &[u8]) -> Option<Diagnostic> {
    let name = match input {
        [0x30, 0x80..=0x84, ..] => "a key or certificate in DER",
        [0x1F, 0x8B, ..] => "gzip-compressed data",
        [0x89, b'P', b'N', b'G', ..] => "a PNG image",
        [b'S', b'Q', b'L', b'i', b't', b'e', ..] => "an SQLite file",
        _ => {
            let odd = input.iter().filter(|b| !b.is_ascii_graphic() && !b.is_ascii_whitespace()).count();
            if odd.saturating_mul(4) < input.len() {
                return None;
            }
            "binary data"
        }
    };
    Some(
        Diagnostic::error(Code::KnownForeign, format!("this is {name}, not a JWT"))
            .within(Segment::Input)
            .at(0)
            .advising("a JWT is one line of ASCII text"),
    )
}

/// A UUID (RFC 9562 section 4) or a ULID.
pub(super) fn identifier<'a>(text: &Text<'a>) -> Option<Outcome<'a>> {
    let whole = text.as_str();
    let bare = whole.strip_prefix("urn:uuid:").unwrap_or(whole);
    let name = if is_uuid(bare) {
        "a UUID"
    } else if is_ulid(bare) {
        "a ULID"
    } else {
        return None;
    };
    Some(Outcome::Foreign(
        Diagnostic::error(Code::UuidOrId, format!("this is {name}: an identifier, perhaps a token's `jti`, not a token"))
            .within(Segment::Input)
            .at(text.offset(0))
            .advising("if it names a token of the user file, look it up there; else ask the issuer what it stands for"),
    ))
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
}

/// 26 digits of Crockford's base 32, which has no I, L, O and U; the first is at most 7.
fn is_ulid(text: &str) -> bool {
    text.len() == 26
        && text.starts_with(|c: char| ('0'..='7').contains(&c))
        && text.bytes().all(|b| b.is_ascii_digit() || (b.is_ascii_uppercase() && !matches!(b, b'I' | b'L' | b'O' | b'U')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(rule: for<'a> fn(&Text<'a>) -> Option<Outcome<'a>>, text: &str) -> Option<String> {
        match rule(&Text::new(text.to_owned().into()))? {
            Outcome::Foreign(d) => Some(d.message),
            _ => panic!("another outcome"),
        }
    }

    #[test]
    fn kinds_are_named_and_not_repeated() {
        let table = [
            ("ghp_0123456789abcdefghij", "GitHub"),
            ("gho_0123456789", "GitHub"),
            ("glpat-0123456789", "GitLab"),
            ("xoxb-0123456789", "Slack"),
            ("sk_live_0123456789", "Stripe"),
            ("AKIA0123456789ABCDEF", "AWS"),
            ("ya29.a0123456789", "Google"),
            ("hvs.0123456789", "Vault"),
            ("v4.public.0123456789.abc", "PASETO"),
            ("PHNhbWxwOlJlc3BvbnNl", "SAML"),
            ("gAAAAABl0123456789", "Fernet"),
            ("MIIBIjANBgkqhkiG9w0B", "DER"),
            ("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "X.509"),
            ("-----BEGIN RSA PRIVATE KEY-----\nMIIB", "private key"),
            ("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", "password hash"),
            ("MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWsaaaa", "Discord"),
            ("eyJhIjoxfQ:1sZpAc:0123456789012345678901234567890123456789012", "Django"),
            ("<!DOCTYPE html><html>", "HTML"),
        ];
        for (text, name) in table {
            let message = message(known, text).unwrap_or_else(|| panic!("{text}"));
            assert!(message.contains(name) && !message.contains("0123456"), "{message}");
        }
        assert_eq!(message(known, "eyJhbGciOiJ9.eyJ9.abc"), None);
    }

    #[test]
    fn identifiers_are_told_from_tokens() {
        for text in [
            "123e4567-e89b-12d3-a456-426614174000",
            "urn:uuid:123E4567-E89B-12D3-A456-426614174000",
            "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        ] {
            assert!(message(identifier, text).is_some(), "{text}");
        }
        for text in ["123e4567-e89b-12d3-a456-42661417400", "81ARZ3NDEKTSV4RRFFQ69G5FAV", "eyJhbGciOiJIUzI1NiJ9eyJhbG"] {
            assert!(message(identifier, text).is_none(), "{text}");
        }
    }

    #[test]
    fn binary_files_are_named() {
        for (bytes, name) in
            [(&b"\x30\x82\x01\x0a\xff"[..], "DER"), (b"\x1f\x8b\x08\xff", "gzip"), (b"\xff\xfe\xfd\xfc", "binary")]
        {
            assert!(binary(bytes).unwrap().message.contains(name));
        }
        assert!(binary(b"eyJhbGciOiJ9.eyJ\xFF.abc").is_none());
    }
}
