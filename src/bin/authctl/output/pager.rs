//! What is longer than the terminal goes through the reader's pager: `$PAGER`, else `less`.

use std::{
    io::{self, ErrorKind, Write},
    process::{Command, Stdio},
    sync::Arc,
};

use signal_hook::consts::SIGINT;

/// A shell starts it, because `$PAGER` may hold flags. Without other wishes `less` keeps colours and leaves the text on the screen.
/// A terminal that cannot move its cursor has no use for one.
const START: &str = r#"[ "${TERM:-dumb}" != dumb ] || exit 127; export LESS="${LESS-FRX}"; eval "exec ${PAGER:-less}""#;

/// How the shell ends where there is no such pager.
const NOT_FOUND: i32 = 127;

/// Shows the text page by page; false where there is no pager.
///
/// # Errors
///
/// The pager cannot be written to. That it was left before the end is no error.
pub(super) fn show(text: &str) -> io::Result<bool> {
    // Ctrl-C is the pager's: to end before it does would leave the terminal to two readers.
    signal_hook::flag::register(SIGINT, Arc::default())?;
    let Ok(mut pager) = Command::new("sh").args(["-c", START]).stdin(Stdio::piped()).spawn() else {
        return Ok(false);
    };
    if let Some(mut input) = pager.stdin.take() {
        input
            .write_all(text.as_bytes())
            .or_else(|error| if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })?;
    }
    Ok(pager.wait()?.code() != Some(NOT_FOUND))
}
