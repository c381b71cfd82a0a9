//! The errors of issuing tokens.

use authctl::{
    token::{ClaimError, Denied, IssueError},
    users::Inactive,
};

use super::{Exit, Failure};

impl From<ClaimError> for Failure {
    fn from(error: ClaimError) -> Self {
        let failure = Self::stating(Exit::Usage, "claim", &error);
        match error {
            ClaimError::NoEquals(name) => failure.hint(format!("write `{name}=TEXT`, or `{name}:=JSON`")),
            ClaimError::WrongType { name, wanted, .. } if wanted.starts_with("a number") => {
                failure.hint(format!("write it typed: `{name}:=1700000000`"))
            }
            ClaimError::WrongType { name, .. } => failure.hint(format!("write `{name}=TEXT`")),
            ClaimError::NotJson { name, .. } => failure.hint(format!("`{name}=TEXT` is always a string; `:=` wants JSON")),
            _ => failure.hint("`authctl help claims` shows the forms of CLAIM"),
        }
    }
}

impl From<IssueError> for Failure {
    fn from(error: IssueError) -> Self {
        match &error {
            IssueError::Reserved(_) => {
                Self::stating(Exit::Usage, "header", &error).hint("`alg` is the key's: choose another key, or give --alg")
            }
            IssueError::OtherKey { .. } => Self::stating(Exit::Usage, "header", &error)
                .hint("a key of the user file is named as it is called there: leave `kid` out of --header")
                .hint("--key or --secret signs with a key that --header may name"),
            IssueError::NotAString(_) | IssueError::Header(_) => Self::stating(Exit::Usage, "header", &error),
            _ => Self::stating(Exit::Internal, "signing-failed", &error),
        }
    }
}

impl From<Denied> for Failure {
    fn from(error: Denied) -> Self {
        let listed = |names: &[String]| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let (code, hint) = match &error {
            Denied::OtherSubject { subject, .. } => {
                ("other-subject", format!("for a subject that is no user: `authctl token issue --sub {subject}`"))
            }
            Denied::Scope { user, scope, allowed } => (
                "scope-too-wide",
                format!("it has {}; grant it first: `authctl user set {user} --add-scope {scope}`", listed(allowed)),
            ),
            Denied::Audience { allowed, .. } | Denied::NoAudience { allowed, .. } => {
                ("audience-too-wide", format!("it is for {}: give one by --audience", listed(allowed)))
            }
            Denied::TooLong { limit, .. } => ("ttl-too-long", format!("give --ttl {limit} or less")),
            Denied::OutlivesUser { user, .. } => {
                ("ttl-too-long", format!("give a shorter --ttl, or move the expiry: `authctl user set {user} --expires-at TIME`"))
            }
            _ => ("refused", "`authctl user show NAME` shows what the user may do".to_owned()),
        };
        Self::stating(Exit::Policy, code, &error).hint(hint)
    }
}

impl Failure {
    /// A user that may not act now.
    pub(crate) fn inactive(name: &str, error: &Inactive) -> Self {
        match error {
            Inactive::Disabled { reason } => {
                let why = reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
                Self::new(Exit::NotAccepted, "user-disabled", format!("the user `{name}` is disabled{why}"))
                    .hint(format!("`authctl user enable {name}` lets it act again"))
            }
            Inactive::Expired { at } => {
                Self::new(Exit::NotAccepted, "user-expired", format!("the user `{name}` expired at {at}"))
                    .hint(format!("`authctl user set {name} --expires-at never` lets it act again"))
            }
            _ => Self::stating(Exit::NotAccepted, "user-inactive", error),
        }
    }
}
