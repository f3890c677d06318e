//! The HR console: documents drawn by the server, complete without JavaScript. Nothing of it is in the bundle.

mod actions;
pub mod acts;
pub mod audit;
mod notice;
pub mod officers;
mod page;
mod refused;
pub mod single_sign_on;
pub mod staff;
pub mod waiting;

pub use crate::components::console::pagination::Pages;
pub use notice::Notice;
pub use page::{ConsolePage, Desk, Problem, Section};
pub use refused::not_allowed;

pub(crate) use actions::{action_words, actor_words};
pub(crate) use page::{account, main_part, navigation, session_end};
