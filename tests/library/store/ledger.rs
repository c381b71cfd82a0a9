//! The ledger as a list, revocations of many tokens, and what may be forgotten.

use authctl::{
    clock::Timestamp,
    keys::{Algorithm, KeyState},
    store::{IssuedToken, Live, Pruned, Recorded, StoreError, TokenFilter, TokenState},
};

use super::{File, NOW, actor, file, keys::key, later};

fn issued(jti: Option<&str>, sub: &str, exp: Option<Timestamp>) -> IssuedToken {
    let kid = Some("k".parse().unwrap());
    IssuedToken { jti: jti.map(str::to_owned), sub: sub.into(), kid, aud: vec![], iat: NOW, exp, label: Some(sub.into()) }
}

impl File {
    fn record(&mut self, tokens: &[IssuedToken]) {
        self.store.transaction(&actor(), NOW, |tx| tokens.iter().try_for_each(|token| tx.record_token(token))).unwrap();
    }

    fn revoke(&mut self, jti: &str, now: Timestamp) {
        assert!(self.store.transaction(&actor(), now, |tx| tx.revoke_token(jti, None, None)).unwrap());
    }

    fn listed(&mut self, filter: &TokenFilter, now: Timestamp) -> Vec<(String, TokenState)> {
        let mut all = Vec::new();
        let list = |view: &authctl::store::View| {
            view.tokens(filter, now, |token| {
                all.push((token.jti.unwrap_or_default(), token.state));
                Ok::<_, StoreError>(())
            })
        };
        self.store.read(list).unwrap();
        all
    }

    fn jtis(&mut self, filter: &TokenFilter) -> Vec<String> {
        self.listed(filter, NOW).into_iter().map(|(jti, _)| jti).collect()
    }
}

#[test]
fn every_list_read_a_page_at_a_time_is_the_whole_list() {
    let mut file = file();
    let ends = [Some(later(60)), None, Some(later(60)), Some(later(5)), Some(later(-5)), Some(later(30))];
    let tokens: Vec<_> = ends.iter().zip('a'..).map(|(end, jti)| issued(Some(&jti.to_string()), "ann", *end)).collect();
    file.record(&tokens);
    file.revoke("c", later(2));
    file.revoke("not recorded", later(1));
    file.revoke("f", later(1));
    let in_state = |state| TokenFilter { state, ..TokenFilter::default() };
    let expiring = TokenFilter { expiring: Some(later(60)), ..TokenFilter::default() };
    let table: [(TokenFilter, &[&str]); 6] = [
        (in_state(None), &["f", "e", "d", "c", "b", "a"]),
        (in_state(Some(TokenState::Active)), &["d", "b", "a"]),
        (in_state(Some(TokenState::Expired)), &["e"]),
        (in_state(Some(TokenState::Revoked)), &["c", "not recorded", "f"]),
        (expiring.clone(), &["d", "f", "a", "c"]),
        (TokenFilter { sub: Some("bob".into()), ..TokenFilter::default() }, &[]),
    ];
    for (filter, expected) in table {
        assert_eq!(file.jtis(&filter), expected, "{filter:?}");
        let mut paged = Vec::new();
        let mut page = TokenFilter { limit: Some(1), ..filter.clone() };
        while let [jti] = file.jtis(&page).as_slice() {
            page.after = file.store.read(|view| view.token_position(jti, &filter)).unwrap();
            assert!(page.after.is_some());
            paged.push(jti.clone());
        }
        assert_eq!(paged, expected, "{filter:?}");
    }
    for (jti, filter) in [("b", expiring), ("a", in_state(Some(TokenState::Revoked))), ("not recorded", in_state(None))] {
        assert_eq!(file.store.read(|view| view.token_position(jti, &filter)).unwrap(), None, "{jti} is not in {filter:?}");
    }
}

#[test]
fn a_token_is_revoked_before_it_is_ended_before_it_is_expired() {
    let mut file = file();
    file.add(&["ann"]);
    file.record(&[issued(Some("a"), "ann", Some(later(60)))]);
    let state = |file: &mut File, now| file.listed(&TokenFilter::default(), now)[0].1;
    assert_eq!(state(&mut file, later(59)), TokenState::Active);
    assert_eq!(state(&mut file, later(60)), TokenState::Expired);
    file.change("ann", later(10), |ann| ann.end_tokens(later(10)));
    assert_eq!(state(&mut file, later(60)), TokenState::Ended);
    file.revoke("a", later(20));
    assert_eq!(state(&mut file, later(60)), TokenState::Revoked);
}

#[test]
fn a_key_that_is_retired_or_past_its_end_ends_its_tokens() {
    let mut file = file();
    file.store.transaction(&actor(), NOW, |tx| tx.insert_key(&key("k", Algorithm::Hs256, KeyState::Active))).unwrap();
    file.record(&[issued(Some("a"), "ann", None)]);
    let states = |file: &mut File, now| file.listed(&TokenFilter { sub: Some("ann".into()), ..TokenFilter::default() }, now);
    assert_eq!(states(&mut file, later(59))[0].1, TokenState::Active);
    assert_eq!(states(&mut file, later(60))[0].1, TokenState::Ended);
    file.store.transaction(&actor(), NOW, |tx| tx.set_key_state(&"k".parse().unwrap(), KeyState::Retired)).unwrap();
    assert_eq!(states(&mut file, NOW)[0].1, TokenState::Ended);
}

#[test]
fn tokens_that_belong_together_are_revoked_once_if_they_can_be_and_need_to_be() {
    let kid = "k".parse().unwrap();
    for which in [Recorded::Of("ann"), Recorded::Labelled("ann"), Recorded::SignedBy(&kid)] {
        let mut file = file();
        file.record(&[
            issued(Some("live"), "ann", Some(later(60))),
            issued(Some("endless"), "ann", None),
            issued(Some("revoked"), "ann", None),
            issued(Some("expired"), "ann", Some(NOW)),
            issued(None, "ann", None),
            IssuedToken { kid: None, ..issued(Some("other"), "bob", None) },
        ]);
        file.revoke("revoked", NOW);
        assert_eq!(file.store.read(|view| view.live(which, NOW)).unwrap(), Live { tokens: 3, without_jti: 1 }, "{which:?}");
        let revoke =
            |file: &mut File| file.store.transaction(&actor(), NOW, |tx| tx.revoke_recorded(which, Some("why"))).unwrap();
        assert_eq!(revoke(&mut file), 2, "{which:?}");
        assert_eq!(revoke(&mut file), 0, "{which:?}");
        assert_eq!(file.store.read(|view| view.revocation("live")).unwrap().unwrap().reason.as_deref(), Some("why"));
        for jti in ["expired", "other"] {
            assert_eq!(file.store.read(|view| view.revocation(jti)).unwrap(), None, "{which:?} {jti}");
        }
        let written = file.actions().into_iter().filter(|(action, _)| action == "token.revoke").count();
        assert_eq!(written, 2, "one for the single token, one for all of them, none for the second run");
    }
}

#[test]
fn only_what_expired_before_is_forgotten_and_at_most_so_much_at_once() {
    let mut file = file();
    let old = |jti| issued(Some(jti), "ann", Some(later(-10)));
    file.record(&[old("a"), old("b"), old("c"), issued(Some("d"), "ann", Some(later(-9))), issued(Some("e"), "ann", None)]);
    for jti in ["a", "b", "d", "e", "unknown"] {
        file.revoke(jti, NOW);
    }
    let mut prune = |limit| file.store.transaction(&actor(), NOW, |tx| tx.prune(later(-9), limit)).unwrap();
    assert_eq!(prune(2), Pruned { tokens: 2, revocations: 2 });
    assert_eq!(prune(2), Pruned { tokens: 1, revocations: 0 });
    assert_eq!(prune(2), Pruned::default());
    assert_eq!(file.jtis(&TokenFilter::default()), ["e", "d"]);
    for jti in ["d", "e", "unknown"] {
        assert!(file.store.read(|view| view.revocation(jti)).unwrap().is_some(), "{jti}");
    }
}

#[test]
fn mistyped_labels_and_cut_ids_find_what_was_meant() {
    let mut file = file();
    file.record(&[issued(Some("3f2a-1"), "nightly", None), issued(Some("3f2b-2"), "deploy", None), issued(Some("x"), "é", None)]);
    let labels = |file: &mut File, label: &str| file.store.read(|view| view.similar_labels(label)).unwrap();
    assert_eq!(labels(&mut file, "nigthly"), ["nightly"]);
    assert_eq!(labels(&mut file, "deplyo"), ["deploy"]);
    assert!(labels(&mut file, "weekly report").is_empty());
    let ids = |file: &mut File, beginning: &str| file.store.read(|view| view.jtis_beginning(beginning, 2)).unwrap();
    assert_eq!(ids(&mut file, "3f2"), ["3f2a-1", "3f2b-2"]);
    assert_eq!(ids(&mut file, "3f2b"), ["3f2b-2"]);
    assert!(ids(&mut file, "2").is_empty());
}
