//! What a protected profile asks before something is destroyed: its name, so that nobody takes it for another.

use clap::Args;

use crate::{
    complete,
    context::Context,
    failure::{Exit, Failure},
};

/// The answer in advance.
#[derive(Debug, Args)]
pub(crate) struct Protection {
    /// The name of the profile that is meant, which a protected one asks for
    #[arg(long, value_name = "PROFILE", add = complete::profiles())]
    confirm: Option<String>,
}

impl Protection {
    /// Whether the name of the profile was given, so that nothing more need be asked. A deed is told as "delete ann".
    pub(crate) fn is_given(&self, context: &Context, deed: &str) -> Result<bool, Failure> {
        let profile = context.profile();
        match (&self.confirm, profile) {
            (Some(name), Some(profile)) if name == profile => Ok(true),
            (Some(name), Some(profile)) => Err(not_confirmed(format!("the profile is `{profile}`, not `{name}`"))),
            (Some(name), None) => Err(not_confirmed(format!("no profile is used, and so not `{name}`"))
                .hint(format!("choose it: `--profile {name}`, or leave --confirm out"))),
            (None, Some(profile)) if context.settings.protected => {
                if !context.input.is_interactive() {
                    return Err(Failure::new(
                        Exit::Usage,
                        "not-confirmed",
                        format!("the profile `{profile}` is protected, and there is no terminal to ask for its name on"),
                    )
                    .hint(format!("if it is meant, add --confirm {profile}")));
                }
                let question = format!("The profile {profile} is protected. To {deed}, type its name");
                if context.input.line(&question)?.trim() == profile {
                    return Ok(true);
                }
                Err(not_confirmed(format!("that is not the name of the profile `{profile}`")))
            }
            (None, _) => Ok(false),
        }
    }
}

fn not_confirmed(message: String) -> Failure {
    Failure::new(Exit::Usage, "not-confirmed", message).hint("nothing was changed")
}
