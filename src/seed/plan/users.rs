//! Users, compared.

use serde_json::{Value, json};

use super::{
    super::{PasswordSeed, UpdatePassword, UserSeed, Wish, user_members},
    Conflict, Draft, Field, Kind, Op, Owned, PasswordChange, Step,
};
use crate::users::{ServiceAccount, User, UserId, Username};

impl Draft<'_> {
    pub(super) fn user(&mut self, entry: &UserSeed, fresh_id: &mut impl FnMut() -> UserId) -> Result<(), Conflict> {
        let name = &entry.username;
        match self.current.users.get(name) {
            None if entry.absent => self.keep(),
            None => {
                let id = entry.id.unwrap_or_else(fresh_id);
                let mut user = User::new(id, name.clone(), self.now);
                if entry.service == Some(true) {
                    user = User::new_service(id, name.clone(), None, std::collections::BTreeSet::new(), self.now);
                }
                let before = user_members(&user);
                self.fill(entry, &mut user, true).map_err(|source| service(entry, source))?;
                let password = matches!(entry.password, Wish::Set(_));
                let mut fields = differences(before, user_members(&user));
                fields.retain(|(_, field)| !matches!(field, Field::Value { to: Value::Null, .. }));
                if user.is_service() {
                    fields.insert(0, ("service", Field::Value { from: Value::Null, to: json!(true) }));
                }
                fields.extend(password.then_some(("password", Field::Password { change: PasswordChange::Set })));
                let step = Step::AddUser { user: Box::new(user), password };
                self.change(Op::Create, Kind::User, name.as_str(), fields, Some(step));
            }
            Some(Owned { owner, it: found }) => {
                self.mine(Kind::User, name.as_str(), owner.as_ref(), &entry.place)?;
                if entry.absent {
                    self.change(Op::Delete, Kind::User, name.as_str(), Vec::new(), Some(Step::DeleteUser(name.clone())));
                } else {
                    self.known(entry, found)?;
                }
            }
        }
        Ok(())
    }

    /// Brings a user that is there to what is asked.
    fn known(&mut self, entry: &UserSeed, found: &User) -> Result<(), Conflict> {
        let (name, place) = (&entry.username, &entry.place);
        if entry.id.is_some_and(|id| id != found.facts().id) {
            return Err(Conflict::UserId { place: place.clone(), name: name.clone(), found: found.facts().id });
        }
        if entry.service.is_some_and(|service| service != found.is_service()) {
            return Err(Conflict::UserKind { place: place.clone(), name: name.clone(), service: found.is_service() });
        }
        let mut user = found.clone();
        self.fill(entry, &mut user, false).map_err(|source| service(entry, source))?;
        let password = self.password(entry, found);
        match password {
            Some(PasswordChange::Removed) => user.set_password(None).map_err(|source| service(entry, source))?,
            Some(PasswordChange::Set | PasswordChange::Changed) if found.is_service() => {
                return Err(service(entry, ServiceAccount::NoPassword));
            }
            _ => {}
        }
        let replaced = matches!(password, Some(PasswordChange::Set | PasswordChange::Changed));
        if replaced || password == Some(PasswordChange::Removed) {
            user.end_tokens(self.now);
        }
        let mut fields = differences(user_members(found), user_members(&user));
        if fields.is_empty() && matches!(password, None | Some(PasswordChange::Kept)) {
            self.keep();
            return Ok(());
        }
        fields.extend(password.map(|change| ("password", Field::Password { change })));
        let step = Step::ChangeUser { user: Box::new(user), password: replaced };
        self.change(Op::Update, Kind::User, name.as_str(), fields, Some(step));
        Ok(())
    }

    /// What becomes of the password of a user that is there.
    fn password(&self, entry: &UserSeed, found: &User) -> Option<PasswordChange> {
        match (&entry.password, found.password()) {
            (Wish::Keep, _) | (Wish::Clear, None) => None,
            (Wish::Clear, Some(_)) => Some(PasswordChange::Removed),
            (Wish::Set(_), _) if entry.update_password == UpdatePassword::OnCreate => Some(PasswordChange::Kept),
            (Wish::Set(_), None) => Some(PasswordChange::Set),
            (Wish::Set(PasswordSeed::Password(_)), Some(hash)) => {
                let is_same = self.supplies.verified.get(&entry.username) == Some(hash);
                Some(if is_same { PasswordChange::Kept } else { PasswordChange::Changed })
            }
            (Wish::Set(PasswordSeed::Hash(_)), Some(hash)) => {
                let is_same = self.supplies.hashes.get(&entry.username) == Some(hash);
                Some(if is_same { PasswordChange::Kept } else { PasswordChange::Changed })
            }
        }
    }

    /// Sets all but the password.
    fn fill(&self, entry: &UserSeed, user: &mut User, is_new: bool) -> Result<(), ServiceAccount> {
        if user.is_service() && matches!(entry.password, Wish::Set(_)) {
            return Err(ServiceAccount::NoPassword);
        }
        wish(&entry.email, |email| user.set_email(email));
        wish(&entry.full_name, |name| user.set_full_name(name));
        wish(&entry.expires_at, |at| user.set_expiry(at));
        if let Some(roles) = &entry.roles {
            user.set_roles(roles.clone());
        }
        if let Some(scopes) = &entry.scopes {
            user.set_scopes(scopes.clone());
        }
        if entry.max_ttl != Wish::Keep {
            let mut limit = None;
            wish(&entry.max_ttl, |ttl| limit = ttl);
            user.set_max_ttl(limit)?;
        }
        if let Some(audiences) = &entry.audiences {
            user.set_audiences(audiences.clone())?;
        }
        // A user who has changed the first password need not change it again after every deployment.
        let follows = matches!(entry.password, Wish::Set(_)) && entry.update_password == UpdatePassword::OnCreate;
        if let Some(must) = entry.must_change.filter(|_| is_new || !follows) {
            user.set_must_change(must)?;
        }
        self.switch(entry, user);
        Ok(())
    }

    fn switch(&self, entry: &UserSeed, user: &mut User) {
        match entry.disabled {
            Some(true) => {
                let mut reason = None;
                wish(&entry.disabled_reason, |text| reason = text);
                user.disable(reason, self.now);
            }
            Some(false) if user.is_disabled() => user.enable(),
            _ => {}
        }
        if entry.disabled_reason == Wish::Clear {
            user.forget_reason();
        }
    }
}

fn service(entry: &UserSeed, source: ServiceAccount) -> Conflict {
    Conflict::Service { place: entry.place.clone(), name: entry.username.clone(), source }
}

fn wish<T: Clone>(wish: &Wish<T>, set: impl FnOnce(Option<T>)) {
    match wish {
        Wish::Keep => {}
        Wish::Clear => set(None),
        Wish::Set(value) => set(Some(value.clone())),
    }
}

fn differences<const N: usize>(
    before: [(&'static str, Value); N],
    after: [(&'static str, Value); N],
) -> Vec<(&'static str, Field)> {
    let pairs = before.into_iter().zip(after).filter(|((_, from), (_, to))| from != to);
    pairs.map(|((name, from), (_, to))| (name, Field::Value { from, to })).collect()
}

impl Draft<'_> {
    /// Whether there will be such a user, and whether its tokens end with this plan.
    pub(super) fn will_be(&self, name: &Username) -> Option<bool> {
        let step = self.steps.iter().find_map(|step| match step {
            Step::AddUser { user, .. } if user.username() == name => Some(Some(false)),
            Step::ChangeUser { user, .. } if user.username() == name => Some(Some(user.ends_tokens())),
            Step::DeleteUser(deleted) if deleted == name => Some(None),
            _ => None,
        });
        step.unwrap_or_else(|| self.current.users.contains_key(name).then_some(false))
    }
}
