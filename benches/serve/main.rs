//! How fast `authctl serve` answers, against the FastAPI tutorial's service over the same user file, and against the machine's own limit.
//! Both run in turn under the same load generator, so that the machine's speed and load cancel out.
//!
//! `cargo bench --bench serve` takes a minute. It wants `wrk`; `tests/interop/setup`, which it calls, fetches FastAPI and uvicorn.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench reads the clock, counts what is small, and ends by a panic"
)]

mod load;
mod servers;
#[path = "../speed/table.rs"]
mod table;

use std::{
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use authctl::{
    password::{Hasher, PasswordHash, Verdict},
    secret::Password,
};

use crate::{
    load::{Flood, Load},
    servers::{Home, PASSWORD},
    table::{Table, Target},
};

/// Rounds; the median counts.
const ROUNDS: usize = 3;
/// How long a server is under load each time.
const TIME: Duration = Duration::from_secs(4);

fn main() {
    load::require_wrk();
    let home = Home::new();
    let (ours, theirs) = (home.authctl(), home.fastapi());
    let (our_token, their_token) = (load::log_in(&ours.url), load::log_in(&theirs.url));
    let mut table = Table::begin();

    let me = |url: &str, token: &str| Load::get(&format!("{url}/users/me"), token).connections(16).run(TIME).per_second;
    let ratio = median(|| me(&ours.url, &our_token) / me(&theirs.url, &their_token));
    table.row("GET /users/me, answers a second", "FastAPI", ratio, &Target::AtLeast(10.0));

    let login = |url: &str| Load::login(url).connections(16).run(TIME).per_second;
    let hash = home.hash();
    let mut rivals = Vec::new();
    let ratio = median(|| {
        let answers = login(&ours.url);
        rivals.push(answers / login(&theirs.url));
        answers / hashes_a_second(&hash)
    });
    table.row("POST /token, answers a second", "hashes of the same cost", ratio, &Target::AtLeast(0.9));
    table.row("POST /token, answers a second", "FastAPI", middle(rivals), &Target::None);

    let p99 = || Load::get(&format!("{}/users/me", ours.url), &our_token).connections(4).run(TIME).p99.as_secs_f64();
    let ratio = median(|| {
        let idle = p99();
        let flood = Flood::begin(&ours.url, TIME + Duration::from_secs(2));
        let flooded = p99();
        flood.end();
        flooded / idle
    });
    table.row("GET /users/me, p99 under a flood of logins", "p99 without", ratio, &Target::AtMost(5.0));
    table.end();
}

/// How many hashes all cores verify in a second.
fn hashes_a_second(hash: &PasswordHash) -> f64 {
    let (count, ended) = (AtomicU64::new(0), AtomicBool::new(false));
    let began = Instant::now();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().unwrap().get() {
            scope.spawn(|| {
                let (mut hasher, password) = (Hasher::new(), Password::new(PASSWORD.as_bytes().to_vec()));
                while !ended.load(Ordering::Relaxed) {
                    assert_eq!(hasher.verify(&password, hash).unwrap(), Verdict::Match);
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        thread::sleep(TIME);
        ended.store(true, Ordering::Relaxed);
    });
    count.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64()
}

fn median(mut round: impl FnMut() -> f64) -> f64 {
    middle((0..ROUNDS).map(|_| round()).collect())
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    *values.get(values.len() / 2).unwrap()
}
