//! A report on a token.

use std::fmt;

use anstyle::{AnsiColor, Style};
use authctl::{
    keys::Origin,
    token::{Check, Diagnostic, Instant, Report, Severity, SignatureStatus, json::Value},
};
use serde::{Serialize, Serializer};

use crate::failure::Failure;

use super::{BOLD, DIM, ERROR, GOOD, HINT, Page, Safe, View, WARNING, caret, json, timeline};

/// The colours of a token's parts.
const HEADER: Style = AnsiColor::BrightMagenta.on_default();
const PAYLOAD: Style = AnsiColor::BrightBlue.on_default();
const SIGNATURE: Style = AnsiColor::Cyan.on_default();

/// A report, with the input that its findings point into.
pub(crate) struct ReportView<'a> {
    report: &'a Report<'a>,
    input: &'a [u8],
    /// Which of several it is; the text alone says so.
    name: Option<&'a str>,
}

impl<'a> ReportView<'a> {
    pub(crate) const fn new(report: &'a Report<'a>, input: &'a [u8]) -> Self {
        Self { report, input, name: None }
    }

    /// Says which of several it is.
    pub(crate) const fn name(&mut self, name: &'a str) {
        self.name = Some(name);
    }
}

impl Serialize for ReportView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.report.serialize(serializer)
    }
}

impl View for ReportView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        self.name.map_or(Ok(()), |name| page.heading(name))?;
        self.verdict(page)?;
        value(page, "header", HEADER, self.report.header())?;
        value(page, "payload", PAYLOAD, self.report.payload())?;
        self.signature(page)?;
        self.times(page)?;
        if page.is_for_terminal() {
            timeline::draw(page, &self.report.times())?;
        }
        self.checks(page)?;
        if !self.report.normalised().is_empty() {
            page.field("taken off", self.report.normalised().join(", "))?;
        }
        if !self.report.diagnostics().is_empty() {
            page.line("")?;
        }
        self.report.diagnostics().iter().try_for_each(|found| self.finding(page, found))
    }
}

impl ReportView<'_> {
    fn verdict(&self, page: &mut Page) -> fmt::Result {
        match (self.report.valid(), self.report.reason()) {
            (Some(true), _) => page.line(format_args!("{GOOD}valid{GOOD:#}")),
            (Some(false), reason) => {
                let (reason, exit) = (reason.unwrap_or_default(), self.report.exit_code());
                page.line(format_args!("{ERROR}refused:{ERROR:#} {reason} {DIM}(exit {exit}){DIM:#}"))
            }
            (None, _) => page.line(format_args!("{WARNING}not verified{WARNING:#}: anyone can write this")),
        }
    }

    fn signature(&self, page: &mut Page) -> fmt::Result {
        let status = self.report.signature();
        let style = match status {
            SignatureStatus::Ok => GOOD,
            SignatureStatus::Bad => ERROR,
            SignatureStatus::Unchecked | SignatureStatus::None => BOLD,
        };
        let by = self.report.key().map(|key| {
            let from = match key.origin {
                Origin::File(state) => format!("{state} key of the user file"),
                Origin::Outside => "key from outside".to_owned(),
                Origin::Jwks => "key of the key set".to_owned(),
                Origin::Fetched { ago } => format!("key of the key set, fetched {}", ago.ago()),
            };
            match &key.kid {
                Some(kid) => format!(", {} by {}, {from}", key.algorithm, Safe(kid.as_str())),
                None => format!(", {} by the {from}", key.algorithm),
            }
        });
        let by = by.unwrap_or_default();
        page.line(format_args!("  {SIGNATURE}{:<14}{SIGNATURE:#} {style}{}{style:#}{by}", "signature", status.name()))
    }

    fn times(&self, page: &mut Page) -> fmt::Result {
        let times = self.report.times();
        let named = [("issued", &times.iat), ("not before", &times.nbf), ("expires", &times.exp)];
        for (label, instant) in named {
            if let Some(Instant { value, at }) = instant {
                match at {
                    Some(at) => page.field(label, format_args!("{at} ({})", at.relative(times.now)))?,
                    None => page.field(label, value.to_json())?,
                }
            }
        }
        Ok(())
    }

    /// How many checks passed, and those that compared something, in columns.
    fn checks(&self, page: &mut Page) -> fmt::Result {
        let checks = self.report.checks();
        if checks.is_empty() {
            return Ok(());
        }
        let failed = checks.iter().filter(|check| check.failure.is_some()).count();
        let passed = checks.len().saturating_sub(failed);
        let lost = if failed > 0 { format!(", {ERROR}{failed} failed{ERROR:#}") } else { String::new() };
        page.styled_field("checks", format_args!("{passed} passed{lost}"))?;
        let compared: Vec<_> = checks.iter().filter_map(Compared::of).collect();
        let name = compared.iter().map(|row| row.name.chars().count()).max().unwrap_or_default();
        let actual = compared.iter().map(|row| row.actual.chars().count()).filter(|width| *width <= WIDEST).max();
        let actual = actual.unwrap_or_default();
        compared.iter().try_for_each(|row| {
            let (style, mark) = if row.ok { (GOOD, "ok") } else { (ERROR, "no") };
            page.line(format_args!(
                "    {style}{mark}{style:#}  {:<name$}  {:<actual$}  {DIM}wanted: {}{DIM:#}",
                row.name, row.actual, row.expected
            ))
        })
    }

    fn finding(&self, page: &mut Page, found: &Diagnostic) -> fmt::Result {
        let style = match found.severity {
            Severity::Error => ERROR,
            Severity::Warning => WARNING,
            Severity::Info => BOLD,
        };
        let name = found.severity.name();
        page.line(format_args!("{style}{name}{style:#} {}: {}", found.code.name(), Safe(&found.message)))?;
        if let Some((excerpt, column)) = found.offset.and_then(|offset| caret::excerpt(self.input, offset)) {
            page.line(format_args!("    {DIM}{excerpt}{DIM:#}"))?;
            page.line(format_args!("    {:column$}{style}^{style:#} byte {}", "", found.offset.unwrap_or_default()))?;
        }
        found.hint.as_ref().map_or(Ok(()), |hint| page.line(format_args!("  {HINT}hint:{HINT:#} {}", Safe(hint))))
    }
}

/// The widest value that sets the width of its column.
const WIDEST: usize = 40;

/// A check that compared something, escaped.
struct Compared {
    name: String,
    ok: bool,
    actual: String,
    expected: String,
}

impl Compared {
    fn of(check: &Check) -> Option<Self> {
        let Check { name, failure, expected: Some(expected), actual: Some(actual) } = check else { return None };
        let safe = |text: &str| Safe(text).to_string();
        Some(Self { name: safe(name), ok: failure.is_none(), actual: safe(actual), expected: safe(expected) })
    }
}

/// A header or payload as indented JSON.
fn value(page: &mut Page, label: &str, style: Style, value: Option<&Value>) -> fmt::Result {
    let Some(value) = value else {
        return page.line(format_args!("  {style}{label:<14}{style:#} cannot be read"));
    };
    page.line(format_args!("  {style}{label}{style:#}"))?;
    let text = json::pretty(value).map_err(|_| fmt::Error)?;
    text.lines().try_for_each(|line| page.line(format_args!("    {style}{line}{style:#}")))
}

/// A part or field of a token: the bare text of a string, JSON of anything else.
pub(crate) enum PartView<'a> {
    Value(&'a Value<'a>),
    /// A value with its JSON text, as that would be written.
    Written(&'a Value<'a>, &'a str),
    Text(&'a str),
}

impl PartView<'_> {
    /// Appends the part as one line of JSON.
    pub(crate) fn append_line(&self, to: &mut Vec<u8>) -> Result<(), Failure> {
        let Self::Written(_, text) = self else { return json::append_line(self, to) };
        to.extend_from_slice(text.as_bytes());
        to.push(b'\n');
        Ok(())
    }
}

impl Serialize for PartView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) | Self::Written(value, _) => value.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl View for PartView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        match self {
            Self::Text(text) => page.line(Safe(text)),
            Self::Value(value) | Self::Written(value, _) => match value.as_str() {
                Some(text) => page.line(Safe(text)),
                None => page.line(json::pretty(value).map_err(|_| fmt::Error)?.trim_end()),
            },
        }
    }
}
