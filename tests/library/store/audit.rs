//! Who changed what.

use authctl::{
    store::{Chain, StoreError},
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
            view.audit(1, |entry| {
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
