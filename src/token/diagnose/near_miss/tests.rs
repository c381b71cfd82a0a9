use super::*;

#[test]
fn every_rule_has_its_own_name_and_the_forms_fit_into_the_bound() {
    for (index, rule) in RULES.iter().enumerate() {
        assert!(RULES[..index].iter().all(|other| other.name != rule.name), "{}", rule.name);
    }
    // With one secret all of its forms, its algorithms and the other texts are tried.
    assert!(SecretForm::ALL.len() + SignedText::ALL.len() + 3 <= MOST_TRIALS);
}
