//! The way to an access key as HR sees it, and what an officer can do for somebody on it.

/// A step of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An officer sent an invitation.
    Invited,
    /// The email went out.
    EmailSent,
    /// The link was opened, and `Continue` selected.
    LinkOpened,
    /// A security code was asked for, and went out.
    CodeSent,
    /// It was entered rightly.
    CodeRight,
    /// The QR code was shown.
    QrShown,
    /// A wallet app has read it.
    Scanned,
    /// The key is in the wallet.
    KeyAdded,
    /// The wallet says so too. Many never do.
    Confirmed,
    /// The person has logged in with it.
    Used,
}

impl Step {
    /// All of them, first to last.
    pub const ALL: [Self; 10] = [
        Self::Invited,
        Self::EmailSent,
        Self::LinkOpened,
        Self::CodeSent,
        Self::CodeRight,
        Self::QrShown,
        Self::Scanned,
        Self::KeyAdded,
        Self::Confirmed,
        Self::Used,
    ];
}

/// Something that an officer can do for a person. Each has a page of its own, which decides anew whether it is possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Record a check of the identity.
    Identity,
    /// Change name or staff number.
    Details,
    /// Change email address or phone number.
    Contact,
    /// Send an invitation, or send it again.
    Invite,
    /// Cancel the invitation.
    Cancel,
    /// Provide a new access key.
    NewKey,
    /// Suspend the key.
    Suspend,
    /// Make the suspended key work again.
    Restore,
    /// Revoke the key.
    Revoke,
    /// Note that the person has left.
    Leave,
    /// Note that the person is back.
    Return,
}

impl Act {
    /// The last part of the address of its page, below the person's record.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Details => "details",
            Self::Contact => "contact",
            Self::Invite => "invite",
            Self::Cancel => "cancel",
            Self::NewKey => "new-key",
            Self::Suspend => "suspend",
            Self::Restore => "restore",
            Self::Revoke => "revoke",
            Self::Leave => "leave",
            Self::Return => "return",
        }
    }
}
