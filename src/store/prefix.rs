//! Names that begin with a text, for a shell that completes it: found by an index, however long the file is.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{StoreError, View};

/// Usernames.
const USERS: Names = Names {
    first: "SELECT username FROM users WHERE username >= :from AND username < :end ORDER BY username LIMIT 1",
    next: "SELECT username FROM users WHERE username > :from AND username < :end ORDER BY username LIMIT 1",
    last: "SELECT max(username) FROM users WHERE username >= :from AND username < :end",
};
/// Labels of the ledger. Each is looked up from the one before, since a million tokens may share one.
const LABELS: Names = Names {
    first: "SELECT label FROM tokens WHERE label >= :from AND label < :end ORDER BY label LIMIT 1",
    next: "SELECT label FROM tokens WHERE label > :from AND label < :end ORDER BY label LIMIT 1",
    last: "SELECT max(label) FROM tokens WHERE label >= :from AND label < :end",
};
/// Names of the tokens of the ledger.
const JTIS: Names = Names {
    first: "SELECT jti FROM tokens WHERE jti >= :from AND jti < :end ORDER BY jti LIMIT 1",
    next: "SELECT jti FROM tokens WHERE jti > :from AND jti < :end ORDER BY jti LIMIT 1",
    last: "SELECT max(jti) FROM tokens WHERE jti >= :from AND jti < :end",
};

/// The statements that find names of a kind. Each has one lower bound: of two, SQLite would seek by the one and read up to the other.
struct Names {
    /// The first one from a text on.
    first: &'static str,
    /// The first one after a name.
    next: &'static str,
    /// The last one.
    last: &'static str,
}

impl View {
    /// The usernames that begin with that text: the first `limit` of them in order, and the last one, so that what all of these
    /// have in common is what all there are have in common.
    ///
    /// # Errors
    /// Those of reading.
    pub fn usernames_beginning(&self, prefix: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        USERS.beginning(&self.db, prefix, limit)
    }

    /// The labels of the ledger that begin with that text, each once; which of them, as [`View::usernames_beginning`] says.
    ///
    /// # Errors
    /// Those of reading.
    pub fn labels_beginning(&self, prefix: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        LABELS.beginning(&self.db, prefix, limit)
    }

    /// The `jti`s of the ledger that begin with that text; which of them, as [`View::usernames_beginning`] says.
    ///
    /// # Errors
    /// Those of reading.
    pub fn jtis_beginning(&self, prefix: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        JTIS.beginning(&self.db, prefix, limit)
    }
}

impl Names {
    fn beginning(&self, db: &Connection, prefix: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        // No character comes after that one, which is none.
        let end = format!("{prefix}\u{10FFFF}");
        let mut names: Vec<String> = Vec::new();
        for _ in 0..limit {
            let (sql, from) = names.last().map_or((self.first, prefix), |name| (self.next, name));
            let name = db.prepare_cached(sql)?.query_row(named_params! { ":from": from, ":end": end }, |row| row.get(0));
            match name.optional()? {
                Some(name) => names.push(name),
                None => return Ok(names),
            }
        }
        let mut last = db.prepare_cached(self.last)?;
        let last: Option<String> = last.query_row(named_params! { ":from": prefix, ":end": end }, |row| row.get(0))?;
        if last.as_ref() > names.last() {
            names.extend(last);
        }
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schema;

    #[test]
    fn every_name_is_found_by_an_index() {
        let db = Connection::open_in_memory().unwrap();
        schema::migrate(&db, 0).unwrap();
        for sql in [&USERS, &LABELS, &JTIS].into_iter().flat_map(|names| [names.first, names.next, names.last]) {
            let mut plan = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let none: Vec<(&str, &dyn rusqlite::ToSql)> = Vec::new();
            let steps: Vec<String> = plan.query_map(none.as_slice(), |row| row.get(3)).unwrap().map(Result::unwrap).collect();
            let searched = |step: &String| step.starts_with("SEARCH") && step.contains("COVERING INDEX");
            assert!(steps.iter().all(searched), "{sql}: {steps:?}");
        }
    }

    #[test]
    fn the_first_ones_and_the_last_one_are_found() {
        let db = Connection::open_in_memory().unwrap();
        schema::migrate(&db, 0).unwrap();
        for label in ["ja", "jb", "jb", "jc", "jd", "j%", "k", "j"] {
            db.execute("INSERT INTO tokens (sub, iat, label) VALUES ('x', 0, ?)", [label]).unwrap();
        }
        let found = |prefix, limit| LABELS.beginning(&db, prefix, limit).unwrap();
        assert_eq!(found("j", 9), ["j", "j%", "ja", "jb", "jc", "jd"]);
        assert_eq!(found("j", 4), ["j", "j%", "ja", "jb", "jd"]);
        assert_eq!(found("j", 5), ["j", "j%", "ja", "jb", "jc", "jd"]);
        assert_eq!(found("j%", 9), ["j%"]);
        assert_eq!(found("x", 9), Vec::<String>::new());
        assert_eq!(found("", 1), ["j", "k"]);
    }
}
