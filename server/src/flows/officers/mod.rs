//! HR officers: how they log in, and who they are.

pub mod account;
pub mod authenticator;
pub mod confirm;
pub mod guessed_at;
mod known_browser;
pub mod log_in;
pub mod log_out;
pub mod manage;
pub mod on_duty;
pub mod password;
pub mod recovery;
pub mod second_factor;
pub mod set_up;
pub mod single_sign_on;
mod tell;
mod tries;
mod way_in;

pub use known_browser::Mark;
pub use way_in::{NewLink, WayIn};
