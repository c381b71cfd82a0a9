//! What a login came to.

use std::fmt;

use authctl::{
    clock::Timestamp,
    store::Outcome,
    users::{Inactive, Refusal, Username},
};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{GOOD, Page, Safe, View, WARNING, head};
use crate::failure::Exit;

/// The answer of `user check`.
pub(crate) struct CheckView<'a> {
    pub(crate) name: &'a Username,
    pub(crate) judged: &'a Outcome,
    pub(crate) exit: Exit,
    pub(crate) now: Timestamp,
}

impl CheckView<'_> {
    const fn reason(&self) -> &'static str {
        match self.judged {
            Outcome::Accepted { .. } => "accepted",
            Outcome::WrongPassword { .. } => "wrong-password",
            Outcome::Refused(Refusal::Inactive(Inactive::Disabled { .. })) => "disabled",
            Outcome::Refused(Refusal::Inactive(_)) => "expired",
            Outcome::Refused(Refusal::Passwordless) => "passwordless",
            Outcome::Refused(Refusal::Locked { .. }) => "locked",
            Outcome::Refused(_) => "unknown",
        }
    }

    /// Whether the hash was replaced, and whether the password has to be.
    fn accepted(&self) -> (bool, bool) {
        match self.judged {
            Outcome::Accepted { user, rehashed } => (*rehashed, user.must_change()),
            _ => (false, false),
        }
    }

    fn next_try(&self) -> Option<Timestamp> {
        match self.judged {
            Outcome::WrongPassword { next_try } => *next_try,
            Outcome::Refused(Refusal::Locked { until }) => Some(*until),
            _ => None,
        }
    }
}

impl Serialize for CheckView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (rehashed, must_change) = self.accepted();
        let mut object = head::object(serializer, "check")?;
        object.serialize_entry("username", self.name.as_str())?;
        object.serialize_entry("accepted", &(self.exit == Exit::Done))?;
        object.serialize_entry("reason", self.reason())?;
        object.serialize_entry("rehashed", &rehashed)?;
        object.serialize_entry("must_change", &must_change)?;
        object.serialize_entry("next_try", &self.next_try().map(|at| at.to_string()))?;
        object.serialize_entry("exit_code", &self.exit.number())?;
        object.end()
    }
}

impl View for CheckView<'_> {
    fn is_said_by_exit(&self) -> bool {
        true
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        let name = Safe(self.name.as_str()).to_string();
        match self.judged {
            Outcome::Accepted { .. } => page.line(format_args!("{GOOD}{name} may log in{GOOD:#}"))?,
            Outcome::WrongPassword { .. } => page.line(format_args!("{WARNING}wrong password{WARNING:#} for {name}"))?,
            Outcome::Refused(refusal) => {
                page.line(format_args!("{WARNING}{name} may not log in{WARNING:#}: {}", Safe(&reason(refusal))))?;
            }
        }
        let (rehashed, must_change) = self.accepted();
        if must_change {
            page.field("password", "has to be changed now")?;
        }
        if rehashed {
            page.field("hash", "was below the policy and has been replaced")?;
        }
        page.optional("next try", self.next_try().map(|at| format!("{at} ({})", at.relative(self.now))))
    }
}

fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Inactive(Inactive::Disabled { reason: Some(reason) }) => format!("the user is disabled: {reason}"),
        Refusal::Inactive(inactive) => inactive.to_string(),
        Refusal::Passwordless => "the user has no password".to_owned(),
        Refusal::Locked { .. } => "there were too many wrong passwords".to_owned(),
        _ => "there is no such user".to_owned(),
    }
}
