//! Phone numbers in the international form E.164.

use std::str::FromStr;

/// A phone number: `+` and 8 to 15 digits (ITU-T E.164).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

/// What is wrong with a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongPhone {
    /// No country code.
    #[error(
        "Enter the phone number with its country code, for example +44 7700 900123. A spreadsheet may have removed the + or the leading 0"
    )]
    NoCountryCode,
    /// Letters, or too few or too many digits.
    #[error("Enter a phone number of 8 to 15 digits")]
    NotANumber,
}

impl PhoneNumber {
    /// Reads a number as people write it. `00` stands for `+`; a number with one leading 0 belongs to `country_code`
    /// (digits without `+`), if the employer has set one.
    ///
    /// # Errors
    /// When it is not a number, or its country is not known.
    pub fn parse(written: &str, country_code: Option<&str>) -> Result<Self, WrongPhone> {
        let bare: String = written
            .replace("(0)", "")
            .chars()
            .filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.' | '\u{a0}'))
            .collect();
        let digits = match (bare.strip_prefix('+'), bare.strip_prefix("00"), bare.strip_prefix('0'), country_code) {
            (Some(rest), ..) | (None, Some(rest), ..) => rest.to_owned(),
            (None, None, Some(rest), Some(country)) => format!("{country}{rest}"),
            _ if !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit()) => return Err(WrongPhone::NoCountryCode),
            _ => return Err(WrongPhone::NotANumber),
        };
        let fits =
            (8..=15).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit()) && !digits.starts_with('0');
        if fits { Ok(Self(format!("+{digits}"))) } else { Err(WrongPhone::NotANumber) }
    }

    /// The whole number, for the text message's provider and HR only.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Last 3 digits: all that a page shows.
    #[must_use]
    pub fn ending(&self) -> String {
        let from = self.0.len().saturating_sub(3);
        self.0.get(from..).unwrap_or_default().to_owned()
    }
}

impl FromStr for PhoneNumber {
    type Err = WrongPhone;
    fn from_str(written: &str) -> Result<Self, WrongPhone> {
        Self::parse(written, None)
    }
}

impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PhoneNumber(…{})", self.ending())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for written in [
            "+44 7700 900123",
            "0044 7700 900123",
            "+44 (0)7700 900123",
            "+447700900123",
            "07700 900123",
            "(07700) 900-123",
        ] {
            assert_eq!(PhoneNumber::parse(written, Some("44")).unwrap().reveal(), "+447700900123", "{written}");
        }
        assert_eq!("+447700900123".parse::<PhoneNumber>().unwrap().ending(), "123");
    }

    #[test]
    fn a_number_without_its_country_is_refused_and_says_so() {
        assert_eq!(PhoneNumber::parse("07700 900123", None), Err(WrongPhone::NoCountryCode));
        assert_eq!(PhoneNumber::parse("7700900123", Some("44")), Err(WrongPhone::NoCountryCode));
    }

    #[test]
    fn anything_else_is_refused() {
        for written in ["", "+", "+44", "+44 770 CALL ME", "+0044123456", "+1234567890123456"] {
            assert_eq!(PhoneNumber::parse(written, Some("44")), Err(WrongPhone::NotANumber), "{written}");
        }
    }
}
