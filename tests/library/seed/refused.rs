//! Faults in seeds, each with its line and column.

use std::error::Error;

use authctl::seed::{Seed, SeedError, Syntax, read};

/// The error with its causes, or what was understood.
fn outcome(text: &str, syntax: Syntax) -> String {
    match read(text, "f", syntax) {
        Ok(seed) => format!("{:?}", seed.users.keys().map(ToString::to_string).collect::<Vec<_>>()),
        Err(error) => chain(&error),
    }
}

fn chain(error: &SeedError) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

fn all(syntax: Syntax, table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let found = outcome(text, syntax);
        // Where the parser's own words end the line, only the place and what it is about are ours.
        let fits = expected.strip_suffix('…').map_or(found == *expected, |start| found.starts_with(start));
        if !fits {
            wrong.push(format!("{text:?}\n  expected {expected}\n  found    {found}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.concat());
}

#[test]
fn in_yaml() {
    all(
        Syntax::Yaml,
        &[
            ("", "[]"),
            ("# nothing\n", "[]"),
            ("users:\n- username: ann\n", "[\"ann\"]"),
            ("users:\r\n- username: ann\r\n  email: a@b\r\n", "[\"ann\"]"),
            ("\u{feff}users: [{username: ann}]", "[\"ann\"]"),
            // The Norway problem, and its relatives.
            ("users:\n- username: no\n", "f:2:13: `username` wants a text, and `no` is a boolean to some readers of YAML"),
            ("users:\n- username: NO\n", "f:2:13: `username` wants a text, and `NO` is a boolean to some readers of YAML"),
            ("users:\n- username: 'no'\n", "[\"no\"]"),
            ("users:\n- username: !!str no\n", "[\"no\"]"),
            ("users:\n- username: 123\n", "f:2:13: `username` wants a text, and `123` is a number"),
            ("users:\n- username: 1.5\n", "f:2:13: `username` wants a text, and `1.5` is a number"),
            ("users:\n- username: 012\n", "f:2:13: `username` wants a text, and `012` is a number"),
            ("users:\n- username: true\n", "f:2:13: `username` wants a text, and `true` is a boolean"),
            ("users:\n- username: null\n", "f:2:13: `username` wants a text, and `null` is null"),
            ("users:\n- username: 2027-01-31\n", "f:2:13: `username` wants a text, and `2027-01-31` is a date"),
            ("users:\n- username: ann\n  roles: [a, 1]\n", "f:3:14: `roles` wants a text, and `1` is a number"),
            ("users:\n- username: ann\n  roles: admin\n", "f:3:10: `roles` wants a list, and this is a text"),
            (
                "users:\n- username: ann\n  disabled: yes\n",
                "f:3:13: `disabled` wants true or false, and this is a boolean to some readers of YAML",
            ),
            ("users:\n- username: ann\n  disabled: 'true'\n", "f:3:13: `disabled` wants true or false, and this is a text"),
            // Keys.
            ("users:\n- username: ann\n  emial: a@b\n", "f:3:3: there is no key `emial` here"),
            ("user: []\n", "f:1:1: there is no key `user` here"),
            ("users:\n- username: ann\n  email: a@b\n  email: c@d\n", "f:4:3: the key `email` stands at f:3:3 already"),
            ("users:\n- email: a@b\n", "f:2:3: `username` is missing"),
            ("users:\n- username: ann\n- username: Ann\n", "f:3:3: the user `ann` stands at f:2:3 already"),
            ("users:\n- ann\n", "f:2:3: `users` wants a table, and this is a text"),
            ("users: ann\n", "f:1:8: `users` wants a list, and this is a text"),
            ("[]\n", "f:1:1: `a seed` wants a table, and this is a list"),
            // Values.
            ("users:\n- username: a b\n", "f:2:13: `username` is wrong: …"),
            ("users:\n- username: ann\n  email: nobody\n", "f:3:10: `email` is wrong: it has no `@`"),
            (
                "users:\n- username: ann\n  expires_at: 30d\n",
                "f:3:15: `expires_at` wants a fixed instant or `never`: this one would move with every run",
            ),
            (
                "users:\n- username: ann\n  expires_at: now\n",
                "f:3:15: `expires_at` wants a fixed instant or `never`: this one would move with every run",
            ),
            ("users:\n- username: ann\n  disabled_reason: left\n", "f:3:3: `disabled_reason` goes with `disabled: true`"),
            (
                "users:\n- username: ann\n  password: env:A\n  password_hash: env:B\n",
                "f:4:3: a user has `password` or `password_hash`, not both",
            ),
            ("users:\n- username: ann\n  password: 12345678\n", "f:3:13: `password` wants a text, and this is a number"),
            ("users:\n- username: ann\n  state: gone\n", "f:3:10: `state` is wrong: it is one of present, absent"),
            ("set: a b\n", "f:1:6: `set` is wrong: a set's name has 1 to 64 ASCII letters, digits, `.`, `_`, `-` and `/`"),
            ("keys:\n- kid: a\n", "f:2:3: `alg` is missing"),
            (
                "keys:\n- {kid: a, alg: HS256, state: active}\n- {kid: b, alg: HS256, state: active}\n",
                "f:3:3: two keys are to be active, and the first stands at f:2:3",
            ),
            ("keys:\n- {kid: a, alg: HS512, secret: env:A, key: env:B}\n", "f:2:39: a key has `secret` or `key`, not both"),
            ("tokens:\n- {name: a, out: x}\n- {name: b, out: x}\n", "f:3:3: the token file `x` stands at f:2:3 already"),
            // Syntax.
            ("users:\n\t- username: ann\n", "f:2:2: this is not YAML: …"),
            ("users: [\n", "f:2:1: this is not YAML: …"),
            ("users: 'a\n", "f:1:8: this is not YAML: …"),
            ("a: b: c\n", "f:1:5: this is not YAML: …"),
            ("users: []\n---\nusers: []\n", "f:2:1: a seed has no second document"),
            ("users: !!binary aGVsbG8=\n", "f:1:8: a seed has no tags but `!!str`"),
            ("? [a]\n: b\n", "f:1:3: a seed has no keys but texts"),
            ("users: *a\n", "f:1:8: this is not YAML: …"),
        ],
    );
}

#[test]
fn in_toml() {
    all(
        Syntax::Toml,
        &[
            ("", "[]"),
            ("[[users]]\nusername = 'ann'\n", "[\"ann\"]"),
            ("\u{feff}[[users]]\r\nusername = 'ann'\r\n", "[\"ann\"]"),
            ("[[users]]\nusername = 123\n", "f:2:12: `username` wants a text, and `123` is a number"),
            ("[[users]]\nusername = true\n", "f:2:12: `username` wants a text, and `true` is a boolean"),
            ("[[users]]\nusername = 1.5\n", "f:2:12: `username` wants a text, and `1.5` is a number"),
            ("[[users]]\nusername = 2027-01-31\n", "f:2:12: `username` wants a text, and `2027-01-31` is a date"),
            ("[[users]]\nusername = 'ann'\nemial = 'a@b'\n", "f:3:1: there is no key `emial` here"),
            ("[[users]]\nusername = 'ann'\nemail = 'a@b'\nemail = 'a@b'\n", "f:4:1: this is not TOML: duplicate key…"),
            ("[[users]]\nusername = 'ann'\n[[users]]\nusername = 'ann'\n", "f:3:1: the user `ann` stands at f:1:1 already"),
            ("[[users]]\nusername = no\n", "f:2:12: this is not TOML: …"),
            ("[[users]\n", "f:1:9: this is not TOML: …"),
            ("set = 'ü'\n", "f:1:7: `set` is wrong: …"),
            ("[[users]]\nusername = 'ann'\nfull_name = 'ü', x\n", "f:3:16: this is not TOML: …"),
        ],
    );
}

#[test]
fn in_json() {
    all(
        Syntax::Json,
        &[
            ("{}", "[]"),
            ("{\"users\": [{\"username\": \"ann\"}]}", "[\"ann\"]"),
            ("\u{feff}{\r\n\"users\": [\r\n{\"username\": \"ann\"}]}\r\n", "[\"ann\"]"),
            ("{\"users\": [\n  {\"username\": 123}]}", "f:2:16: `username` wants a text, and `123` is a number"),
            ("{\"users\": [\n  {\"username\": true}]}", "f:2:16: `username` wants a text, and `true` is a boolean"),
            ("{\"users\": [\n  {\"username\": null}]}", "f:2:16: `username` wants a text, and `null` is null"),
            ("{\"users\": [\n  {\"username\": \"ann\",\n   \"emial\": 1}]}", "f:3:4: there is no key `emial` here"),
            (
                "{\"users\": [\n  {\"username\": \"ann\", \"email\": \"a@b\",\n \"email\": \"a@b\"}]}",
                "f:3:2: the key `email` stands at f:2:23 already",
            ),
            ("{\"set\": \"a\",\n \"s\\u0065t\": \"b\"}", "f:2:2: the key `set` stands at f:1:2 already"),
            ("{\"users\": [\n  {\"username\": \"ann\",}]}", "f:2:22: this is not JSON: …"),
            ("{\"users\": [\n", "f:2:1: this is not JSON: EOF while parsing a list"),
            ("{} x", "f:1:4: this is not JSON: trailing characters"),
            ("{\"users\": 'a'}", "f:1:11: this is not JSON: expected value"),
            ("[]", "f:1:1: `a seed` wants a table, and this is a list"),
        ],
    );
}

#[test]
fn a_mistyped_key_names_the_one_that_was_meant() {
    let nearest = |text: &str| match read(text, "f", Syntax::Yaml).unwrap_err().fault {
        authctl::seed::Fault::UnknownKey { nearest, .. } => nearest,
        fault => panic!("{fault}"),
    };
    assert_eq!(nearest("user: []"), Some("users"));
    assert_eq!(nearest("users: [{username: a, emial: b}]"), Some("email"));
    assert_eq!(nearest("users: [{username: a, colour: b}]"), None);
}

#[test]
fn anchors_and_merge_keys_mean_what_they_repeat() {
    let text = "users:\n- &ann\n  username: ann\n  roles: &roles [a, b]\n  email: a@b\n- <<: *ann\n  username: bob\n  email: null\n- {username: carl, roles: *roles}\n";
    let seed = read(text, "f", Syntax::Yaml).unwrap();
    let roles = |name: &str| seed.users[&name.parse().unwrap()].roles.as_ref().map(std::collections::BTreeSet::len);
    assert_eq!([roles("ann"), roles("bob"), roles("carl")], [Some(2), Some(2), Some(2)]);
}

#[test]
fn aliases_that_multiply_are_cut_off() {
    let mut lines = vec!["users:\n- &l0 {username: a}\n".to_owned()];
    for level in 1..12 {
        let before = format!("*l{}, ", level - 1).repeat(10);
        lines.push(format!("- &l{level} [{before}]\n"));
    }
    let text = lines.concat();
    assert!(outcome(&text, Syntax::Yaml).contains("more than 1000000 values"), "{}", outcome(&text, Syntax::Yaml));
}

#[test]
fn nesting_has_an_end() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(500), close.repeat(500));
    assert_eq!(
        outcome(&format!("users: {}{}", "[".repeat(30), "]".repeat(30)), Syntax::Yaml),
        "f:1:23: lists and tables are nested more than 16 deep"
    );
    let json = format!("{{\"users\": {}}}", "[".repeat(30) + &"]".repeat(30));
    assert!(outcome(&json, Syntax::Json).contains("nested more than 16 deep"));
    assert!(outcome(&deep("[", "]"), Syntax::Json).contains("nested more than 16 deep"));
    assert!(outcome(&format!("users = {}", deep("[", "]")), Syntax::Toml).contains("this is not TOML"));
}

#[test]
fn files_together_name_each_thing_once_and_are_of_one_set() {
    let part = |text: &str, file: &str| read(text, file, Syntax::Yaml).unwrap();
    let mut seed = Seed::default();
    seed.merge(part("users: [{username: ann}]", "one")).unwrap();
    seed.merge(part("users:\n- {username: bob}", "two")).unwrap();
    assert_eq!(seed.users.len(), 2);
    let error = seed.merge(part("users:\n- {username: Ann}", "three")).unwrap_err();
    assert_eq!(error.to_string(), "three:2:3: the user `ann` stands at one:1:9 already");
    let error = seed.merge(part("set: ci", "four")).unwrap_err();
    assert_eq!(error.to_string(), "four:1:1: this file is of the set `ci`, and one of the set `default`");
}

#[test]
fn the_syntax_follows_from_the_name_or_the_content() {
    for (name, syntax) in [
        ("a.yaml", Some(Syntax::Yaml)),
        ("a.YML", Some(Syntax::Yaml)),
        ("a.toml", Some(Syntax::Toml)),
        ("a.json", Some(Syntax::Json)),
        ("a", None),
    ] {
        assert_eq!(Syntax::of_name(name), syntax, "{name}");
    }
    let table = [
        ("{\"set\": \"a\"}", Syntax::Json),
        ("# a\n\n[[users]]\n", Syntax::Toml),
        ("set = \"a:b\"\n", Syntax::Toml),
        ("set: a=b\n", Syntax::Yaml),
        ("users:\n", Syntax::Yaml),
        ("", Syntax::Yaml),
    ];
    for (text, syntax) in table {
        assert_eq!(Syntax::of_content(text), syntax, "{text:?}");
    }
}
