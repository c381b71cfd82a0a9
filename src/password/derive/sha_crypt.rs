//! The SHA-2 schemes of crypt(3) (Drepper, "Unix crypt using SHA-256 and SHA-512").

use sha_crypt::Params;
use zeroize::Zeroizing;

use crate::password::{hasher::HashError, params::Size};

/// The longest password in bytes. The function's first steps take time in the square of the length; libxcrypt stops at 512.
pub(in crate::password) const MAX_PASSWORD: usize = 4_096;

pub(super) fn derive(size: Size, rounds: u32, password: &[u8], salt: &[u8], key: &mut [u8]) -> Result<(), HashError> {
    if password.len() > MAX_PASSWORD {
        return Err(HashError::PasswordTooLong { length: password.len(), max: MAX_PASSWORD });
    }
    let params = Params::new(rounds).map_err(|_| HashError::Refused("sha-crypt"))?;
    match size {
        Size::Bits256 => {
            let digest = Zeroizing::new(sha_crypt::sha256_crypt(password, salt, params));
            write(digest.as_slice(), triples(0, 10, 20, 10, |[a, b, c]| [c, a, b]).chain([30, 31]), key);
        }
        Size::Bits512 => {
            let digest = Zeroizing::new(sha_crypt::sha512_crypt(password, salt, params));
            write(digest.as_slice(), triples(0, 21, 42, 21, |[a, b, c]| [b, c, a]).chain([63]), key);
        }
    }
    Ok(())
}

/// The order in which the scheme writes the bytes of the digest: groups of three, each index one more than in the group before, and
/// turned. Within a group the last comes first, because the text has the lowest bits first.
fn triples(a: usize, b: usize, c: usize, groups: usize, turn: fn([usize; 3]) -> [usize; 3]) -> impl Iterator<Item = usize> {
    let next = move |group: &[usize; 3]| Some(turn(group.map(|index| index.saturating_add(1))));
    std::iter::successors(Some([a, b, c]), next).take(groups).flat_map(|[a, b, c]| [c, b, a])
}

fn write(digest: &[u8], order: impl Iterator<Item = usize>, key: &mut [u8]) {
    for (to, from) in key.iter_mut().zip(order.filter_map(|index| digest.get(index))) {
        *to = *from;
    }
}
