//! What `token decode` and `token verify` have in common: inputs become reports, reports are shown, and the worst is the exit.
//!
//! * Text and JSON are for a few tokens: all are reported on, then shown.
//! * JSONL is for any number: a line for each token, in input order, as soon as it is known, over all cores.

use authctl::token::{Report, Severity, diagnose::InputHints};

use super::{
    super::Outcome,
    inputs::{Given, Pasted},
    selection::Selection,
};
use crate::{
    batch,
    context::Context,
    failure::{Exit, Failure},
    input,
    interrupt::Interrupt,
    output::{ReportView, append_line},
};

/// An input that should be a token.
pub(super) struct Token<'i> {
    pub(super) input: &'i [u8],
    pub(super) hints: InputHints,
}

/// Makes reports of tokens. Every thread has one of its own.
pub(super) trait Examiner: Send {
    /// Reports on tokens that came together, one after the other.
    fn examine<'i>(
        &mut self,
        tokens: impl Iterator<Item = Token<'i>>,
        show: impl FnMut(&'i [u8], Report<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure>;
}

/// Reports on everything that was given.
pub(super) fn run<E: Examiner>(
    context: &Context,
    given: Vec<Given>,
    selection: &Selection,
    examiner: impl Fn() -> Result<E, Failure>,
) -> Outcome {
    if context.printer.is_jsonl() {
        return each_as_line(context, given, selection, examiner);
    }
    let pasted: Vec<Pasted> = given.into_iter().filter_map(Given::one).collect();
    let mut reports = Vec::with_capacity(pasted.len());
    examiner()?.examine(pasted.iter().map(Pasted::token), |_, report| {
        reports.push(report.into_owned());
        Ok(())
    })?;
    show_all(context, &pasted, &reports, selection)
}

/// Shows reports for people, or as one JSON value.
fn show_all(context: &Context, pasted: &[Pasted], reports: &[Report<'_>], selection: &Selection) -> Outcome {
    let worst = reports.iter().map(Exit::of).fold(Exit::Done, Exit::or_worse);
    if selection.is_everything() {
        if !context.printer.is_exit_enough() {
            let title = |(input, number): (&Pasted, u32)| format!("token {number}: {}", input.origin);
            let titles: Vec<String> = pasted.iter().zip(1..).filter(|_| pasted.len() > 1).map(title).collect();
            let mut views: Vec<_> =
                pasted.iter().zip(reports).map(|(input, report)| ReportView::new(report, input.bytes.expose())).collect();
            views.iter_mut().zip(&titles).for_each(|(view, title)| view.name(title));
            context.printer.several(&views)?;
        }
        return Ok(worst);
    }
    reports.iter().try_fold(worst, |worst, report| Ok(worst.or_worse(show_part(context, report, selection)?)))
}

/// Shows one part or field of a token; what is wrong with the token goes to stderr.
fn show_part(context: &Context, report: &Report, selection: &Selection) -> Outcome {
    if report.valid().is_none() {
        for found in report.diagnostics().iter().filter(|found| found.severity == Severity::Error) {
            context.printer.warn(&found.message);
        }
    }
    match selection.pick(report) {
        Ok(part) => context.printer.data(&part).map(|()| Exit::Done),
        Err(failure) if failure.exit == Exit::Usage => Err(failure),
        Err(failure) => Ok(context.printer.failure(&failure)),
    }
}

/// Shows reports as lines of JSON, each as soon as it is known.
fn each_as_line<E: Examiner>(
    context: &Context,
    given: Vec<Given>,
    selection: &Selection,
    examiner: impl Fn() -> Result<E, Failure>,
) -> Outcome {
    let line = LinePrinter { selection };
    let printer = context.printer;
    let mut worst = Exit::Done;
    for given in given {
        let exit = match given {
            Given::One(pasted) => {
                let mut output = Vec::new();
                let exit = line.print(&mut examiner()?, std::iter::once(pasted.token()), &mut output)?;
                printer.bytes(&output)?;
                exit
            }
            Given::Many(lines, hints) => {
                let work = |examiner: &mut E, chunk: &[u8], output: &mut Vec<u8>| {
                    line.print(examiner, input::lines(chunk).map(|input| Token { input, hints }), output)
                };
                let interrupt = Interrupt::watch();
                let progress = printer.progress_apart(None);
                let mut count = 0_u64;
                let show = |output: &[u8]| {
                    printer.bytes(output)?;
                    count = count.saturating_add(u64::try_from(input::count_lines(output)).unwrap_or(u64::MAX));
                    progress.reach(count, count, "tokens");
                    Ok(())
                };
                batch::run(lines, &examiner, work, show, || interrupt.is_raised())?
            }
        };
        worst = worst.or_worse(exit);
    }
    Ok(worst)
}

/// Puts what is shown of each token on one line.
struct LinePrinter<'s> {
    selection: &'s Selection,
}

impl LinePrinter<'_> {
    fn print<'i>(
        &self,
        examiner: &mut impl Examiner,
        tokens: impl Iterator<Item = Token<'i>>,
        output: &mut Vec<u8>,
    ) -> Result<Exit, Failure> {
        let mut worst = Exit::Done;
        examiner.examine(tokens, |_, report| {
            worst = worst.or_worse(Exit::of(&report));
            if self.selection.is_everything() {
                return append_line(&report, output);
            }
            match self.selection.pick(&report) {
                Ok(part) => part.append_line(output),
                Err(failure) if failure.exit == Exit::Usage => Err(failure),
                // The line of a token without that value: lines and tokens still match.
                Err(failure) => {
                    worst = worst.or_worse(failure.exit);
                    output.extend_from_slice(b"null\n");
                    Ok(())
                }
            }
        })?;
        Ok(worst)
    }
}

impl Given {
    fn one(self) -> Option<Pasted> {
        match self {
            Self::One(pasted) => Some(pasted),
            Self::Many(..) => None,
        }
    }
}

impl Pasted {
    fn token(&self) -> Token<'_> {
        Token { input: self.bytes.expose(), hints: self.hints }
    }
}
