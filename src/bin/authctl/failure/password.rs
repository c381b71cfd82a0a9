//! The errors about passwords and hashes.

use authctl::password::{CostLimit, HashError, MalformedHash, WeakPassword};

use super::{Exit, Failure};

impl From<WeakPassword> for Failure {
    fn from(error: WeakPassword) -> Self {
        let failure = Self::stating(Exit::Policy, "weak-password", &error);
        if error.is_absolute() { failure } else { failure.hint("choose another, or insist with --allow-weak") }
    }
}

impl From<MalformedHash> for Failure {
    fn from(error: MalformedHash) -> Self {
        Self::new(Exit::Malformed, "malformed-hash", "this is not a password hash").caused_by(error)
    }
}

impl From<CostLimit> for Failure {
    fn from(error: CostLimit) -> Self {
        Self::stating(Exit::Policy, "cost-limit", &error)
    }
}

impl From<HashError> for Failure {
    fn from(error: HashError) -> Self {
        let (exit, code) = match error {
            HashError::Limit(limit) => return limit.into(),
            HashError::NotMade(_) => (Exit::Policy, "scheme-not-made"),
            HashError::PasswordTooLong { .. } | HashError::PasswordHoldsNul => (Exit::Policy, "password-not-hashable"),
            _ => (Exit::Internal, "hash-failed"),
        };
        Self::stating(exit, code, &error)
    }
}
