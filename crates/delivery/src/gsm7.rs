//! How long a text message is, as mobile networks count it: in characters of the GSM 7-bit alphabet
//! ([3GPP TS 23.038, section 6.2.1](https://www.3gpp.org/dynareport/23038.htm)).

/// What fits into one part.
pub const SINGLE_PART: usize = 160;

/// The basic alphabet beside ASCII letters, digits and the signs that both share.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
/// Characters that take two places.
const EXTENDED: &str = "^{}\\[~]|€";

/// Places that `text` takes in the 7-bit alphabet; `None` if a character is not in it. Such a text goes out in 16 bits a
/// character, of which only 70 fit into a part.
#[must_use]
pub fn septets(text: &str) -> Option<usize> {
    text.chars().try_fold(0, |length: usize, c| {
        if c.is_ascii_alphanumeric() || BASIC.contains(c) {
            Some(length + 1)
        } else if EXTENDED.contains(c) {
            Some(length + 2)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_counted_as_networks_do() {
        assert_eq!(septets("@keys.example.org #123456"), Some(25));
        assert_eq!(septets("10 € [a]"), Some(11));
        assert_eq!(septets("Zoë"), None);
        assert_eq!(septets("ŵ"), None);
        assert_eq!(septets("Müller à Åbo"), Some(12));
        assert_eq!(septets("a`"), None);
    }
}
