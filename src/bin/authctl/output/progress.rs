//! How far long work has come: on a terminal's stderr only.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

use super::Printer;

/// A bar, or nothing where nobody would see it.
pub(crate) struct Progress(Option<ProgressBar>);

impl Printer {
    /// A bar over work of that size, such as the bytes of a file, or of an unknown size.
    pub(crate) fn progress(self, size: Option<u64>) -> Progress {
        if self.quiet || !std::io::stderr().is_terminal() {
            return Progress(None);
        }
        let template = if size.is_some() { "{wide_bar} {percent}%  {msg}  {eta} left" } else { "{spinner} {msg}  {elapsed}" };
        let bar = size.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
        // A template of ours that did not parse would show the default.
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Progress(Some(bar))
    }

    /// The same, unless the answer runs over the terminal meanwhile.
    pub(crate) fn progress_apart(self, size: Option<u64>) -> Progress {
        if std::io::stdout().is_terminal() { Progress(None) } else { self.progress(size) }
    }
}

impl Progress {
    /// Moves on to a position in the work, after so many things of a kind. Says how many that is in a second, too.
    pub(crate) fn reach(&self, position: u64, count: u64, unit: &str) {
        if let Some(bar) = &self.0 {
            bar.set_position(position);
            let rate = u128::from(count).saturating_mul(1_000).checked_div(bar.elapsed().as_millis());
            let rate = rate.map(|rate| format!(", {rate}/s")).unwrap_or_default();
            bar.set_message(format!("{count} {unit}{rate}"));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
