//! Service accounts that authenticate themselves, as clients of a token endpoint do.

use super::{StoreError, View};
use crate::{
    clock::Timestamp,
    secret::{SecretBytes, SecretDigest},
    users::{User, Username},
};

impl View {
    /// The service account of that name and secret (RFC 6749 section 2.3.1), if it may act. There is no lock after wrong secrets:
    /// 256 random bits cannot be guessed, and a lock would let anyone keep a service out.
    ///
    /// # Errors
    /// Those of reading; wrong credentials are none.
    pub fn client(&self, name: &str, secret: &SecretBytes, now: Timestamp) -> Result<Option<User>, StoreError> {
        let user = match name.parse::<Username>() {
            Ok(name) => self.user(&name)?,
            Err(_) => None,
        };
        // A name that has no secret costs the same comparison.
        let nobody = SecretDigest::from_bytes([0; 32]);
        let same = user.as_ref().and_then(User::client_secret).unwrap_or(&nobody).matches(secret);
        Ok(user.filter(|user| same && user.client_secret().is_some() && user.subject(now).is_ok()))
    }
}
