//! What holds for all tokens: what is issued verifies, what is read comes back, and what is changed is refused.

use authctl::{
    clock::{Lifetime, Timestamp},
    keys::Algorithm,
    token::{
        ClaimArgument, Claims, Code, DecodedPart, Detail, HeaderOptions, Policy, Report, base64url,
        json::{self, Kind, Value, escape_reference},
        segments::Part,
        verify,
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use proptest::prelude::*;

use crate::diagnose::lab::{NOW, candidate, good_of, key, now, only};

/// JSON as it was generated, to compare with what was read.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Word(&'static str),
    Number(String),
    Text(String),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// The text, with `space` at every place where JSON allows white space.
    pub(crate) fn text(&self, space: &str) -> String {
        let quote = |text: &String| serde_json::to_string(text).unwrap();
        let inner = |items: Vec<String>| items.join(&format!("{space},{space}"));
        match self {
            Self::Word(word) => (*word).to_owned(),
            Self::Number(number) => number.clone(),
            Self::Text(text) => quote(text),
            Self::Array(items) => format!("[{space}{}{space}]", inner(items.iter().map(|item| item.text(space)).collect())),
            Self::Object(members) => {
                let member = |(name, value): &(String, Self)| format!("{}{space}:{space}{}", quote(name), value.text(space));
                format!("{{{space}{}{space}}}", inner(members.iter().map(member).collect()))
            }
        }
    }

    /// Whether the value is this tree: kinds, order, names, texts of numbers.
    fn is(&self, value: &Value) -> bool {
        match (self, value.kind()) {
            (Self::Word(word), Kind::Null | Kind::Bool(_)) => value.to_json() == *word,
            (Self::Number(text), Kind::Number(number)) => number.text() == *text,
            (Self::Text(text), Kind::String(found)) => text == found,
            (Self::Array(items), Kind::Array(found)) => {
                items.len() == found.len() && items.iter().zip(found).all(|(item, found)| item.is(found))
            }
            (Self::Object(members), Kind::Object(found)) => {
                members.len() == found.len()
                    && members.iter().zip(found).all(|((name, value), found)| **name == *found.name && value.is(&found.value))
            }
            _ => false,
        }
    }

    /// Every place in the tree with its pointer; of members with the same name the last, which is the one that is found.
    fn places<'t>(&'t self, pointer: &str, found: &mut Vec<(String, &'t Self)>) {
        found.push((pointer.to_owned(), self));
        match self {
            Self::Array(items) => {
                items.iter().enumerate().for_each(|(index, item)| item.places(&format!("{pointer}/{index}"), found));
            }
            Self::Object(members) => {
                for (index, (name, value)) in members.iter().enumerate() {
                    if !members[index + 1..].iter().any(|(later, _)| later == name) {
                        value.places(&format!("{pointer}/{}", escape_reference(name)), found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A number as any program may write it (RFC 8259 section 6).
pub(crate) fn number() -> impl Strategy<Value = String> {
    prop_oneof!["-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?", any::<i64>().prop_map(|n| n.to_string())]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z~/0-9]{0,6}", "\\PC{0,8}", any::<String>().prop_map(|text| text.chars().take(12).collect())]
}

pub(crate) fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        prop::sample::select(&["null", "true", "false"][..]).prop_map(Tree::Word),
        number().prop_map(Tree::Number),
        text().prop_map(Tree::Text),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Tree::Array),
            prop::collection::vec((text(), inner), 0..6).prop_map(Tree::Object),
        ]
    })
}

/// Members of an object, each name once and none of the registered ones.
fn private_claims() -> impl Strategy<Value = Vec<(String, Tree)>> {
    prop::collection::btree_map("x_[a-z~/0-9\u{e9}\u{1f600}]{0,6}", tree(), 0..5).prop_map(|claims| claims.into_iter().collect())
}

/// Whether an object somewhere below has a name twice, which issuing writes as it is and verification refuses.
fn repeats(value: &Value) -> bool {
    !json::duplicates(value).is_empty()
}

fn any_algorithm() -> impl Strategy<Value = Algorithm> {
    prop::sample::select(&Algorithm::ALL[..])
}

proptest! {
    #[test]
    fn json_is_read_as_it_was_written(tree in tree(), space in "[ \t\n\r]{0,2}") {
        let compact = tree.text("");
        let text = tree.text(&space);
        let value = json::parse(text.as_bytes()).unwrap();
        prop_assert!(tree.is(&value), "{compact}\n{value:?}");
        prop_assert_eq!(value.to_json(), compact);
    }

    #[test]
    fn what_is_taken_as_written_is_what_would_be_written(tree in tree(), space in "[ \n]{0,1}") {
        let text = tree.text(&space);
        let encoded = base64url::encode(text.as_bytes());
        let decoded = DecodedPart::of(Part { text: &encoded, start: 0 });
        let piece = decoded.read();
        prop_assert!(piece.as_written.is_none() || piece.value.unwrap().to_json() == text, "{text}");
        let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'\\');
        prop_assert!(piece.as_written.is_some() || !is_plain || !space.is_empty(), "{text}");
    }

    #[test]
    fn a_pointer_leads_to_what_it_was_made_of(tree in tree()) {
        let text = tree.text("");
        let value = json::parse(text.as_bytes()).unwrap();
        let mut places = Vec::new();
        tree.places("", &mut places);
        for (pointer, place) in places {
            let found = value.pointer(&pointer);
            prop_assert!(found.is_some_and(|found| place.is(found)), "{pointer}: {found:?}");
        }
    }

    #[test]
    fn json_agrees_with_another_reader_about_what_is_json(text in "[\\[\\]{}:,\"\\\\a-f0-9eE+.truefalsn \u{e9}-]{0,24}") {
        let ours = json::parse(text.as_bytes());
        let other = serde_json::from_str::<&serde_json::value::RawValue>(&text);
        prop_assert_eq!(ours.is_ok(), other.is_ok(), "{}: {:?} {:?}", text, ours, other);
    }

    #[test]
    fn base64url_agrees_with_another_decoder(bytes in prop::collection::vec(any::<u8>(), 0..80), text in "[A-Za-z0-9_+/=-]{0,12}") {
        let encoded = base64url::encode(&bytes);
        prop_assert_eq!(&encoded, &URL_SAFE_NO_PAD.encode(&bytes));
        prop_assert_eq!(base64url::decode(&encoded).unwrap(), bytes);
        prop_assert_eq!(base64url::decode(&text).ok(), URL_SAFE_NO_PAD.decode(&text).ok());
    }

    #[test]
    fn what_is_issued_verifies_and_its_claims_come_back(
        algorithm in any_algorithm(),
        subject in text(),
        lifetime in 1_u64..1_000_000,
        audiences in prop::collection::vec("[a-z:/.]{1,12}", 0..3),
        private in private_claims(),
        kid in prop::option::of("[A-Za-z0-9_.-]{1,20}"),
        extra in prop::option::of(text()),
    ) {
        let mut claims = Claims::new(&subject, now(), Lifetime::from_secs(lifetime)).with_audiences(&audiences);
        for (name, value) in &private {
            claims.merge(&json::parse(Tree::Object(vec![(name.clone(), value.clone())]).text("").as_bytes()).unwrap()).unwrap();
        }
        let signing = key(algorithm);
        let kid = kid.map(|kid| kid.parse().unwrap());
        let extra = extra.map(|text| format!("x=v{text}").parse::<ClaimArgument>().unwrap().spec(None).unwrap());
        let options = HeaderOptions { kid: kid.clone(), extra: extra.into_iter().collect(), ..HeaderOptions::default() };
        let token = authctl::token::issue(&claims, signing, &options).unwrap();
        let keys = authctl::keys::KeySet::new(vec![candidate(signing, kid.as_ref().map(authctl::keys::KeyId::as_str))]);
        let policy = Policy { audiences: audiences.first().cloned().into_iter().collect(), ..Policy::default() };
        let report = verify(token.expose(), &keys, &policy, now());
        if repeats(claims.as_value()) {
            prop_assert_eq!(report.diagnostics().first().map(|found| found.code), Some(Code::DupKey));
            return Ok(());
        }
        prop_assert_eq!(report.valid(), Some(true), "{:#?}", report.diagnostics());
        let verified = report.verified().unwrap();
        prop_assert_eq!(verified.as_value().to_json(), claims.as_value().to_json());
        prop_assert_eq!(verified.subject(), Some(subject.as_str()));
        prop_assert_eq!(verified.audiences(), audiences);
        prop_assert_eq!(report.key().unwrap().algorithm, algorithm);
        prop_assert!(report.normalised().is_empty());
        // On its last second it holds, on the next it does not.
        let end = NOW + i64::try_from(lifetime).unwrap();
        for (at, valid) in [(end - 1, true), (end, false)] {
            prop_assert_eq!(verify(token.expose(), &keys, &policy, Timestamp::from_unix(at)).valid(), Some(valid));
        }
    }

    #[test]
    fn a_claim_that_was_set_is_found_where_it_was_set(private in private_claims(), text in text()) {
        let mut claims = Claims::default();
        for (name, value) in &private {
            let argument = format!("/{}:={}", escape_reference(name), value.text(""));
            claims.apply(&argument.parse::<ClaimArgument>().unwrap().spec(None).unwrap()).unwrap();
        }
        // What begins with an `@` names a file.
        let plain = format!("v{text}");
        claims.apply(&format!("plain={plain}").parse::<ClaimArgument>().unwrap().spec(None).unwrap()).unwrap();
        for (name, value) in &private {
            prop_assert!(value.is(claims.get(name).unwrap()), "{name}");
        }
        prop_assert_eq!(claims.get("plain").unwrap().as_str(), Some(plain.as_str()));
    }
}

/// What may stand in the place of a character: a neighbour in value, the other case, other alphabets, what is stripped elsewhere.
fn replacements(original: u8) -> Vec<u8> {
    let case = original ^ 0x20;
    let near = [original.wrapping_add(1), original.wrapping_sub(1), case];
    let mut all: Vec<u8> = near.into_iter().chain(*b"A.= \n\"").chain([0xFF]).collect();
    all.sort_unstable();
    all.dedup();
    all.retain(|byte| *byte != original);
    all
}

#[test]
fn any_changed_character_is_refused() {
    for algorithm in [Algorithm::Hs256, Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa] {
        let (good, keys, policy) = (good_of(algorithm), only(algorithm), Policy::default());
        assert_eq!(verify(&good, &keys, &policy, now()).valid(), Some(true));
        for at in 0..good.len() {
            for byte in replacements(good.as_bytes()[at]) {
                let mut changed = good.clone().into_bytes();
                changed[at] = byte;
                let report = verify(&changed, &keys, &policy, now());
                let verdict = verify(&changed, &keys, &Policy { detail: Detail::Verdict, ..Policy::default() }, now());
                let failed = |report: &Report| -> Vec<_> { report.checks().iter().filter_map(|check| check.failure).collect() };
                assert_eq!(failed(&verdict), failed(&report), "{algorithm}: {byte:#x} at {at} of {good}");
                assert!(report.valid() == Some(false) && report.verified().is_none(), "{algorithm}: {byte:#x} at {at} of {good}");
                assert_ne!(report.exit_code(), 0);
                let explained = report.diagnostics().first().is_some_and(|d| d.severity == authctl::token::Severity::Error);
                assert!(explained, "{algorithm}: {byte:#x} at {at} of {good} is not explained");
            }
        }
    }
}

#[test]
fn a_missing_or_doubled_character_is_refused_by_every_algorithm() {
    for algorithm in Algorithm::ALL {
        let (good, keys, policy) = (good_of(algorithm), only(algorithm), Policy::default());
        for at in 0..good.len() {
            let cut = format!("{}{}", &good[..at], &good[at + 1..]);
            let doubled = format!("{}{}", &good[..=at], &good[at..]);
            for (what, token) in [("missing", cut), ("doubled", doubled)] {
                let report = verify(&token, &keys, &policy, now());
                assert_eq!(report.valid(), Some(false), "{algorithm}: character {at} {what} in {good}");
            }
        }
    }
}
