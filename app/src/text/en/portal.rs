//! What a portal asked for and did not get, and the log out that it asks for.

use crate::text::keys::Portal;

pub(in crate::text) const PORTAL: Portal = Portal {
    refused: "You cannot log in to this portal",
    unknown_body: "
        The page that sent you here is not one of the portals that {organisation} has connected to {service}.

        - If you followed a link, go to the portal by its usual address instead.
        - If you came from the portal itself, tell {hr}: somebody has to set it up.
    ",
    address_body: "
        The portal asked us to send you to an address that {organisation} has not approved, so we did not.

        - If you followed a link, go to the portal by its usual address instead.
        - If you came from the portal itself, tell {hr}: somebody has to set it up.
    ",
    malformed_body: "
        The portal's request was not complete.

        Go back to the portal and log in again. If it happens again, tell {hr}: somebody has to set the portal up.
    ",
    too_old: "Go back to the portal and log in again",
    too_old_body: "
        It is too long ago that the portal sent you here, so we cannot send you back to it.

        Open the portal again and select log in. You will not have to share your access key again if you have just done so.
    ",
    onward: "Continue to the portal",
    onward_body: "Your browser goes on to {portal} by itself. If it does not, select the button.",
    onward_button: "Continue",
    log_out: "Do you want to log out?",
    log_out_portal: "
        You came here from {portal}. If you log out, you are logged out of {service} in this browser, and of the portals that
        you opened with it.
    ",
    log_out_any: "
        If you log out, you are logged out of {service} in this browser, and of the portals that you opened with it.
    ",
    log_out_button: "Log out",
    stay: "Stay logged in",
};
