//! One table a file. The dated steps in `migration` are the truth; a test compares the two.

pub mod access_key;
pub mod access_token;
pub mod audit;
pub mod code_try;
pub mod credential;
pub mod employee;
pub mod flow_session;
pub mod invitation;
pub mod link;
pub mod offer;
pub mod organisation;
pub mod outbox;
pub mod phone_number;
pub mod security_code;
pub mod spent;
pub mod status_list;
