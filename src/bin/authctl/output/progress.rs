//! How far long work has come: a line on a terminal's stderr, drawn over and over, and nothing anywhere else.
//!
//! The crates that draw such lines bring their own terminal layer and floating-point mathematics, which every start of the command
//! would load; a bar and three numbers need neither.

use std::{
    cell::Cell,
    io::{IsTerminal, Write},
    time::{Duration, Instant},
};

use super::Printer;

/// The time between two drawings.
const EVERY: Duration = Duration::from_millis(100);

/// A line about work under way, or nothing where nobody would see it.
pub(crate) struct Progress(Option<Line>);

struct Line {
    /// The size of the work, where it is known.
    size: Option<u64>,
    began: Instant,
    /// When it was last drawn, after the beginning.
    drawn: Cell<Option<Duration>>,
}

impl Printer {
    /// A line on work of that size, such as the bytes of a file, or of an unknown size.
    #[expect(clippy::disallowed_methods, reason = "how long the work takes is shown, and nothing else depends on it")]
    pub(crate) fn progress(self, size: Option<u64>) -> Progress {
        let seen = !self.quiet && std::io::stderr().is_terminal();
        Progress(seen.then(|| Line { size, began: Instant::now(), drawn: Cell::new(None) }))
    }

    /// The same, unless the answer runs over the terminal meanwhile.
    pub(crate) fn progress_apart(self, size: Option<u64>) -> Progress {
        if std::io::stdout().is_terminal() { Progress(None) } else { self.progress(size) }
    }
}

impl Progress {
    /// Moves on to a position in the work, after so many things of a kind. Says how many that is in a second, too.
    pub(crate) fn reach(&self, position: u64, count: u64, unit: &str) {
        if let Some(line) = &self.0 {
            line.reach(position, count, unit);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.0.as_ref().is_some_and(|line| line.drawn.get().is_some()) {
            draw("");
        }
    }
}

impl Line {
    fn reach(&self, position: u64, count: u64, unit: &str) {
        let elapsed = self.began.elapsed();
        if self.drawn.get().is_some_and(|drawn| elapsed.saturating_sub(drawn) < EVERY) {
            return;
        }
        self.drawn.set(Some(elapsed));
        let columns = rustix::termios::tcgetwinsize(std::io::stderr()).map_or(80, |size| size.ws_col);
        draw(&text(self.size, position, &told(count, unit, elapsed), elapsed, columns.into()));
    }
}

/// `2500 rows, 1250/s`
fn told(count: u64, unit: &str, elapsed: Duration) -> String {
    let rate = u128::from(count).saturating_mul(1_000).checked_div(elapsed.as_millis());
    format!("{count} {unit}{}", rate.map(|rate| format!(", {rate}/s")).unwrap_or_default())
}

/// A bar over what room the numbers leave, or the numbers alone; never wider than the terminal.
fn text(size: Option<u64>, position: u64, told: &str, elapsed: Duration, columns: usize) -> String {
    let columns = columns.saturating_sub(1);
    let Some(size) = size else { return format!("{told}  {} s", elapsed.as_secs()).chars().take(columns).collect() };
    let left = elapsed.as_secs().saturating_mul(size.saturating_sub(position)).checked_div(position).unwrap_or(0);
    let numbers = format!("{}%  {told}  {left} s left", share(position, size, 100));
    let room = columns.saturating_sub(numbers.chars().count()).saturating_sub(1);
    let full = share(position, size, room);
    let bar = format!("{}{} ", "█".repeat(full), "░".repeat(room.saturating_sub(full)));
    bar.chars().chain(numbers.chars()).take(columns).collect()
}

/// What part of `whole` is done; of nothing to do, all.
fn share(position: u64, size: u64, whole: usize) -> usize {
    let done = u128::from(position.min(size)).saturating_mul(u128::try_from(whole).unwrap_or(u128::MAX));
    done.checked_div(size.into()).and_then(|done| usize::try_from(done).ok()).unwrap_or(whole)
}

/// Puts a text in place of the terminal's line; a stderr that is gone stops nothing.
fn draw(text: &str) {
    let mut stderr = std::io::stderr().lock();
    let _ = write!(stderr, "\r\u{1b}[K{text}");
    let _ = stderr.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOUR: Duration = Duration::from_secs(4);

    #[test]
    fn a_bar_fills_the_room_that_the_numbers_leave() {
        let line = text(Some(200), 50, &told(50, "rows", FOUR), FOUR, 50);
        assert_eq!(line, format!("{}{} 25%  50 rows, 12/s  12 s left", "█".repeat(4), "░".repeat(15)));
        assert_eq!(line.chars().count(), 49);
    }

    #[test]
    fn work_of_unknown_size_is_numbers_alone() {
        assert_eq!(text(None, 50, &told(50, "lines", FOUR), FOUR, 80), "50 lines, 12/s  4 s");
    }

    #[test]
    fn nothing_divides_by_zero_or_wraps() {
        assert_eq!(text(Some(0), 0, &told(0, "rows", Duration::ZERO), Duration::ZERO, 26), "██ 100%  0 rows  0 s left");
        assert_eq!(text(Some(9), 3, "3 rows", FOUR, 10), " 33%  3 r");
        assert!(text(Some(u64::MAX), u64::MAX, "rows", FOUR, 60).contains("100%"));
        assert_eq!(text(None, 0, "rows", FOUR, 0), "");
    }
}
