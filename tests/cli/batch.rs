//! Tokens by the line: prompt, in order, in bounded memory.

use std::{
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Read, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    thread,
    time::Duration,
};

const SECRET: &str = "01234567890123456789012345678901";

fn authctl(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_authctl"));
    command.args(arguments).env_clear().env("HOME", "/nonexistent").env("SECRET", SECRET);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn start(arguments: &[&str]) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut child = authctl(arguments).spawn().unwrap();
    let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    (child, input, BufReader::new(output))
}

const VERIFY: [&str; 5] = ["token", "verify", "--secret", "env:SECRET", "-ojsonl"];

fn tokens(count: &str) -> Vec<String> {
    let issued = authctl(&["token", "issue", "--sub", "ann", "--secret", "env:SECRET", "--count", count]).output().unwrap();
    assert!(issued.status.success(), "{}", String::from_utf8_lossy(&issued.stderr));
    String::from_utf8(issued.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn a_producer_that_waits_for_each_answer_gets_it() {
    let (mut child, mut input, mut output) = start(&VERIFY);
    for token in tokens("3") {
        writeln!(input, "{token}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert!(line.starts_with(r#"{"schema":"authctl.token/1","valid":true,"#), "{line}");
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_batch_of_orders_is_served_as_it_comes() {
    let home = tempfile::tempdir().unwrap();
    let in_home = |arguments: &[&str]| {
        let mut command = authctl(arguments);
        command.env("HOME", home.path());
        command
    };
    assert!(in_home(&["init", "-q"]).output().unwrap().status.success());
    let mut child = in_home(&["token", "issue", "--batch", "-"]).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for _ in 0..3 {
        writeln!(input, r#"{{"sub":"ci"}}"#).unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let verified = in_home(&["token", "verify", line.trim_end(), "--no-user-check", "-q"]).output().unwrap();
        assert_eq!(verified.status.code(), Some(0), "{line}");
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// The most memory that a process has had, in KiB.
fn peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn two_hundred_thousand_lines_come_out_in_order_and_in_bounded_memory() {
    const LINES: usize = 200_000;
    let (mut child, mut input, output) = start(&["token", "decode", "-ojsonl", "--field", "/n"]);
    let producer = thread::spawn(move || {
        let mut text = String::new();
        for number in 0..LINES {
            let payload = authctl::token::base64url::encode(format!(r#"{{"n":{number}}}"#).as_bytes());
            writeln!(text, "eyJhbGciOiJIUzI1NiJ9.{payload}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").unwrap();
            if text.len() > 1 << 16 {
                input.write_all(text.as_bytes()).unwrap();
                text.clear();
            }
        }
        input.write_all(text.as_bytes()).unwrap();
        input
    });
    let mut number = 0;
    for line in output.lines().take(LINES) {
        assert_eq!(line.unwrap(), number.to_string());
        number += 1;
    }
    assert_eq!(number, LINES);
    let input = producer.join().unwrap();
    let peak = peak(&child);
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(peak < 64 << 10, "{peak} KiB");
}

#[test]
fn a_line_without_an_end_is_refused_at_once_and_takes_no_memory() {
    let (mut child, mut input, mut output) = start(&["token", "decode", "-ojsonl"]);
    let piece = vec![b'a'; 1 << 20];
    for _ in 0..64 {
        input.write_all(&piece).unwrap();
    }
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    assert!(line.contains(r#""code":"TOO_BIG""#), "{line}");
    let peak = peak(&child);
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert!(peak < 32 << 10, "{peak} KiB");
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly_though_the_producer_stays() {
    let (mut child, mut input, mut output) = start(&VERIFY);
    let token = tokens("1").remove(0);
    writeln!(input, "{token}").unwrap();
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    drop(output);
    writeln!(input, "{token}").unwrap();
    for _ in 0..1000 {
        if let Some(status) = child.try_wait().unwrap() {
            let mut said = String::new();
            child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            assert_eq!((status.code(), said.as_str()), (Some(0), ""));
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    panic!("it waits for a producer, though nobody reads");
}

#[test]
fn an_interrupt_ends_the_run_as_shells_expect() {
    use std::os::unix::process::ExitStatusExt;
    // What a test runner in the background ignores, its children ignore as well, unless it is set back.
    let mut command = Command::new("env");
    command.args(["--default-signal=INT", env!("CARGO_BIN_EXE_authctl")]).args(VERIFY);
    command.env("HOME", "/nonexistent").env("SECRET", SECRET).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    writeln!(input, "x").unwrap();
    output.read_line(&mut String::new()).unwrap();
    let id = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
    let status = child.wait().unwrap();
    // A shell shows 128 + 2.
    assert_eq!(status.signal().map(|signal| signal + 128).or(status.code()), Some(130));
}

#[test]
fn revocations_count_from_the_next_line_on() {
    let home = tempfile::tempdir().unwrap();
    let in_home = |arguments: &[&str]| {
        let mut command = authctl(arguments);
        command.env("HOME", home.path());
        command
    };
    assert!(in_home(&["init", "-q"]).output().unwrap().status.success());
    assert!(in_home(&["user", "add", "ann", "--no-password"]).output().unwrap().status.success());
    let token = String::from_utf8(in_home(&["token", "issue", "ann"]).output().unwrap().stdout).unwrap();
    let mut child = in_home(&["token", "verify", "-ojsonl", "--field", "/sub"]).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    let mut answer = || {
        input.write_all(token.as_bytes()).unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        line
    };
    // Asked twice, so that each worker may remember the user.
    for _ in 0..4 {
        assert_eq!(answer(), "\"ann\"\n");
    }
    assert!(in_home(&["user", "disable", "ann"]).output().unwrap().status.success());
    for _ in 0..4 {
        assert_eq!(answer(), "null\n");
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(8));
}
