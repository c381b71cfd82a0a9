//! Claims that are legal and yet hardly meant (`ID_AS_ACCESS`, `REFRESH_AS_ACCESS`, `NUM_PRECISION`, `CONTROL_CHARS`,
//! `SECRET_IN_CLAIM`). Whether a claim is what the policy wants is judged by verification.

use std::cmp::Ordering;

use super::{Seen, beginnings::Beginnings, foreign::is_secret};
use crate::token::{
    Code, Diagnostic, Segment,
    json::{Kind, Number, Value, escape_reference},
    text::brief,
};

type Rule = fn(&Seen<'_>, &Value) -> Option<Diagnostic>;

/// The rules about the payload as a whole.
const RULES: &[Rule] = &[refresh_token, id_token];

/// A rule about one value, with the name of the member that holds it.
type ValueRule = fn(&str, &Value) -> Option<Diagnostic>;

/// The rules about single values. Each speaks of the first value that it finds.
const VALUE_RULES: &[ValueRule] = &[precision, control_characters, secret];

/// Those of them that have something to say of a text without control characters.
const PLAIN_VALUE_RULES: &[ValueRule] = &[precision, secret];

/// The remarks about the claims of a payload.
pub(super) fn remarks(seen: &Seen<'_>, payload: &Value, found: &mut Vec<Diagnostic>) {
    found.extend(RULES.iter().filter_map(|rule| rule(seen, payload)));
    let rules = if seen.anatomy.payload.is_plain { PLAIN_VALUE_RULES } else { VALUE_RULES };
    Walk { seen, segment: Segment::Payload, rules, found }.value("", payload, None);
}

/// The remarks about the values of a header: what could drive a terminal.
pub(super) fn header_values(seen: &Seen<'_>, header: &Value, found: &mut Vec<Diagnostic>) {
    let first = header.members().iter().find_map(|member| Some((member, control_characters(&member.name, &member.value)?)));
    if let Some((member, remark)) = first.filter(|(member, _)| *member.name != *"kid") {
        found.push(seen.anatomy.placed(remark, Segment::Header, &format!("/{}", escape_reference(&member.name))));
    }
}

/// A walk through all values.
struct Walk<'w, 'v> {
    seen: &'w Seen<'v>,
    segment: Segment,
    rules: &'static [ValueRule],
    found: &'w mut Vec<Diagnostic>,
}

/// The way to a value: its last step, and the way before it.
struct Way<'w> {
    before: Option<&'w Way<'w>>,
    step: Step<'w>,
}

enum Step<'w> {
    Name(&'w str),
    Index(usize),
}

impl Way<'_> {
    /// The JSON Pointer.
    fn pointer(&self) -> String {
        let before = self.before.map_or_else(String::new, Way::pointer);
        match self.step {
            Step::Name(name) => format!("{before}/{}", escape_reference(name)),
            Step::Index(index) => format!("{before}/{index}"),
        }
    }
}

impl Walk<'_, '_> {
    fn value(&mut self, name: &str, value: &Value<'_>, way: Option<&Way<'_>>) {
        for rule in self.rules {
            if let Some(remark) = rule(name, value) {
                self.note(remark, way);
            }
        }
        match value.kind() {
            Kind::Object(members) => {
                for member in members {
                    let step = Step::Name(&member.name);
                    self.value(&member.name, &member.value, Some(&Way { before: way, step }));
                }
            }
            Kind::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(name, item, Some(&Way { before: way, step: Step::Index(index) }));
                }
            }
            _ => {}
        }
    }

    fn note(&mut self, remark: Diagnostic, way: Option<&Way<'_>>) {
        if self.found.iter().any(|known| known.code == remark.code && known.segment == Some(self.segment)) {
            return;
        }
        let pointer = way.map_or_else(String::new, Way::pointer);
        self.found.push(self.seen.anatomy.placed(remark, self.segment, &pointer));
    }
}

/// Whether the media type of the header, with or without `application/`, is one of these; media types have no case.
fn has_type(seen: &Seen<'_>, types: &[&str]) -> bool {
    const PREFIX: &str = "application/";
    let typ = seen.header.and_then(|header| header.get("typ")).and_then(Value::as_str).unwrap_or_default();
    let bare = match typ.split_at_checked(PREFIX.len()) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case(PREFIX) => rest,
        _ => typ,
    };
    types.iter().any(|wanted| bare.eq_ignore_ascii_case(wanted))
}

/// Claims that only ID tokens have (OpenID Connect Core sections 2, 3.1.3.6 and 3.3.2.11), the surest first.
const OF_ID_TOKENS: &[&str] = &["at_hash", "c_hash", "s_hash", "nonce"];

fn id_token(seen: &Seen<'_>, payload: &Value) -> Option<Diagnostic> {
    let by_use = payload.get("token_use").and_then(Value::as_str) == Some("id");
    let by_typ = payload.get("typ").and_then(Value::as_str) == Some("ID");
    let name = if by_use {
        "token_use"
    } else if by_typ {
        "typ"
    } else {
        OF_ID_TOKENS.iter().find(|name| payload.get(name).is_some())?
    };
    // RFC 9068 section 2.1 gives access tokens their own type; RFC 9449 proofs have a nonce of another kind.
    if has_type(seen, &["at+jwt", "dpop+jwt", "logout+jwt"]) {
        return None;
    }
    let found = Diagnostic::warning(
        Code::IdAsAccess,
        format!("an ID token, as its `{name}` shows: it is for the client, not for an API"),
    )
    .advising("an API takes the access token of the same response");
    Some(seen.anatomy.placed(found, Segment::Payload, &format!("/{name}")))
}

fn refresh_token(seen: &Seen<'_>, payload: &Value) -> Option<Diagnostic> {
    let is = |name: &str| {
        payload.get(name).and_then(Value::as_str).is_some_and(|value| value.to_ascii_lowercase().starts_with("refresh"))
    };
    let by_header = has_type(seen, &["rt+jwt", "refresh+jwt", "refresh"]);
    let name = ["token_use", "typ", "token_type", "type"].into_iter().find(|name| is(name));
    if name.is_none() && !by_header {
        return None;
    }
    let found = Diagnostic::warning(Code::RefreshAsAccess, "a refresh token: it is for the issuer alone, not for an API")
        .advising("exchange it at the issuer's token endpoint, and use the access token that it gives");
    Some(match name {
        Some(name) => seen.anatomy.placed(found, Segment::Payload, &format!("/{name}")),
        None => seen.anatomy.placed(found, Segment::Header, "/typ"),
    })
}

/// The largest integer up to which every one is exact in a double: 2^53.
const EXACT: i64 = 9_007_199_254_740_992;

fn precision(name: &str, value: &Value) -> Option<Diagnostic> {
    let number = value.as_number()?;
    // Instants that large are in the wrong unit, which is said elsewhere.
    let is_instant = || matches!(name, "exp" | "nbf" | "iat");
    (exceeds(number) && number.is_written_whole() && !is_instant()).then(|| {
        Diagnostic::warning(Code::NumPrecision, format!("`{}` exceeds 2^53: JavaScript readers round it", brief(name)))
            .advising("the issuer should write it as a string")
    })
}

fn exceeds(number: &Number) -> bool {
    number.compare(EXACT) == Ordering::Greater || number.compare(EXACT.saturating_neg()) == Ordering::Less
}

/// Whether the character may drive a terminal: C0 but for tab and line feed, DEL, C1, bidirectional controls, zero-width.
const fn drives_terminal(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn control_characters(name: &str, value: &Value) -> Option<Diagnostic> {
    let find = |text: &str| {
        // Without an early end the compiler looks at many bytes at once.
        let is_plain = text.bytes().fold(true, |plain, byte| plain & (0x20..0x7F).contains(&byte));
        if is_plain { None } else { text.chars().find(|c| drives_terminal(*c)) }
    };
    let in_name = value.members().iter().find_map(|member| find(&member.name)).map(|found| ("a member's name", found));
    let (place, found) = match value.as_str().and_then(find) {
        Some(found) => (format!("`{}`", name.escape_debug()), found),
        None => in_name.map(|(place, found)| (place.to_owned(), found))?,
    };
    Some(
        Diagnostic::warning(
            Code::ControlChars,
            format!("{place} holds a control character (U+{:04X}), shown escaped", u32::from(found)),
        )
        .advising("the issuer is broken, or somebody hopes that the claim is printed on a terminal"),
    )
}

/// Names of members that hold secrets, without case, `_` and `-`.
const SECRETS: &[&str] = &[
    "apikey",
    "cardnumber",
    "clientsecret",
    "creditcard",
    "creditcardnumber",
    "cvc",
    "cvv",
    "hashedpassword",
    "pan",
    "passphrase",
    "passwd",
    "password",
    "passwordhash",
    "pin",
    "privatekey",
    "pwd",
    "secret",
    "secretkey",
    "ssn",
];

/// How they begin.
static BEGINNINGS: Beginnings = Beginnings::of(SECRETS);

fn secret(name: &str, value: &Value) -> Option<Diagnostic> {
    let plain = || name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase());
    let text = value.as_str();
    let is_told = text.is_some_and(|text| !text.is_empty()) || value.as_number().is_some();
    let mut letters = plain();
    let may_be_one = letters.next().zip(letters.next()).is_some_and(|(first, second)| BEGINNINGS.has(first, second));
    let by_name = may_be_one && is_told && SECRETS.iter().any(|known| plain().eq(known.bytes()));
    // A number that begins as a card's does is more often an id: its name has to say so too.
    let numbered = || plain().collect::<Vec<_>>().windows(4).any(|part| part == b"card");
    let is_card_number = |number: &Number| number.compare(LEAST_CARD) == Ordering::Greater && is_card(&number.text());
    let by_value = text.is_some_and(|text| is_secret(text) || is_card(text))
        || value.as_number().is_some_and(|number| is_card_number(number) && numbered());
    (by_name || by_value).then(|| {
        Diagnostic::warning(
            Code::SecretInClaim,
            format!("`{}` looks like a secret, and everyone who sees the token can read it", brief(name)),
        )
        .advising("a signed token is not encrypted: leave it out, and have it replaced if the token was used")
    })
}

/// Below every number of a payment card: they have 15 digits and more.
const LEAST_CARD: i64 = 100_000_000_000_000;

/// Whether a text is the number of a payment card: length and beginning as the large networks have them, grouped or not, and the
/// check digit of ISO/IEC 7812-1.
fn is_card(text: &str) -> bool {
    const LONGEST: usize = "4111 1111 1111 1111".len();
    const SHORTEST: usize = "378282246310005".len();
    if !(SHORTEST..=LONGEST).contains(&text.len()) {
        return false;
    }
    let digits: Option<Vec<u32>> = text.chars().filter(|c| !matches!(c, ' ' | '-')).map(|c| c.to_digit(10)).collect();
    let digits = digits.unwrap_or_default();
    let is_issued = match digits.as_slice() {
        [3, 4 | 7, ..] => digits.len() == 15,
        [4, ..] | [5, 1..=5, ..] | [2, 2..=7, ..] | [6, 0, 1, 1, ..] | [3 | 6, 5, ..] => digits.len() == 16,
        _ => false,
    };
    let plain = digits.iter().rev().step_by(2).copied();
    // Twice the digit, the digits of the product added up.
    let twice = |digit: u32| if digit < 5 { digit.saturating_mul(2) } else { digit.saturating_mul(2).saturating_sub(9) };
    let doubled = digits.iter().rev().skip(1).step_by(2).copied().map(twice);
    is_issued && plain.chain(doubled).sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::super::tests::remarks_of;
    use super::*;
    use Code as C;

    #[test]
    fn claims_that_are_hardly_meant() {
        let table: [(&str, &[(Code, &str)]); 28] = [
            (r#"{"sub":"ann","scope":"a b","text":"Zeile\nzwei é"}"#, &[]),
            (r#"{"nonce":"x"}"#, &[(C::IdAsAccess, "/nonce")]),
            (r#"{"at_hash":"x","nonce":"y"}"#, &[(C::IdAsAccess, "/at_hash")]),
            (r#"{"token_use":"id"}"#, &[(C::IdAsAccess, "/token_use")]),
            (r#"{"token_use":"access"}"#, &[]),
            (r#"{"typ":"Refresh"}"#, &[(C::RefreshAsAccess, "/typ")]),
            (r#"{"token_use":"refresh"}"#, &[(C::RefreshAsAccess, "/token_use")]),
            (r#"{"token_type":"refresh_token"}"#, &[(C::RefreshAsAccess, "/token_type")]),
            (r#"{"id":9007199254740992}"#, &[]),
            (r#"{"id":9007199254740993}"#, &[(C::NumPrecision, "/id")]),
            (r#"{"a":{"ids":[1,-9007199254740993]}}"#, &[(C::NumPrecision, "/a/ids/1")]),
            (r#"{"id":1180591620717411303424}"#, &[(C::NumPrecision, "/id")]),
            (r#"{"id":1e30}"#, &[]),
            (r#"{"sub":"\u001b[2J"}"#, &[(C::ControlChars, "/sub")]),
            (r#"{"a":["x","\u202e"]}"#, &[(C::ControlChars, "/a/1")]),
            (r#"{"a":{"\u0007":1}}"#, &[(C::ControlChars, "/a")]),
            (r#"{"sub":"\u009b"}"#, &[(C::ControlChars, "/sub")]),
            (r#"{"password":"x"}"#, &[(C::SecretInClaim, "/password")]),
            (r#"{"user":{"Client_Secret":"x"}}"#, &[(C::SecretInClaim, "/user/Client_Secret")]),
            (r#"{"k":"-----BEGIN PRIVATE KEY-----"}"#, &[(C::SecretInClaim, "/k")]),
            (r#"{"x":"4111 1111 1111 1111"}"#, &[(C::SecretInClaim, "/x")]),
            (r#"{"x":"378282246310005"}"#, &[(C::SecretInClaim, "/x")]),
            (r#"{"x":"4111111111111112"}"#, &[]),
            (r#"{"id":4111111111111111}"#, &[]),
            (r#"{"card_no":4111111111111111}"#, &[(C::SecretInClaim, "/card_no")]),
            (r#"{"card":"gold"}"#, &[]),
            (r#"{"h":"$2b$12$abcdefghijklmnopqrstuv"}"#, &[(C::SecretInClaim, "/h")]),
            (r#"{"password":"","pin":null}"#, &[]),
        ];
        for (payload, expected) in table {
            let found = remarks_of(r#"{"alg":"HS256"}"#, payload);
            let found: Vec<_> = found
                .iter()
                .filter(|found| found.code != C::NoExp)
                .map(|found| (found.code, found.pointer.as_deref().unwrap()))
                .collect();
            assert_eq!(found, expected, "{payload}");
        }
    }

    #[test]
    fn the_type_of_the_header_counts() {
        let codes =
            |header| remarks_of(header, r#"{"nonce":"x","exp":1700000600}"#).iter().map(|found| found.code).collect::<Vec<_>>();
        assert_eq!(codes(r#"{"typ":"at+jwt"}"#), []);
        assert_eq!(codes(r#"{"typ":"application/dpop+jwt"}"#), []);
        assert_eq!(codes(r#"{"typ":"JWT"}"#), [C::IdAsAccess]);
        assert_eq!(codes(r#"{"typ":"refresh+jwt"}"#), [C::RefreshAsAccess, C::IdAsAccess]);
    }
}
