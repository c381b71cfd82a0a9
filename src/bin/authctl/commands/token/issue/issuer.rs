//! From orders to tokens: the user file is asked, the key signs, the ledger records.

use authctl::{
    clock::Timestamp,
    keys::{Algorithm, KeyId, NoSigningKey, SigningKey, StoredKey, signing_key},
    store::{IssuedToken, Store, StoreError, Tx, View},
    token::{Claims, HeaderOptions, Token, issue, permit},
    users::Username,
};
use rayon::prelude::*;

use super::order::{Bearer, Order};
use crate::{
    context::{Clock, Context},
    failure::{Exit, Failure, unknown_key, unknown_user},
    output::IssuedView,
};

/// Serves orders.
pub(super) struct Issuer<'c> {
    pub(super) desk: Desk<'c>,
    /// The user file, opened when its users or keys are needed.
    pub(super) store: Option<Store>,
    pub(super) clock: Clock,
}

/// What is asked before a token is signed.
pub(super) struct Desk<'c> {
    pub(super) context: &'c Context,
    /// The key that must be the active one.
    pub(super) kid: Option<KeyId>,
    pub(super) signer: Signer,
}

/// What signs, and what the headers say.
pub(super) struct Signer {
    /// A key from outside; without it the user file's active one signs.
    pub(super) outside: Option<(SigningKey, Option<KeyId>)>,
    pub(super) header: HeaderOptions,
    pub(super) records: bool,
}

/// A token, with what the ledger keeps of it.
pub(super) struct Issued {
    pub(super) token: Token,
    claims: Claims,
    kid: Option<KeyId>,
    algorithm: Algorithm,
    recorded: bool,
}

impl Issued {
    pub(super) fn view(&self) -> IssuedView<'_> {
        IssuedView {
            token: &self.token,
            claims: &self.claims,
            kid: self.kid.as_ref(),
            algorithm: self.algorithm,
            recorded: self.recorded,
        }
    }

    /// The end of a token that has ended as it begins.
    pub(super) fn ended(&self) -> Option<Timestamp> {
        let (end, start) = self.claims.expires_at().zip(self.claims.issued_at())?;
        (end <= start).then_some(end)
    }

    fn row(&self, label: Option<&String>, now: Timestamp) -> IssuedToken {
        IssuedToken {
            jti: self.claims.id().map(str::to_owned),
            sub: self.claims.subject().unwrap_or_default().to_owned(),
            kid: self.kid.clone(),
            aud: self.claims.audiences().into_iter().map(str::to_owned).collect(),
            iat: self.claims.issued_at().unwrap_or(now),
            exp: self.claims.expires_at(),
            label: label.cloned(),
        }
    }
}

/// The tokens of the orders before the first that cannot be had, and why it cannot.
pub(super) struct Served {
    pub(super) tokens: Vec<Issued>,
    pub(super) stopped: Option<Failure>,
}

impl Issuer<'_> {
    /// Issues and records tokens in one transaction: those of all orders, or of those before the first that cannot be had.
    pub(super) fn issue<'o>(&mut self, orders: impl Iterator<Item = &'o Order> + Clone) -> Result<Served, Failure> {
        let now = self.clock.now();
        let desk = &self.desk;
        if !orders.clone().any(|order| desk.needs_file(order)) {
            return desk.serve(None, orders, now);
        }
        let store = match &mut self.store {
            Some(store) => store,
            none => none.insert(desk.context.store()?),
        };
        if !desk.signer.records {
            return store.read(|view| desk.serve(Some(view), orders, now));
        }
        store.transaction(&desk.context.actor(), now, |tx| {
            let served = desk.serve(Some(tx), orders.clone(), now)?;
            record(tx, served, orders, now)
        })
    }
}

impl Desk<'_> {
    /// Whether the user file is asked; what it need not be asked about it does not record.
    fn needs_file(&self, order: &Order) -> bool {
        self.signer.outside.is_none() || matches!(order.bearer, Bearer::User(_))
    }

    /// Signs on all cores what the user file allows.
    fn serve<'o>(&self, view: Option<&View>, orders: impl Iterator<Item = &'o Order>, now: Timestamp) -> Result<Served, Failure> {
        let stored = match (view, &self.signer.outside) {
            (Some(view), None) => Some(self.stored_key(view, now)?),
            _ => None,
        };
        let mut allowed = Vec::new();
        let mut stopped = None;
        for order in orders {
            match self.claims(view, order, now) {
                Ok(claims) => allowed.push((claims, self.signer.records && self.needs_file(order))),
                Err(failure) => {
                    stopped = Some(failure);
                    break;
                }
            }
        }
        let signer = &self.signer;
        let sign = |(claims, recorded)| signer.sign(claims, recorded, stored.as_ref());
        let outcomes: Vec<Result<Issued, Failure>> =
            if allowed.len() > 1 { allowed.into_par_iter().map(sign).collect() } else { allowed.into_iter().map(sign).collect() };
        let mut tokens = Vec::with_capacity(outcomes.len());
        for outcome in outcomes {
            match outcome {
                Ok(token) => tokens.push(token),
                Err(failure) => return Ok(Served { tokens, stopped: Some(failure) }),
            }
        }
        Ok(Served { tokens, stopped })
    }

    /// The claims of a token that may be had.
    fn claims(&self, view: Option<&View>, order: &Order, now: Timestamp) -> Result<Claims, Failure> {
        let (name, view) = match (&order.bearer, view) {
            (Bearer::User(name), Some(view)) => (name, view),
            (Bearer::Subject(subject), Some(view)) => {
                if self.needs_file(order) {
                    self.warn_of_user(view, subject)?;
                }
                return order.claims(self.context, None, now);
            }
            (_, None) => return order.claims(self.context, None, now),
        };
        let user = view.user(name)?.ok_or_else(|| unknown_user(view, name))?;
        let subject = user.subject(now).map_err(|error| Failure::inactive(name.as_str(), &error))?;
        let claims = order.claims(self.context, Some(subject), now)?;
        permit(subject, &claims)?;
        Ok(claims)
    }

    fn warn_of_user(&self, view: &View, subject: &str) -> Result<(), Failure> {
        if let Ok(name) = subject.parse::<Username>()
            && view.user(&name)?.is_some()
        {
            self.context.printer.warn(format_args!(
                "`{name}` is a user of the file, whose limits --sub does not ask for: `authctl token issue {name}` does"
            ));
        }
        Ok(())
    }

    /// The key that signs: the active one, which must be the one that `--kid` names.
    fn stored_key(&self, view: &View, now: Timestamp) -> Result<StoredKey, Failure> {
        let active = match (&self.kid, view.active_key()?) {
            (Some(kid), Some(active)) if active.kid == *kid => active,
            (Some(kid), _) => return Err(not_signing(view, kid)?),
            (None, Some(active)) => active,
            (None, None) => return Err(NoSigningKey::NoneActive.into()),
        };
        let active = view.opened(active)?;
        signing_key(std::slice::from_ref(&active), now)?;
        Ok(active)
    }
}

impl Signer {
    fn sign(&self, claims: Claims, recorded: bool, stored: Option<&StoredKey>) -> Result<Issued, Failure> {
        let (key, kid) = match (stored, &self.outside) {
            (Some(stored), _) => {
                // A key never signs a token that outlives it.
                if !stored.outlives(claims.expires_at()) {
                    return Err(outlived(stored));
                }
                (stored.signing_key(), Some(&stored.kid))
            }
            (None, Some((key, kid))) => (Some(key), kid.as_ref()),
            (None, None) => (None, None),
        };
        let key = key.ok_or(NoSigningKey::NoneActive)?;
        let header = HeaderOptions { kid: kid.cloned(), ..self.header.clone() };
        let token = issue(&claims, key, &header)?;
        Ok(Issued { token, claims, kid: kid.cloned(), algorithm: key.algorithm(), recorded })
    }
}

/// Enters the tokens into the ledger, up to the first whose id is taken.
fn record<'o>(
    tx: &mut Tx<'_>,
    mut served: Served,
    orders: impl Iterator<Item = &'o Order>,
    now: Timestamp,
) -> Result<Served, Failure> {
    for (index, (issued, order)) in served.tokens.iter().zip(orders).enumerate().filter(|(_, (issued, _))| issued.recorded) {
        match tx.record_token(&issued.row(order.label.as_ref(), now)) {
            Err(taken @ StoreError::JtiTaken(_)) => {
                served.tokens.truncate(index);
                served.stopped = Some(taken.into());
                break;
            }
            outcome => outcome?,
        }
    }
    Ok(served)
}

fn not_signing(view: &View, kid: &KeyId) -> Result<Failure, StoreError> {
    Ok(match view.key(kid)? {
        Some(key) => Failure::new(Exit::Policy, "key-not-active", format!("the key `{kid}` is {} and does not sign", key.state))
            .hint(format!("`authctl key activate {kid}` makes it the signing key")),
        None => unknown_key(view, kid),
    })
}

/// A key does not last as long as the token would.
pub(in crate::commands) fn outlived(key: &StoredKey) -> Failure {
    let end = key.expires_at.map_or_else(String::new, |at| format!(" at {at}"));
    Failure::new(Exit::Policy, "outlives-key", format!("the key `{}` expires{end}, before the token would", key.kid))
        .hint("give a shorter --ttl, or make another key with `authctl key rotate`")
}
