//! What several hydrated pages share.

use crate::text::keys::Parts;

pub(in crate::text) const PARTS: Parts = Parts {
    title: "{heading} – {service} – {organisation}",
    title_error: "Error: {heading} – {service} – {organisation}",
    back: "Back",
    continue_button: "Continue",
    busy: "Checking…",
    still_busy: "Still checking. This can take up to 10 seconds.",
    problem_heading: "There is a problem",
    error_prefix: "Error: ",
    unreachable: "We could not reach the service. Check your internet connection, then try again. Nothing you entered was lost",
    refused: "The service has a problem and could not do this. Wait a minute, then try again. Nothing you entered was lost",
    notice_title: "Important",
    success_title: "Success",
};
