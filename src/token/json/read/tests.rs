use super::{scalar::plain_length, *};
use JsonErrorKind as K;

#[test]
fn texts_that_are_json() {
    let table = [
        ("null", "null"),
        (" true ", "true"),
        ("\t{\r\n}", "{}"),
        (r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#, "\"\\\"\\\\/\\b\\f\\n\\r\\té😀\""),
        ("[0,-1,1.5,1E+2,1e-2]", "[0,-1,1.5,1E+2,1e-2]"),
        (r#"{"a":{"b":[{}]}}"#, r#"{"a":{"b":[{}]}}"#),
        (r#""\u0000""#, r#""\u0000""#),
    ];
    for (text, json) in table {
        assert_eq!(parse(text.as_bytes()).unwrap().to_json(), json, "{text}");
    }
}

#[test]
fn texts_that_are_not_json_and_where() {
    let table: [(&[u8], usize, K); 34] = [
        (b"", 0, K::UnexpectedEnd("a value")),
        (b"  ", 2, K::UnexpectedEnd("a value")),
        (b"hello", 0, K::Expected("a value")),
        (b"nul", 3, K::UnexpectedEnd("the rest of `true`, `false` or `null`")),
        (b"nope", 1, K::Expected("`true`, `false` or `null`")),
        (b"True", 0, K::Expected("a value")),
        (b"{'a':1}", 1, K::Expected("a member name or `}`")),
        (b"{a:1}", 1, K::Expected("a member name or `}`")),
        (br#"{"a":1,}"#, 7, K::Expected("a member name")),
        (br#"{"a" 1}"#, 5, K::Expected("`:`")),
        (br#"{"a":1 "b":2}"#, 7, K::Expected("`,` or `}`")),
        (b"[1 2]", 3, K::Expected("`,` or `]`")),
        (b"[1,]", 3, K::Expected("a value")),
        (br#"{"exp":17"#, 9, K::UnexpectedEnd("`,` or `}`")),
        (br#"{"sub":"joh"#, 11, K::UnexpectedEnd("the end of a string")),
        (b"\"\\u00", 5, K::UnexpectedEnd("the rest of an escape")),
        (b"\"\xc3", 2, K::UnexpectedEnd("the end of a string")),
        (b"\"a\xe9\"", 2, K::BadUtf8),
        (b"\"a\xe9b\xff\"", 2, K::BadUtf8),
        (b"\xff\xfe{", 0, K::BadUtf8),
        (b"\"a\nb\"", 2, K::ControlCharacter(b'\n')),
        (b"\"\\x\"", 1, K::BadEscape),
        (b"\"\\u12g4\"", 1, K::BadEscape),
        (b"\"\\ud800\"", 1, K::LoneSurrogate),
        (b"\"\\ude00\"", 1, K::LoneSurrogate),
        (b"\"\\ud800\\u0041\"", 1, K::LoneSurrogate),
        (b"01", 1, K::BadNumber),
        (b"-", 1, K::UnexpectedEnd("a digit")),
        (b"1.x", 2, K::BadNumber),
        (b"1e", 2, K::UnexpectedEnd("a digit")),
        (b".5", 0, K::Expected("a value")),
        (b"{}x", 2, K::Trailing),
        (b"{} {}", 3, K::Trailing),
        (b"\xef\xbb\xbf{}", 0, K::ByteOrderMark),
    ];
    for (text, offset, kind) in table {
        assert_eq!(parse(text), Err(JsonError { offset, kind }), "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn what_stood_complete_before_the_cut_is_kept() {
    let table = [
        (r#"{"sub":"a","exp":17"#, r#"{"sub":"a"}"#),
        (r#"{"sub":"a","exp":17 "#, r#"{"sub":"a","exp":17}"#),
        (r#"{"sub":"a","ex"#, r#"{"sub":"a"}"#),
        (r#"{"sub":"a","exp":"#, r#"{"sub":"a"}"#),
        (r#"{"a":{"b":[1,2,3"#, r#"{"a":{"b":[1,2]}}"#),
        (r#"{"a":[true,"x"#, r#"{"a":[true]}"#),
        (r#"{"a":1,"b":tru"#, r#"{"a":1}"#),
        ("{", "{}"),
    ];
    for (text, kept) in table {
        let partial = parse_partial(text.as_bytes());
        assert!(partial.error.unwrap().is_cut(), "{text}");
        assert_eq!(partial.value.unwrap().to_json(), kept, "{text}");
    }
}

#[test]
fn a_value_behind_a_byte_order_mark_is_still_shown() {
    let partial = parse_partial(b"\xef\xbb\xbf{\"a\":1}");
    assert_eq!(partial.error.unwrap().kind, K::ByteOrderMark);
    assert_eq!(partial.value.unwrap().to_json(), r#"{"a":1}"#);
}

#[test]
fn offsets_of_names_and_values() {
    let value = parse(br#" {"a": 12, "b":["x"]}"#).unwrap();
    assert_eq!(value.start(), 1);
    let places: Vec<_> = value.members().iter().map(|m| (m.name_start, m.value.start())).collect();
    assert_eq!(places, [(2, 7), (11, 15)]);
    assert_eq!(value.pointer("/b/0").unwrap().start(), 16);
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
    assert!(parse(&nested(MAX_DEPTH)).is_ok());
    let error = JsonError { offset: MAX_DEPTH, kind: K::TooDeep };
    assert_eq!(parse(&nested(MAX_DEPTH + 1)), Err(error));
    assert_eq!(parse(&nested(100_000)), Err(error));
}

proptest::proptest! {
    #[test]
    fn a_run_ends_at_the_first_byte_that_ends_it(text in "[ -~\\x1f\"\\\\\u{80}é]{0,40}") {
        let ends = |byte: u8| matches!(byte, b'"' | b'\\' | ..0x20);
        proptest::prop_assert_eq!(plain_length(text.as_bytes()), text.bytes().position(ends).unwrap_or(text.len()));
    }
}
