//! Sending text messages.

mod end_user_messaging;
mod notify;
mod sns;

pub use end_user_messaging::{EndUserMessaging, EndUserMessagingOptions};
pub use notify::NotifySms;
pub use sns::Sns;

use crate::{
    Dispatch, Failure, Receipt, Sms,
    dispatch::{in_time, quietly},
};

/// A provider of text messages.
#[derive(Debug)]
pub enum SmsSender {
    /// AWS End User Messaging.
    EndUserMessaging(EndUserMessaging),
    /// Amazon SNS.
    Sns(Sns),
    /// GOV.UK Notify.
    Notify(NotifySms),
}

impl SmsSender {
    /// Hands a text over: one call, which ends within 10 seconds.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn send(&self, sms: &Sms, dispatch: Dispatch<'_>) -> Result<Receipt, Failure> {
        quietly(in_time(async {
            match self {
                Self::EndUserMessaging(messaging) => messaging.send(sms, dispatch).await,
                Self::Sns(sns) => sns.send(sms).await,
                Self::Notify(notify) => notify.send(sms, dispatch).await,
            }
        }))
        .await
    }
}
