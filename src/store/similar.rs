//! Names that a mistyped one may have meant.

use rusqlite::Connection;

use super::StoreError;

/// More names than this take longer than the answer is worth.
const SCANNED: i64 = 100_000;

/// Those of the names that a statement gives which are a typing mistake away from that one, the nearest first, at most three. Its
/// one parameter is how many names to look at.
pub(super) fn nearest(db: &Connection, sql: &str, name: &str) -> Result<Vec<String>, StoreError> {
    // Further than a typing mistake is no help.
    let far = name.chars().count().div_ceil(3).min(3);
    let mut statement = db.prepare_cached(sql)?;
    let names = statement.query_map([SCANNED], |row| row.get::<_, String>(0))?;
    let mut near = Vec::new();
    for candidate in names {
        let candidate = candidate?;
        let distance = strsim::damerau_levenshtein(name, &candidate);
        if distance <= far {
            near.push((distance, candidate));
        }
    }
    near.sort_unstable();
    near.truncate(3);
    Ok(near.into_iter().map(|(_, candidate)| candidate).collect())
}
