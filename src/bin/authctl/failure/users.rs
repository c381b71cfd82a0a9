//! The errors about users, and of their logins.

use authctl::{store::LoginError, users::ServiceAccount};

use super::{Exit, Failure};

impl From<ServiceAccount> for Failure {
    fn from(error: ServiceAccount) -> Self {
        let failure = Self::stating(Exit::Policy, "service-account", &error);
        match error {
            ServiceAccount::NoPassword => {
                failure.hint("tokens are issued to it: `authctl token issue NAME`, or it gets them by `authctl user secret NAME`")
            }
            ServiceAccount::NoSecret => failure.hint("a person has a password: `authctl user passwd NAME`"),
            _ => failure,
        }
    }
}

impl From<LoginError> for Failure {
    fn from(error: LoginError) -> Self {
        match error {
            LoginError::Store(error) => error.into(),
            LoginError::Hash(error) => error.into(),
            _ => Self::stating(Exit::Internal, "internal", &error),
        }
    }
}
