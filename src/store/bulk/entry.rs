//! The rows of a batch in the order of their names.

use std::cmp::Ordering;

use crate::exchange::Row;

/// A row of a batch in the order of names.
pub(super) struct Entry<'r> {
    /// The first bytes of the name, by which nearly all are told apart without a look at what is far away in memory.
    first: u128,
    name: Option<&'r str>,
    pub(super) row: &'r Row,
}

impl<'r> Entry<'r> {
    pub(super) fn new(row: &'r Row) -> Self {
        let name = row.record.as_ref().ok().map(|record| record.username.as_str());
        let mut first = [0; 16];
        first.iter_mut().zip(name.unwrap_or_default().bytes()).for_each(|(to, byte)| *to = byte);
        Self { first: u128::from_be_bytes(first), name, row }
    }

    pub(super) fn cmp_names(&self, other: &Self) -> Ordering {
        self.first.cmp(&other.first).then_with(|| self.name.cmp(&other.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{Place, Record};

    #[test]
    fn names_sort_as_texts_do() {
        let row =
            |name: &str| Row { place: Place { line: 1, offset: 0 }, record: Ok(Box::new(Record::new(name.parse().unwrap()))) };
        let rows = ["b", "a", "seventeen-letters2", "seventeen-letters1", "seventeen-letter", "ab", "ü"].map(row);
        let mut order: Vec<_> = rows.iter().map(Entry::new).collect();
        order.sort_by(Entry::cmp_names);
        let names: Vec<_> = order.iter().filter_map(|entry| entry.name).collect();
        assert_eq!(names, ["a", "ab", "b", "seventeen-letter", "seventeen-letters1", "seventeen-letters2", "ü"]);
    }
}
