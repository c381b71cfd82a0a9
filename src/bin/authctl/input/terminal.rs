//! Questions on the terminal.

use std::{
    io::{ErrorKind, IsTerminal},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use authctl::secret::SecretBytes;
use signal_hook::consts::SIGINT;

use crate::{
    failure::{Exit, Failure},
    output::Safe,
};

/// Whether a person sits at stdin.
pub(super) fn is_terminal() -> bool {
    std::io::stdin().is_terminal()
}

/// Asks for a secret on the controlling terminal, without echo.
pub(super) fn ask(what: &str) -> Result<SecretBytes, Failure> {
    let question = capitalised(what.strip_prefix("the ").unwrap_or(what));
    let _held = HeldInterrupt::new();
    match rpassword::prompt_password(format!("{question}: ")) {
        Ok(answer) => Ok(SecretBytes::new(answer.into_bytes())),
        Err(error) => Err(unanswered(what, error)),
    }
}

/// Asks a yes-or-no question on stderr; no is the default.
pub(super) fn confirm(question: &str) -> Result<bool, Failure> {
    let _held = HeldInterrupt::new();
    dialoguer::Confirm::new()
        .with_prompt(Safe(question).to_string())
        .default(false)
        .interact()
        .map_err(|dialoguer::Error::IO(error)| unanswered("the confirmation", error))
}

/// Asks for a line on stderr.
pub(super) fn line(question: &str) -> Result<String, Failure> {
    let _held = HeldInterrupt::new();
    dialoguer::Input::new()
        .with_prompt(Safe(question).to_string())
        .allow_empty(true)
        .interact_text()
        .map_err(|dialoguer::Error::IO(error)| unanswered("the answer", error))
}

fn unanswered(what: &str, error: std::io::Error) -> Failure {
    match error.kind() {
        ErrorKind::Interrupted => Failure::new(Exit::Interrupted, "interrupted", "interrupted"),
        ErrorKind::UnexpectedEof => Failure::usage(format!("{what} was not given: end of input")),
        _ => Failure::usage(format!("{what} cannot be asked for: there is no terminal"))
            .caused_by(error)
            .hint("`authctl help secrets` shows where else it can come from"),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// While it lives, Ctrl-C does not end the process: the prompt raises it before the terminal's echo is back. Afterwards it does.
struct HeldInterrupt {
    armed: Arc<AtomicBool>,
}

impl HeldInterrupt {
    fn new() -> Self {
        let armed = Arc::new(AtomicBool::new(false));
        // Without the hook Ctrl-C ends the process at once, as anywhere else.
        let _ = signal_hook::flag::register_conditional_default(SIGINT, Arc::clone(&armed));
        Self { armed }
    }
}

impl Drop for HeldInterrupt {
    fn drop(&mut self) {
        self.armed.store(true, Ordering::SeqCst);
    }
}
