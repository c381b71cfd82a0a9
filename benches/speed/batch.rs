//! A hundred thousand tokens through `token verify`, whole process, against other libraries' loops and the backend's bare signature
//! check.

use std::{
    fs::File,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use authctl::keys::{Algorithm, VerifyingKey};

use crate::{
    peers::{self, Resident},
    table::{Table, Target},
    turns,
    work::{AUDIENCE, Batch, ISSUER},
};

const TOKENS: usize = 100_000;
const TIME: Duration = Duration::from_secs(15);

/// What comes back for a token: what the rivals give, and what they do not.
#[derive(Clone, Copy, PartialEq)]
enum Answer {
    /// The payload, as the rivals return it.
    Payload,
    /// The report, with header, times and every check.
    Report,
}

/// The tokens of one turn of a rival that is much slower.
const FEWER: usize = 5_000;

pub(crate) fn measure(table: &mut Table) {
    for algorithm in [Algorithm::Hs256, Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa] {
        let batch = Batch::new(algorithm);
        let tokens = batch.file(TOKENS);
        let fewer = batch.file(FEWER);
        accepts_all(&batch, &fewer);
        let arguments = [algorithm.name(), batch.key_file.as_str(), fewer.as_str(), ISSUER, AUDIENCE];
        let mut node = Resident::start("verify.mjs", &arguments);
        let mut python = Resident::start("verify.py", &arguments);
        let signatures = Signatures::of(&batch);
        let each = |seconds: f64, count: usize| seconds / count as f64;
        for (answer, name) in [(Answer::Payload, "payload"), (Answer::Report, "report")] {
            let ratios = turns::take(
                TIME,
                || each(turns::seconds(|| whole(&batch, &tokens, answer)), TOKENS),
                &mut [&mut || each(node.turn(), FEWER), &mut || each(python.turn(), FEWER), &mut || {
                    each(turns::seconds(|| signatures.check(TOKENS)), TOKENS)
                }],
            );
            let (node, raw) = match (algorithm, answer) {
                (Algorithm::Hs256, Answer::Payload) => (Target::AtLeast(7.0), Target::None),
                (Algorithm::Hs256, Answer::Report) => (Target::None, Target::None),
                _ => (Target::None, Target::AtLeast(0.9)),
            };
            let rivals = [("fast-jwt", node), ("PyJWT", Target::None), ("signature checks alone", raw)];
            for ((rival, target), ratio) in rivals.into_iter().zip(ratios) {
                table.row(&format!("verify {TOKENS} {algorithm}, {name}, times as fast"), rival, ratio, &target);
            }
        }
    }
}

/// The command with the demands that every rival makes.
pub(crate) fn verify(batch: &Batch) -> Command {
    let flag = if batch.key.algorithm() == Algorithm::Hs256 { "--secret" } else { "--key" };
    let mut command = peers::authctl();
    command.args(["token", "verify", "-o", "jsonl", "--issuer", ISSUER, "--audience", AUDIENCE]);
    command.args(["--alg", batch.key.algorithm().name(), flag, &format!("@{}", batch.key_file)]);
    command
}

/// Every token is accepted, else there is nothing to time.
fn accepts_all(batch: &Batch, tokens: &str) {
    let output = verify(batch).stdin(File::open(tokens).unwrap()).output().unwrap();
    let valid = String::from_utf8(output.stdout).unwrap().matches("\"valid\":true").count();
    assert_eq!(valid, FEWER, "{}", String::from_utf8_lossy(&output.stderr));
}

fn whole(batch: &Batch, tokens: &str, answer: Answer) {
    let mut command = verify(batch);
    if answer == Answer::Payload {
        command.args(["--part", "payload"]);
    }
    let status = command.stdin(File::open(tokens).unwrap()).stdout(Stdio::null()).status().unwrap();
    assert!(status.success());
}

/// What the backend checks of the tokens, and nothing around it.
struct Signatures {
    key: VerifyingKey,
    algorithm: Algorithm,
    signed: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Signatures {
    fn of(batch: &Batch) -> Self {
        let signed = batch.tokens.iter().map(|token| {
            let message = token.rsplit_once('.').unwrap().0.as_bytes().to_vec();
            let signature = batch.key.sign(&message).unwrap();
            (message, signature)
        });
        Self { key: batch.key.verifying_key(), algorithm: batch.key.algorithm(), signed: signed.collect() }
    }

    /// Checks that many, over all cores, with a key that is parsed once.
    fn check(&self, count: usize) {
        let cores = thread::available_parallelism().unwrap().get();
        thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(|| {
                    for (message, signature) in self.signed.iter().cycle().take(count / cores) {
                        assert!(self.key.verify(self.algorithm, message, signature));
                    }
                });
            }
        });
    }
}
