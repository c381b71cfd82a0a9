//! Token files, compared.

use serde_json::{Value, json};

use super::{Conflict, Draft, Field, Kind, Op, TokenFile};

impl Draft<'_> {
    /// A token is renewed that is stale, or that ends with this plan.
    pub(super) fn tokens(&mut self) -> Result<(), Conflict> {
        for entry in &self.seed.tokens {
            let no_user = || Conflict::TokenUser { place: entry.place.clone(), name: entry.name.clone() };
            let ends = self.will_be(&entry.name).ok_or_else(no_user)?;
            let (op, from) = match self.supplies.tokens.get(&entry.out) {
                Some(TokenFile::Fresh) if !ends => {
                    self.keep();
                    continue;
                }
                Some(_) => (Op::Update, json!(entry.out)),
                None => (Op::Create, Value::Null),
            };
            let fields = vec![("out", Field::Value { from, to: json!(entry.out) })];
            self.change(op, Kind::Token, entry.name.as_str(), fields, None);
        }
        Ok(())
    }
}
