//! Good tokens of each algorithm, damaged in every way of the catalogue at every place where it makes sense. The first finding must
//! be the cause: which damage it was, not what came of it.

use std::{collections::BTreeMap, fmt::Write as _};

use authctl::{
    keys::Algorithm,
    token::{
        Code, Policy,
        base64url::{decode, encode},
        dangerous, verify,
    },
};
use base64::prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE, Engine};

use super::lab::{CLAIMS, NOW, good_of, key, now, only, seal, signed_by};

/// The share of damaged tokens that must be explained by their cause, in percent.
const WANTED: usize = 98;
/// The same of each kind of damage alone.
const WANTED_OF_EACH: usize = 95;

/// Of places that lie close together every so many is tried.
const PACE: usize = 5;

/// A kind of damage with the codes that name it, and its instances.
struct Damage {
    name: &'static str,
    causes: &'static [Code],
    inputs: Vec<Vec<u8>>,
}

fn damage(name: &'static str, causes: &'static [Code], inputs: impl IntoIterator<Item = impl Into<Vec<u8>>>) -> Damage {
    Damage { name, causes, inputs: inputs.into_iter().map(Into::into).collect() }
}

/// A token with the places that damage depends on.
struct Good {
    algorithm: Algorithm,
    token: String,
    /// The offsets of its two dots.
    dots: [usize; 2],
}

impl Good {
    fn new(algorithm: Algorithm) -> Self {
        let token = good_of(algorithm);
        let first = token.find('.').unwrap();
        let second = token.rfind('.').unwrap();
        Self { algorithm, token, dots: [first, second] }
    }

    fn header(&self) -> &str {
        &self.token[..self.dots[0]]
    }

    fn payload(&self) -> &str {
        &self.token[self.dots[0] + 1..self.dots[1]]
    }

    fn signature(&self) -> &str {
        &self.token[self.dots[1] + 1..]
    }

    /// Some sixteen places within the token, others for each algorithm.
    fn places(&self) -> impl Iterator<Item = usize> + '_ {
        let first = 1 + Algorithm::ALL.iter().position(|algorithm| *algorithm == self.algorithm).unwrap() % PACE;
        let step = self.token.len().div_ceil(16);
        (first..self.token.len()).step_by(step)
    }

    fn is_dot(&self, at: usize) -> bool {
        self.dots.contains(&at)
    }

    fn inserted(&self, text: &str) -> Vec<String> {
        self.places().map(|at| format!("{}{text}{}", &self.token[..at], &self.token[at..])).collect()
    }

    fn replaced(&self, places: impl Iterator<Item = usize>, text: &str) -> Vec<String> {
        places
            .filter(|at| !self.is_dot(*at))
            .map(|at| format!("{}{text}{}", &self.token[..at], &self.token[at + 1..]))
            .filter(|changed| *changed != self.token)
            .collect()
    }

    /// With another third part.
    fn with_signature(&self, text: &str) -> String {
        format!("{}.{text}", &self.token[..self.dots[1]])
    }

    /// With that header, signed anew.
    fn with_header(&self, json: &str) -> String {
        signed_by(key(self.algorithm), json, CLAIMS)
    }

    fn with_claims(&self, json: impl AsRef<[u8]>) -> String {
        signed_by(key(self.algorithm), format!(r#"{{"alg":"{}"}}"#, self.algorithm), json)
    }
}

/// What stands around the token and comes off.
fn wrappings(good: &Good) -> Vec<Damage> {
    let t = &good.token;
    let around = |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| format!("{a}{t}{b}")).collect::<Vec<_>>();
    let json =
        [("{\"access_token\":\"", "\",\"token_type\":\"Bearer\",\"expires_in\":3600}"), ("{\"data\":{\"token\":\"", "\"}}")];
    let lines = [
        ("Authorization: Bearer ", ""),
        ("authorization: bearer ", "\r\n"),
        ("Cookie: a=b; session=", ""),
        ("Set-Cookie: jwt=", "; Path=/; Secure"),
        ("X-Auth-Token: ", ""),
        ("> Authorization: Bearer ", ""),
        ("-H 'Authorization: Bearer ", "'"),
    ];
    let urls = [
        ("https://app.example/cb?state=1&access_token=", "&x=1"),
        ("https://app.example/cb#id_token=", ""),
        ("grant_type=jwt-bearer&assertion=", ""),
        ("TOKEN=", ""),
        ("export JWT=", ""),
    ];
    vec![
        damage(
            "scheme",
            &[Code::BearerPrefix],
            around(&[("Bearer ", ""), ("bearer ", ""), ("BEARER  ", ""), ("JWT ", ""), ("Token ", "")]),
        ),
        // Both hold of a line with a scheme.
        damage("header line", &[Code::HeaderLine, Code::BearerPrefix], around(&lines)),
        damage(
            "quotes",
            &[Code::Quoted],
            around(&[("\"", "\""), ("'", "'"), ("`", "`"), ("\u{201C}", "\u{201D}"), ("b'", "'"), ("<", ">")]),
        ),
        damage(
            "outer space",
            &[Code::OuterWs],
            around(&[(" ", ""), ("", " "), ("\t", "\n"), ("\u{FEFF}", ""), ("\u{A0}", "\u{A0}"), ("\n\n", "")]),
        ),
        damage(
            "punctuation",
            &[Code::TrailingPunct],
            around(&[("", ","), ("", ";"), ("", "%"), ("", "."), ("", ")"), ("", "\""), ("", "}"), ("", "\","), ("", ":")]),
        ),
        damage("url or form", &[Code::UrlOrForm], around(&urls)),
        damage("json envelope", &[Code::JsonWrapper], around(&json)),
        damage(
            "jws json",
            &[Code::JwsJson],
            [
                format!(
                    r#"{{"payload":"{}","protected":"{}","signature":"{}"}}"#,
                    good.payload(),
                    good.header(),
                    good.signature()
                ),
                format!(
                    r#"{{"signatures":[{{"protected":"{}","signature":"{}"}}],"payload":"{}"}}"#,
                    good.header(),
                    good.signature(),
                    good.payload()
                ),
            ],
        ),
    ]
}

/// What copying, logging and shells do.
fn copying(good: &Good) -> Vec<Damage> {
    let t = &good.token;
    let wrapped = |line: &str| {
        let widths = [20, 40, 64, 72, 76, 80, 100];
        let chunk = |width: usize| t.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap()).collect::<Vec<_>>();
        widths.map(|width| chunk(width).join(line)).to_vec()
    };
    let elided = |mask: &str| good.places().filter(|at| *at > 12).map(|at| format!("{}{mask}", &t[..at])).collect::<Vec<_>>();
    let middle = |mask: &str| {
        good.places()
            .filter(|at| *at > 12 && at + 12 < t.len())
            .map(|at| format!("{}{mask}{}", &t[..at], &t[at + 10..]))
            .collect::<Vec<_>>()
    };
    let other = signed_by(key(Algorithm::Hs256), r#"{"alg":"HS256"}"#, r#"{"sub":"other","exp":1700003600}"#);
    let mut damages = vec![
        damage(
            "wrapped",
            &[Code::InnerNewline],
            ["\n", "\r\n", "\n    ", " \\\n"].iter().flat_map(|line| wrapped(line)).collect::<Vec<_>>(),
        ),
        damage("one line break", &[Code::InnerNewline], good.inserted("\n")),
        damage(
            "spaces",
            &[Code::InnerSpace],
            [" ", "  ", "\t", "\u{A0}"].iter().flat_map(|space| good.inserted(space)).collect::<Vec<_>>(),
        ),
        damage(
            "invisible",
            &[Code::Invisible],
            ["\u{200B}", "\u{AD}", "\u{2060}", "\u{202E}", "\u{1B}[0m", "\u{FEFF}", "\0"]
                .iter()
                .flat_map(|sign| good.inserted(sign))
                .collect::<Vec<_>>(),
        ),
        damage(
            "typographic",
            &[Code::SmartChars],
            ["\u{2026}", "\u{2013}", "\u{2014}", "\u{430}", "\u{2019}"]
                .iter()
                .flat_map(|sign| good.replaced(good.places(), sign))
                .collect::<Vec<_>>(),
        ),
        damage(
            "elided at the end",
            &[Code::Elided],
            ["...", "***", "[REDACTED]", "\u{2022}\u{2022}\u{2022}"].iter().flat_map(|mask| elided(mask)).collect::<Vec<_>>(),
        ),
        damage(
            "elided within",
            &[Code::Elided],
            ["...", "***", "[truncated]"].iter().flat_map(|mask| middle(mask)).collect::<Vec<_>>(),
        ),
        damage(
            "several tokens",
            &[Code::MultipleTokens],
            [" ", "\n", ",", ", ", "\",\"", "", "."]
                .iter()
                .flat_map(|between| [format!("{t}{between}{other}"), format!("{t}{between}{t}")])
                .collect::<Vec<_>>(),
        ),
        damage(
            "url-encoded",
            &[Code::UrlEncoded],
            [
                t.replace('.', "%2E"),
                t.replace('.', "%2e"),
                t.replacen('.', "%252E", 1),
                format!("Bearer%20{t}"),
                t.bytes().fold(String::new(), |all, byte| format!("{all}%{byte:02X}")),
            ],
        ),
    ];
    if good.algorithm == Algorithm::Es384 {
        damages.push(damage("nothing", &[Code::Empty], ["", " ", "\n", "\u{FEFF}", "\"\"", "''"]));
        damages.push(damage(
            "literals",
            &[Code::LiteralNull],
            ["null", "undefined", "None", "NaN", "nil", "${TOKEN}", "\"undefined\"", "Bearer null"],
        ));
    }
    damages
}

fn encodings(good: &Good) -> Vec<Damage> {
    let t = &good.token;
    let hex = t.bytes().fold(String::new(), |all, byte| format!("{all}{byte:02x}"));
    let cut: Vec<_> =
        (40..BASE64_STANDARD.encode(t).len()).step_by(29).map(|at| BASE64_STANDARD.encode(t)[..at].to_owned()).collect();
    vec![
        damage(
            "hex",
            &[Code::HexEncoded],
            [hex.clone(), hex.to_uppercase(), format!("0x{hex}"), format!("{hex}\n"), format!("\"{hex}\"")],
        ),
        damage(
            "base64 again",
            &[Code::DoubleB64],
            [
                BASE64_STANDARD.encode(t),
                BASE64_STANDARD_NO_PAD.encode(t),
                BASE64_URL_SAFE.encode(t),
                encode(t.as_bytes()),
                BASE64_STANDARD.encode(format!("{t}\n")),
                BASE64_STANDARD.encode(format!("Bearer {t}")),
            ],
        ),
        damage("base64 again, cut", &[Code::DoubleB64], cut),
    ]
}

/// Cut anywhere: what is said depends on where.
fn cuts(good: &Good) -> Vec<Damage> {
    let t = &good.token;
    let [first, second] = good.dots;
    let in_header: Vec<&str> = (16..=first).step_by(2).map(|at| &t[..at]).collect();
    let in_payload: Vec<&str> = (first + 1..=second).step_by(PACE).map(|at| &t[..at]).collect();
    let step = good.signature().len().div_ceil(45);
    let in_signature: Vec<&str> = (second + 2..t.len()).step_by(step).map(|at| &t[..at]).collect();
    let lost_start: Vec<&str> = (1..first).step_by(3).map(|at| &t[at..]).collect();
    let cut_payload = (1..CLAIMS.len()).step_by(PACE).map(|at| good.with_claims(&CLAIMS.as_bytes()[..at]));
    vec![
        damage("cut in the header", &[Code::HeaderOnly], in_header),
        damage("cut in the payload", &[Code::TwoSegments], in_payload),
        // A cut that leaves no whole number of bytes shows in base64 already.
        damage("cut in the signature", &[Code::SigLength, Code::SigShortRs, Code::B64Length, Code::B64NonCanon], in_signature),
        damage("without its beginning", &[Code::HdrJson, Code::BadUtf8, Code::B64Length, Code::B64NonCanon], lost_start),
        damage("claims cut by the issuer", &[Code::TruncatedPayload], cut_payload),
        damage("without its signature", &[Code::EmptySegment], [good.with_signature("")]),
        damage("without its payload", &[Code::Detached], [format!("{}..{}", good.header(), good.signature())]),
        damage("without its header", &[Code::EmptySegment], [format!(".{}.{}", good.payload(), good.signature())]),
    ]
}

fn parts(good: &Good) -> Vec<Damage> {
    let t = &good.token;
    let [first, second] = good.dots;
    let mut bad_letters = Vec::new();
    // A letter in the signature: only the key can tell.
    for at in (second + 1..t.len() - 1).step_by(good.signature().len().div_ceil(40)) {
        bad_letters.extend(good.replaced(std::iter::once(at), "A"));
        bad_letters.extend(good.replaced(std::iter::once(at), "z"));
    }
    let illegal = ["*", "!", "@", "(", "\u{e9}"]
        .iter()
        .flat_map(|sign| good.replaced(good.places().filter(|at| *at > 2 && at + 2 < t.len()), sign));
    let standard = {
        // Claims whose base64 has both signs.
        let payload = BASE64_STANDARD_NO_PAD.encode(format!(r#"{{"exp":{},"a":"???>>>~~~"}}"#, NOW + 60));
        let header = encode(format!(r#"{{"alg":"{}"}}"#, good.algorithm).as_bytes());
        seal(key(good.algorithm), &format!("{header}.{payload}"))
    };
    let signature = BASE64_STANDARD_NO_PAD.encode(decode(good.signature()).unwrap());
    let padded = |text: &str| BASE64_URL_SAFE.encode(decode(text).unwrap());
    let joined = |header: &str, payload: &str, signature: &str| format!("{header}.{payload}.{signature}");
    let all_padded = joined(&padded(good.header()), &padded(good.payload()), &padded(good.signature()));
    let one = format!("{}=.{}.{}", good.header(), good.payload(), good.signature());
    vec![
        damage("illegal characters", &[Code::B64Char], illegal.collect::<Vec<_>>()),
        damage("standard base64 in the payload", &[Code::B64Std], [standard]),
        damage(
            "standard base64 in the signature",
            &[Code::B64Std],
            (signature != good.signature()).then(|| good.with_signature(&signature)),
        ),
        damage("padding", &[Code::B64Padded], [one, format!("{t}=")].into_iter().chain((all_padded != *t).then_some(all_padded))),
        damage("another signature", &[Code::SigBad], bad_letters),
        damage(
            "swapped parts",
            &[Code::AlgMissing, Code::HdrJson, Code::BadUtf8],
            [joined(good.payload(), good.header(), good.signature()), joined(good.signature(), good.header(), good.payload())],
        ),
        damage(
            "a fourth part",
            &[Code::FourSegments],
            [format!("{t}.{}", good.signature()), format!("{t}.abc"), format!("{t}.x.y.z"), format!("a.{t}")],
        ),
        damage(
            "letters before the first dot",
            &[Code::B64Length, Code::HdrJson, Code::B64NonCanon],
            (1..=3).map(|n| format!("{}{}{}", &t[..first], "A".repeat(n), &t[first..])),
        ),
    ]
}

fn signatures(good: &Good) -> Vec<Damage> {
    let bytes = decode(good.signature()).unwrap();
    let hex = bytes.iter().fold(String::new(), |all, byte| format!("{all}{byte:02x}"));
    let mut damages = vec![damage(
        "hex signature",
        &[Code::SigHex],
        [good.with_signature(&hex), good.with_signature(&hex.to_uppercase()), good.with_signature(&encode(hex.as_bytes()))],
    )];
    if matches!(good.algorithm, Algorithm::Es256 | Algorithm::Es384 | Algorithm::Es512) {
        damages.push(damage("der signature", &[Code::SigDer], [good.with_signature(&encode(&super::catalogue::der(&bytes)))]));
        damages.push(damage(
            "short signature",
            &[Code::SigShortRs],
            (1..3).map(|lost| good.with_signature(&encode(&bytes[lost..]))),
        ));
    }
    damages.push(damage(
        "long signature",
        &[Code::SigLength],
        [1, 2, 17].map(|more| good.with_signature(&encode(&[&bytes[..], &vec![7; more]].concat()))),
    ));
    damages
}

fn headers(good: &Good) -> Vec<Damage> {
    let named = |name: &str| good.with_header(&format!(r#"{{"alg":"{name}","typ":"JWT"}}"#));
    let name = good.algorithm.name();
    let mixed: String = name.chars().enumerate().map(|(i, c)| if i % 2 == 0 { c.to_ascii_lowercase() } else { c }).collect();
    let none = ["none", "None", "NONE", "nOnE"];
    let unsecured = none.map(|name| format!("{}.{}.", encode(format!(r#"{{"alg":"{name}"}}"#).as_bytes()), good.payload()));
    vec![
        damage(
            "case of alg",
            &[Code::AlgCase],
            [named(&name.to_ascii_lowercase()), named(&mixed)].into_iter().filter(|token| *token != named(name)),
        ),
        damage("unknown alg", &[Code::AlgUnknown], ["SHA256", "HS255", "ES256K", "RSA", "foo", ""].map(named)),
        damage("alg none", &[Code::AlgNone], unsecured.into_iter().chain(none.map(named))),
        damage(
            "no alg",
            &[Code::AlgMissing],
            [r#"{"typ":"JWT"}"#, r#"{"alg":null}"#, r#"{"alg":1}"#].map(|json| good.with_header(json)),
        ),
        damage(
            "crit",
            &[Code::Crit],
            [r#"["x"]"#, "[]", "1"].map(|crit| good.with_header(&format!(r#"{{"alg":"{name}","x":1,"crit":{crit}}}"#))),
        ),
        damage("kid", &[Code::KidOdd], ["7", "null"].map(|kid| good.with_header(&format!(r#"{{"alg":"{name}","kid":{kid}}}"#)))),
        damage(
            "header json",
            &[Code::HdrJson],
            [format!(r#"{{"alg":"{name}""#), format!(r#"{{"alg" "{name}"}}"#), "hello".into()]
                .map(|json| good.with_header(&json)),
        ),
    ]
}

fn claims(good: &Good) -> Vec<Damage> {
    let with = |json: &str| good.with_claims(json);
    vec![
        damage(
            "loose json",
            &[Code::JsonLoose],
            ["{'a':1}", "{a:1}", r#"{"a":True}"#, r#"{"a":None}"#, r#"{"a":NaN}"#, r#"{"a":'x'}"#].map(with),
        ),
        damage(
            "broken json",
            &[Code::PayloadJson],
            [r#"{"a":1,}"#, r#"{"a" 1}"#, r#"{"a":1}}"#, r#"{"a":01}"#, "hello world", "sub=ann&exp=1", r#"{"a":"x}"y"}"#]
                .map(with),
        ),
        damage("no object", &[Code::NotObject], ["[1]", "\"text\"", "17", "null", "true", r#""{\"a\":1}""#].map(with)),
        damage(
            "duplicates",
            &[Code::DupKey],
            [r#"{"a":1,"a":2}"#, r#"{"x":{"a":1,"a":1}}"#, r#"{"x":[{"a":1,"a":1}]}"#].map(with),
        ),
        damage(
            "nested",
            &[Code::Nested],
            [good.token.clone(), format!("\"{}\"", good.token)].map(|inner| good.with_claims(inner)),
        ),
        damage(
            "not utf-8",
            &[Code::BadUtf8],
            [&b"{\"n\":\"Ren\xE9\"}"[..], b"{\"n\":\"\xFCber\"}", b"{\0\"\0a\0\"\0:\x001\0}\0"]
                .map(|json| good.with_claims(json)),
        ),
        damage("byte order mark", &[Code::Bom], [good.with_claims("\u{FEFF}{\"a\":1}")]),
        damage(
            "compressed",
            &[Code::Deflated],
            [
                good.with_claims(miniz_oxide::deflate::compress_to_vec_zlib(CLAIMS.as_bytes(), 6)),
                good.with_claims(miniz_oxide::deflate::compress_to_vec(CLAIMS.as_bytes(), 6)),
            ],
        ),
        damage(
            "expired",
            &[Code::Expired],
            [1, 60, 86_400].map(|ago| with(&format!(r#"{{"exp":{},"iat":1600000000}}"#, NOW - ago))),
        ),
        damage(
            "not yet valid",
            &[Code::NotYet],
            [1, 60, 86_400].map(|more| with(&format!(r#"{{"exp":1800000000,"nbf":{}}}"#, NOW + more))),
        ),
        damage(
            "issued in the future",
            &[Code::IatFuture],
            [1, 60].map(|more| with(&format!(r#"{{"exp":1700003600,"iat":{}}}"#, NOW + more))),
        ),
        damage(
            "exp of another type",
            &[Code::ExpString, Code::ExpIso, Code::ExpNull],
            [r#""1700003600""#, r#""2030-01-01T00:00:00Z""#, "null", "true"].map(|exp| with(&format!(r#"{{"exp":{exp}}}"#))),
        ),
        damage("a duration as exp", &[Code::ExpRelative], ["3600", "86400", "1"].map(|exp| with(&format!(r#"{{"exp":{exp}}}"#)))),
        damage(
            "milliseconds",
            &[Code::ExpMs],
            ["exp", "nbf", "iat"].map(|name| {
                with(&format!(r#"{{"exp":1700003600,"{name}":1700003600000}}"#).replacen(
                    r#""exp":1700003600,"exp""#,
                    r#""exp""#,
                    1,
                ))
            }),
        ),
        damage(
            "claims of another type",
            &[Code::SubType, Code::AudType, Code::IssType, Code::JtiType],
            ["sub", "aud", "iss", "jti"].map(|name| with(&format!(r#"{{"exp":1700003600,"{name}":7}}"#))),
        ),
    ]
}

/// The first finding of decoding and of verification. Damage that comes off leaves a good token, about which nothing else is said.
fn found(input: &[u8], algorithm: Algorithm) -> [Option<Code>; 2] {
    let shown = dangerous::inspect(input, now());
    let judged = verify(input, &only(algorithm), &Policy::default(), now());
    [&shown, &judged].map(|report| report.diagnostics().first().map(|found| found.code))
}

/// What only verification takes for the cause: decoding has no key, and of a cut token it has decoded once more it says that it is cut.
const VERIFIED_ONLY: &[&str] = &["another signature", "base64 again, cut"];

#[test]
fn the_first_finding_names_the_cause() {
    let mut confusion: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    let mut misses: BTreeMap<(&str, String), String> = BTreeMap::new();
    let (mut all, mut right) = (0_usize, 0_usize);
    let mut shares: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for algorithm in Algorithm::ALL {
        let good = Good::new(algorithm);
        let damages = [
            wrappings(&good),
            copying(&good),
            encodings(&good),
            cuts(&good),
            parts(&good),
            signatures(&good),
            headers(&good),
            claims(&good),
        ];
        for damage in damages.iter().flatten() {
            for input in &damage.inputs {
                let [shown, judged] = found(input, algorithm);
                for (how, code) in [("decode", shown), ("verify", judged)] {
                    if how == "decode" && VERIFIED_ONLY.contains(&damage.name) {
                        continue;
                    }
                    all += 1;
                    let share = shares.entry(damage.name).or_default();
                    share.1 += 1;
                    let name = code.map_or("(nothing)", Code::name).to_owned();
                    if code.is_some_and(|code| damage.causes.contains(&code)) {
                        right += 1;
                        share.0 += 1;
                    } else {
                        let example = format!("{algorithm} {how}: {}", String::from_utf8_lossy(input));
                        misses.entry((damage.name, name.clone())).or_insert(example);
                    }
                    *confusion.entry(damage.name).or_default().entry(name).or_default() += 1;
                }
            }
        }
    }
    let mut table = format!("{right} of {all} are explained by their cause\n");
    for (name, found) in &confusion {
        let row: Vec<String> = found.iter().map(|(code, count)| format!("{code} {count}")).collect();
        writeln!(table, "{name:36} {}", row.join("  ")).unwrap();
    }
    for ((name, code), example) in &misses {
        writeln!(table, "{name} taken for {code}:\n    {example:.400}").unwrap();
    }
    println!("{table}");
    assert!(all > 8_000, "only {all} instances");
    assert!(right * 100 >= all * WANTED, "{table}");
    // No kind of damage hides behind the many instances of another.
    for (name, (right, all)) in &shares {
        assert!(right * 100 >= all * WANTED_OF_EACH, "{name}: {right} of {all}\n{table}");
    }
}
