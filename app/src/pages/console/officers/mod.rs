//! How HR officers log in, their own account, and who they are.

mod account;
mod list;
mod log_in;
mod new_app;
mod officer;
mod recovery_codes;
mod role;
mod set_up;

pub use account::{Account, SessionLine, account, change_app, change_password, new_codes};
pub use list::{AddForm, OfficerLine, Standing, add, list};
pub(super) use log_in::with_then;
pub use log_in::{CodeProblem, LogIn, closed_session, code, confirm, log_in, logged_out, recovery};
pub use new_app::NewApp;
pub use officer::{NotDone, officer};
pub use recovery_codes::{RecoveryCodes, recovery_codes};
pub use role::role_name;
pub use set_up::{Closed, PasswordProblem, SetUpForm, closed, set_up};
