//! Lists of any length: JSON as they come, text as a table at the end.

use std::io::{BufWriter, Stdout, Write};

use serde::Serialize;

use super::{Format, Printer, Table, json};
use crate::failure::Failure;

/// A list being shown: an array in JSON, a line each in JSONL, a table as text.
pub(crate) struct Listing {
    printer: Printer,
    table: Table,
    out: BufWriter<Stdout>,
    is_empty: bool,
}

impl Listing {
    /// A list with these column heads; `empty` is said where no item comes.
    pub(crate) fn new(printer: Printer, heads: &[&str], empty: &'static str) -> Self {
        Self { printer, table: Table::new(heads, empty), out: BufWriter::new(std::io::stdout()), is_empty: true }
    }

    /// Shows the next item.
    pub(crate) fn item(&mut self, item: &impl Serialize, cells: impl IntoIterator<Item = String>) -> Result<(), Failure> {
        match self.printer.format {
            Format::Text => self.table.row(cells),
            Format::Json => {
                let before = if self.is_empty { "[\n  " } else { ",\n  " };
                let item = json::pretty(item)?;
                self.write(before)?;
                self.write(&item.trim_end().replace('\n', "\n  "))?;
            }
            Format::Jsonl => self.write(&json::line(item)?)?,
        }
        self.is_empty = false;
        Ok(())
    }

    /// Ends the list.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        match self.printer.format {
            Format::Text => {
                if let Some((columns, _)) = super::terminal_size() {
                    self.table.fit(columns);
                }
                return self.printer.paged(&self.table.to_string());
            }
            Format::Json if self.is_empty => self.write("[]\n")?,
            Format::Json => self.write("\n]\n")?,
            Format::Jsonl => {}
        }
        self.out.flush().map_err(Failure::writing)
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes()).map_err(Failure::writing)
    }
}
