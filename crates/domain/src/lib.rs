//! What an employee, an invitation, a security code and an access key are: pure types and rules.
//!
//! Nothing here asks for the time or for chance: `now` and `rng` are parameters. Input is parsed at the edge into the
//! types of this crate, so that everything behind the edge can rely on it.

mod code;
mod id;
mod invitation;
mod key;
mod log_in;
mod message;
mod person;
mod phone;
pub mod policy;
mod session;
mod time;
mod token;

pub use code::{CodeFormat, SecurityCode};
pub use id::{
    AccessKeyId, CodeId, CredentialId, EmployeeId, FlowSessionId, InvitationId, KeyRequestId, KnownBrowserId, LinkId,
    LogInId, LogOutNoticeId, MessageId, OfferId, OidcCodeId, OidcTokenId, OrganisationId, PresentationRequestId,
    ReportLinkId, SessionId, StatusListId, TokenId,
};
pub use invitation::{InvitationState, LinkKind, Purpose, WrongState};
pub use key::{KeyState, RevokeCause};
pub use log_in::{Device, KeyWish, Refusal, ReportKind, SessionEnd};
pub use message::Channel;
pub use person::{EmailAddress, PersonName, StaffNumber, WrongPerson};
pub use phone::{PhoneNumber, WrongPhone};
pub use policy::Policy;
pub use session::SessionState;
pub use time::{Duration, Timestamp};
pub use token::{SecretToken, TokenHash, WrongToken};
