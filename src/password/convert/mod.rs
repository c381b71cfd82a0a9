//! Hashes as other systems store them, rewritten as standard strings that servers verify: PHC strings or modular crypt.
//!
//! Only what says the same is converted: function, costs, salt and key are taken over to the byte. A construction that no standard
//! string expresses, such as bcrypt of a digest, is refused, because its rewritten string would match no password. The layouts are
//! those that the systems document; each file names its own.

mod auth0;
mod back;
mod django;
mod error;
mod firebase;
mod json;
mod keycloak;
mod kratos;
mod passlib;
mod read;
mod spring;
mod werkzeug;

pub use self::{
    auth0::from_auth0,
    back::{to_auth0, to_django, to_firebase, to_keycloak},
    error::{FieldFault, Inconvertible},
    firebase::{Firebase, FirebaseFunction},
    keycloak::from_keycloak,
};

use super::{hash::PasswordHash, params::Params};

/// Whose form a stored hash has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// Django's field `password`: `pbkdf2_sha256$…`, `argon2$…`, `bcrypt$…`, `scrypt$…`.
    Django,
    /// Keycloak's credential, a JSON object.
    Keycloak,
    /// passlib, whose PBKDF2 strings are no PHC strings.
    Passlib,
    /// Firebase's `{"passwordHash":…,"salt":…}`; how it was computed is not in the export.
    Firebase(Firebase),
    /// Auth0's `password_hash` (bcrypt) or the JSON object of `custom_password_hash`.
    Auth0,
    /// Ory Kratos' `hashed_password`.
    Kratos,
    /// Werkzeug's `generate_password_hash`, of Flask applications: `scrypt:N:r:p$salt$hex`, `pbkdf2:sha256:i$salt$hex`.
    Werkzeug,
    /// Spring Security's delegating encoder: `{bcrypt}…`, `{argon2}…`.
    Spring,
    /// Apache's htpasswd, the part behind the colon.
    Htpasswd,
    /// Authelia's user file, which holds standard strings.
    Authelia,
}

/// Rewrites a stored hash as a standard string.
///
/// # Errors
/// [`Inconvertible`]; among others for constructions that no standard string expresses.
pub fn convert(text: &str, origin: &Origin) -> Result<PasswordHash, Inconvertible> {
    match origin {
        Origin::Django => django::convert(text),
        Origin::Keycloak => from_keycloak(&json::object(text)?),
        Origin::Passlib => passlib::convert(text),
        Origin::Firebase(settings) => settings.convert_record(&json::object(text)?),
        Origin::Auth0 => auth0::convert(text),
        Origin::Kratos => kratos::convert(text),
        Origin::Werkzeug => werkzeug::convert(text),
        Origin::Spring => spring::convert(text),
        Origin::Htpasswd | Origin::Authelia => Ok(text.parse()?),
    }
}

/// The string of these parts, read back, so that what is handed out is what a strict reader takes.
fn assemble(params: Params, salt: Vec<u8>, key: Vec<u8>) -> Result<PasswordHash, Inconvertible> {
    Ok(PasswordHash::assemble(params, salt, key).as_str().parse()?)
}
