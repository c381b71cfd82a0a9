//! Reading a file of users: one thread cuts it, all cores parse, and the caller takes batches in file order. Every queue between
//! them is bounded, so that memory does not grow with the file and a slow caller slows the reading.

use std::{
    io::{Cursor, Read},
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    thread,
    time::Duration,
};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use super::{
    Fault, FileError, Format, Place, Record, auth0, csv, django, firebase, htpasswd, keycloak, kratos, native,
    sniff::{self, Shape},
    split::{Chunk, Splitter},
};
use crate::password::convert::Firebase;

/// How a file is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Its format; `None` is to recognise it by its content.
    pub format: Option<Format>,
    /// Whether fields that are not known are passed over.
    pub ignore_unknown: bool,
    /// How the hashes of a Firebase file were made, which is not in it. `None`: they cannot be used.
    pub firebase: Option<Firebase>,
    /// The model of Django's users. Default `auth.user`.
    pub django_model: Option<String>,
}

/// A record as it was read.
#[derive(Debug)]
pub struct Row {
    /// Where it begins.
    pub place: Place,
    /// What it says, or why it cannot be taken.
    pub record: Result<Box<Record>, Refused>,
}

/// A record that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The name that it gives, as far as it could be read.
    pub name: Option<String>,
    /// Why.
    pub fault: Fault,
}

/// Rows that follow each other in a file.
#[derive(Debug, Default)]
pub struct Batch {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many bytes of the file they reach to.
    pub end: u64,
    /// Why the file cannot be read on behind them.
    pub error: Option<FileError>,
}

/// A file being read.
#[derive(Debug)]
pub struct Reader {
    format: Format,
    batches: Receiver<Batch>,
    ended: bool,
}

/// Batches that wait for the caller, and chunks that wait to be parsed.
const WAITING: usize = 1;

/// Records that one core parses at a time.
const SHARE: usize = 256;

/// How the records of a file are parsed.
enum Dialect {
    Csv(csv::Header),
    Native { ignore_unknown: bool },
    Htpasswd,
    Keycloak,
    Auth0,
    FirebaseJson(Option<Firebase>),
    FirebaseCsv(Option<Firebase>),
    Django(String),
    Kratos,
}

impl Reader {
    /// Opens a file and finds out what it is. Its batches have `size` rows, the last one the rest; those with very long records may
    /// have fewer.
    ///
    /// # Errors
    /// All of [`FileError`] that can be seen at the beginning.
    pub fn open(mut from: impl Read + Send + 'static, options: &ReadOptions, size: usize) -> Result<Self, FileError> {
        let mut prefix = Vec::new();
        let most = u64::try_from(sniff::PREFIX).unwrap_or(u64::MAX);
        (&mut from).take(most).read_to_end(&mut prefix)?;
        sniff::check(&prefix)?;
        let mark = sniff::mark(&prefix);
        let text = prefix.get(mark..).unwrap_or_default();
        let (format, shape) = match options.format {
            Some(format) => (format, sniff::shape(format, text)),
            None => sniff::recognise(text)?,
        };
        prefix.drain(..mark);
        let start = u64::try_from(mark).unwrap_or_default();
        let mut splitter = Splitter::new(Cursor::new(prefix).chain(from), format, shape, start);
        let dialect = dialect(format, shape, options, &mut splitter)?;
        let (to_parse, chunks) = sync_channel(WAITING);
        let (to_caller, batches) = sync_channel(WAITING);
        // Not waited for: where nobody wants more, nobody waits for a producer that has nothing to say.
        thread::Builder::new().spawn(move || cut(splitter, size, &to_parse))?;
        thread::Builder::new().spawn(move || parse(&dialect, &chunks, &to_caller))?;
        Ok(Self { format, batches, ended: false })
    }

    /// The format that was given or recognised.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    /// The next batch, if it comes in time: `None` where the file has ended, an empty one where nothing came.
    ///
    /// # Errors
    /// [`FileError::Lost`]. That the file cannot be read on is part of the last batch.
    pub fn next(&mut self, patience: Duration) -> Result<Option<Batch>, FileError> {
        if self.ended {
            return Ok(None);
        }
        match self.batches.recv_timeout(patience) {
            Ok(batch) => {
                self.ended = batch.rows.is_empty() || batch.error.is_some();
                Ok(Some(batch).filter(|batch| !batch.rows.is_empty() || batch.error.is_some()))
            }
            Err(RecvTimeoutError::Timeout) => Ok(Some(Batch::default())),
            Err(RecvTimeoutError::Disconnected) => Err(FileError::Lost),
        }
    }
}

/// How the records are parsed; for CSV with a header this reads it.
fn dialect<R: Read>(
    format: Format,
    shape: Shape,
    options: &ReadOptions,
    splitter: &mut Splitter<R>,
) -> Result<Dialect, FileError> {
    Ok(match (format, shape) {
        (Format::Csv, _) => {
            let (chunk, outcome) = splitter.fill(1);
            outcome?;
            let header = chunk.records().next();
            let Some((_, Ok(header))) = header else {
                return Err(FileError::Form { format, what: "it has no header" });
            };
            Dialect::Csv(csv::header(header, options.ignore_unknown)?)
        }
        (Format::Jsonl | Format::Json, _) => Dialect::Native { ignore_unknown: options.ignore_unknown },
        (Format::Htpasswd, _) => Dialect::Htpasswd,
        (Format::Keycloak, _) => Dialect::Keycloak,
        (Format::Auth0, _) => Dialect::Auth0,
        (Format::Firebase, Shape::Rows) => Dialect::FirebaseCsv(options.firebase.clone()),
        (Format::Firebase, _) => Dialect::FirebaseJson(options.firebase.clone()),
        (Format::Django, _) => Dialect::Django(options.django_model.clone().unwrap_or_else(|| "auth.user".to_owned())),
        (Format::Kratos, _) => Dialect::Kratos,
    })
}

/// Cuts until the end, or until nobody wants more. An empty chunk is the end.
fn cut<R: Read>(mut splitter: Splitter<R>, size: usize, chunks: &SyncSender<(Chunk, Result<(), FileError>)>) {
    loop {
        let (chunk, outcome) = splitter.fill(size);
        let is_last = chunk.is_empty() || outcome.is_err();
        if chunks.send((chunk, outcome)).is_err() || is_last {
            return;
        }
    }
}

/// Parses chunks until there are no more.
fn parse(dialect: &Dialect, chunks: &Receiver<(Chunk, Result<(), FileError>)>, batches: &SyncSender<Batch>) {
    while let Ok((chunk, outcome)) = chunks.recv() {
        let is_last = chunk.is_empty();
        let records: Vec<_> = chunk.records().collect();
        let rows = records
            .into_par_iter()
            .with_min_len(SHARE)
            .map(|(place, bytes)| {
                let (name, record) = match bytes {
                    Ok(bytes) => dialect.parse(bytes)?,
                    Err(fault) => (None, Err(fault)),
                };
                let record = record.map(Box::new).map_err(|fault| Refused { name, fault });
                Some(Row { place, record })
            })
            .collect::<Vec<Option<Row>>>();
        let rows: Vec<_> = rows.into_iter().flatten().collect();
        // Nothing is the end, but a chunk of nothing but Django's other objects is not.
        if rows.is_empty() && !is_last && outcome.is_ok() {
            continue;
        }
        let batch = Batch { rows, end: chunk.end, error: outcome.err() };
        if batches.send(batch).is_err() || is_last {
            return;
        }
    }
}

impl Dialect {
    /// The name and the record; nothing where it is no user's.
    fn parse(&self, bytes: &[u8]) -> Option<(Option<String>, Result<Record, Fault>)> {
        Some(match self {
            Self::Csv(header) => csv::parse(bytes, header),
            Self::Native { ignore_unknown } => native::parse(bytes, *ignore_unknown),
            Self::Htpasswd => htpasswd::parse(bytes),
            Self::Keycloak => keycloak::parse(bytes),
            Self::Auth0 => auth0::parse(bytes),
            Self::FirebaseJson(settings) => firebase::parse(bytes, settings.as_ref()),
            Self::FirebaseCsv(settings) => firebase::parse_row(bytes, settings.as_ref()),
            Self::Django(model) => return django::parse(bytes, model),
            Self::Kratos => kratos::parse(bytes),
        })
    }
}
