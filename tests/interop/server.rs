//! The FastAPI service, started on the loopback interface.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::Value;
use ureq::Agent;

use crate::peers::{SOURCES, python_with_libraries};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running service, which ends with this value.
pub(crate) struct Server {
    process: Child,
    address: String,
    agent: Agent,
}

impl Server {
    /// Starts the service with those settings and waits until it listens.
    pub(crate) fn start(settings: &[(&str, &str)]) -> Self {
        let mut process = Command::new(python_with_libraries())
            .args(["-B", &format!("{SOURCES}/fastapi_app.py")])
            .envs(settings.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        assert!(!port.is_empty(), "the service did not start: {:?}", process.wait());
        Self::running(process, format!("http://127.0.0.1:{}", port.trim()))
    }

    /// Another service that listens already.
    pub(crate) fn running(process: Child, address: String) -> Self {
        // The service is on this machine: no proxy of the environment is between.
        let config = Agent::config_builder().proxy(None).http_status_as_error(false).timeout_global(Some(PATIENCE));
        Self { process, address, agent: config.build().into() }
    }

    /// The OAuth 2 password flow: the status, and the answer.
    pub(crate) fn log_in(&self, username: &str, password: &str) -> (u16, Value) {
        let form = [("grant_type", "password"), ("username", username), ("password", password)];
        answer(self.agent.post(format!("{}/token", self.address)).send_form(form))
    }

    /// Who the service takes the bearer of this token for: the status, and the answer. The header is a line as curl takes it.
    pub(crate) fn me(&self, header: &str) -> (u16, Value) {
        let (name, value) = header.split_once(": ").unwrap();
        answer(self.agent.get(format!("{}/users/me", self.address)).header(name, value).call())
    }

    /// The status of the answer to a request with that header.
    #[cfg(feature = "serve")]
    pub(crate) fn status(&self, header: &str) -> u16 {
        let (name, value) = header.split_once(": ").unwrap();
        self.agent.get(format!("{}/users/me", self.address)).header(name, value).call().unwrap().status().as_u16()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

fn answer(response: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> (u16, Value) {
    let mut response = response.unwrap();
    let body = response.body_mut().read_to_string().unwrap();
    (response.status().as_u16(), serde_json::from_str(&body).unwrap_or_else(|_| panic!("not JSON: {body}")))
}
