//! Whole journeys, step by step.

mod browsers;
mod codes;
mod codes_sent;
mod every_press;
mod first_key;
mod invitations;
mod link_pages;
mod log_in_mail;
mod not_in_app;
mod offers;
mod reading;
mod redeeming;
mod replacement;
mod sessions;
mod tries;
