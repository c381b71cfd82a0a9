//! A token that was issued, with what it says.

use authctl::{
    keys::{Algorithm, KeyId},
    token::{Claims, Token},
};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::head;

/// The object of `token issue --format json`.
pub(crate) struct IssuedView<'a> {
    pub(crate) token: &'a Token,
    pub(crate) claims: &'a Claims,
    pub(crate) kid: Option<&'a KeyId>,
    pub(crate) algorithm: Algorithm,
    pub(crate) recorded: bool,
}

impl Serialize for IssuedView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let lifetime = self.claims.expires_at().zip(self.claims.issued_at()).map(|(end, start)| end.since(start));
        let mut object = head::change(serializer, "issued", "issued", self.recorded)?;
        object.serialize_entry("token", self.token.expose())?;
        object.serialize_entry("token_type", "Bearer")?;
        object.serialize_entry("expires_in", &lifetime)?;
        object.serialize_entry("alg", self.algorithm.name())?;
        object.serialize_entry("kid", &self.kid.map(KeyId::as_str))?;
        object.serialize_entry("payload", self.claims.as_value())?;
        object.end()
    }
}
