//! `authctl hash convert --from ORIGIN HASH-SOURCE`

use authctl::password::{
    Policy,
    convert::{Firebase, FirebaseFunction, Origin, convert},
};
use clap::{
    Args, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};

use super::Outcome;
use crate::{
    context::Context,
    failure::{Exit, Failure},
    input::OpenSource,
    output::CreatedView,
};

#[derive(Debug, Args)]
#[command(
    after_help = "Function, costs, salt and key are taken over to the byte, so the same password belongs to the new string.\n\
    What no standard string expresses is refused: such users need a new password.\n\n\
    Exits: 0 done, 3 not a hash of that origin, or one that cannot be rewritten.\n\n\
    Examples:\n  authctl hash convert --from django 'pbkdf2_sha256$600000$salt$…'\n  \
    authctl hash convert --from keycloak @credential.json\n  \
    authctl hash convert --from firebase --hash-algo PBKDF2_SHA256 --rounds 100000 '{\"passwordHash\":\"…\",\"salt\":\"…\"}'"
)]
pub(super) struct Arguments {
    /// The hash itself, or a SOURCE that holds it; for keycloak, firebase and auth0 a JSON object
    #[arg(value_name = "HASH-SOURCE")]
    hash: OpenSource,
    /// Whose form it has
    #[arg(long, value_name = "ORIGIN", value_enum)]
    from: From,
    #[command(flatten)]
    firebase: FirebaseFlags,
}

/// The origins by their names on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum From {
    /// The field `password` of Django's users
    Django,
    /// A credential of a Keycloak export
    Keycloak,
    /// passlib, whose PBKDF2 is no PHC string
    Passlib,
    /// A record of a Firebase export; --hash-algo says how it was made
    Firebase,
    /// `password_hash` or `custom_password_hash` of an Auth0 import file
    Auth0,
    /// `hashed_password` of Ory Kratos
    Kratos,
    /// Werkzeug, of Flask applications
    Werkzeug,
    /// Spring Security, with the encoder in braces
    Spring,
    /// The part behind the colon in an htpasswd file
    Htpasswd,
    /// The field `password` of Authelia's user file
    Authelia,
}

/// How a Firebase project hashed: its export does not say.
#[derive(Debug, Args)]
#[command(next_help_heading = "Firebase")]
#[expect(clippy::doc_markdown, reason = "the comments are the help texts")]
pub(in crate::commands) struct FirebaseFlags {
    /// The project's function, as BCRYPT or STANDARD_SCRYPT
    #[arg(long, value_name = "NAME", value_parser = function_names())]
    hash_algo: Option<FirebaseFunction>,
    /// The rounds of PBKDF2
    #[arg(long, value_name = "N", requires = "hash_algo")]
    rounds: Option<u32>,
    /// The memory cost of STANDARD_SCRYPT: N itself
    #[arg(long, value_name = "N", requires = "hash_algo")]
    mem_cost: Option<u32>,
    /// The block size of STANDARD_SCRYPT
    #[arg(long, value_name = "R", requires = "hash_algo")]
    block_size: Option<u32>,
    /// The parallelization of STANDARD_SCRYPT
    #[arg(long, value_name = "P", requires = "hash_algo")]
    parallelization: Option<u32>,
    /// The bytes of a STANDARD_SCRYPT hash
    #[arg(long, value_name = "BYTES", requires = "hash_algo")]
    dk_len: Option<u32>,
}

fn function_names() -> impl TypedValueParser<Value = FirebaseFunction> {
    PossibleValuesParser::new(FirebaseFunction::NAMES)
        .try_map(|name| FirebaseFunction::named(&name).ok_or("it is none of Firebase's functions"))
}

impl FirebaseFlags {
    /// The project's settings, if the function was named.
    pub(in crate::commands) fn settings(&self) -> Option<Firebase> {
        self.hash_algo.map(|function| Firebase {
            function,
            rounds: self.rounds,
            memory_cost: self.mem_cost,
            block_size: self.block_size,
            parallelization: self.parallelization,
            derived_key_length: self.dk_len,
        })
    }
}

pub(super) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let origin = arguments.origin()?;
    let text = context.input.text(arguments.hash.source(), "the hash")?;
    let hash = convert(&text, &origin)?;
    context.printer.data(&CreatedView { hash: &hash, policy: &Policy::default() })?;
    Ok(Exit::Done)
}

impl Arguments {
    fn origin(&self) -> Result<Origin, Failure> {
        let settings = self.firebase.settings();
        if self.from != From::Firebase && settings.is_some() {
            return Err(Failure::usage("--hash-algo is for --from firebase"));
        }
        Ok(match self.from {
            From::Django => Origin::Django,
            From::Keycloak => Origin::Keycloak,
            From::Passlib => Origin::Passlib,
            From::Firebase => Origin::Firebase(settings.ok_or_else(|| {
                Failure::usage("a Firebase export does not say how its hashes were made")
                    .hint("give --hash-algo, as in the console under Authentication, Users, Password hash parameters")
            })?),
            From::Auth0 => Origin::Auth0,
            From::Kratos => Origin::Kratos,
            From::Werkzeug => Origin::Werkzeug,
            From::Spring => Origin::Spring,
            From::Htpasswd => Origin::Htpasswd,
            From::Authelia => Origin::Authelia,
        })
    }
}
