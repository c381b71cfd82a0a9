//! Names that begin with a text, for a shell that completes it: found by an index, however long the file is.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{StoreError, View};

/// Usernames.
const USERS: Names = Names {
    up: "SELECT username FROM users WHERE username > :after AND username >= :prefix AND username < :end ORDER BY username LIMIT 1",
    last: "SELECT max(username) FROM users WHERE username >= :prefix AND username < :end",
};
/// Labels of the ledger. Each is looked up from the one before, since a million tokens may share one.
const LABELS: Names = Names {
    up: "SELECT label FROM tokens WHERE label > :after AND label >= :prefix AND label < :end ORDER BY label LIMIT 1",
    last: "SELECT max(label) FROM tokens WHERE label >= :prefix AND label < :end",
};
/// Names of the tokens of the ledger.
const JTIS: Names = Names {
    up: "SELECT jti FROM tokens WHERE jti > :after AND jti >= :prefix AND jti < :end ORDER BY jti LIMIT 1",
    last: "SELECT max(jti) FROM tokens WHERE jti >= :prefix AND jti < :end",
};

/// The two statements that find names of a kind.
struct Names {
    /// The next one.
    up: &'static str,
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
        let mut up = db.prepare_cached(self.up)?;
        let mut names: Vec<String> = Vec::new();
        for _ in 0..limit {
            let after = names.last().map_or("", String::as_str);
            let parameters = named_params! { ":after": after, ":prefix": prefix, ":end": end };
            match up.query_row(parameters, |row| row.get(0)).optional()? {
                Some(name) => names.push(name),
                None => return Ok(names),
            }
        }
        let mut last = db.prepare_cached(self.last)?;
        let last: Option<String> = last.query_row(named_params! { ":prefix": prefix, ":end": end }, |row| row.get(0))?;
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
        for sql in [&USERS, &LABELS, &JTIS].into_iter().flat_map(|names| [names.up, names.last]) {
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
