//! What a user file demands of passwords and hashes, what hashes it has, and what this machine can afford.

use std::{fmt, time::Duration};

use authctl::{
    password::{BreachList, Calibration, Policy},
    store::{Below, Census, HashGroup},
};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::json;

use super::{DIM, GOOD, HINT, Page, Safe, View, WARNING, head};

/// Characters that NIST SP 800-63B-4 section 3.1.1.1 wants of a password that is the only factor.
const SINGLE_FACTOR: usize = 15;

/// The policy, and whether it was changed where that was asked for.
pub(crate) struct PolicyView<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) changed: Option<bool>,
}

impl Serialize for PolicyView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = head::object(serializer, "policy")?;
        if let Some(changed) = self.changed {
            head::add_change(&mut object, if changed { "updated" } else { "unchanged" }, changed)?;
        }
        object.serialize_entry("scheme", self.policy.params.scheme().name())?;
        object.serialize_entry("params", &self.policy.params.to_string())?;
        object.serialize_entry("min_length", &self.policy.min_length)?;
        object.serialize_entry("pwned_dir", &self.policy.breach_list.as_ref().map(BreachList::folder))?;
        object.end()
    }
}

impl View for PolicyView<'_> {
    fn is_said_by_exit(&self) -> bool {
        self.changed.is_some()
    }

    fn text(&self, page: &mut Page) -> fmt::Result {
        let Policy { params, min_length, breach_list } = self.policy;
        match self.changed {
            Some(true) => page.heading("Policy changed")?,
            Some(false) => page.heading("Policy unchanged")?,
            None => {}
        }
        page.field("new hashes", format_args!("{} {params}", params.scheme()))?;
        page.field("min length", format_args!("{min_length} characters"))?;
        page.field("breach list", breach_list.as_ref().map_or("none".into(), |list| list.folder().to_string_lossy()))?;
        if *min_length < SINGLE_FACTOR {
            page.line(format_args!(
                "  {HINT}hint:{HINT:#} where the password is the only factor, `authctl hash policy set --min-length {SINGLE_FACTOR}`"
            ))?;
        }
        Ok(())
    }
}

/// The hashes of a user file, counted.
pub(crate) struct CensusView<'a> {
    pub(crate) census: &'a Census,
    pub(crate) policy: &'a Policy,
}

impl Serialize for CensusView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parts = |kind: &Option<(&'static str, String)>| match kind {
            Some((scheme, params)) => (json!(scheme), json!(params)),
            None => (json!(null), json!(null)),
        };
        let group = |HashGroup { kind, count, is_below }: &HashGroup| {
            let (scheme, params) = parts(kind);
            json!({ "scheme": scheme, "params": params, "count": count, "needs_rehash": is_below })
        };
        let below = |Below { username, kind }: &Below| {
            let (scheme, params) = parts(kind);
            json!({ "username": username, "scheme": scheme, "params": params })
        };
        let params = &self.policy.params;
        let mut object = head::object(serializer, "hash-audit")?;
        object.serialize_entry("policy", &json!({ "scheme": params.scheme().name(), "params": params.to_string() }))?;
        object.serialize_entry("people", &self.census.people)?;
        object.serialize_entry("passwordless", &self.census.passwordless)?;
        object.serialize_entry("below_policy", &self.census.below_policy())?;
        object.serialize_entry("groups", &self.census.groups.iter().map(group).collect::<Vec<_>>())?;
        object.serialize_entry("below", &self.census.below.iter().map(below).collect::<Vec<_>>())?;
        object.end()
    }
}

/// Columns that the longest bar takes.
const BAR: u64 = 30;

impl View for CensusView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        let census = self.census;
        let most = census.groups.iter().map(|group| group.count).max().unwrap_or(0);
        let name = |kind: &Option<(&'static str, String)>| {
            kind.as_ref().map_or_else(|| "not a hash".to_owned(), |(scheme, params)| format!("{scheme} {params}"))
        };
        let width = census.groups.iter().map(|group| name(&group.kind).chars().count()).max().unwrap_or(0);
        for group in &census.groups {
            let length = group.count.saturating_mul(BAR).checked_div(most).unwrap_or(0).max(1);
            let bar = "█".repeat(usize::try_from(length).unwrap_or(1));
            let style = if group.is_below { WARNING } else { GOOD };
            page.line(format_args!("  {:<width$}  {style}{bar}{style:#} {}", name(&group.kind), group.count))?;
        }
        page.line(format_args!(
            "{} people, {} without a password, {} below the policy ({} {})",
            census.people,
            census.passwordless,
            census.below_policy(),
            self.policy.params.scheme(),
            self.policy.params
        ))?;
        for Below { username, kind } in &census.below {
            page.line(format_args!("  {} {DIM}{}{DIM:#}", Safe(username), name(kind)))?;
        }
        let named = u64::try_from(census.below.len()).unwrap_or(u64::MAX);
        match census.below_policy().saturating_sub(named) {
            0 => Ok(()),
            more => page.line(format_args!("  … and {more} more: `authctl user list --needs-rehash`")),
        }
    }
}

/// What this machine can afford.
pub(crate) struct CalibrationView<'a> {
    pub(crate) found: &'a Calibration,
    pub(crate) target: Duration,
    pub(crate) concurrency: u16,
    pub(crate) changed: Option<bool>,
}

impl Serialize for CalibrationView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = head::object(serializer, "calibration")?;
        if let Some(changed) = self.changed {
            head::add_change(&mut object, if changed { "updated" } else { "unchanged" }, changed)?;
        }
        object.serialize_entry("scheme", self.found.params.scheme().name())?;
        object.serialize_entry("params", &self.found.params.to_string())?;
        object.serialize_entry("measured_ms", &self.found.time.as_millis())?;
        object.serialize_entry("target_ms", &self.target.as_millis())?;
        object.serialize_entry("within_target", &self.found.is_within)?;
        object.serialize_entry("concurrency", &self.concurrency)?;
        object.end()
    }
}

impl View for CalibrationView<'_> {
    fn text(&self, page: &mut Page) -> fmt::Result {
        let params = &self.found.params;
        let style = if self.found.is_within { GOOD } else { WARNING };
        page.field("costs", format_args!("{} {params}", params.scheme()))?;
        page.styled_field(
            "time",
            format_args!("{style}{} ms{style:#} of {} ms", self.found.time.as_millis(), self.target.as_millis()),
        )?;
        page.field("at once", self.concurrency)?;
        match self.changed {
            None => page.line(format_args!(
                "  {HINT}hint:{HINT:#} `authctl hash policy set --scheme {} --params {params}`, or --save, makes it the policy",
                params.scheme()
            )),
            Some(true) => page.line("This is the policy of the user file now."),
            Some(false) => page.line("This was the policy of the user file already."),
        }
    }
}
