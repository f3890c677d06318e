//! Every limit and lifetime in one table, each with its default and hard bounds.
//!
//! The numbers follow NIST SP 800-63B-4 (out-of-band codes live at most 10 minutes, guesses are throttled), OWASP ASVS
//! 5.0 chapter 6, and OpenID4VCI 1.0 (short-lived pre-authorized codes and access tokens).

use crate::time::Duration;
use serde::{Deserialize, Serialize};

macro_rules! policy {
    ($($(#[$doc:meta])* $name:ident: $default:literal in $low:literal..=$high:literal),+ $(,)?) => {
        /// Limits and lifetimes. Seconds where the name says so, counts elsewhere.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Policy {
            $($(#[$doc])* pub $name: u32,)+
        }

        impl Default for Policy {
            fn default() -> Self {
                Self { $($name: $default,)+ }
            }
        }

        impl Policy {
            /// Every number outside its hard bounds.
            #[must_use]
            pub fn out_of_bounds(&self) -> Vec<OutOfBounds> {
                let mut found = Vec::new();
                $(if !($low..=$high).contains(&self.$name) {
                    found.push(OutOfBounds { name: stringify!($name), value: self.$name, low: $low, high: $high });
                })+
                found
            }
        }
    };
}

/// A number outside its hard bounds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("policy.{name} is {value}; it must be from {low} to {high}")]
pub struct OutOfBounds {
    /// Name of the setting.
    pub name: &'static str,
    /// What was set.
    pub value: u32,
    /// Smallest allowed.
    pub low: u32,
    /// Largest allowed.
    pub high: u32,
}

policy! {
    /// Life of an invitation and its links. Default 7 days.
    invitation_seconds: 604_800 in 60..=2_592_000,
    /// Life of a security code. Default 10 minutes, which is also the most.
    code_seconds: 600 in 1..=600,
    /// Wrong tries until a code is dead.
    tries_per_code: 5 in 1..=10,
    /// Wrong tries until an invitation is locked.
    tries_per_invitation: 15 in 1..=30,
    /// Tries of one person in 24 hours, over all invitations.
    tries_per_person_day: 30 in 1..=100,
    /// Pause between two codes.
    send_pause_seconds: 60 in 1..=3600,
    /// Codes in a window of `send_window_seconds`.
    sends_per_window: 3 in 1..=5,
    /// That window. Default 15 minutes.
    send_window_seconds: 900 in 60..=86_400,
    /// Codes of one invitation.
    sends_per_invitation: 6 in 1..=10,
    /// Codes to one phone number in 24 hours.
    sends_per_number_day: 10 in 1..=20,
    /// Idle life of a verified session. Default 15 minutes.
    session_idle_seconds: 900 in 2..=1800,
    /// Longest life of a verified session. Default 2 hours.
    session_seconds: 7200 in 2..=14_400,
    /// Life of a browser's session before its code is verified. Default 24 hours; the invitation's end ends it too.
    unverified_session_seconds: 86_400 in 60..=604_800,
    /// Life of a credential offer. Default 5 minutes.
    offer_seconds: 300 in 2..=600,
    /// Age of an offer at which the open page asks for the next.
    offer_renew_seconds: 240 in 1..=600,
    /// How often the open page asks by itself.
    offer_renewals: 3 in 0..=10,
    /// Offers after a key was delivered that never arrived in the app.
    extra_offers: 2 in 0..=5,
    /// Wrong transaction codes until an offer is dead.
    tx_code_tries: 5 in 1..=5,
    /// Life of an access token.
    access_token_seconds: 300 in 10..=300,
    /// Life of a nonce for a proof.
    nonce_seconds: 300 in 10..=600,
    /// How far a DPoP proof's time may be off, either way.
    dpop_window_seconds: 60 in 10..=300,
    /// How far a key proof's time may be off, either way.
    proof_window_seconds: 300 in 10..=600,
    /// Life of an access key. Default 2 years.
    key_seconds: 63_072_000 in 3600..=157_680_000,
    /// How long readers may keep a status list before looking again.
    status_list_ttl_seconds: 300 in 10..=3600,
    /// How long a signed status list is good for.
    status_list_seconds: 86_400 in 60..=604_800,
    /// Life of a request for a presentation on the same device. Default 5 minutes.
    log_in_same_device_seconds: 300 in 10..=600,
    /// Life of a request for a presentation that is scanned from another device. Default 2 minutes.
    log_in_cross_device_seconds: 120 in 10..=300,
    /// How often the open page asks for the next requests by itself.
    log_in_renewals: 3 in 0..=10,
    /// Time for coming back from the wallet to the browser on the same device.
    response_code_seconds: 60 in 5..=120,
    /// Idle life of a session. Default 30 minutes.
    log_in_idle_seconds: 1800 in 2..=3600,
    /// Longest life of a session. Default 12 hours.
    log_in_seconds: 43_200 in 2..=86_400,
    /// How long a browser counts as known after somebody last logged in from it. Default 1 year.
    known_browser_seconds: 31_536_000 in 3600..=63_072_000,
    /// Life of an emailed link for a report. Default 24 hours.
    report_link_seconds: 86_400 in 60..=604_800,
    /// Emailed links of one person in 24 hours.
    report_links_per_person_day: 3 in 1..=10,
    /// Email addresses that one network address may enter in an hour.
    report_tries_per_network_hour: 20 in 1..=1000,
    /// Life of an authorization code for a portal.
    oidc_code_seconds: 60 in 5..=120,
    /// Life of an access token and an ID token for a portal.
    oidc_token_seconds: 300 in 10..=900,
    /// Idle life of an HR officer's session. Default 15 minutes.
    officer_idle_seconds: 900 in 60..=3600,
    /// Longest life of an HR officer's session. Default 12 hours.
    officer_seconds: 43_200 in 60..=86_400,
    /// How long ago an officer may have shown the second factor for what needs it fresh. Default 5 minutes, which is also the
    /// most.
    officer_fresh_seconds: 300 in 30..=300,
    /// Life of the link by which an officer sets up password and second factor. Default 3 days.
    officer_link_seconds: 259_200 in 60..=604_800,
    /// Wrong passwords or codes of an officer in 15 minutes until the account waits.
    officer_tries: 10 in 3..=20,
    /// How long changed contact details of an employee wait before an invitation may go there. Default 24 hours.
    contact_hold_seconds: 86_400 in 0..=604_800,
    /// How long after a change of contact details a new access key needs a second officer, where two are asked for.
    /// Default 30 days.
    contact_watch_seconds: 2_592_000 in 0..=7_776_000,
}

impl Policy {
    /// A number of seconds as a span.
    #[must_use]
    pub fn span(seconds: u32) -> Duration {
        Duration::seconds(i64::from(seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_lie_within_the_bounds_and_others_are_named() {
        assert_eq!(Policy::default().out_of_bounds(), []);
        let loose = Policy { code_seconds: 601, ..Policy::default() };
        assert_eq!(loose.out_of_bounds()[0].to_string(), "policy.code_seconds is 601; it must be from 1 to 600");
    }

    // HR-2, OFFICER-9
    #[test]
    fn a_second_factor_is_fresh_for_five_minutes_at_most() {
        let loose = Policy { officer_fresh_seconds: 301, ..Policy::default() };
        assert_eq!(loose.out_of_bounds().len(), 1);
    }
}
