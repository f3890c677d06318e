//! The warning before a session ends.

use crate::text::keys::Session;

pub(in crate::text) const SESSION: Session = Session {
    heading: "You will be logged out soon",
    warning: "To keep you safe, we log you out when nothing has happened for a while.",
    time_left: "Time left: {time}",
    seconds_left: "You will be logged out in {seconds} seconds.",
    stay: "Stay logged in",
};
