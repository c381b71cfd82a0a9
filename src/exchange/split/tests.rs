use super::*;

/// Brings a byte at each read.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
        buffer[0] = *first;
        self.0 = rest;
        Ok(1)
    }
}

/// Records with line, byte and text, and how the file ended.
type Cut = (Vec<(u64, u64, String)>, Result<(), String>);

fn cut(text: &str, format: Format, shape: Shape) -> Cut {
    let both =
        [drain(Splitter::new(text.as_bytes(), format, shape, 0)), drain(Splitter::new(Drip(text.as_bytes()), format, shape, 0))];
    assert_eq!(both[0], both[1], "however much a read brings: {text:?}");
    let [first, _] = both;
    first
}

fn drain(mut splitter: Splitter<impl Read>) -> Cut {
    let mut found = Vec::new();
    loop {
        let (chunk, outcome) = splitter.fill(2);
        for (place, bytes) in chunk.records() {
            found.push((place.line, place.offset, String::from_utf8(bytes.unwrap().to_vec()).unwrap()));
        }
        match outcome {
            Ok(()) if chunk.is_empty() => return (found, Ok(())),
            Ok(()) => {}
            Err(error) => return (found, Err(error.to_string())),
        }
    }
}

fn texts(text: &str, format: Format, shape: Shape) -> Vec<String> {
    let (found, outcome) = cut(text, format, shape);
    assert_eq!(outcome, Ok(()), "{text}");
    found.into_iter().map(|(_, _, text)| text).collect()
}

#[test]
fn lines_lose_their_ends_and_empty_ones_are_passed_over() {
    let (found, outcome) = cut("a\r\n\n \nb\nc", Format::Jsonl, Shape::Lines);
    assert_eq!(found, [(1, 0, "a".into()), (4, 6, "b".into()), (5, 8, "c".into())]);
    assert_eq!(outcome, Ok(()));
    assert_eq!(texts("#x\na\n  # y\n", Format::Htpasswd, Shape::Lines), ["a"]);
    assert_eq!(texts("#x\n", Format::Jsonl, Shape::Lines), ["#x"]);
}

#[test]
fn rows_keep_the_line_ends_in_their_quotes() {
    let (found, outcome) = cut("a,\"b\n\"\"c\"\r\n\nd\"e,\"f\"\n\"g\"", Format::Csv, Shape::Rows);
    let expected = [(1, 0, "a,\"b\n\"\"c\"\r"), (4, 12, "d\"e,\"f\""), (5, 20, "\"g\"")];
    assert_eq!(found, expected.map(|(line, offset, text)| (line, offset, text.to_owned())));
    assert_eq!(outcome, Ok(()));
}

#[test]
fn a_quote_that_is_never_closed_is_named_by_its_line() {
    let (found, outcome) = cut("a\nb,\"c\nd", Format::Csv, Shape::Rows);
    assert_eq!(found, [(1, 0, "a".into())]);
    assert_eq!(outcome, Err("a quote that opens at line 2 is never closed".into()));
    let long = format!("a\n\"{}", "x\n".repeat(LIMIT));
    let (_, outcome) = drain(Splitter::new(long.as_bytes(), Format::Csv, Shape::Rows, 0));
    assert_eq!(outcome, Err("a quote that opens at line 2 is never closed".into()));
}

#[test]
fn elements_of_arrays_in_files_and_in_objects() {
    let (found, outcome) = cut("[ {\"a]\\\"\":[1]},\n 2 ,\"x\", null]\n", Format::Json, Shape::Array);
    let expected = [(1, 2, "{\"a]\\\"\":[1]}"), (2, 17, "2"), (2, 20, "\"x\""), (2, 25, "null")];
    assert_eq!(found, expected.map(|(line, offset, text)| (line, offset, text.to_owned())));
    assert_eq!(outcome, Ok(()));
    let table = [
        (r#"{"users":[{}]}"#, 1),
        (r#"{"a":{"users":[1,2]},"b":"}","users":[{},{}],"c":[[]],"d":1.5}"#, 2),
        (r#"{"users":[]}"#, 0),
    ];
    for (text, count) in table {
        assert_eq!(texts(text, Format::Keycloak, Shape::Users).len(), count, "{text}");
    }
    assert!(texts("[]", Format::Json, Shape::Array).is_empty());
}

#[test]
fn json_around_the_users_has_to_be_well_formed() {
    let array = [
        ("{}", 0, "line 1, column 1: a JSON array should begin here"),
        ("[{}", 1, "line 1, column 4: the file ends within the JSON"),
        ("[{},", 1, "line 1, column 5: the file ends within the JSON"),
        ("[{}\n{}]", 1, "line 2, column 1: a comma or `]` is missing behind a user"),
        ("[{},]", 1, "line 1, column 5: a value is missing"),
        ("[{\"a\":\"", 0, "line 1, column 8: the file ends within the JSON"),
        ("[{}] x", 1, "line 1, column 6: something stands behind the end of the JSON"),
    ];
    for (text, count, what) in array {
        let (found, outcome) = cut(text, Format::Json, Shape::Array);
        assert_eq!((found.len(), outcome), (count, Err(what.to_owned())), "{text}");
    }
    let object = [
        ("[]", "line 1, column 1: a JSON object should begin here"),
        ("{}", "line 1, column 3: the object has no member `users`"),
        (r#"{"users":{}}"#, "line 1, column 10: `users` is no array"),
        (r#"{"users":[],"users":[]}"#, "line 1, column 21: `users` is there twice"),
        (r#"{"users" []}"#, "line 1, column 10: a colon is missing behind the name of a member"),
        ("{users:[]}", "line 1, column 2: the name of a member should begin here"),
        (r#"{"a":1 "users":[]}"#, "line 1, column 8: a comma or `}` is missing behind a member"),
    ];
    for (text, what) in object {
        assert_eq!(cut(text, Format::Keycloak, Shape::Users).1, Err(what.to_owned()), "{text}");
    }
}

#[test]
fn a_record_beyond_the_limit_is_passed_over_and_the_next_one_found() {
    let long = "x".repeat(2 * LIMIT);
    for (text, format, shape) in [
        (format!("{long}\nb\n"), Format::Jsonl, Shape::Lines),
        (format!("{long}\nb\n"), Format::Csv, Shape::Rows),
        (format!("[\"{long}\",\n\"b\"]"), Format::Json, Shape::Array),
    ] {
        let mut splitter = Splitter::new(text.as_bytes(), format, shape, 0);
        let (chunk, outcome) = splitter.fill(10);
        assert!(outcome.is_ok());
        let found: Vec<_> = chunk.records().map(|(place, bytes)| (place.line, bytes.map(<[u8]>::len))).collect();
        assert_eq!(found.len(), 2, "{format}");
        assert_eq!(found[0], (1, Err(Fault::TooLong { limit: LIMIT })), "{format}");
        assert_eq!(found[1].0, 2, "{format}");
    }
}
