//! Runs the `console` blocks of a Markdown file in one bash session and compares what is shown with what stands there.
//!
//! `$ ` begins a command and `> ` continues it. After it stand the lines of stdout, then those of stderr, each behind `! `, and
//! `? N` where the exit code is not 0. `[..]` matches anything within a line. Tokens, hashes, ids, instants and the test's own
//! folder are shown by name; a document shows them as they are, and by name they are compared. `TRANSCRIPTS=overwrite` writes what
//! was shown into the file.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use regex::Regex;

/// How the two streams of a command are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Streams {
    /// stdout, then stderr behind `! `.
    Apart,
    /// As on a terminal; for documents.
    Together,
}

/// The home folder of a document's reader.
pub(crate) const READER: &str = "/home/ann";

struct Step {
    command: String,
    /// The lines of the file that this step's output takes.
    shown: std::ops::Range<usize>,
}

/// Runs the transcript and fails with a comparison where it differs.
pub(crate) fn check(file: &Path, streams: Streams) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let lines: Vec<&str> = text.lines().collect();
    let steps = steps(&lines);
    assert!(!steps.is_empty(), "{} has no ```console block with a command", file.display());
    let actual = run(&steps, streams);
    let mut wrong = String::new();
    let mut renewed = Vec::new();
    let mut copied = 0;
    for (step, actual) in steps.iter().zip(&actual) {
        let expected = &lines[step.shown.clone()];
        let agrees = agrees(expected, actual, streams);
        if !agrees {
            let _ =
                write!(wrong, "\n$ {}\n--- expected\n{}\n--- shown\n{}\n", step.command, expected.join("\n"), actual.join("\n"));
        }
        renewed.extend(lines[copied..step.shown.start].iter().map(|line| (*line).to_owned()));
        if agrees {
            renewed.extend(expected.iter().map(|line| (*line).to_owned()));
        } else {
            renewed.extend(kept_patterns(expected, actual));
        }
        copied = step.shown.end;
    }
    renewed.extend(lines[copied..].iter().map(|line| (*line).to_owned()));
    if wrong.is_empty() {
        return;
    }
    if std::env::var_os("TRANSCRIPTS").is_some_and(|mode| mode == "overwrite") {
        fs::write(file, renewed.join("\n") + "\n").unwrap();
    } else {
        if wrong.contains(": command not found") {
            let _ = writeln!(wrong, "\na command is missing: tests/run fetches what the tests run, or names it");
        }
        panic!("{} shows something else (TRANSCRIPTS=overwrite takes it over):\n{wrong}", file.display());
    }
}

fn steps(lines: &[&str]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for (number, line) in lines.iter().enumerate() {
        match *line {
            "```console" => inside = true,
            "```" => inside = false,
            _ if !inside => {}
            _ if line.starts_with("$ ") => steps.push(Step { command: line[2..].to_owned(), shown: number + 1..number + 1 }),
            _ => {
                let step = steps.last_mut().expect("a block begins with a command");
                match line.strip_prefix("> ") {
                    Some(more) if step.shown.is_empty() => {
                        step.command.push('\n');
                        step.command.push_str(more);
                        step.shown = number + 1..number + 1;
                    }
                    _ => step.shown.end = number + 1,
                }
            }
        }
    }
    steps
}

/// Runs all commands in one bash, in a folder of their own that is also their home.
fn run(steps: &[Step], streams: Streams) -> Vec<Vec<String>> {
    let home = tempfile::tempdir().unwrap();
    let out = tempfile::tempdir().unwrap();
    let mut script = String::from("umask 022\n");
    for (number, step) in steps.iter().enumerate() {
        fs::write(out.path().join(format!("{number}.command")), &step.command).unwrap();
        let redirect = match streams {
            Streams::Apart => format!(r#">"$OUT/{number}.out" 2>"$OUT/{number}.err""#),
            Streams::Together => format!(r#">"$OUT/{number}.out" 2>&1"#),
        };
        let _ = writeln!(
            script,
            r#"{{ eval "$(cat "$OUT/{number}.command")"; }} {redirect} </dev/null; echo $? >"$OUT/{number}.code""#
        );
    }
    let status = Command::new("bash")
        .args(["--norc", "-c", &script])
        .current_dir(home.path())
        .env_clear()
        .env("PATH", path_with_authctl())
        .env("HOME", home.path())
        .env("LANG", "C.UTF-8")
        .env("OUT", out.path())
        .stdin(Stdio::null())
        .status()
        .expect("bash runs");
    assert!(status.success(), "bash ended with {status}");
    let names = Names::new(home.path());
    let present = |text: String| {
        if streams == Streams::Together { text.replace(&home.path().display().to_string(), READER) } else { names.apply(&text) }
    };
    let read = |name: String| fs::read(out.path().join(name)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    (0..steps.len())
        .map(|number| {
            let mut shown: Vec<String> = present(read(format!("{number}.out")).unwrap()).lines().map(str::to_owned).collect();
            let errors = read(format!("{number}.err")).unwrap_or_default();
            shown.extend(present(errors).lines().map(|line| format!("! {line}")));
            let code = read(format!("{number}.code")).unwrap();
            if code.trim() != "0" {
                shown.push(format!("? {}", code.trim()));
            }
            shown
        })
        .collect()
}

/// Where to look for programs, authctl first.
pub(crate) fn path_with_authctl() -> String {
    let folder = PathBuf::from(env!("CARGO_BIN_EXE_authctl")).parent().unwrap().to_owned();
    format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default())
}

/// What differs from run to run, and the name it is shown by.
struct Names(Vec<(Regex, &'static str)>);

impl Names {
    fn new(home: &Path) -> Self {
        let table = [
            (regex::escape(&home.display().to_string()), "[dir]"),
            (r"\beyJ[\w-]+\.[\w-]+\.[\w-]*".to_owned(), "[token]"),
            (r"\$(argon2id?|argon2d|scrypt|pbkdf2-sha256|2[aby])\$[./A-Za-z0-9$=,+]+".to_owned(), "[hash]"),
            (r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b".to_owned(), "[id]"),
            (r"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ".to_owned(), "[time]"),
            (r"\b1[789]\d{8}\b".to_owned(), "[unix]"),
            (r"\b(\d+[ydhms] ?){1,2} ago\b".to_owned(), "[ago]"),
            (r"\bin (\d+[ydhms] ?)*\d+[ydhms]\b".to_owned(), "[in]"),
            (r#"("remaining_s": ?)\d+"#.to_owned(), "${1}[n]"),
            (r"(^|[^\w-])[\w-]{42}[AEIMQUYcgkosw048]($|[^\w-])".to_owned(), "${1}[kid]${2}"),
        ];
        Self(table.into_iter().map(|(pattern, name)| (Regex::new(&format!("(?m){pattern}")).unwrap(), name)).collect())
    }

    fn apply(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (pattern, name)| pattern.replace_all(&text, *name).into_owned())
    }
}

/// Whether what stands in the file is what was shown; in a document but for what differs from run to run.
pub(crate) fn agrees(expected: &[&str], actual: &[String], streams: Streams) -> bool {
    if streams == Streams::Apart {
        return same(expected, actual);
    }
    let names = Names::new(Path::new(READER));
    let expected: Vec<String> = expected.iter().map(|line| names.apply(line)).collect();
    let actual: Vec<String> = actual.iter().map(|line| names.apply(line)).collect();
    same(&expected.iter().map(String::as_str).collect::<Vec<_>>(), &actual)
}

/// What was shown, where a line with `[..]` still matches by that line.
fn kept_patterns(expected: &[&str], actual: &[String]) -> Vec<String> {
    let mut patterns: Vec<&str> = expected.iter().copied().filter(|line| line.contains("[..]")).collect();
    let mut kept = |line: &String| {
        let found = patterns.iter().position(|pattern| line_matches(pattern, line))?;
        Some(patterns.remove(found).to_owned())
    };
    actual.iter().map(|line| kept(line).unwrap_or_else(|| line.clone())).collect()
}

fn same(expected: &[&str], actual: &[String]) -> bool {
    expected.len() == actual.len() && expected.iter().zip(actual).all(|(expected, actual)| line_matches(expected, actual))
}

fn line_matches(expected: &str, actual: &str) -> bool {
    // What was done just now was done a second ago on a slow machine.
    let (expected, actual) = (&expected.replace("(now)", "([ago])"), &actual.replace("(now)", "([ago])"));
    if expected == actual {
        return true;
    }
    if !expected.contains("[..]") {
        return false;
    }
    let pattern = expected.split("[..]").map(regex::escape).collect::<Vec<_>>().join(".*");
    Regex::new(&format!("^{pattern}$")).unwrap().is_match(actual)
}
