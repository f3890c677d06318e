//! Why nobody is logged in. The person learns only that it did not work; the log says why, without a name or a token.

use super::provider::NotAsked;
use crate::flows::Fault;

/// Nobody is logged in.
#[derive(Debug, thiserror::Error)]
pub enum NotIn {
    /// This browser has not asked, or too long ago, or the answer is for another question.
    #[error("this browser did not ask, or too long ago")]
    NotAsked,
    /// The provider knows who it is, and it is nobody who is an officer now.
    #[error("not an officer")]
    NotAnOfficer,
    /// The provider's answer is not believed, or there is none.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Our own fault.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Why the provider's answer is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The provider cannot be asked.
    #[error("the provider cannot be asked: {0}")]
    NotAsked(NotAsked),
    /// What the provider says about itself cannot be used, or is about another issuer.
    #[error("the provider's metadata cannot be used")]
    Metadata,
    /// The provider says that it did not log anybody in.
    #[error("the provider did not log anybody in")]
    Provider,
    /// The answer, or the ID token in it, is of another issuer.
    #[error("the answer is of another issuer")]
    Issuer,
    /// The provider does not take its own code back.
    #[error("the code was refused")]
    Code,
    /// There is no ID token, or none that can be read.
    #[error("there is no ID token that can be read")]
    NoToken,
    /// It was signed with a key that the provider does not publish.
    #[error("the ID token's key is unknown")]
    UnknownKey,
    /// Its signature is wrong, missing, or of a kind that is not accepted.
    #[error("the ID token's signature is refused")]
    Signature,
    /// It is for somebody else too, or only.
    #[error("the ID token is for another client")]
    Audience,
    /// It is too old, or of the future.
    #[error("the ID token is not of now")]
    Time,
    /// It answers another request.
    #[error("the ID token is for another request")]
    Nonce,
    /// The officer logged in at the provider too long ago, or nobody knows when.
    #[error("the log in at the provider is too old")]
    AuthTime,
    /// It was a log in of another class.
    #[error("acr is none of officers.sso.require_acr")]
    Class,
    /// A way of proving oneself is missing.
    #[error("amr lacks some of officers.sso.require_amr")]
    Ways,
    /// What the provider says about the person cannot be read, or is about somebody else.
    #[error("the UserInfo response is refused")]
    UserInfo,
    /// Another officer than the one who is logged in here, or that session has ended.
    #[error("the officer who is logged in here was to come back")]
    OtherOfficer,
}
