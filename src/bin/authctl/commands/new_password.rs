//! What a new password has to pass, wherever one is set.

use authctl::{password::Policy, secret::Password};

use crate::failure::Failure;

/// Holds a new password against the policy and its breach list; `allow_weak` lets it pass where that can be allowed at all.
pub(super) fn judge(policy: &Policy, password: &Password, username: Option<&str>, allow_weak: bool) -> Result<(), Failure> {
    match policy.check(password, username) {
        Err(weakness) if weakness.is_absolute() || !allow_weak => return Err(weakness.into()),
        _ if allow_weak => return Ok(()),
        _ => {}
    }
    policy.breach(password)?.map_or(Ok(()), |weakness| Err(weakness.into()))
}
