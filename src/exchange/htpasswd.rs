//! Apache's htpasswd: `name:hash` a line; more fields behind a colon, as of htdigest's relatives, are passed over.

use super::{
    Fault, Record,
    columns::username,
    hashes::{self, usable},
    json,
};

pub(super) fn parse(bytes: &[u8]) -> (Option<String>, Result<Record, Fault>) {
    let line = match json::text(bytes) {
        Ok(line) => line,
        Err(fault) => return (None, Err(fault)),
    };
    // What stands on a line without a colon may be a hash, so it is not shown as a name.
    let Some((name, rest)) = line.split_once(':') else { return (None, Err(Fault::NoColon)) };
    let hash = rest.split(':').next().unwrap_or_default();
    let read = || {
        let mut record = Record::new(username(name)?);
        record.credential = usable(hashes::any(hash));
        Ok(record)
    };
    (Some(name.to_owned()), read())
}
