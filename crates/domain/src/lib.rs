//! What an employee, an invitation, a security code and an access key are: pure types and rules.
//!
//! Nothing here asks for the time or for chance: `now` and `rng` are parameters. Input is parsed at the edge into the
//! types of this crate, so that everything behind the edge can rely on it.

mod code;
pub mod cookie;
pub mod details;
mod id;
mod identity;
mod invitation;
mod key;
mod log_in;
mod message;
mod officer;
pub mod people_file;
mod person;
mod phone;
pub mod policy;
mod session;
mod standing;
mod time;
mod token;
mod way;

pub use code::{CodeFormat, SecurityCode};
pub use id::{
    AccessKeyId, ApprovalId, CodeId, CredentialId, EmployeeId, FlowSessionId, IdentityCheckId, ImportDraftId,
    InvitationId, KeyRequestId, KnownBrowserId, LinkId, LogInId, LogOutNoticeId, MessageId, OfferId, OfficerId,
    OfficerLinkId, OfficerSessionId, OidcCodeId, OidcTokenId, OrganisationId, PresentationRequestId, RecoveryCodeId,
    ReportLinkId, SessionId, StatusListId, TokenId,
};
pub use identity::{ApprovalKind, Decision, IdentityMethod, IdentityOutcome};
pub use invitation::{InvitationState, LinkKind, Purpose, WrongState};
pub use key::{KeyState, RevokeCause};
pub use log_in::{Device, KeyWish, Refusal, ReportKind, SessionEnd};
pub use message::{Channel, MessageKind};
pub use officer::{OfficerSessionEnd, OfficerWay, Permission, Role};
pub use person::{EmailAddress, PersonName, StaffNumber, WrongPerson};
pub use phone::{PhoneNumber, WrongPhone};
pub use policy::Policy;
pub use session::SessionState;
pub use standing::{Standing, Status};
pub use time::{Duration, Timestamp};
pub use token::{SecretToken, TokenHash, WrongToken};
pub use way::{Act, Step};
