//! What became of the rows.

use std::collections::BTreeMap;

use crate::{
    exchange::{Credential, Record},
    password::Policy,
};

/// What became of the rows of some batches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Users that were made.
    pub created: u64,
    /// Users that were brought to what their rows say.
    pub updated: u64,
    /// Users that were as their rows say, or that were left alone.
    pub unchanged: u64,
    /// Of those, the ones that differ from their rows.
    pub skipped: u64,
    /// Rows that were refused.
    pub rejected: u64,
    /// The hashes of the rows that were taken, by scheme.
    pub by_scheme: BTreeMap<&'static str, u64>,
    /// Of those, the ones that are weaker than the policy.
    pub below_policy: u64,
    /// New users who have to choose a password, by the reason.
    pub resets: BTreeMap<String, u64>,
    /// Fields of the source that have no place here, by the number of users with them.
    pub left_out: BTreeMap<&'static str, u64>,
    /// The fields that updates changed, by the number of users.
    pub fields: BTreeMap<&'static str, u64>,
}

/// Reasons that are told apart; the numbers in them could make any number.
const REASONS: usize = 32;

impl Tally {
    /// The rows that were read.
    #[must_use]
    pub fn read(&self) -> u64 {
        [self.created, self.updated, self.unchanged, self.rejected].iter().fold(0, |sum, part| sum.saturating_add(*part))
    }

    /// Whether anything is different from before.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.created > 0 || self.updated > 0
    }

    /// Adds what became of other rows.
    pub fn add(&mut self, other: &Self) {
        let plus = |sum: &mut u64, more: u64| *sum = sum.saturating_add(more);
        plus(&mut self.created, other.created);
        plus(&mut self.updated, other.updated);
        plus(&mut self.unchanged, other.unchanged);
        plus(&mut self.skipped, other.skipped);
        plus(&mut self.rejected, other.rejected);
        plus(&mut self.below_policy, other.below_policy);
        other.by_scheme.iter().for_each(|(scheme, count)| plus(self.by_scheme.entry(scheme).or_default(), *count));
        other.left_out.iter().for_each(|(field, count)| plus(self.left_out.entry(field).or_default(), *count));
        other.fields.iter().for_each(|(field, count)| plus(self.fields.entry(field).or_default(), *count));
        other.resets.iter().for_each(|(why, count)| self.reset(why.clone(), *count));
    }

    /// Counts new users who have to choose a password.
    pub(super) fn reset(&mut self, why: String, count: u64) {
        let known = self.resets.contains_key(&why) || self.resets.len() < REASONS;
        let sum = self.resets.entry(if known { why } else { "other reasons".to_owned() }).or_default();
        *sum = sum.saturating_add(count);
    }

    /// Counts what an accepted row brings with it.
    pub(super) fn accept(&mut self, record: &Record, policy: &Policy) {
        if let Credential::Hash(hash) = &record.credential {
            let count = self.by_scheme.entry(hash.params().scheme().name()).or_default();
            *count = count.saturating_add(1);
            self.below_policy = self.below_policy.saturating_add(u64::from(policy.needs_rehash(hash)));
        }
        for field in &record.left_out {
            let count = self.left_out.entry(field).or_default();
            *count = count.saturating_add(1);
        }
    }
}
