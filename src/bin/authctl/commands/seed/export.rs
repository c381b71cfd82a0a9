//! `authctl seed export`

use std::fmt::Write;

use authctl::{
    password::PasswordHash,
    seed::{SetName, user_members},
    users::User,
};
use clap::Args;
use serde_json::{Map, Value, json};

use super::super::Outcome;
use crate::{
    context::Context,
    failure::{Exit, Failure},
    output::append_line,
};

#[derive(Debug, Args)]
#[command(after_help = "Without --set: the users of the set `default` and those that no set made. Keys are not exported:\n\
    `authctl key export` prints them. With -o json the seed is JSON.\n\n\
    Example: authctl seed export > seed.yaml && authctl seed plan seed.yaml")]
pub(crate) struct Arguments {
    /// The users that this set made
    #[arg(long, value_name = "NAME")]
    set: Option<SetName>,
    /// With the password hashes: for whoever may read the user file
    #[arg(long)]
    include_hashes: bool,
}

/// Bytes that are collected before they are written.
const CHUNK: usize = 64 << 10;

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    let set = arguments.set.clone().unwrap_or_default();
    let json = context.printer.is_json();
    let mut store = context.store()?;
    let mut out = if json {
        format!("{{\"schema\":\"authctl.seed/1\",\"set\":{},\"users\":[", json!(set.as_str()))
    } else {
        format!("set: {}\nusers:", json!(set.as_str()))
    };
    let mut first = true;
    let mut left_out = 0_usize;
    store.read(|view| {
        view.owned_users(arguments.set.as_ref(), |user| {
            if user.owner.is_some_and(|owner| owner != set) {
                left_out = left_out.saturating_add(1);
                return Ok(());
            }
            let members = members(&user.it, arguments.include_hashes);
            if json {
                object(&mut out, &members, first)?;
            } else {
                entry(&mut out, &members);
            }
            first = false;
            if out.len() > CHUNK {
                context.printer.raw(&std::mem::take(&mut out))?;
            }
            Ok::<_, Failure>(())
        })
    })?;
    out.push_str(match (json, first) {
        (true, true) => "]}\n",
        (true, false) => "\n]}\n",
        (false, true) => " []\n",
        (false, false) => "\n",
    });
    context.printer.raw(&out)?;
    if left_out > 0 {
        context.printer.status(format_args!("{left_out} users of other sets are left out: --set NAME exports them"));
    }
    Ok(Exit::Done)
}

/// An item of a JSON list.
fn object(out: &mut String, members: &Map<String, Value>, first: bool) -> Result<(), Failure> {
    let mut line = Vec::new();
    append_line(members, &mut line)?;
    out.push_str(if first { "\n" } else { ",\n" });
    out.push_str(String::from_utf8_lossy(&line).trim_end());
    Ok(())
}

/// An item of a YAML list. JSON is YAML too, so texts stand in quotes as JSON has them.
fn entry(out: &mut String, members: &Map<String, Value>) {
    for (index, (key, value)) in members.iter().enumerate() {
        // Writing to a `String` cannot fail.
        write!(out, "\n{} {key}: {value}", if index == 0 { "-" } else { " " }).ok();
    }
}

/// What a seed says of a user, but for what it need not say.
fn members(user: &User, include_hashes: bool) -> Map<String, Value> {
    let hash = user.password().filter(|_| include_hashes).map(PasswordHash::as_str);
    let facts = user.facts();
    let head = [
        ("username", json!(facts.username.as_str())),
        ("id", json!(facts.id.to_string())),
        ("service", json!(user.is_service())),
    ];
    let members = head.into_iter().chain(user_members(user)).chain([("password_hash", json!(hash))]);
    let says_nothing = |value: &Value| matches!(value, Value::Null | Value::Bool(false)) || *value == json!([]);
    members.filter(|(_, value)| !says_nothing(value)).map(|(key, value)| (key.to_owned(), value)).collect()
}
