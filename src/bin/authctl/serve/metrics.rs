//! `GET /metrics`: counts and times of the answers, in the text format of Prometheus.
//!
//! How many logins fail is nobody else's business: it is told on this machine, and to service accounts with the scope `metrics`.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use authctl::clock::Timestamp;
use axum::{
    Extension,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};

use super::{bearer, error::Error, peer::Peer, state::Shared};

/// The scope of those who may ask from elsewhere.
const SCOPE: &str = "metrics";

/// The upper ends of the times that are told apart, in microseconds, as Prometheus writes them in seconds.
const ENDS: [(u64, &str); 11] = [
    (100, "0.0001"),
    (250, "0.00025"),
    (500, "0.0005"),
    (1_000, "0.001"),
    (5_000, "0.005"),
    (25_000, "0.025"),
    (100_000, "0.1"),
    (250_000, "0.25"),
    (500_000, "0.5"),
    (1_000_000, "1"),
    (5_000_000, "5"),
];

/// What is counted from the start on.
pub(super) struct Metrics {
    began: Timestamp,
    figures: Mutex<Figures>,
}

#[derive(Default)]
struct Figures {
    answers: BTreeMap<(&'static str, u16), u64>,
    times: BTreeMap<&'static str, Times>,
}

#[derive(Default)]
struct Times {
    below: [u64; ENDS.len()],
    count: u64,
    sum: Duration,
}

impl Metrics {
    pub(super) fn new(began: Timestamp) -> Self {
        Self { began, figures: Mutex::default() }
    }

    /// Counts an answer.
    pub(super) fn count(&self, path: &'static str, status: u16, took: Duration) {
        let mut figures = self.figures.lock().unwrap_or_else(PoisonError::into_inner);
        add(figures.answers.entry((path, status)).or_default());
        let times = figures.times.entry(path).or_default();
        let micros = took.as_micros();
        for (below, (end, _)) in times.below.iter_mut().zip(ENDS) {
            if micros <= u128::from(end) {
                add(below);
            }
        }
        add(&mut times.count);
        times.sum = times.sum.saturating_add(took);
    }

    /// The text (exposition format 0.0.4), with the numbers of jobs that wait in each queue.
    fn text(&self, waiting: &[(&str, usize)]) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = self.write(&mut text, waiting);
        text
    }

    fn write(&self, text: &mut String, waiting: &[(&str, usize)]) -> std::fmt::Result {
        let figures = self.figures.lock().unwrap_or_else(PoisonError::into_inner);
        head(text, "authctl_build_info", "gauge", "The version that runs.")?;
        writeln!(text, "authctl_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"))?;
        head(text, "process_start_time_seconds", "gauge", "When the server started, in seconds since 1970.")?;
        writeln!(text, "process_start_time_seconds {}", self.began.unix())?;
        head(text, "authctl_queue_jobs", "gauge", "Jobs that wait for a thread.")?;
        for (queue, jobs) in waiting {
            writeln!(text, "authctl_queue_jobs{{queue=\"{queue}\"}} {jobs}")?;
        }
        head(text, "authctl_http_requests_total", "counter", "Answers, by path and status.")?;
        for ((path, status), count) in &figures.answers {
            writeln!(text, "authctl_http_requests_total{{path=\"{path}\",status=\"{status}\"}} {count}")?;
        }
        let name = "authctl_http_request_duration_seconds";
        head(text, name, "histogram", "How long the answers took, by path.")?;
        for (path, times) in &figures.times {
            for (below, (_, end)) in times.below.iter().zip(ENDS) {
                writeln!(text, "{name}_bucket{{path=\"{path}\",le=\"{end}\"}} {below}")?;
            }
            writeln!(text, "{name}_bucket{{path=\"{path}\",le=\"+Inf\"}} {}", times.count)?;
            writeln!(text, "{name}_sum{{path=\"{path}\"}} {}", times.sum.as_secs_f64())?;
            writeln!(text, "{name}_count{{path=\"{path}\"}} {}", times.count)?;
        }
        Ok(())
    }
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) -> std::fmt::Result {
    writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}")
}

fn add(count: &mut u64) {
    *count = count.saturating_add(1);
}

pub(super) async fn get(state: Shared, Extension(peer): Extension<Peer>, headers: HeaderMap) -> Result<Response, Error> {
    if !peer.local {
        bearer::user(&state, &headers, Some(SCOPE)).await?;
    }
    let queues = [("readers", &state.readers), ("writers", &state.writers), ("hashers", &state.hashers)];
    let text = state.metrics.text(&queues.map(|(name, pool)| (name, pool.waiting())));
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}
