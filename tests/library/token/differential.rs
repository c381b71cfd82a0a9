//! The comparison with jsonwebtoken's own validation: whatever it refuses is refused here, and what it lets through and is refused
//! here, a rule of the table explains. Every rule occurs.

use std::collections::BTreeMap;

use authctl::{
    clock::{Lifetime, Timestamp},
    keys::{Algorithm, Candidate, KeySet, Origin, VerifyingKey},
    secret::SecretBytes,
    token::{Code, Detail, Policy, verify},
};
use jsonwebtoken::{DecodingKey, Validation};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use crate::diagnose::lab::{key, signed_by};

/// How many tokens are compared.
const CASES: usize = 3_000;

/// A token, a policy and a key, the texts of its members with instants relative to now.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether a policy has one demand")]
struct Case {
    header: BTreeMap<&'static str, &'static str>,
    claims: BTreeMap<&'static str, Claim>,
    again: Option<&'static str>,
    issuer: bool,
    audience: bool,
    subject: bool,
    leeway: u64,
    required: Vec<&'static str>,
    /// Whether jsonwebtoken is told to look at `nbf`, which it does not by itself.
    start: bool,
    material: Material,
    around: (&'static str, &'static str),
}

/// A claim's JSON.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Claim {
    Text(&'static str),
    /// So many tenths of a second from now; for `exp` less the leeway, for others with it.
    Near(i64),
    Far(i64),
    Nested(usize),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Material {
    Right,
    Other,
    Empty,
    PublicPem,
}

impl Case {
    fn json(&self, name: &str, claim: Claim, now: i64) -> String {
        let leeway = i64::try_from(self.leeway).unwrap();
        let tenths = |tenths: i64| {
            let base = (now + if name == "exp" { -leeway } else { leeway }) * 10 + tenths;
            if tenths % 10 == 0 { (base / 10).to_string() } else { format!("{}.{}", base / 10, base % 10) }
        };
        match claim {
            Claim::Text(text) => text.to_owned(),
            Claim::Near(distance) => tenths(distance),
            Claim::Far(seconds) => (now + seconds).to_string(),
            Claim::Nested(depth) => format!("{}{}", "[".repeat(depth), "]".repeat(depth)),
        }
    }

    fn token(&self, now: i64) -> String {
        let header: Vec<_> = self.header.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        let claims = self.claims.iter().map(|(name, claim)| format!("\"{name}\":{}", self.json(name, *claim, now)));
        let claims: Vec<_> = claims.chain(self.again.map(str::to_owned)).collect();
        let signer = key(Algorithm::Hs256);
        let token = signed_by(signer, format!("{{{}}}", header.join(",")), format!("{{{}}}", claims.join(",")));
        format!("{}{token}{}", self.around.0, self.around.1)
    }

    fn bytes(&self) -> Vec<u8> {
        match self.material {
            Material::Right => key(Algorithm::Hs256).to_stored().expose().to_vec(),
            Material::Other => b"another secret of thirty-two byte".to_vec(),
            Material::Empty => Vec::new(),
            Material::PublicPem => key(Algorithm::Es256).verifying_key().public_pem().unwrap().into_bytes(),
        }
    }

    /// Whether jsonwebtoken accepts it, by the clock of the machine.
    fn theirs(&self, token: &str) -> bool {
        let mut validation = Validation::new(jsonwebtoken::Algorithm::HS256);
        validation.leeway = self.leeway;
        validation.validate_nbf = self.start;
        validation.validate_aud = self.audience;
        validation.set_required_spec_claims(&self.required);
        if self.audience {
            validation.set_audience(&["api"]);
        }
        if self.issuer {
            validation.set_issuer(&["me"]);
        }
        validation.sub = self.subject.then(|| "ann".to_owned());
        jsonwebtoken::decode::<serde_json::Value>(token, &DecodingKey::from_secret(&self.bytes()), &validation).is_ok()
    }

    /// Why it is refused here; nothing where it is accepted.
    fn ours(&self, token: &str, now: Timestamp) -> Vec<Reason> {
        let Ok(key) = VerifyingKey::from_secret(&SecretBytes::new(self.bytes())) else { return vec![Reason::Key] };
        let policy = |detail| Policy {
            issuers: self.issuer.then(|| "me".to_owned()).into_iter().collect(),
            audiences: self.audience.then(|| "api".to_owned()).into_iter().collect(),
            subject: self.subject.then(|| "ann".to_owned()),
            leeway: Lifetime::from_secs(self.leeway),
            required: self.required.iter().map(|name| (*name).to_owned()).collect(),
            algorithms: vec![Algorithm::Hs256],
            detail,
            ..Policy::default()
        };
        let keys = KeySet::new(vec![Candidate { kid: None, key, origin: Origin::Outside }]);
        let judged = |detail| {
            let report = verify(token, &keys, &policy(detail), now);
            let failures =
                report.checks().iter().filter_map(|check| Some(Reason::Check(check.name.to_string(), check.failure?.0)));
            let reasons: Vec<_> = failures.collect();
            assert_eq!(report.valid(), Some(reasons.is_empty()));
            let claims = report.verified().map(|claims| claims.as_value().to_json());
            (reasons, report.refusal(), report.exit_code(), claims)
        };
        let (verdict, told) = (judged(Detail::Verdict), judged(Detail::Findings));
        assert_eq!(verdict, told, "{self:?} {token}");
        told.0
    }

    fn claim(&self, name: &str) -> Option<Claim> {
        self.claims.get(name).copied()
    }

    fn is_text(&self, name: &str, texts: &[&str]) -> bool {
        matches!(self.claim(name), Some(Claim::Text(text)) if texts.contains(&text))
    }
}

/// Why a token is refused here: the check and its code, or the key material itself.
#[derive(Clone, Debug, PartialEq)]
enum Reason {
    Key,
    Check(String, Code),
}

/// A difference that is meant: what jsonwebtoken accepts and we refuse for this reason.
struct Stricter {
    name: &'static str,
    explains: fn(&Case, &Reason) -> bool,
}

fn is(reason: &Reason, check: &str, codes: &[Code]) -> bool {
    matches!(reason, Reason::Check(name, code) if name == check && codes.contains(code))
}

/// What it lets through. A rule holds for one reason in one kind of case, so that no other difference hides behind it.
const STRICTER: &[Stricter] = &[
    Stricter {
        name: "`exp` is accepted on its own second",
        explains: |case, why| case.claim("exp") == Some(Claim::Near(0)) && is(why, "exp", &[Code::Expired]),
    },
    Stricter {
        name: "a fraction of `exp` is rounded up",
        explains: |case, why| matches!(case.claim("exp"), Some(Claim::Near(-5..=-1))) && is(why, "exp", &[Code::Expired]),
    },
    Stricter {
        name: "a fraction of `nbf` is rounded down",
        explains: |case, why| {
            case.start && matches!(case.claim("nbf"), Some(Claim::Near(1..=4))) && is(why, "nbf", &[Code::NotYet])
        },
    },
    Stricter {
        name: "`nbf` is ignored unless it is asked for",
        explains: |case, why| !case.start && is(why, "nbf", &[Code::NotYet, Code::TimeType]),
    },
    Stricter { name: "`iat` is never looked at", explains: |_, why| is(why, "iat", &[Code::IatFuture, Code::TimeType]) },
    Stricter {
        name: "a missing issuer passes for the wanted one",
        explains: |case, why| case.issuer && case.claim("iss").is_none() && is(why, "iss", &[Code::ClaimMissing]),
    },
    Stricter {
        name: "an issuer that is no string passes for the wanted one",
        explains: |case, why| case.issuer && is(why, "iss", &[Code::IssType]),
    },
    Stricter {
        name: "an issuer that is no string passes where none is wanted",
        explains: |case, why| !case.issuer && is(why, "iss", &[Code::IssType]),
    },
    Stricter {
        name: "a missing audience passes for the wanted one",
        explains: |case, why| case.audience && case.claim("aud").is_none() && is(why, "aud", &[Code::ClaimMissing]),
    },
    Stricter {
        name: "an audience of another type passes for the wanted one",
        explains: |case, why| case.audience && is(why, "aud", &[Code::AudType]),
    },
    Stricter {
        name: "an audience of another type passes where none is wanted",
        explains: |case, why| !case.audience && is(why, "aud", &[Code::AudType]),
    },
    Stricter {
        name: "a missing subject passes for the wanted one",
        explains: |case, why| case.subject && case.claim("sub").is_none() && is(why, "sub", &[Code::ClaimMissing]),
    },
    Stricter { name: "a subject that is no string passes", explains: |_, why| is(why, "sub", &[Code::SubType]) },
    Stricter { name: "a `jti` that is no string passes", explains: |_, why| is(why, "jti", &[Code::JtiType]) },
    Stricter {
        name: "only five claims can be required",
        explains: |case, why| {
            let is_missing = case.claim("jti").is_none() || case.is_text("jti", &["null"]);
            case.required.contains(&"jti") && is_missing && is(why, "jti", &[Code::ClaimMissing])
        },
    },
    Stricter {
        name: "of a claim that stands twice the last counts",
        explains: |case, why| case.again.is_some() && is(why, "payload", &[Code::DupKey]),
    },
    Stricter {
        name: "critical headers are not looked at",
        explains: |case, why| case.header.contains_key("crit") && is(why, "crit", &[Code::Crit]),
    },
    Stricter {
        name: "claims may nest 127 levels deep",
        explains: |case, why| case.claim("x") == Some(Claim::Nested(100)) && is(why, "payload", &[Code::TooBig]),
    },
    Stricter { name: "an empty secret is a key", explains: |case, why| case.material == Material::Empty && *why == Reason::Key },
    Stricter {
        name: "a public key is a secret",
        explains: |case, why| case.material == Material::PublicPem && *why == Reason::Key,
    },
];

/// A difference the other way round: what jsonwebtoken refuses and we accept, with the reason why that is right.
struct Wider {
    name: &'static str,
    explains: fn(&Case) -> bool,
}

const BEYOND: &[&str] = &["1e30", "18446744073709551616"];

const WIDER: &[Wider] = &[
    // RFC 7519 section 2: a NumericDate is any JSON number.
    Wider { name: "an `exp` that no u64 holds", explains: |case| case.is_text("exp", BEYOND) },
    Wider {
        name: "an `nbf` before 1970",
        explains: |case| (case.start || case.required.contains(&"nbf")) && case.is_text("nbf", &["-5"]),
    },
    // RFC 8259 section 6 sets no limit; numbers are kept as texts.
    Wider { name: "a number that no double holds", explains: |case| case.is_text("x", &["1e400"]) },
    // RFC 7515 section 4: what is not understood is ignored; nobody here reads `typ` unless a policy wants one.
    Wider { name: "a `typ` that nobody reads and is no string", explains: |case| case.header.get("typ") == Some(&"5") },
    // Taken off and reported, never within the token.
    Wider { name: "wrapping around the token", explains: |case| case.around != ("", "") },
];

fn one<T: Clone + std::fmt::Debug + 'static>(values: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(values)
}

/// A usual value mostly, else an odd one, or none.
fn claim(usual: Claim, odd: &'static [Claim]) -> impl Strategy<Value = Option<Claim>> {
    prop_oneof![6 => Just(Some(usual)), 1 => Just(None), 3 => one(odd).prop_map(Some)]
}

fn claims() -> impl Strategy<Value = BTreeMap<&'static str, Claim>> {
    use Claim::{Far, Near, Nested, Text};
    const NO_STRINGS: &[Claim] = &[Text("7"), Text("null"), Text("{}"), Text("[]"), Text("true"), Text("[\"me\",\"evil\"]")];
    const INSTANTS: &[Claim] = &[
        Near(-20),
        Near(-10),
        Near(-5),
        Near(-4),
        Near(-1),
        Near(0),
        Near(1),
        Near(4),
        Near(5),
        Near(10),
        Near(20),
        Far(-1000),
        Far(1000),
        Text("-5"),
        Text("0"),
        Text("1e30"),
        Text("18446744073709551615"),
        Text("18446744073709551616"),
        Text("\"4100000000\""),
        Text("null"),
        Text("[4100000000]"),
        Text("true"),
        Text("4.1e9"),
    ];
    const SUBJECTS: &[Claim] = &[Text("\"bob\""), Text("\"\""), Text("7"), Text("null"), Text("[\"ann\"]")];
    const ISSUERS: &[Claim] =
        &[Text("\"evil\""), Text("\"me/\""), Text("7"), Text("null"), Text("[\"me\",\"evil\"]"), Text("[]"), Text("{}")];
    const AUDIENCES: &[Claim] = &[
        Text("\"web\""),
        Text("[\"web\",\"api\"]"),
        Text("[\"web\"]"),
        Text("[]"),
        Text("5"),
        Text("[5]"),
        Text("[\"api\",5]"),
        Text("{}"),
        Text("null"),
        Text("\"API\""),
    ];
    const OTHERS: &[Claim] =
        &[Nested(60), Nested(100), Nested(200), Text("1e400"), Text("9007199254740993"), Text("\"\\ud800\"")];
    (
        claim(Far(1000), INSTANTS),
        claim(Far(-1000), INSTANTS),
        claim(Far(-1000), INSTANTS),
        claim(Text("\"me\""), ISSUERS),
        claim(Text("\"api\""), AUDIENCES),
        claim(Text("\"ann\""), SUBJECTS),
        claim(Text("\"1\""), NO_STRINGS),
        claim(Text("1"), OTHERS),
    )
        .prop_map(|(exp, nbf, iat, iss, aud, sub, jti, x)| {
            let all =
                [("exp", exp), ("nbf", nbf), ("iat", iat), ("iss", iss), ("aud", aud), ("sub", sub), ("jti", jti), ("x", x)];
            all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
        })
}

fn header() -> impl Strategy<Value = BTreeMap<&'static str, &'static str>> {
    let member = |usual: &'static [&'static str], odd: &'static [&'static str]| prop_oneof![12 => one(usual), 1 => one(odd)];
    (
        member(&["\"HS256\""], &["\"HS384\"", "\"none\"", "\"hs256\"", "5", "\"RS256\"", "\"ES512\""]),
        member(&["\"JWT\"", "\"at+jwt\""], &["5", "null"]),
        member(&["", "\"k\""], &["7", "\"../x\"", "[]"]),
        member(&[""], &["[\"x\"]", "[]", "[\"exp\"]"]),
    )
        .prop_map(|(alg, typ, kid, crit)| {
            let all = [("alg", alg), ("typ", typ), ("kid", kid), ("crit", crit), ("x", "1")];
            all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
        })
}

fn case() -> impl Strategy<Value = Case> {
    let policy = (any::<bool>(), any::<bool>(), any::<bool>(), one(&[0, 60]));
    let required = prop::sample::subsequence(vec!["exp", "nbf", "iss", "aud", "sub", "jti"], 0..3);
    let again = prop_oneof![12 => Just(None), 1 => one(&["\"x\":2", "\"exp\":1", "\"y\":{\"a\":1,\"a\":2}"]).prop_map(Some)];
    let material = prop_oneof![20 => Just(Material::Right), 1 => one(&[Material::Other, Material::Empty, Material::PublicPem])];
    let around = prop_oneof![20 => Just(("", "")), 1 => one(&[("Bearer ", ""), ("", "\n"), ("\"", "\""), ("", "="), ("", ".")])];
    (header(), claims(), again, policy, required, any::<bool>(), material, around).prop_map(
        |(header, claims, again, (issuer, audience, subject, leeway), required, start, material, around)| Case {
            header,
            claims,
            again,
            issuer,
            audience,
            subject,
            leeway,
            required,
            start,
            material,
            around,
        },
    )
}

/// Both verdicts within one second of the clock.
fn verdicts(case: &Case) -> (String, bool, Vec<Reason>) {
    loop {
        let now = Timestamp::system();
        let mut token = case.token(now.unix());
        if matches!(case.material, Material::Empty | Material::PublicPem) {
            // An attacker signs with what the verifier takes for its secret.
            token = resigned(&token, &case.bytes());
        }
        let (theirs, ours) = (case.theirs(&token), case.ours(&token, now));
        if Timestamp::system() == now {
            return (token, theirs, ours);
        }
    }
}

/// The token signed by anybody who knows those bytes.
fn resigned(token: &str, secret: &[u8]) -> String {
    let (input, _) = token.rsplit_once('.').unwrap();
    let signer = jsonwebtoken::EncodingKey::from_secret(secret);
    let signature = jsonwebtoken::crypto::sign(input.as_bytes(), &signer, jsonwebtoken::Algorithm::HS256).unwrap();
    format!("{input}.{signature}")
}

#[test]
fn every_difference_from_jsonwebtoken_is_one_that_is_meant() {
    let mut runner = TestRunner::deterministic();
    let cases = case();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unexplained = Vec::new();
    for _ in 0..CASES {
        let case = cases.new_tree(&mut runner).unwrap().current();
        let (token, theirs, ours) = verdicts(&case);
        match (theirs, ours.is_empty()) {
            (true, true) => *seen.entry("both accept").or_default() += 1,
            (false, false) => *seen.entry("both refuse").or_default() += 1,
            (true, false) => {
                for reason in &ours {
                    match STRICTER.iter().find(|rule| (rule.explains)(&case, reason)) {
                        Some(rule) => *seen.entry(rule.name).or_default() += 1,
                        None => unexplained.push(format!("accepted by jsonwebtoken, refused for {reason:?}: {case:?} {token}")),
                    }
                }
            }
            (false, true) => match WIDER.iter().find(|rule| (rule.explains)(&case)) {
                Some(rule) => *seen.entry(rule.name).or_default() += 1,
                None => unexplained.push(format!("refused by jsonwebtoken and accepted: {case:?} {token}")),
            },
        }
    }
    println!("{seen:#?}");
    assert!(
        unexplained.is_empty(),
        "{} differences, the first\n{}",
        unexplained.len(),
        unexplained[..unexplained.len().min(3)].join("\n")
    );
    let names = STRICTER.iter().map(|rule| rule.name).chain(WIDER.iter().map(|rule| rule.name));
    let idle: Vec<_> = names.chain(["both accept", "both refuse"]).filter(|name| !seen.contains_key(name)).collect();
    assert!(idle.is_empty(), "no case needs the rules {idle:?}");
}
