//! How far long work has come: on a terminal's stderr only.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

use super::Printer;

/// A bar, or nothing where nobody would see it.
pub(crate) struct Progress(Option<ProgressBar>);

impl Printer {
    /// A bar over so many bytes of a file, or over an unknown number of them.
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
}

impl Progress {
    /// Moves on to a byte of the file, after so many rows.
    pub(crate) fn reach(&self, byte: u64, rows: u64) {
        if let Some(bar) = &self.0 {
            bar.set_position(byte);
            bar.set_message(format!("{rows} rows"));
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
