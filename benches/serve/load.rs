//! wrk, and what it reports.

use std::{
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;

use crate::servers::PASSWORD;

/// Says what to install, where it is missing.
pub(crate) fn require_wrk() {
    let found = Command::new("wrk").arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(found.is_ok(), "please install wrk");
}

/// Requests to one URL over a number of connections, each as soon as the one before is answered.
pub(crate) struct Load(Command);

/// What came of it.
pub(crate) struct Report {
    pub(crate) per_second: f64,
    /// The time that 99 of 100 answers took at most.
    pub(crate) p99: Duration,
}

impl Load {
    /// GET with a bearer token.
    pub(crate) fn get(url: &str, token: &str) -> Self {
        let mut wrk = Command::new("wrk");
        wrk.args(["-t1", "--latency", "-H", &format!("Authorization: Bearer {token}"), url]);
        Self(wrk)
    }

    /// Logins.
    pub(crate) fn login(url: &str) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/serve/login.lua");
        let mut wrk = Command::new("wrk");
        wrk.args(["-t1", "--latency", "--timeout", "30s", "-s", script, &format!("{url}/token")]);
        Self(wrk)
    }

    pub(crate) fn connections(mut self, count: u32) -> Self {
        self.0.arg(format!("-c{count}"));
        self
    }

    /// Runs it for so long. Every answer must be a good one.
    pub(crate) fn run(mut self, time: Duration) -> Report {
        let output = self.0.arg(format!("-d{}s", time.as_secs())).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && !text.contains("Non-2xx") && !text.contains("Socket errors"), "{text}");
        let after = |label: &str| text.lines().find_map(|line| line.trim().strip_prefix(label)).unwrap().trim().to_owned();
        Report { per_second: after("Requests/sec:").parse().unwrap(), p99: duration(&after("99%")) }
    }
}

/// A time as wrk writes it: `1.23ms`.
fn duration(text: &str) -> Duration {
    let end = text.find(|letter: char| letter.is_ascii_alphabetic()).unwrap();
    let (number, unit) = text.split_at(end);
    let scale = match unit {
        "us" => 1e-6,
        "ms" => 1e-3,
        "s" => 1.0,
        other => panic!("a time in {other}"),
    };
    Duration::from_secs_f64(number.parse::<f64>().unwrap() * scale)
}

/// Logins without end on more connections than there are threads that hash.
pub(crate) struct Flood(Child);

impl Flood {
    pub(crate) fn begin(url: &str, time: Duration) -> Self {
        let mut load = Load::login(url).connections(48);
        let child = load.0.arg(format!("-d{}s", time.as_secs())).stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_secs(1));
        Self(child)
    }

    pub(crate) fn end(mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The token of a login.
pub(crate) fn log_in(url: &str) -> String {
    let form = [("username", "johndoe"), ("password", PASSWORD)];
    let agent: ureq::Agent = ureq::Agent::config_builder().proxy(None).build().into();
    let text = agent.post(format!("{url}/token")).send_form(form).unwrap().body_mut().read_to_string().unwrap();
    let answer: Value = serde_json::from_str(&text).unwrap();
    answer.get("access_token").and_then(Value::as_str).unwrap().to_owned()
}
