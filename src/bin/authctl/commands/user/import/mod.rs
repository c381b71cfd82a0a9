//! `authctl user import FILE`

mod rejects;
mod run;

use std::{path::PathBuf, time::Duration};

use authctl::{
    exchange::{Format, ReadOptions, Reader},
    store::{Import, ImportRules, OnConflict, View},
};
use clap::{
    Args, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};

use self::{rejects::Rejects, run::Run};
use super::super::{Outcome, hash::FirebaseFlags};
use crate::{
    context::Context,
    failure::{Exit, Failure},
    interrupt::Interrupt,
    output::ImportView,
};

/// Rows of a transaction. The first one that is refused takes back no more than these.
const BATCH: usize = 10_000;

#[derive(Debug, Args)]
#[command(after_help = "Formats, recognised by content: CSV with a header, JSONL, a JSON array; htpasswd; Keycloak, Auth0,\n\
    Firebase, Kratos; Django's dumpdata. Fields of CSV and JSON: username, id, email, full_name,\n\
    disabled, disabled_reason, service, roles, scopes, expires_at, must_change, max_ttl, audiences,\n\
    created_at, and hashed_password or password. In CSV, `;` separates several values.\n\n\
    Rows are taken in batches of 10,000, each a transaction with one row in the audit. A field that the\n\
    file does not have stays as it is, so the same file again changes nothing, and an import that was\n\
    cut short goes on where it stopped. read = created + updated + unchanged + rejected.\n\n\
    Exits: 0 done, 14 done with rejected rows, 3 malformed file or stopped at a row, 13 user file,\n\
    130 interrupted.\n\n\
    Examples:\n  authctl user import users.csv --check --on-error skip\n  \
    authctl user import realm-export.json --on-error skip --rejects rejects.jsonl --weak reset\n  \
    authctl user import users.jsonl --on-conflict update")]
pub(crate) struct Arguments {
    /// The file, or `-` for stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Its format, where the content does not tell
    #[arg(long, value_name = "FORMAT", value_parser = format_names())]
    format: Option<Format>,
    /// Write nothing, and say what would happen
    #[arg(long)]
    check: bool,
    /// What to do with a user that is there already and differs from its row
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Conflict::Fail)]
    on_conflict: Conflict,
    /// What to do at a row that cannot be taken
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = AtError::Stop)]
    on_error: AtError,
    /// Keep the refused rows in this new file: JSON lines with line, name, code and cause
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// What to do with a new user whose hash or password cannot be used
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Weak::Reject)]
    weak: Weak,
    /// Pass over fields and columns that are not known
    #[arg(long)]
    ignore_unknown: bool,
    /// Hash more than 10,000 passwords, which takes long
    #[arg(long)]
    hash_plaintext: bool,
    /// Use no more than so many cores
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1_024))]
    jobs: Option<u16>,
    /// The model of Django's users
    #[arg(long, value_name = "APP.MODEL", default_value = "auth.user")]
    django_model: String,
    #[command(flatten)]
    firebase: FirebaseFlags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Conflict {
    /// Refuse the row
    Fail,
    /// Leave the user as it is
    Skip,
    /// Bring the user to what the row says
    Update,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AtError {
    /// End, with nothing of its batch written
    Stop,
    /// Refuse the row and go on
    Skip,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Weak {
    /// Refuse the row
    Reject,
    /// Take the user without a password; it has to be given one
    Reset,
}

/// The names of the formats.
pub(super) fn format_names() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| name.parse::<Format>())
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Outcome {
    if let Some(jobs) = arguments.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.into()).build_global();
        pool.map_err(|error| Failure::new(Exit::Internal, "internal", "no threads could be started").caused_by(error))?;
    }
    let mut store = context.store()?;
    let policy = store.read(View::policy)?;
    if !arguments.check {
        store.prepare_bulk()?;
    }
    let (file, size) = context.input.stream(&arguments.file, "the users")?;
    let reader = Reader::open(file, &arguments.options(), BATCH).map_err(|error| arguments.name(error.into()))?;
    let format = reader.format();
    let rules = ImportRules {
        on_conflict: match arguments.on_conflict {
            Conflict::Fail => OnConflict::Fail,
            Conflict::Skip => OnConflict::Skip,
            Conflict::Update => OnConflict::Update,
        },
        reset_weak: arguments.weak == Weak::Reset,
        stop: arguments.on_error == AtError::Stop,
        check: arguments.check,
        policy: policy.clone(),
    };
    let mut run = Run {
        context,
        store: &mut store,
        reader,
        import: Import::new(rules),
        params: policy.params,
        rejects: Rejects::new(arguments.rejects.as_deref(), context.printer)?,
        interrupt: Interrupt::watch(),
        progress: context.printer.progress(size),
        stops: arguments.on_error == AtError::Stop,
        hashes_many: arguments.hash_plaintext,
        passwords: 0,
        tally: authctl::store::Tally::default(),
        held: Duration::ZERO,
    };
    let outcome = run.all().map_err(|failure| arguments.name(failure));
    let Run { store, tally, rejects, progress, .. } = run;
    let outcome = outcome.and(if arguments.check { Ok(()) } else { store.settle_bulk().map_err(Failure::from) });
    drop(progress);
    rejects.finish();
    let view = ImportView { format, tally: &tally, check: arguments.check, complete: outcome.is_ok(), rejects: rejects.path() };
    context.printer.data(&view)?;
    outcome?;
    Ok(if tally.rejected > 0 { Exit::Differences } else { Exit::Done })
}

impl Arguments {
    /// Says in which file something is wrong.
    fn name(&self, failure: Failure) -> Failure {
        if failure.exit != Exit::Malformed {
            return failure;
        }
        let file = if self.file.as_os_str() == "-" { "stdin".into() } else { self.file.to_string_lossy() };
        Failure { message: format!("{file}: {}", failure.message), ..failure }
    }

    fn options(&self) -> ReadOptions {
        ReadOptions {
            format: self.format,
            ignore_unknown: self.ignore_unknown,
            firebase: self.firebase.settings(),
            django_model: Some(self.django_model.clone()),
        }
    }
}
