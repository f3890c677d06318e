//! Moments and spans, in whole milliseconds.

use serde::{Deserialize, Serialize};
use std::ops::{Add, Sub};

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "columns", derive(sea_orm::DeriveValueType))]
pub struct Timestamp(i64);

/// A span: milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Duration(i64);

impl Timestamp {
    /// From milliseconds since 1970.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970, as JSON Web Tokens count them.
    #[must_use]
    pub const fn as_seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Time left until `later`; zero once it has passed.
    #[must_use]
    pub fn until(self, later: Self) -> Duration {
        Duration(later.0.saturating_sub(self.0).max(0))
    }

    /// For people: "3:45pm" on the same day in `zone`, else "3:45pm on 6 August 2026".
    #[cfg(feature = "time-zones")]
    #[must_use]
    pub fn clock_time(self, now: Self, zone: &jiff::tz::TimeZone) -> String {
        match self.zoned(zone).date() == now.zoned(zone).date() {
            true => self.time_of_day(zone),
            false => self.moment(zone),
        }
    }

    /// For people: "3:45pm on 6 August 2026".
    #[cfg(feature = "time-zones")]
    #[must_use]
    pub fn moment(self, zone: &jiff::tz::TimeZone) -> String {
        format!("{} on {}", self.time_of_day(zone), self.date(zone))
    }

    #[cfg(feature = "time-zones")]
    fn time_of_day(self, zone: &jiff::tz::TimeZone) -> String {
        let then = self.zoned(zone);
        let suffix = if then.hour() < 12 { "am" } else { "pm" };
        let hour = match then.hour() % 12 {
            0 => 12,
            hour => hour,
        };
        format!("{hour}:{:02}{suffix}", then.minute())
    }

    /// For people: "6 August 2026".
    #[cfg(feature = "time-zones")]
    #[must_use]
    pub fn date(self, zone: &jiff::tz::TimeZone) -> String {
        self.zoned(zone).strftime("%-d %B %Y").to_string()
    }

    #[cfg(feature = "time-zones")]
    fn zoned(self, zone: &jiff::tz::TimeZone) -> jiff::Zoned {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::MAX).to_zoned(zone.clone())
    }
}

impl Duration {
    /// From milliseconds.
    #[must_use]
    pub const fn millis(millis: i64) -> Self {
        Self(millis)
    }

    /// From seconds.
    #[must_use]
    pub const fn seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// From minutes.
    #[must_use]
    pub const fn minutes(minutes: i64) -> Self {
        Self::seconds(minutes.saturating_mul(60))
    }

    /// From hours.
    #[must_use]
    pub const fn hours(hours: i64) -> Self {
        Self::minutes(hours.saturating_mul(60))
    }

    /// From days of 24 hours.
    #[must_use]
    pub const fn days(days: i64) -> Self {
        Self::hours(days.saturating_mul(24))
    }

    /// Milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Whole seconds.
    #[must_use]
    pub const fn as_seconds(self) -> i64 {
        self.0 / 1000
    }

    /// Whole minutes.
    #[must_use]
    pub const fn as_minutes(self) -> i64 {
        self.0 / 60_000
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;
    fn add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;
    fn sub(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

#[cfg(all(test, feature = "time-zones"))]
mod tests {
    use super::*;

    #[test]
    fn clock_times_are_read_in_the_employers_zone() {
        let zone = jiff::tz::TimeZone::get("Europe/London").unwrap();
        let noon: jiff::Timestamp = "2026-08-06T11:05:00Z".parse().unwrap();
        let noon = Timestamp::from_millis(noon.as_millisecond());
        assert_eq!(noon.clock_time(noon, &zone), "12:05pm");
        assert_eq!((noon + Duration::hours(13)).clock_time(noon, &zone), "1:05am on 7 August 2026");
        assert_eq!(noon.date(&zone), "6 August 2026");
    }
}
