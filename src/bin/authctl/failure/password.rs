//! The errors about passwords and hashes.

use authctl::password::{BreachError, CostLimit, HashError, MalformedHash, ParamsError, WeakPassword, convert::Inconvertible};

use super::{Exit, Failure};

impl From<WeakPassword> for Failure {
    fn from(error: WeakPassword) -> Self {
        let failure = Self::stating(Exit::Policy, "weak-password", &error);
        match error {
            _ if error.is_absolute() => failure,
            // NIST SP 800-63B-4 section 3.1.1.1 wants 15 characters of a password that is the only factor.
            WeakPassword::TooShort { .. } => failure.hint("choose one of 15 characters or more, or insist with --allow-weak"),
            _ => failure.hint("choose another, or insist with --allow-weak"),
        }
    }
}

impl From<BreachError> for Failure {
    fn from(error: BreachError) -> Self {
        Self::stating(Exit::Internal, "breach-list", &error)
            .hint("`authctl hash policy show` names the folder; it holds a file for each of 00000.txt to FFFFF.txt")
            .hint("`authctl hash policy set --no-pwned-dir` does without it")
    }
}

impl From<MalformedHash> for Failure {
    fn from(error: MalformedHash) -> Self {
        match error {
            MalformedHash::Foreign { .. } => {
                Self::new(Exit::Malformed, "foreign-hash", "this kind of hash cannot be verified here")
                    .caused_by(error)
                    .hint("`authctl hash convert --from ORIGIN` rewrites those that have a standard form")
            }
            _ => Self::new(Exit::Malformed, "malformed-hash", "this is not a password hash").caused_by(error),
        }
    }
}

impl From<Inconvertible> for Failure {
    fn from(error: Inconvertible) -> Self {
        match error {
            Inconvertible::Malformed(MalformedHash::Foreign { what }) => Self::inconvertible(MalformedHash::Foreign { what }),
            Inconvertible::Malformed(error) => error.into(),
            Inconvertible::Setting { name } => Self::usage(error.to_string()).hint(format!("give --{name}")),
            Inconvertible::Unstandard { .. } | Inconvertible::Unusable => Self::inconvertible(error),
            _ => Self::new(Exit::Malformed, "malformed-hash", "this is not a hash of that origin").caused_by(error),
        }
    }
}

impl Failure {
    fn inconvertible(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::new(Exit::Malformed, "hash-inconvertible", "this hash cannot be rewritten")
            .caused_by(error)
            .hint("its user needs a new password: `authctl user passwd NAME`")
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

impl From<ParamsError> for Failure {
    fn from(error: ParamsError) -> Self {
        match error {
            ParamsError::Limit(limit) => limit.into(),
            ParamsError::TooSmall { .. } | ParamsError::MemoryPerLane { .. } => Self::stating(Exit::Policy, "cost-limit", &error),
            ParamsError::NotMade(_) => Self::stating(Exit::Policy, "scheme-not-made", &error),
            _ => Self::usage(error.to_string()).hint(
                "costs look like m=19456,t=2,p=1 (argon2id), rounds=12 (bcrypt), ln=17,r=8,p=1 (scrypt), i=600000 (pbkdf2-sha256)",
            ),
        }
    }
}
