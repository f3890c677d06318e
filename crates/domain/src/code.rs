//! The 6-digit security code.

use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Six digits, leading zeros kept. Never logged; stored only as a slow, peppered hash.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct SecurityCode(String);

/// What is wrong with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeFormat {
    /// Nothing was typed.
    #[error("the security code is empty")]
    Empty,
    /// Not six digits.
    #[error("the security code is not 6 digits")]
    NotSixDigits,
}

impl SecurityCode {
    const COUNT: u32 = 1_000_000;

    /// A new code, each of the million equally likely.
    pub fn new(rng: &mut impl CryptoRng) -> Self {
        // Values past the last whole million are drawn again: the remainder of a plain division would favour low codes.
        let limit = u32::MAX - u32::MAX % Self::COUNT;
        loop {
            let drawn = rng.next_u32();
            if drawn < limit {
                return Self(format!("{:06}", drawn % Self::COUNT));
            }
        }
    }

    /// Reads what a person typed or pasted: spaces, dashes, dots and invisible characters are dropped, digits of other
    /// scripts' full-width forms are folded.
    ///
    /// # Errors
    /// When nothing is left, or it is not six digits.
    pub fn parse(typed: &str) -> Result<Self, CodeFormat> {
        let digits: String = typed.chars().filter(|c| !is_separator(*c)).map(fold).collect();
        if digits.is_empty() {
            return Err(CodeFormat::Empty);
        }
        if digits.chars().count() != 6 || !digits.chars().all(|c| c.is_ascii_digit()) {
            return Err(CodeFormat::NotSixDigits);
        }
        Ok(Self(digits))
    }

    /// The six digits, for the text message and for the hash.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for SecurityCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecurityCode(…)")
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '-' | '.' | ',' | '_' | '\u{00ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn fold(c: char) -> char {
    match c {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(c) - 0xff10 + u32::from('0')).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::TryRng;

    /// Deals the given numbers.
    struct Dealt(Vec<u32>);
    impl TryRng for Dealt {
        type Error = std::convert::Infallible;
        fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
            Ok(self.0.remove(0))
        }
        fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
            unreachable!("codes are drawn from 32 bits")
        }
        fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), Self::Error> {
            unreachable!("codes are drawn from 32 bits")
        }
    }
    impl rand_core::TryCryptoRng for Dealt {}

    #[test]
    fn typed_codes_lose_their_separators() {
        for typed in [
            "123456",
            " 123 456 ",
            "123-456 ",
            "１２３４５６",
            "12\u{200b}34\u{a0}56",
            "123.456",
            "1\u{2013}2 3456\r\n",
        ] {
            assert_eq!(SecurityCode::parse(typed).unwrap().reveal(), "123456", "{typed:?}");
        }
        assert_eq!(SecurityCode::parse("000042").unwrap().reveal(), "000042");
    }

    #[test]
    fn anything_else_is_refused() {
        for typed in ["", "  ", "- -"] {
            assert_eq!(SecurityCode::parse(typed), Err(CodeFormat::Empty), "{typed:?}");
        }
        for typed in ["12345", "1234567", "12345a", "a", "١٢٣٤٥٦"] {
            assert_eq!(SecurityCode::parse(typed), Err(CodeFormat::NotSixDigits), "{typed:?}");
        }
    }

    #[test]
    fn codes_keep_leading_zeros_and_draw_again_past_the_last_whole_million() {
        assert_eq!(SecurityCode::new(&mut Dealt(vec![u32::MAX, 42])).reveal(), "000042");
        assert_eq!(SecurityCode::new(&mut Dealt(vec![1_999_999])).reveal(), "999999");
    }
}
