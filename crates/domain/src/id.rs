//! Names of rows: 128 random bits each, so that nobody can guess one from another.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand_core::Rng;
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "columns", derive(sea_orm::DeriveValueType))]
        pub struct $name(String);

        impl $name {
            /// A new name.
            pub fn new(rng: &mut impl Rng) -> Self {
                let mut bytes = [0; 16];
                rng.fill_bytes(&mut bytes);
                Self(URL_SAFE_NO_PAD.encode(bytes))
            }

            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(name: String) -> Self {
                Self(name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        #[cfg(feature = "columns")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

ids! {
    /// An employer.
    OrganisationId,
    /// An employee: stable, never given to anyone else.
    EmployeeId,
    /// An invitation.
    InvitationId,
    /// One emailed link of an invitation.
    LinkId,
    /// One browser on its way through an invitation.
    FlowSessionId,
    /// A security code that was sent.
    CodeId,
    /// A credential offer.
    OfferId,
    /// An access token.
    TokenId,
    /// An access key: one issuance to one person.
    AccessKeyId,
    /// A credential of an access key.
    CredentialId,
    /// A status list.
    StatusListId,
    /// A message in the outbox.
    MessageId,
    /// One browser that asks to log in.
    LogInId,
    /// A request to a wallet for a presentation.
    PresentationRequestId,
    /// One browser that is logged in.
    SessionId,
    /// A browser that somebody has logged in from before.
    KnownBrowserId,
    /// An emailed link by which a person reports something.
    ReportLinkId,
    /// An employee's wish for a new access key.
    KeyRequestId,
    /// An authorization code for a portal.
    OidcCodeId,
    /// An access token for a portal.
    OidcTokenId,
    /// Word to a portal that somebody is logged out.
    LogOutNoticeId,
    /// An HR officer.
    OfficerId,
    /// One browser in which an officer logs in or is logged in.
    OfficerSessionId,
    /// A one-time link by which an officer sets up password and second factor.
    OfficerLinkId,
    /// A recovery code of an officer.
    RecoveryCodeId,
    /// A check of an employee's identity.
    IdentityCheckId,
    /// A question to a second officer.
    ApprovalId,
    /// A file of people that waits to be confirmed.
    ImportDraftId,
}
