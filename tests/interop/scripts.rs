//! JSON for scripts, read by jq.

use serde_json::json;

use crate::{authctl::Home, peers::tool};

#[test]
fn jq_reads_the_json_of_every_kind_of_answer() {
    let home = Home::empty(&[("PW", "correct horse battery staple")]);
    let token = |name: &str| home.done(&["token", "issue", name, "--ttl", "10m"]);
    let ask = |code: i32, arguments: &[&str], filter: &str| {
        let answer = home.ends(code, &[arguments, &["-o", "json"]].concat());
        tool("jq", &["--exit-status", "--compact-output", filter], answer).trim_end().to_owned()
    };
    let name = "\u{202e}Ann\u{1b}[31m \"Ex\"\\ample\u{7f} €😀";

    assert_eq!(ask(0, &["init"], ".changed"), "true");
    let add = ["user", "add", "ann", "--full-name", "Ann € \"Ex\"\\ample 😀", "--password", "env:PW"];
    assert_eq!(ask(0, &add, "[.action, .user.username, .user.full_name]"), r#"["created","ann","Ann € \"Ex\"\\ample 😀"]"#);
    assert_eq!(ask(0, &["user", "show", "ann"], ".user.password.scheme"), r#""argon2id""#);
    assert_eq!(ask(0, &["user", "list"], "length"), "1");
    assert_eq!(ask(0, &["user", "check", "ann", "--password", "env:PW"], "[.accepted, .username]"), r#"[true,"ann"]"#);
    assert_eq!(ask(0, &["key", "list"], "map(.alg)"), r#"["HS256"]"#);
    assert_eq!(ask(0, &["hash", "create", "--password", "env:PW"], r#".hash | startswith("$argon2id$")"#), "true");

    // Text from a stranger's token: escaped for the terminal, and the same text again behind the parser.
    let hostile =
        home.done(&["token", "issue", "--sub", "x", "--claim", &format!("name={name}"), "--claim", "big:=12345678901234567890"]);
    let shown = home.done(&["token", "decode", &hostile, "-o", "json"]);
    assert!(!shown.contains(['\u{202e}', '\u{1b}', '\u{7f}']), "{shown}");
    assert!(shown.contains("12345678901234567890"), "{shown}");
    assert_eq!(ask(0, &["token", "decode", &hostile], ".payload.name").parse::<serde_json::Value>().unwrap(), json!(name));

    let live = token("ann");
    assert_eq!(ask(0, &["token", "verify", &live], "[.valid, .exit_code, .reason]"), "[true,0,null]");
    home.done(&["user", "disable", "ann"]);
    let why = "[.valid, .exit_code, .reason, [.checks[] | select(.ok | not).code]]";
    assert_eq!(ask(8, &["token", "verify", &live], why), r#"[false,8,"user-disabled",["USER_DISABLED","REVOKED"]]"#);
}

#[test]
fn jq_reads_a_line_for_each_thing() {
    let home = Home::new(&[]);
    for name in ["ann", "bob", "eve"] {
        home.done(&["user", "add", name, "--no-password"]);
    }
    let tokens = ["ann", "bob", "eve"].map(|name| home.done(&["token", "issue", name]));
    home.done(&["user", "delete", "bob", "--yes"]);
    let arguments = ["token", "verify", &tokens[0], &tokens[1], &tokens[2], "-o", "jsonl"];
    let lines = home.ends(8, &arguments);
    assert_eq!(lines.lines().count(), 3);
    assert_eq!(tool("jq", &["--raw-output", "[.payload.sub, .valid] | @tsv"], lines), "ann\ttrue\nbob\tfalse\neve\ttrue\n");
    let users = home.done(&["user", "list", "-o", "jsonl"]);
    assert_eq!(tool("jq", &["--raw-output", ".user.username"], users), "ann\neve\n");
}
