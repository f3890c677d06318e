//! What people report who need not be logged in: a lost phone, and a log in that was not theirs. Both begin with a link
//! in an email and happen by a press on the page that it leads to.

pub mod ask;
pub mod confirm;
pub mod look;
pub mod lost_phone;
