//! The start page.

use crate::text::keys::Start;

pub(in crate::text) const START: Start = Start {
    heading: "Download your access key",
    lead: "Your access key is how you log in to the {organisation} employee portal. It is kept on your phone, in {wallet}.",
    invited: "{organisation} has confirmed who you are and invited you to download it.",
    replaces: "This access key takes the place of your earlier one. The earlier one stops working when you have the new one.",
    before_heading: "Before you continue",
    have_phone: "Have your phone with you. We will text a security code to it.",
    install: "Install {wallet} on your phone, if you do not have it yet. Open it once and follow its steps.",
    install_from: "Get {wallet} from:",
    several_employers: "If you have more than one employer, you will get one access key for each.",
};
