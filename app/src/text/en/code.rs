//! The three pages about security codes.

use crate::text::keys::Code;

pub(in crate::text) const CODE: Code = Code {
    send_heading: "We will text you a security code",
    send_lead: "We will send a 6 digit security code to the phone number ending **{phone}**.",
    not_my_number: "This is not my phone number",

    enter_heading: "Check your phone",
    enter_lead: "We sent a 6 digit security code to the phone number ending **{phone}**. It may take a few minutes to arrive.",
    enter_expiry: "The code expires after {minutes} minutes.",
    label: "Security code",
    hint: "This is 6 numbers, for example 012345",
    get_new: "Get a new code",
    no_text: "I have not had a text",

    sent_again: "We sent a new code. Earlier codes no longer work.",
    just_sent: "We sent you a code less than a minute ago. If it does not arrive, you can ask for another from {time}.",

    empty: "Enter the security code",
    format: "The security code must be 6 numbers",
    wrong: "That security code is not correct. Check the text and enter it again, or get a new code",
    wrong_tries_left: "That security code is not correct. Check the text and enter it again, or get a new code. You have {tries} tries left",
    wrong_one_try_left: "That security code is not correct. Check the text and enter it again, or get a new code. You have 1 try left",
    expired: "That security code has expired. Get a new code",

    new_heading: "Get a new security code",
    new_lead: "We will send it to the phone number ending **{phone}**. Earlier codes will stop working.",
    new_limit: "You can ask for {codes} codes in {minutes} minutes.",
    new_button: "Get a new code",
    tips_heading: "If the text does not arrive",
    tips: "
        - Check that your phone has a signal.
        - Check that texts from unknown senders are not blocked.
        - Turn aeroplane mode on, wait a moment, then turn it off again.
        - Restart your phone.
    ",
    not_yet_heading: "You cannot get a new security code yet",
    not_yet_lead: "We have sent you a code already. It may take a few minutes to arrive.",
    used_lead: "The last code has been entered in another browser or on another device, so it no longer works.",
    not_now_heading: "You cannot get a new security code",
    not_now_lead: "We have sent you several codes already.",
    too_many_tries_heading: "You entered the wrong security code too many times",
    too_many_tries_now: "That code no longer works. Get a new code to carry on. We will send it to the phone number ending **{phone}**.",
    too_many_codes_heading: "You asked for too many security codes",
    locked_heading: "You cannot enter a security code yet",
    locked_lead: "A wrong security code was entered too many times.",
    try_at: "You can try again at {time}.",
    ask_at: "You can ask again at {time}.",
    ask_hr: "[Contact {hr}](/contact). They can send you a new invitation.",
    what_you_can_do: "What you can do",
    wait_or_hr: "You can wait, or [contact {hr}](/contact). Nothing you have done so far is lost.",
};
