//! How fast, as ratios: each figure against another tool or a limit that ran in turn with it, so that the machine's own speed and
//! load cancel out.
//!
//! `cargo bench` prints all figures, `cargo bench -- hashes` those of one subject: `start`, `commands`, `hashes`, `batch`, `memory`,
//! `import`, `crowd`.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench reads the clock, counts what is small, and ends by a panic"
)]

mod batch;
mod commands;
mod crowd;
mod hashes;
mod import;
mod memory;
mod peers;
mod start;
mod table;
mod turns;
mod work;

use table::Table;

/// Measures one subject.
type Subject = fn(&mut Table);

const SUBJECTS: [(&str, Subject); 7] = [
    ("start", start::measure),
    ("commands", commands::measure),
    ("hashes", hashes::measure),
    ("batch", batch::measure),
    ("memory", memory::measure),
    ("import", import::measure),
    ("crowd", crowd::measure),
];

fn main() {
    // Cargo passes `--bench` along.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if let Some(unknown) = wanted.iter().find(|name| SUBJECTS.iter().all(|(subject, _)| subject != name)) {
        eprintln!("there is no subject {unknown}; there are {}", SUBJECTS.map(|(subject, _)| subject).join(", "));
        return;
    }
    peers::set_up();
    let mut table = Table::begin();
    for (name, measure) in SUBJECTS {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            measure(&mut table);
        }
    }
    table.end();
}
