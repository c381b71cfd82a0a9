//! The users of the operating system, from passwd(5) itself: what a C library adds from elsewhere, it has to load.

use std::path::PathBuf;

/// One of them.
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) home: PathBuf,
}

/// The account of a uid, if the file has it.
pub(crate) fn account(uid: u32) -> Option<Account> {
    find(&std::fs::read_to_string("/etc/passwd").unwrap_or_default(), uid)
}

fn find(accounts: &str, uid: u32) -> Option<Account> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, number, home) = (fields.next()?, fields.nth(1)?, fields.nth(2)?);
        (number.parse() == Ok(uid)).then(|| Account { name: name.to_owned(), home: home.into() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_number() {
        let accounts = "root:x:0:0:root:/root:/bin/sh\n# no account\nann:x:1000:1000::/home/ann:/bin/sh\n";
        let found = |uid| find(accounts, uid).map(|account| (account.name, account.home));
        assert_eq!(found(0), Some(("root".to_owned(), "/root".into())));
        assert_eq!(found(1000), Some(("ann".to_owned(), "/home/ann".into())));
        assert_eq!(found(1), None);
    }
}
