//! Who changed what.

use authctl::{
    store::{AuditFilter, Chain, Entry, StoreError},
    users::User,
};

use super::{actor, file, later};

#[test]
fn the_audit_is_a_chain() {
    let mut file = file();
    assert_eq!(file.chain(), Chain::Intact { rows: 0 });
    file.add(&["ann", "bob", "carl"]);
    file.change("bob", later(1), |bob| bob.disable(None, later(1)));
    assert_eq!(file.chain(), Chain::Intact { rows: 4 });
    file.stranger("DELETE FROM audit WHERE seq = 4");
    assert_eq!(file.chain(), Chain::CutAfter { seq: 3, last: 4 });
    file.change("bob", later(1), User::enable);
    assert_eq!(file.chain(), Chain::BrokenAt { seq: 5 }, "what comes later does not heal it");
    for change in
        ["actor = 'me'", "sudo_user = NULL", "at = 1", "action = 'x'", "target = 'x'", "detail = '{\"a\":1}'", "hash = prev"]
    {
        let mut file = self::file();
        file.add(&["ann", "bob", "carl"]);
        file.stranger(&format!("UPDATE audit SET {change} WHERE seq = 2"));
        assert_eq!(file.chain(), Chain::BrokenAt { seq: 2 }, "{change}");
    }
}

#[test]
fn the_audit_says_who_did_what_to_whom_but_no_secret() {
    let mut file = file();
    file.add(&["ann"]);
    file.change("ann", later(7), |ann| {
        ann.set_email(Some("a@b".parse().unwrap()));
        ann.grant_role("admin".parse().unwrap());
    });
    let mut last = None;
    file.store
        .read(|view| {
            view.audit(&AuditFilter { after: Some(1), ..AuditFilter::default() }, |entry| {
                last = Some(entry);
                Ok::<_, StoreError>(())
            })
        })
        .unwrap();
    let entry = last.unwrap();
    assert_eq!(
        (entry.seq, entry.at, entry.actor, entry.action.as_str(), entry.target.as_str()),
        (2, later(7), actor(), "user.set", "ann")
    );
    let detail = serde_json::json!({"email": {"from": null, "to": "a@b"}, "roles": {"from": [], "to": ["admin"]}});
    assert_eq!(serde_json::Value::Object(entry.detail), detail);
}

#[test]
fn the_audit_is_filtered() {
    let mut file = file();
    file.add(&["ann", "bob", "carl"]);
    file.change("bob", later(9), |bob| bob.disable(None, later(9)));
    let mut numbers = |filter: AuditFilter| {
        let mut numbers = Vec::new();
        let each = |entry: Entry| {
            numbers.push(entry.seq);
            Ok::<_, StoreError>(())
        };
        file.store.read(|view| view.audit(&filter, each)).unwrap();
        numbers
    };
    let all = AuditFilter::default;
    assert_eq!(numbers(all()), [1, 2, 3, 4]);
    assert_eq!(numbers(AuditFilter { target: Some("bob".into()), ..all() }), [2, 4]);
    assert_eq!(numbers(AuditFilter { action: Some("user".into()), last: Some(2), ..all() }), [3, 4]);
    assert_eq!(numbers(AuditFilter { action: Some("user.create".into()), after: Some(1), ..all() }), [2, 3]);
    assert_eq!(numbers(AuditFilter { action: Some("use".into()), ..all() }), [0; 0]);
    assert_eq!(numbers(AuditFilter { actor: Some("ann".into()), since: Some(later(9)), ..all() }), [4]);
    assert_eq!(numbers(AuditFilter { until: Some(later(9)), last: Some(1), ..all() }), [3]);
    assert_eq!(numbers(AuditFilter { actor: Some("nobody".into()), last: Some(1), ..all() }), [0; 0]);
}
