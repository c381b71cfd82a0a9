//! A report on a token.

use std::fmt;

use authctl::token::{Check, Diagnostic, Instant, Report, Severity, SignatureStatus, json::Value};
use serde::{Serialize, Serializer};

use super::{BOLD, DIM, ERROR, GOOD, HINT, Page, Safe, View, WARNING, caret, json};

/// A report, with the input that its findings point into.
pub(crate) struct ReportView<'a> {
    report: &'a Report,
    input: &'a [u8],
    /// Which of several it is; the text alone says so.
    name: Option<&'a str>,
}

impl<'a> ReportView<'a> {
    pub(crate) const fn new(report: &'a Report, input: &'a [u8]) -> Self {
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
        value(page, "header", self.report.header())?;
        value(page, "payload", self.report.payload())?;
        self.signature(page)?;
        self.times(page)?;
        self.checks(page)?;
        if !self.report.normalised().is_empty() {
            page.field("taken off", self.report.normalised().join(", "))?;
        }
        self.report.diagnostics().iter().try_for_each(|found| self.finding(page, found))
    }
}

impl ReportView<'_> {
    fn verdict(&self, page: &mut Page) -> fmt::Result {
        match (self.report.valid(), self.report.reason()) {
            (Some(true), _) => page.line(format_args!("{GOOD}valid{GOOD:#}")),
            (Some(false), reason) => page.line(format_args!("{ERROR}refused:{ERROR:#} {}", reason.unwrap_or_default())),
            (None, _) => page.line(format_args!("{WARNING}not verified{WARNING:#}: anyone can write this")),
        }
    }

    fn signature(&self, page: &mut Page) -> fmt::Result {
        let status = self.report.signature();
        let Some(key) = self.report.key() else {
            let shown = match status {
                SignatureStatus::Bad => format!("{ERROR}{}{ERROR:#}", status.name()),
                _ => status.name().to_owned(),
            };
            return page.styled_field("signature", shown);
        };
        let name = key.kid.as_ref().map_or_else(String::new, |kid| format!(" {}", Safe(kid.as_str())));
        let from = match key.origin {
            authctl::keys::Origin::File(state) => format!("{state} key of the user file"),
            authctl::keys::Origin::Outside => "key from outside".to_owned(),
            authctl::keys::Origin::Jwks => "key of the key set".to_owned(),
            authctl::keys::Origin::Fetched { ago } => format!("key of the key set, fetched {}", ago.ago()),
        };
        page.styled_field("signature", format_args!("{GOOD}{}{GOOD:#}, {} by{name} ({from})", status.name(), key.algorithm))
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

    fn checks(&self, page: &mut Page) -> fmt::Result {
        for Check { name, failure, expected, actual } in self.report.checks() {
            let name = Safe(name);
            match (failure, expected, actual) {
                (None, Some(expected), Some(actual)) => {
                    page.styled_field(
                        "",
                        format_args!("{GOOD}ok{GOOD:#} {name}: {} {DIM}(demanded: {}){DIM:#}", Safe(actual), Safe(expected)),
                    )?;
                }
                (Some(_), Some(expected), Some(actual)) => {
                    page.styled_field(
                        "",
                        format_args!("{ERROR}no{ERROR:#} {name}: {} {DIM}(demanded: {}){DIM:#}", Safe(actual), Safe(expected)),
                    )?;
                }
                _ => {}
            }
        }
        Ok(())
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

/// A header or payload as indented JSON.
fn value(page: &mut Page, label: &str, value: Option<&Value>) -> fmt::Result {
    let Some(value) = value else { return page.field(label, "cannot be read") };
    page.line(format_args!("  {DIM}{label}{DIM:#}"))?;
    let text = json::pretty(value).map_err(|_| fmt::Error)?;
    text.lines().try_for_each(|line| page.line(format_args!("    {line}")))
}

/// A part or field of a token: the bare text of a string, JSON of anything else.
pub(crate) enum PartView<'a> {
    Value(&'a Value),
    Text(&'a str),
}

impl Serialize for PartView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl View for PartView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        match self {
            Self::Text(text) => page.line(Safe(text)),
            Self::Value(value) => match value.as_str() {
                Some(text) => page.line(Safe(text)),
                None => page.line(json::pretty(value).map_err(|_| fmt::Error)?.trim_end()),
            },
        }
    }
}
