//! The memory of `token verify`, which must not depend on how many tokens come.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    process::Stdio,
    thread,
};

use authctl::keys::Algorithm;

use crate::{
    batch,
    table::{Table, Target},
    work::Batch,
};

pub(crate) fn measure(table: &mut Table) {
    let batch = Batch::new(Algorithm::Hs256);
    let (few, many) = (peak(&batch, 10_000), peak(&batch, 1_000_000));
    table.row("memory, 1,000,000 tokens", "10,000 tokens", many / few, &Target::AtMost(1.1));
}

/// The most memory that the command has had resident, in KiB, when that many tokens have gone through it and it waits for more.
fn peak(batch: &Batch, count: usize) -> f64 {
    let mut child = batch::verify(batch).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let block: String = batch.tokens.iter().flat_map(|token| [token, "\n"]).collect();
    let rounds = count / batch.tokens.len();
    thread::scope(|scope| {
        let input = &mut input;
        scope.spawn(move || {
            for _ in 0..rounds {
                input.write_all(block.as_bytes()).unwrap();
            }
        });
        let reports = output.split(b'\n').take(count).filter(|line| !line.as_ref().unwrap().is_empty()).count();
        assert_eq!(reports, count);
    });
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(input);
    assert!(child.wait().unwrap().success());
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}
