//! The ledger as a list, a page at a time whatever its length.

use rusqlite::{OptionalExtension, Row, ToSql, types::Value};

use super::{IssuedToken, Revocation, StoreError, View, row::Record, similar};
use crate::clock::Timestamp;

/// What has become of a token, as far as the user file knows. A token is in one state: the first that fits of revoked, ended,
/// expired and active.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenState {
    /// It was taken back.
    Revoked,
    /// The user's tokens of that age were ended, or the key that signed it is retired.
    Ended,
    /// Its `exp` has come.
    Expired,
    /// None of these. Whether its user may act is another question.
    Active,
}

impl TokenState {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Revoked => "revoked",
            Self::Ended => "ended",
            Self::Expired => "expired",
            Self::Active => "active",
        }
    }
}

/// Which tokens to list; what is `None` does not restrict.
#[derive(Clone, Debug, Default)]
pub struct TokenFilter {
    /// Those with that claim `sub`, to the byte.
    pub sub: Option<String>,
    /// Those with that label.
    pub label: Option<String>,
    /// Those in that state.
    pub state: Option<TokenState>,
    /// Those that expire from now on until that instant.
    pub expiring: Option<Timestamp>,
    /// Those that come after it in the same list.
    pub after: Option<Position>,
    /// No more than that many.
    pub limit: Option<u32>,
}

/// A token of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedToken {
    /// Its `jti`, if it has one.
    pub jti: Option<String>,
    /// What the ledger keeps; `None` for a token that was revoked without being in it.
    pub issued: Option<IssuedToken>,
    /// What has become of it.
    pub state: TokenState,
    /// That it was taken back.
    pub revocation: Option<Revocation>,
    /// Where it stands in the list.
    pub position: Position,
}

/// A place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    id: Option<i64>,
    exp: Option<i64>,
    revoked: Option<(i64, String)>,
}

/// Whether a token whose user is `u` and whose key is `k` was ended.
const ENDED: &str = "coalesce(t.iat < u.tokens_valid_after, 0) OR coalesce(k.state = 'retired' OR k.expires_at <= :now, 0)";
const JOINED: &str = "LEFT JOIN users AS u ON u.username = t.sub LEFT JOIN keys AS k ON k.kid = t.kid";

/// A statement in the making.
struct Query {
    from: &'static str,
    conditions: Vec<String>,
    order: &'static str,
    parameters: Vec<(&'static str, Value)>,
}

impl Query {
    fn of(filter: &TokenFilter, now: Timestamp) -> Self {
        let limit = filter.limit.map_or(i64::MAX, i64::from);
        let mut query = if filter.state == Some(TokenState::Revoked) { Self::revoked(filter) } else { Self::recorded(filter) };
        query.parameters.extend([(":now", now.unix().into()), (":limit", limit.into())]);
        if let Some(until) = filter.expiring {
            query.given("t.exp > :now AND t.exp <= :until", [(":until", until.unix().into())]);
        }
        if let Some(sub) = &filter.sub {
            query.given("t.sub = :sub", [(":sub", sub.clone().into())]);
        }
        if let Some(label) = &filter.label {
            query.given("t.label = :label", [(":label", label.clone().into())]);
        }
        query.conditions.extend(match filter.state {
            None | Some(TokenState::Revoked) => None,
            Some(TokenState::Ended) => Some(format!("r.jti IS NULL AND ({ENDED})")),
            Some(TokenState::Expired) => Some(format!("r.jti IS NULL AND NOT ({ENDED}) AND t.exp <= :now")),
            Some(TokenState::Active) => Some(format!("r.jti IS NULL AND NOT ({ENDED}) AND (t.exp IS NULL OR t.exp > :now)")),
        });
        query
    }

    /// By the last revocation first, with those that are not in the ledger.
    fn revoked(filter: &TokenFilter) -> Self {
        let from = "revocations AS r LEFT JOIN tokens AS t ON t.jti = r.jti";
        let mut query = Self { from, conditions: Vec::new(), order: "r.revoked_at DESC, r.jti DESC", parameters: Vec::new() };
        if let Some((at, jti)) = filter.after.as_ref().and_then(|after| after.revoked.clone()) {
            query
                .given("(r.revoked_at, r.jti) < (:after_at, :after_jti)", [(":after_at", at.into()), (":after_jti", jti.into())]);
        }
        query
    }

    /// The newest first, or the first to expire first.
    fn recorded(filter: &TokenFilter) -> Self {
        let from = "tokens AS t LEFT JOIN revocations AS r ON r.jti = t.jti";
        let order = if filter.expiring.is_some() { "t.exp, t.id" } else { "t.id DESC" };
        let mut query = Self { from, conditions: Vec::new(), order, parameters: Vec::new() };
        let after = filter.after.as_ref().and_then(|after| Some((after.id?, after.exp)));
        match (after, filter.expiring) {
            (Some((id, Some(exp))), Some(_)) => {
                query.given("(t.exp, t.id) > (:after_exp, :after_id)", [(":after_exp", exp.into()), (":after_id", id.into())]);
            }
            (Some((id, _)), None) => query.given("t.id < :after_id", [(":after_id", id.into())]),
            _ => {}
        }
        query
    }

    /// Adds a condition and what it compares with.
    fn given(&mut self, condition: &str, values: impl IntoIterator<Item = (&'static str, Value)>) {
        self.conditions.push(condition.to_owned());
        self.parameters.extend(values);
    }

    fn sql(&self) -> String {
        let conditions = if self.conditions.is_empty() { "1".to_owned() } else { self.conditions.join(" AND ") };
        format!(
            "SELECT coalesce(t.id, 0) AS id, coalesce(t.jti, r.jti) AS jti, t.sub, t.kid, t.aud, t.iat, t.exp, t.label,
                r.jti AS revoked_jti, r.revoked_at, r.reason, ({ENDED}) AS ended
            FROM {} {JOINED} WHERE {conditions} ORDER BY {} LIMIT :limit",
            self.from, self.order
        )
    }
}

impl View {
    /// Hands over the tokens that pass the filter until the closure fails: the newest first; those that expire within some time the
    /// soonest first; the revoked ones the last revoked first, with those that are not in the ledger.
    ///
    /// # Errors
    /// Those of reading, and the closure's.
    pub fn tokens<E: From<StoreError>>(
        &self,
        filter: &TokenFilter,
        now: Timestamp,
        mut each: impl FnMut(ListedToken) -> Result<(), E>,
    ) -> Result<(), E> {
        let query = Query::of(filter, now);
        let mut statement = self.db.prepare_cached(&query.sql()).map_err(StoreError::from)?;
        let parameters = query.parameters.iter().map(|parameter| -> (&str, &dyn ToSql) { (parameter.0, &parameter.1) });
        let mut rows = statement.query(parameters.collect::<Vec<_>>().as_slice()).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            each(read_listed(row, now)?)?;
        }
        Ok(())
    }

    /// What the ledger keeps of the token of that `jti`.
    ///
    /// # Errors
    /// Those of reading.
    pub fn issued(&self, jti: &str) -> Result<Option<IssuedToken>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT * FROM tokens WHERE jti = ?")?;
        let mut rows = statement.query([jti])?;
        rows.next()?.map(|row| read_issued(&Record::new("tokens", row)?, Some(jti.to_owned()))).transpose()
    }

    /// Where the token of that `jti` stands in the list that a filter makes; nothing where it cannot be in it.
    ///
    /// # Errors
    /// Those of reading.
    pub fn token_position(&self, jti: &str, filter: &TokenFilter) -> Result<Option<Position>, StoreError> {
        let token = "SELECT id, exp FROM tokens WHERE jti = ?";
        let token = self.db.prepare_cached(token)?.query_row([jti], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let revoked = "SELECT revoked_at FROM revocations WHERE jti = ?";
        let revoked = self.db.prepare_cached(revoked)?.query_row([jti], |row| row.get(0)).optional()?;
        let (id, exp): (Option<i64>, Option<i64>) = token.unwrap_or_default();
        let revoked = revoked.map(|at| (at, jti.to_owned()));
        let fits = match filter.state {
            Some(TokenState::Revoked) => revoked.is_some(),
            _ => id.is_some() && (exp.is_some() || filter.expiring.is_none()),
        };
        Ok(fits.then_some(Position { id, exp, revoked }))
    }

    /// The labels that a mistyped one may have meant, the nearest first, at most three.
    ///
    /// # Errors
    /// Those of reading.
    pub fn similar_labels(&self, label: &str) -> Result<Vec<String>, StoreError> {
        // A step from label to label along the index, however many tokens each has.
        let sql = "WITH RECURSIVE labels (label) AS (
                SELECT min(label) FROM tokens WHERE label IS NOT NULL
                UNION ALL SELECT (SELECT min(label) FROM tokens WHERE tokens.label > labels.label) FROM labels
                WHERE labels.label IS NOT NULL LIMIT ?)
            SELECT label FROM labels WHERE label IS NOT NULL";
        similar::nearest(&self.db, sql, label)
    }
}

fn read_listed(row: &Row<'_>, now: Timestamp) -> Result<ListedToken, StoreError> {
    let record = Record::new("tokens", row)?;
    let jti: Option<String> = record.get("jti")?;
    let id = Some(row.get("id")?).filter(|id| *id != 0);
    let issued = id.map(|_| read_issued(&record, jti.clone())).transpose()?;
    let revoked_jti: Option<String> = record.get("revoked_jti")?;
    let revocation = match revoked_jti {
        Some(_) => Some(Revocation { at: record.time("revoked_at")?, reason: record.get("reason")? }),
        None => None,
    };
    let exp = issued.as_ref().and_then(|token| token.exp);
    let state = match &revocation {
        Some(_) => TokenState::Revoked,
        None if record.flag("ended")? => TokenState::Ended,
        None if exp.is_some_and(|exp| exp <= now) => TokenState::Expired,
        None => TokenState::Active,
    };
    let position = Position {
        id,
        exp: exp.map(Timestamp::unix),
        revoked: revocation.as_ref().map(|revocation| revocation.at.unix()).zip(jti.clone()),
    };
    Ok(ListedToken { jti, issued, state, revocation, position })
}

fn read_issued(record: &Record<'_>, jti: Option<String>) -> Result<IssuedToken, StoreError> {
    Ok(IssuedToken {
        jti,
        sub: record.get("sub")?,
        kid: record.parse_some("kid")?,
        aud: record.texts("aud")?,
        iat: record.time("iat")?,
        exp: record.some_time("exp")?,
        label: record.get("label")?,
    })
}
