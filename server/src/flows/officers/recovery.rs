//! Recovery codes: ten, of 80 random bits each, shown once and kept as hashes
//! ([NIST SP 800-63B-4, section 3.1.2](https://pages.nist.gov/800-63-4/sp800-63b.html#lookupsecrets)).

use domain::{OfficerId, RecoveryCodeId, Timestamp, TokenHash};
use rand::CryptoRng;
use store::recovery_codes::RecoveryCode;
use zeroize::Zeroizing;

/// How many there are.
pub const COUNT: usize = 10;
/// Characters of one: 5 bits each.
const LENGTH: usize = 16;
/// Digits and letters without those that look alike ([Crockford's base32](https://www.crockford.com/base32.html)).
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// New codes of an officer: what people read, and what is stored.
pub fn make(rng: &mut impl CryptoRng, officer: &OfficerId, now: Timestamp) -> (Vec<String>, Vec<RecoveryCode>) {
    (0..COUNT)
        .map(|_| {
            let mut bytes = Zeroizing::new([0; LENGTH]);
            rng.fill_bytes(bytes.as_mut_slice());
            // 256 is a multiple of 32, so each letter is equally likely.
            let letters: Zeroizing<String> = Zeroizing::new(
                bytes
                    .iter()
                    .filter_map(|byte| LETTERS.get(usize::from(byte % 32)))
                    .map(|letter| char::from(*letter))
                    .collect(),
            );
            let row = RecoveryCode {
                id: RecoveryCodeId::new(rng),
                officer_id: officer.clone(),
                code_hash: hash_of(officer, &letters),
                created_at: now,
                used_at: None,
            };
            (grouped(&letters), row)
        })
        .unzip()
}

/// The hash under which what somebody typed would be stored; `None` if it cannot be a code.
#[must_use]
pub fn read(officer: &OfficerId, typed: &str) -> Option<TokenHash> {
    let letters: Zeroizing<String> = Zeroizing::new(
        typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| match c.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                c => c,
            })
            .collect(),
    );
    let complete = letters.len() == LENGTH && letters.bytes().all(|letter| LETTERS.contains(&letter));
    complete.then(|| hash_of(officer, &letters))
}

fn hash_of(officer: &OfficerId, letters: &str) -> TokenHash {
    let input = Zeroizing::new(format!("recovery code\0{}\0{letters}", officer.as_str()));
    TokenHash::of(input.as_bytes())
}

fn grouped(letters: &str) -> String {
    let mut shown = String::new();
    for (index, letter) in letters.chars().enumerate() {
        if index > 0 && index % 4 == 0 {
            shown.push('-');
        }
        shown.push(letter);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;
    use std::collections::BTreeSet;

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let officer = OfficerId::from("officer".to_owned());
        let mut rng = Random::seeded(1).generator().unwrap();
        let (shown, rows) = make(&mut rng, &officer, Timestamp::from_millis(0));
        assert_eq!(shown.iter().collect::<BTreeSet<_>>().len(), COUNT);
        for (code, row) in shown.iter().zip(&rows) {
            assert_eq!(code.len(), 19, "{code}");
            for typed in
                [code.clone(), code.replace('-', " "), code.to_uppercase(), code.replace('0', "O").replace('1', "l")]
            {
                assert_eq!(read(&officer, &typed).as_ref(), Some(&row.code_hash), "{typed}");
            }
        }
        assert_ne!(read(&OfficerId::from("other".to_owned()), &shown[0]).as_ref(), Some(&rows[0].code_hash));
        for broken in ["", "0000-0000-0000-000", "0000-0000-0000-00000", "uuuu-uuuu-uuuu-uuuu"] {
            assert_eq!(read(&officer, broken), None, "{broken}");
        }
    }
}
