//! `--part` and `--field`: one thing of a token alone.

use authctl::token::{Report, Severity};
use clap::{Args, ValueEnum};

use crate::{
    failure::{Exit, Failure},
    output::PartView,
};

/// The parts of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    Header,
    Payload,
    Signature,
}

/// What of a token is shown.
#[derive(Clone, Debug, Args)]
pub(super) struct Selection {
    /// Show this part alone
    #[arg(long, value_enum)]
    part: Option<Part>,
    /// Show this value alone: a JSON Pointer into the payload, or into the part that --part names
    #[arg(long, value_name = "POINTER")]
    field: Option<String>,
}

impl Selection {
    /// Whether the whole report is shown.
    pub(super) fn is_everything(&self) -> bool {
        self.part.is_none() && self.field.is_none()
    }

    /// What of a report is wanted. Of a token that is refused nothing is shown: whoever asks for a value relies on it.
    pub(super) fn pick<'r>(&self, report: &'r Report<'_>) -> Result<PartView<'r>, Failure> {
        if report.valid() == Some(false) {
            return Err(refused(report));
        }
        let (name, value) = match self.part {
            Some(Part::Signature) => return self.signature(report),
            Some(Part::Header) => ("header", report.header()),
            Some(Part::Payload) | None => ("payload", report.payload()),
        };
        let value = value.ok_or_else(|| unreadable(name))?;
        let Some(pointer) = &self.field else {
            let text = report.payload_text().filter(|_| name == "payload");
            return Ok(text.map_or(PartView::Value(value), |text| PartView::Written(value, text)));
        };
        let pointer = if pointer.is_empty() || pointer.starts_with('/') { pointer.clone() } else { format!("/{pointer}") };
        value.pointer(&pointer).map(PartView::Value).ok_or_else(|| {
            let names: Vec<_> = value.members().iter().map(|member| format!("/{}", member.name)).collect();
            Failure::new(Exit::Claim, "no-such-field", format!("the {name} has no {pointer}"))
                .hint(format!("it has {}", if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }))
        })
    }

    fn signature<'r>(&self, report: &'r Report<'_>) -> Result<PartView<'r>, Failure> {
        match (report.signature_text(), &self.field) {
            (_, Some(_)) => Err(Failure::usage("a signature has no fields")),
            (Some(text), None) => Ok(PartView::Text(text)),
            (None, None) => Err(unreadable("signature")),
        }
    }
}

fn refused(report: &Report) -> Failure {
    let reason = report.reason().unwrap_or_else(|| "not-authentic".to_owned());
    let errors = report.diagnostics().iter().filter(|found| found.severity == Severity::Error);
    let failure = Failure::new(Exit::of(report), "token-refused", format!("the token is refused: {reason}"));
    errors.fold(failure, |mut failure, found| {
        failure.causes.push(found.message.clone());
        found.hint.iter().fold(failure, |failure, hint| failure.hint(hint.clone()))
    })
}

fn unreadable(name: &str) -> Failure {
    Failure::new(Exit::Malformed, "malformed-token", format!("the {name} cannot be read"))
        .hint("without --part and --field it is explained why")
}
