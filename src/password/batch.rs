//! Many hashes at once, on every core.

use std::sync::atomic::{AtomicUsize, Ordering};

use rand_core::CryptoRng;

use super::{
    hash::PasswordHash,
    hasher::{HashError, Hasher, Verdict, fresh_salt},
    params::Params,
};
use crate::secret::Password;

/// Hashes many passwords, each with its own salt, and answers in their order.
///
/// One worker runs on each core of rayon's pool and has its own memory, so a batch needs as many times the memory of one hash. A
/// worker computes all lanes of a hash itself, unless there are fewer passwords than workers.
///
/// # Errors
/// For each password what [`Hasher::hash`] says.
pub fn hash_all(passwords: &[Password], params: &Params, rng: &mut impl CryptoRng) -> Vec<Result<PasswordHash, HashError>> {
    let jobs: Vec<_> = passwords.iter().map(|password| (password, fresh_salt(rng))).collect();
    let next = AtomicUsize::new(0);
    let shares = rayon::broadcast(|_| {
        let mut hasher = if jobs.len() < rayon::current_num_threads() { Hasher::new() } else { Hasher::single() };
        let mut share = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((password, salt)) = jobs.get(index) else {
                return share;
            };
            share.push((index, hasher.hash_with_salt(password, params, *salt)));
        }
    });
    let mut results: Vec<_> = shares.into_iter().flatten().collect();
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Compares many passwords with their hashes, and answers in their order. The work is shared as in [`hash_all`].
///
/// # Errors
/// For each what [`Hasher::verify`] says.
#[must_use]
pub fn verify_all(pairs: &[(&Password, &PasswordHash)]) -> Vec<Result<Verdict, HashError>> {
    let next = AtomicUsize::new(0);
    let shares = rayon::broadcast(|_| {
        let mut hasher = Hasher::new();
        let mut share = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((password, hash)) = pairs.get(index) else { return share };
            share.push((index, hasher.verify(password, hash)));
        }
    });
    let mut results: Vec<_> = shares.into_iter().flatten().collect();
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use getrandom::SysRng;
    use rand_core::UnwrapErr;

    use super::*;
    use crate::password::Scheme;

    #[test]
    fn a_batch_answers_in_the_order_of_its_passwords() {
        let passwords: Vec<_> = (0..20).map(|n| Password::new(format!("password {n}").into_bytes())).collect();
        for text in ["m=64,t=1,p=1", "m=64,t=1,p=4"] {
            let params = Params::parse(Scheme::Argon2id, text).unwrap();
            let hashes = hash_all(&passwords, &params, &mut UnwrapErr(SysRng));
            assert_eq!(hashes.len(), passwords.len());
            for (password, hash) in passwords.iter().zip(hashes) {
                assert_eq!(Hasher::new().verify(password, &hash.unwrap()), Ok(Verdict::Match));
            }
        }
    }

    #[test]
    fn many_are_verified_in_their_order() {
        let params = Params::parse(Scheme::Argon2id, "m=64,t=1,p=1").unwrap();
        let passwords: Vec<_> = (0..9).map(|n| Password::new(format!("password {n}").into_bytes())).collect();
        let hashes: Vec<_> = hash_all(&passwords, &params, &mut UnwrapErr(SysRng)).into_iter().map(Result::unwrap).collect();
        let pairs: Vec<_> = passwords.iter().zip(hashes.iter().rev()).collect();
        let verdicts: Vec<_> = verify_all(&pairs).into_iter().map(Result::unwrap).collect();
        let expected = (0..9).map(|n| if n == 4 { Verdict::Match } else { Verdict::Mismatch }).collect::<Vec<_>>();
        assert_eq!(verdicts, expected);
    }

    #[test]
    fn one_bad_password_fails_alone() {
        let params = Params::parse(Scheme::Bcrypt, "rounds=4").unwrap();
        let passwords = [Password::new(b"short".to_vec()), Password::new(vec![b'x'; 73])];
        let hashes = hash_all(&passwords, &params, &mut UnwrapErr(SysRng));
        assert!(hashes[0].is_ok());
        assert_eq!(hashes[1], Err(HashError::PasswordTooLong { length: 73, max: 72 }));
    }

    #[test]
    fn nothing_to_hash_is_nothing_hashed() {
        let params = Params::default_for(Scheme::Argon2id).unwrap();
        assert!(hash_all(&[], &params, &mut UnwrapErr(SysRng)).is_empty());
    }
}
