//! A batch of an import as it is taken, and what the audit says of it.

use serde_json::{Map, Value, json};

use super::{ImportError, ImportRules, Reject, Tally};
use crate::{
    exchange::{Credential, Fault, Row},
    store::Tx,
    users::{User, Username},
};

/// What became of a row.
pub(super) enum Taken {
    Created,
    Updated(Box<User>, Vec<&'static str>),
    Unchanged,
    Skipped,
    Refused(Fault),
}

/// A batch as far as it was taken.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) tally: Tally,
    pub(super) rejects: Vec<Reject>,
    /// The first and the last name that were written.
    written: Option<(Username, Username)>,
}

impl Batch {
    pub(super) fn count(&mut self, row: &Row, taken: Taken, rules: &ImportRules) {
        let tally = &mut self.tally;
        let sum = match taken {
            Taken::Refused(fault) => {
                let name = match &row.record {
                    Ok(record) => Some(record.username.to_string()),
                    Err(refused) => refused.name.clone(),
                };
                self.rejects.push(Reject { place: row.place, name, fault });
                tally.rejected = tally.rejected.saturating_add(1);
                return;
            }
            Taken::Created => &mut tally.created,
            Taken::Updated(..) => &mut tally.updated,
            Taken::Unchanged => &mut tally.unchanged,
            Taken::Skipped => {
                tally.skipped = tally.skipped.saturating_add(1);
                &mut tally.unchanged
            }
        };
        *sum = sum.saturating_add(1);
        let Ok(record) = &row.record else { return };
        if let (Taken::Created, Credential::Unusable(fault)) = (&taken, &record.credential) {
            tally.reset(fault.to_string(), 1);
        }
        if let Taken::Updated(_, fields) = &taken {
            for field in fields {
                let count = tally.fields.entry(field).or_default();
                *count = count.saturating_add(1);
            }
        }
        if matches!(taken, Taken::Created | Taken::Updated(..)) {
            // The rows come sorted by name.
            match &mut self.written {
                Some((_, last)) => last.clone_from(&record.username),
                None => self.written = Some((record.username.clone(), record.username.clone())),
            }
        }
        tally.accept(record, &rules.policy);
    }
}

impl Tx<'_> {
    /// The audit row of a batch that wrote anything.
    pub(super) fn import_row(&self, batch: &Batch) -> Result<(), ImportError> {
        let Some((first, last)) = &batch.written else { return Ok(()) };
        let tally = &batch.tally;
        let mut detail = Map::new();
        for (name, count) in
            [("created", tally.created), ("updated", tally.updated), ("unchanged", tally.unchanged), ("rejected", tally.rejected)]
        {
            detail.insert(name.to_owned(), count.into());
        }
        if !tally.fields.is_empty() {
            let fields = tally.fields.iter().map(|(name, count)| ((*name).to_owned(), (*count).into()));
            detail.insert("fields".to_owned(), Value::Object(fields.collect()));
        }
        detail.insert("last".to_owned(), json!(last.as_str()));
        Ok(self.audit_row("user.import", first.as_str(), detail)?)
    }
}
