//! The errors about seeds.

use authctl::seed::{Conflict, Fault, SeedError, TooManyDeletions};

use super::{Exit, Failure};

impl From<SeedError> for Failure {
    fn from(error: SeedError) -> Self {
        let failure = Self::stating(Exit::Malformed, "seed-malformed", &error);
        match &error.fault {
            Fault::UnknownKey { nearest: Some(nearest), .. } => failure.hint(format!("did you mean `{nearest}`?")),
            Fault::UnknownKey { known, .. } => failure.hint(format!("the keys here are {}", known.join(", "))),
            Fault::NotText { shown, found, .. } if *found != "null" => failure.hint(format!("write it in quotes: \"{shown}\"")),
            Fault::Moving(_) => failure.hint("write a date, as 2027-01-31, or an instant, as 2027-01-31T12:00:00Z"),
            Fault::OtherSet { .. } => failure.hint("apply each set by itself"),
            _ => failure,
        }
    }
}

impl From<Conflict> for Failure {
    fn from(error: Conflict) -> Self {
        match error {
            Conflict::Service { .. } => Self::stating(Exit::Policy, "service-account", &error),
            Conflict::TokenUser { .. } => Self::stating(Exit::NotFound, "user-not-found", &error),
            Conflict::OtherSet { .. } => Self::stating(Exit::Exists, "seed-conflict", &error)
                .hint("a set changes only what it made and what no set made: change it in the seed of its own set"),
            _ => Self::stating(Exit::Exists, "seed-conflict", &error),
        }
    }
}

impl From<TooManyDeletions> for Failure {
    fn from(error: TooManyDeletions) -> Self {
        let failure = Self::stating(Exit::Policy, "too-many-deletions", &error);
        failure.hint(format!("if that is meant, allow it: --max-deletes {}", error.pruned))
    }
}
