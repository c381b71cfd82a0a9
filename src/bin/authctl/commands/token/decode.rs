//! `authctl token decode [TOKEN]…`

use authctl::{
    clock::TimeSpec,
    token::{Report, Severity, dangerous},
};
use clap::{Args, ValueEnum};

use super::{super::Outcome, now, pasted};
use crate::{
    context::Context,
    failure::{Exit, Failure},
    input::OpenSource,
    output::{PartView, ReportView, worst},
};

/// The parts of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    Header,
    Payload,
    Signature,
}

#[derive(Debug, Args)]
#[command(after_help = "Nothing of what is shown is verified: anyone can write a token. `authctl token verify` checks it.\n\
    Exit 0 if header and payload could be read, else 3.\n\n\
    Examples:\n  authctl token decode eyJ…\n  pbpaste | authctl token decode\n  \
    authctl token decode @token.txt --field /exp\n  authctl token decode @token.txt --part header --json")]
pub(crate) struct Arguments {
    /// The token, `-` for stdin, or another SOURCE as @PATH; whatever was copied along is taken off
    #[arg(value_name = "TOKEN")]
    tokens: Vec<OpenSource>,
    /// Show this part alone
    #[arg(long, value_enum)]
    part: Option<Part>,
    /// Show this value alone: a JSON Pointer into the payload, or into the part that --part names
    #[arg(long, value_name = "POINTER")]
    field: Option<String>,
    /// The instant from which times are seen
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    now: Option<TimeSpec>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let now = now(context, arguments.now)?;
    let pasted = pasted::tokens(context, &arguments.tokens)?;
    let inspect = |input: &pasted::Pasted| dangerous::inspect_as(input.bytes.expose(), input.hints, now);
    let reports: Vec<Report> = pasted.iter().map(inspect).collect();
    if arguments.part.is_some() || arguments.field.is_some() {
        reports.iter().try_for_each(|report| show_part(context, arguments, report))?;
    } else {
        let views: Vec<_> =
            pasted.iter().zip(&reports).map(|(input, report)| ReportView::new(report, input.bytes.expose())).collect();
        context.printer.several(&views)?;
    }
    Ok(worst(&reports))
}

/// One part or field; faults go to stderr.
fn show_part(context: &Context, arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    for found in report.diagnostics().iter().filter(|found| found.severity == Severity::Error) {
        context.printer.warn(&found.message);
    }
    let part = arguments.part.unwrap_or(Part::Payload);
    if part == Part::Signature {
        return match (report.signature_text(), &arguments.field) {
            (_, Some(_)) => Err(Failure::usage("a signature has no fields")),
            (Some(text), None) => context.printer.bare(text.as_bytes()),
            (None, None) => Err(unreadable("signature")),
        };
    }
    let (name, value) = if part == Part::Header { ("header", report.header()) } else { ("payload", report.payload()) };
    let value = value.ok_or_else(|| unreadable(name))?;
    let Some(pointer) = &arguments.field else { return context.printer.data(&PartView(value)) };
    let pointer = if pointer.is_empty() || pointer.starts_with('/') { pointer.clone() } else { format!("/{pointer}") };
    let field = value.pointer(&pointer).ok_or_else(|| {
        let names: Vec<_> = value.members().iter().map(|member| format!("/{}", member.name)).collect();
        Failure::new(Exit::Claim, "no-such-field", format!("the {name} has no {pointer}"))
            .hint(format!("it has {}", if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }))
    })?;
    context.printer.data(&PartView(field))
}

fn unreadable(name: &str) -> Failure {
    Failure::new(Exit::Malformed, "malformed-token", format!("the {name} cannot be read"))
        .hint("`authctl token decode` without --part and --field explains why")
}
