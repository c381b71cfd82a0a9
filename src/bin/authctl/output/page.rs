//! Text for people: labelled fields, tables, and how a failure looks.

use std::fmt::{self, Write};

use comfy_table::{ContentArrangement, Row, presets};

use super::{BOLD, DIM, ERROR, HINT, Safe, View};
use crate::failure::{Exit, Failure};

/// The width of the label column.
const LABEL: usize = 14;

/// A page of text being laid out. Colours are written always and removed where they are not wanted.
#[derive(Debug)]
pub(crate) struct Page {
    text: String,
    is_for_terminal: bool,
}

impl Page {
    /// Whether a person looks at it, and not the next program.
    pub(crate) const fn is_for_terminal(&self) -> bool {
        self.is_for_terminal
    }

    /// A line as it is; the caller has escaped what came from others.
    pub(crate) fn line(&mut self, line: impl fmt::Display) -> fmt::Result {
        writeln!(self.text, "{line}")
    }

    /// A heading.
    pub(crate) fn heading(&mut self, heading: &str) -> fmt::Result {
        writeln!(self.text, "{BOLD}{}{BOLD:#}", Safe(heading))
    }

    /// A label and its value, escaped.
    pub(crate) fn field(&mut self, label: &str, value: impl fmt::Display) -> fmt::Result {
        self.styled_field(label, Safe(&value.to_string()))
    }

    /// A label and a value that holds colours; the caller has escaped what came from others.
    pub(crate) fn styled_field(&mut self, label: &str, value: impl fmt::Display) -> fmt::Result {
        writeln!(self.text, "  {DIM}{label:<LABEL$}{DIM:#} {value}")
    }

    /// The same where there is a value.
    pub(crate) fn optional(&mut self, label: &str, value: Option<impl fmt::Display>) -> fmt::Result {
        value.map_or(Ok(()), |value| self.field(label, value))
    }
}

/// A table for `list` commands: a header, a row a thing, cells escaped.
#[derive(Debug)]
pub(crate) struct Table {
    inner: comfy_table::Table,
    empty: &'static str,
}

impl Table {
    /// A table with these column heads; `empty` is said where no row comes.
    pub(crate) fn new(heads: &[&str], empty: &'static str) -> Self {
        let mut inner = comfy_table::Table::new();
        inner
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Disabled)
            .set_header(heads.iter().copied());
        Self { inner, empty }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut row = Row::from(cells.into_iter().map(|cell| Safe(&cell).to_string()));
        row.max_height(1);
        self.inner.add_row(row);
    }

    /// Cuts cells that would make lines longer than that. For terminals alone: the next program gets everything.
    pub(crate) fn fit(&mut self, columns: u16) {
        self.inner.set_content_arrangement(ContentArrangement::Dynamic).set_width(columns).set_truncation_indicator("…");
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.inner.is_empty() {
            return writeln!(f, "{}", self.empty);
        }
        self.inner.lines().try_for_each(|line| writeln!(f, "{}", line.trim_end()))
    }
}

/// The text of a view.
pub(crate) fn render(view: &impl View, is_for_terminal: bool) -> Result<String, Failure> {
    let mut page = Page { text: String::new(), is_for_terminal };
    view.text(&mut page)
        .map_err(|error| Failure::new(Exit::Internal, "internal", "the answer could not be laid out").caused_by(error))?;
    Ok(page.text)
}

/// How a failure looks: the fact, its causes, what to do.
pub(crate) fn failure(failure: &Failure) -> String {
    let mut text = format!("{ERROR}error:{ERROR:#} {}\n", Safe(&failure.message));
    for cause in &failure.causes {
        let _ = writeln!(text, "  {DIM}caused by:{DIM:#} {}", Safe(cause));
    }
    for hint in &failure.hints {
        let _ = writeln!(text, "  {HINT}hint:{HINT:#} {}", Safe(hint));
    }
    text
}
